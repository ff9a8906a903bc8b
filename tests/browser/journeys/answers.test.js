// A customer helps a neighbour: answers, comments, corrects themselves, votes, and says "I have this too".
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour, newcomer } from '../support/people.js';
import { hasScripts, started } from '../support/scripts.js';
import { moreOf, numberIn, open, press, seen, signInAs, unique } from '../support/steps.js';

const forum = openForum();

const WORDS = {
  de: {
    title: (word) => `Gastzugang bleibt nach dem Neustart aus (${word})`,
    body: 'Nach jedem Neustart der TannBox ist der Gastzugang aus, und ich schalte ihn von Hand wieder ein.',
    other: 'Bei mir hilft es, den Zeitplan des Gastzugangs einmal zu löschen und neu anzulegen.',
    mine: 'Schau unter WLAN und Gastzugang nach.\n\nDort steht ein Haken, der nach dem Neustart fehlt.',
    edited: 'Schau unter WLAN und Gastzugang nach.\n\nDort steht ein Haken, der nach dem Update fehlt.',
    reason: 'Update statt Neustart',
    comment: 'Welche Firmware ist das bei dir?',
  },
  en: {
    title: (word) => `Guest Wi-Fi stays off after a restart (${word})`,
    body: 'After every restart of the TannBox the guest Wi-Fi is off and I have to switch it on by hand.',
    other: 'For me it helped to delete the schedule of the guest Wi-Fi once and to make it again.',
    mine: 'Look at Wi-Fi and guest access.\n\nThere is a tick that is missing after the restart.',
    edited: 'Look at Wi-Fi and guest access.\n\nThere is a tick that is missing after the update.',
    reason: 'The update, not the restart',
    comment: 'Which firmware do you have?',
  },
};

/** A question of the expert's with an answer from the company, fresh for this visitor. */
async function thread(lang) {
  const words = WORDS[lang];
  const [expert, staff] = await Promise.all([neighbour(forum, 'expert'), neighbour(forum, 'staff')]);
  const question = await expert.ask({ title: words.title(unique()), body: words.body, lang });
  const answer = await staff.answer(question, words.other);
  await Promise.all([expert.leave(), staff.leave()]);
  return { question, answer, words };
}

journey(forum, 'a customer answers, comments and edits', async (page, { lang }) => {
  const { question, words } = await thread(lang);
  await open(page, question);
  await signInAs(page, 'customer');
  await page.locator('#answer').fill(words.mine);
  await press(page, page.locator('.your-answer button.primary'));
  const mine = page.locator(`#a${page.url().match(/#a(\d+)$/)[1]}`);
  assert.equal(await page.locator('article.answer').count(), 2, 'the count is right on the very next page');
  assert.match(await page.locator('#answers').innerText(), /2/);

  await comment(page, page.locator('article.post').first(), words.comment);
  await page.locator('article.post').first().locator('.comment', { hasText: words.comment }).waitFor();

  await press(page, mine.locator('a[href$="/edit"]'));
  await page.locator('#body').fill(words.edited);
  await page.locator('#reason').fill(words.reason);
  await press(page, page.locator('main form button.primary'));
  await mine.locator('.prose', { hasText: 'pdate' }).waitFor();
  await press(page, mine.locator('.byline a[href$="/revisions"]'));
  assert.equal(await page.locator('.revision').count(), 2);
  const newest = page.locator('.revision').first();
  assert.match(await newest.innerText(), new RegExp(words.reason));
  assert.match(await newest.locator('.diff .del del').innerText(), /neustart|restart/i);
  assert.match(await newest.locator('.diff .add ins').innerText(), /update/i);
  await open(page, question);

  const menu = await moreOf(mine);
  await press(page, menu.locator('form[action$="/delete"] button'));
  assert.match(await mine.getAttribute('class'), /\bdeleted\b/);
  await press(page, mine.locator('form[action$="/restore"] button'));
  assert.doesNotMatch(await mine.getAttribute('class'), /\bdeleted\b/);
});

