// Members flag what does not belong here, its author is told and asks for another look, and moderators decide: one after
// the other, with the keyboard alone.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour, newcomer } from '../support/people.js';
import { eventually, fitsTheScreen, follow, moreOf, open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

const WORDS = {
  de: {
    title: (word) => `Mesh bricht ab, wenn jemand kocht (${word})`,
    body: 'Immer wenn die Mikrowelle läuft, bricht das Mesh ab.',
    answer: 'Stell die Mikrowelle in ein anderes Zimmer, dann hast du Ruhe.',
    appeal: 'Das war ernst gemeint: Bei mir hat genau das geholfen.',
    reason: 'Das stimmt, es ist eine Antwort.',
  },
  en: {
    title: (word) => `Mesh drops whenever somebody cooks (${word})`,
    body: 'Whenever the microwave runs the mesh drops.',
    answer: 'Put the microwave into another room and you will have peace.',
    appeal: 'I meant it: that is exactly what helped at our place.',
    reason: 'True, it is an answer.',
  },
};

/** Signs somebody in who has an account of their own. */
async function signIn(page, person) {
  await page.context().clearCookies(); // whoever was there before has left
  await open(page, '/sign-in');
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await press(page, page.locator('main form button.primary').first());
}

/** A question with an answer of somebody who is new. */
async function thread(lang) {
  const words = WORDS[lang];
  const [customer, author] = await Promise.all([neighbour(forum, 'customer'), newcomer(forum, `Rolf ${unique()}`, lang)]);
  const question = await customer.ask({ title: words.title(unique()), body: words.body, lang });
  const answer = await author.answer(question, words.answer);
  return { words, customer, author, question, answer };
}

/** Presses a page's own key; without scripts the same thing is reached with Tab and Enter. */
async function key(page, javascript, letter) {
  const answer = await follow(page, async () => {
    if (javascript) return page.keyboard.press(letter);
    await page.locator(`[data-key="${letter}"]`).first().focus();
    return page.keyboard.press('Enter');
  });
  assert.ok(answer.ok(), `${letter} was answered with ${answer.status()}`);
  await fitsTheScreen(page);
}

journey(forum, 'flags hide, the author appeals, a moderator shows it again', async (page, { lang, javascript }) => {
  const { words, customer, author, question, answer } = await thread(lang);
  const [expert, staff, visitor] = await Promise.all([neighbour(forum, 'expert'), neighbour(forum, 'staff'), neighbour(forum)]);

  await open(page, question);
  await signInAs(page, 'customer');
  const post = page.locator(`#a${answer}`);
  await press(page, (await moreOf(post)).locator('a[href$="/flag"]'));
  await page.locator('#reason-not_an_answer').check();
  await press(page, page.locator('main form button.primary'));
  assert.equal(await visitor.status(`/answers/${answer}`), 200, 'one flag hides nothing');
  await open(page, '/account/flags');
  await press(page, page.locator('.rows form[action$="/unflag"] button').first());
  await press(page, (await moreOf(post)).locator('a[href$="/flag"]'));
  await page.locator('#reason-not_an_answer').check();
  await press(page, page.locator('main form button.primary'));
  for (const person of [expert, staff]) {
    await person.send(`/posts/${answer}/flag`, { reason: 'not_an_answer', note: '' }).catch(() => undefined); // hidden by the one before
  }
  assert.equal(await visitor.status(`/answers/${answer}`), 404, 'enough of them do');

  await signIn(page, author);
  await eventually(async () => {
    await page.goto('/inbox');
    return page.locator(`main a[href*="/appeals/new"]`).count();
  }, 'the notice');
  await open(page, `/answers/${answer}`);
  await press(page, post.locator('a[href^="/appeals/new"]'));
  await page.locator('#text').fill(words.appeal);
  await press(page, page.locator('main form button.primary'));
  await page.locator('.side-box', { hasText: words.appeal }).waitFor();

  await signInAs(page, 'moderator');
  for (let n = 0; !(await page.locator('article', { hasText: words.appeal }).count()); n += 1) {
    await open(page, '/review?kind=appeal'); // on a phone it is the list or an item
    await press(page, page.locator('.rows li a').nth(n));
  }
  await page.locator('#words').fill(words.reason);
  await page.locator('article button[formaction$="/overturn"]').focus();
  await key(page, javascript, 'y');
  assert.equal(await visitor.status(`/answers/${answer}`), 200, 'it is there for everybody again');

  await signIn(page, author);
  await open(page, `/appeals/new?about=post:${answer}`);
  await page.locator('.side-box', { hasText: words.reason }).waitFor();
  await Promise.all([customer, author, expert, staff, visitor].map((person) => person.leave()));
});

journey(forum, 'a moderator decides three with the keyboard only', async (page, { lang, javascript }) => {
  const { words, customer, author, question, answer } = await thread(lang);
  const expert = await neighbour(forum, 'expert');
  const more = [answer];
  for (const n of [2, 3]) more.push(await author.answer(question, `${n}. ${words.answer}`));
  for (const one of more) await expert.send(`/posts/${one}/flag`, { reason: 'duplicate', note: '' });
  await open(page, '/');
  await signInAs(page, 'moderator');
  await open(page, '/review?kind=flags');
  if (javascript) await page.keyboard.press('j'); else await page.locator('[data-item] a').first().focus();
  await follow(page, () => page.keyboard.press('Enter'));
  await fitsTheScreen(page);
  const item = () => new URL(page.url()).searchParams.get('item');
  for (let n = 0; n < 3; n += 1) {
    const before = item();
    await key(page, javascript, 'n');
    assert.notEqual(item(), before, 'the next one loads by itself');
    assert.equal(await page.locator(`#r${before}`).count(), 0, 'it does not wait any more');
  }
  const after = item();
  await follow(page, async () => {
    await page.locator('.flash form button').first().focus();
    await page.keyboard.press('Enter');
  });
  assert.notEqual(item(), after, 'taken back');
  assert.equal(await page.locator('form[action$="/leave"]').count(), 1, 'and it is mine');
  await Promise.all([customer, author, expert].map((person) => person.leave()));
}, { pairs: true });
