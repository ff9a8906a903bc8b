// Texts are looked at before everybody sees them: what looks like spam waits and says why, personal data is asked about.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour, newcomer } from '../support/people.js';
import { numberIn, open, press, unique } from '../support/steps.js';

const forum = openForum();

/** Signs somebody in who has an account of their own. */
async function signIn(page, person) {
  await open(page, '/sign-in');
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await press(page, page.locator('main form button.primary').first());
}

/** Fills in the form and sends it. Similar questions may come first; where something else is asked, that is for the journey. */
async function ask(page, title, body) {
  await open(page, '/ask');
  await page.locator('#title').fill(title);
  await page.locator('#body').fill(body);
  await press(page, page.locator('.form-foot button.primary'));
  const onlySimilar = (await page.locator('input[name="similar_shown"]').count()) && !(await page.locator('#mask-h').count());
  if (onlySimilar) await press(page, page.locator('.form-foot button.primary'));
}

journey(forum, 'a new account’s advertising waits, and both sides read why', async (page, { lang }) => {
  const word = unique();
  const [admin, moderator, person] = await Promise.all([neighbour(forum, 'admin'), neighbour(forum, 'moderator'), newcomer(forum, `Rob ${unique()}`, lang)]);
  const rules = { on: '1', hold_at: '60', known_reputation: '50', known_days: '7', words: '', domains: 'gamble.example', trusted: '', disposable: '' };
  await admin.send('/admin/spam', { ...rules, do: 'save' });
  await signIn(page, person);
  await ask(page, `How do I win with the ${word} box?`, `Look at https://www.gamble.example/${word} and win more than anybody else.`);
  const question = page.url();
  const notice = page.locator('.thread-head .notice');
  assert.match(await notice.innerText(), lang === 'de' ? /nicht erwünscht/ : /not wanted here/);
  assert.doesNotMatch(await notice.innerText(), /60/, 'its author reads no points');
  const visitor = await neighbour(forum);
  assert.equal(await visitor.status(`/questions/${numberIn(question)}`), 404);
  const [before] = (await moderator.text('/review')).split(word); // the line in the list leads to it
  const item = before.match(/item=\d+/g)?.at(-1);
  assert.ok(item, 'it waits in the queue');
  assert.match(await moderator.text(`/review?${item}`), /gamble\.example/);
  await Promise.all([admin.leave(), moderator.leave(), person.leave(), visitor.leave()]);
});

journey(forum, 'an account number in a question is asked about, and hidden', async (page, { lang }) => {
  const word = unique();
  const person = await newcomer(forum, `Iban ${unique()}`, lang);
  await signIn(page, person);
  const body = `From which account does the ${word} box draw its money? Mine is DE89 3704 0044 0532 0130 00.`;
  await ask(page, `Which account pays for the ${word} box?`, body);
  const heading = page.locator('#mask-h');
  await heading.waitFor();
  assert.equal(await page.locator('#body').inputValue(), body, 'what was typed stays');
  assert.ok(await page.locator('#mask-hide').isChecked());
  await press(page, page.locator('.form-foot button.primary'));
  assert.match(page.url(), /\/questions\/\d+/);
  const post = await page.locator('article.post').first().innerText();
  assert.match(post, /▒▒▒/);
  assert.doesNotMatch(post, /3704 0044/);
  const menu = page.locator('article.post details.more').first();
  await menu.locator('summary').click();
  await press(page, menu.locator('a[href$="/masked"]'));
  assert.match(await page.locator('main').innerText(), /DE89 3704 0044 0532 0130 00/);
  const visitor = await neighbour(forum);
  assert.doesNotMatch(await visitor.text(`/questions/${numberIn(page.url().replace('posts', 'questions'))}`), /3704 0044/);
  await Promise.all([person.leave(), visitor.leave()]);
});

journey(forum, 'what was said too much in a comment is hidden afterwards', async (page, { lang }) => {
  const word = unique();
  const person = await newcomer(forum, `Tel ${unique()}`, lang);
  const path = await person.ask({ title: `Who rings about the ${word} box?`, body: `Nobody rings about the ${word} box any more.`, lang });
  const said = `Please ring me about ${word}, my street is Amselweg 12b.`;
  await person.send(`/posts/${numberIn(path)}/comments`, { body: said });
  await signIn(page, person);
  await open(page, path);
  await press(page, page.locator('.comment a[href$="/mask"]'));
  await page.locator('#other').fill('Amselweg 12b');
  await press(page, page.locator('main .form-foot button.primary'));
  const comment = await page.locator('.comment .prose').first().innerText();
  assert.match(comment, /▒▒▒/);
  assert.doesNotMatch(comment, /Amselweg/);
  const visitor = await neighbour(forum);
  assert.doesNotMatch(await visitor.text(path), /Amselweg/);
  await Promise.all([person.leave(), visitor.leave()]);
});