journey(forum, 'a customer votes, joins and watches', async (page, { lang }) => {
  const { question, answer } = await thread(lang);
  await open(page, question);
  await signInAs(page, 'customer');
  const post = page.locator(`#a${answer}`);
  const score = post.locator('[data-score]');
  const up = post.locator('form.vote button').first();
  assert.equal(await score.innerText(), '0');
  await vote(page, up);
  assert.equal(await score.innerText(), '1');
  assert.equal(await up.getAttribute('aria-pressed'), 'true');
  await open(page, question);
  assert.equal(await score.innerText(), '1', 'the server knows');
  await vote(page, up);
  assert.equal(await score.innerText(), '0', 'a second press takes it back');
  assert.equal(await up.getAttribute('aria-pressed'), 'false');
  await open(page, question);
  assert.equal(await score.innerText(), '0');

  for (const act of ['join', 'watch']) {
    const button = () => seen(page.locator(`form[action$="/${act}"] button[aria-pressed]`));
    assert.equal(await button().getAttribute('aria-pressed'), 'false');
    await press(page, button());
    assert.equal(await button().getAttribute('aria-pressed'), 'true', `${act} is on`);
  }
  assert.match(await seen(page.locator('form[action$="/join"] button')).innerText(), /1/, 'one more has this too');
  await press(page, seen(page.locator('form[action$="/join"] button')));
  assert.equal(await seen(page.locator('form[action$="/join"] button')).getAttribute('aria-pressed'), 'false');
});

journey(forum, 'two people edit at once', async (page, { lang, allow }) => {
  const { question, words } = await thread(lang);
  const [customer, moderator] = await Promise.all([neighbour(forum, 'customer'), neighbour(forum, 'moderator')]);
  const answer = await customer.answer(question, words.mine);
  await open(page, `/posts/${answer}/edit`, 200); // leads to the sign-in first
  await signInAs(page, 'customer');
  await open(page, `/posts/${answer}/edit`);
  const theirs = `${words.mine}\n\n${words.other}`;
  await moderator.send(`/posts/${answer}/edit`, { base: '1', body: theirs, reason: '' });
  await page.locator('#body').fill(words.edited);
  allow(/^status 409: POST .*\/edit$/);
  await press(page, page.locator('main form button.primary'), 409);
  assert.equal(await page.locator('.version').count(), 2, 'both versions are there');
  assert.equal((await page.locator('.version textarea').inputValue()).replaceAll('\r', ''), words.edited, 'nothing typed is lost');
  assert.match(await page.locator('.version .prose').innerText(), new RegExp(words.other.slice(0, 20)));
  assert.ok((await page.locator('.diff .add, .diff .del').count()) > 0, 'and how they differ');
  await press(page, page.locator('.version form button.primary'));
  assert.doesNotMatch(await page.locator(`#a${answer} > .prose`).innerText(), new RegExp(words.other.slice(0, 20)));
  await open(page, `/posts/${answer}/revisions`);
  assert.equal(await page.locator('.revision').count(), 3, 'their version is kept');
  await Promise.all([customer.leave(), moderator.leave()]);
});

journey(forum, 'below the privilege an edit is a suggestion', async (page, { lang }) => {
  const { question, words } = await thread(lang);
  const person = await newcomer(forum, `Mika ${unique()}`, lang);
  await open(page, '/sign-in');
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await press(page, page.locator('main form button.primary'));
  await open(page, question);
  await press(page, page.locator('article.post').first().locator('a[href$="/edit"]'));
  await page.locator('#body').fill(`${words.body} ${words.comment}`);
  await page.locator('#reason').fill(words.reason);
  await press(page, page.locator('main form button.primary'));
  await page.locator('.flash-ok, .toast').first().waitFor();
  const shown = await page.locator('article.post').first().locator(':scope > .prose').innerText();
  assert.ok(!shown.includes(words.comment), 'the post stays as it is until somebody has looked');
  assert.equal(numberIn(page.url()), numberIn(question));
  await person.leave();
});

async function comment(page, post, text) {
  await post.locator('.add-comment summary').click();
  await post.locator('.add-comment textarea').fill(text);
  await press(page, post.locator('.add-comment button'));
}

/** With scripts the page stays; without them the form leads back to the post. */
async function vote(page, button) {
  if (!hasScripts(page)) {
    await press(page, button);
    return;
  }
  await started(page, './vote.js');
  await page.evaluate(() => (window.sameAsBefore = true));
  const counted = page.waitForResponse((answer) => answer.url().endsWith('/vote'));
  const before = await button.getAttribute('aria-pressed');
  await button.click();
  assert.equal((await counted).status(), 200);
  await page.locator(`form.vote button[aria-pressed="${before === 'true' ? 'false' : 'true'}"]`).first().waitFor();
  assert.equal(await page.evaluate(() => window.sameAsBefore), true, 'the page was not loaded again');
}
