// An expert looks at what waits in their field and vouches for an answer.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour } from '../support/people.js';
import { open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

const WORDS = {
  de: {
    title: (word) => `Mesh-Punkt verliert nachts die Verbindung (${word})`,
    body: 'Jede Nacht gegen drei Uhr verliert der Mesh-Punkt die Verbindung, morgens muss ich ihn neu starten.',
    answer: 'Stell den automatischen Kanalwechsel der TannBox ab, dann bleibt der Mesh-Punkt auch nachts verbunden.',
    note: 'Stimmt, behoben ist es ab der nächsten Firmware.',
  },
  en: {
    title: (word) => `Mesh point loses its connection at night (${word})`,
    body: 'Every night at about three the mesh point loses its connection and I have to restart it in the morning.',
    answer: 'Switch the automatic change of channels off, then the mesh point stays connected during the night.',
    note: 'Right; it is mended in the next firmware.',
  },
};

journey(forum, 'an expert endorses and withdraws', async (page, { lang }) => {
  const words = WORDS[lang];
  const word = unique();
  const [customer, staff] = await Promise.all([neighbour(forum, 'customer'), neighbour(forum, 'staff')]);
  const question = await customer.ask({ title: words.title(word), body: words.body, tags: 'mesh', lang });
  await open(page, '/');
  await signInAs(page, 'expert');
  await page.locator('.site-head details.menu summary').click();
  await press(page, page.locator('.menu-list a[href="/expert"]'));
  await page.locator('section[aria-labelledby="expert-questions"] .q-title', { hasText: word }).waitFor();

  const answer = await staff.answer(question, words.answer);
  await open(page, '/expert');
  assert.equal(await page.locator('section[aria-labelledby="expert-questions"] .q-title', { hasText: word }).count(), 0, 'answered');
  const item = page.locator('section[aria-labelledby="expert-answers"] .question', { hasText: word });
  await item.locator('details summary').click();
  await item.locator('textarea').fill(words.note);
  await item.locator('input[name="version"]').fill('5.14');
  await press(page, item.locator('details button'));
  const post = page.locator(`#a${answer}`);
  const verdict = post.locator('.verdict-endorsed');
  assert.match(await verdict.innerText(), new RegExp(`5\\.14[\\s\\S]*${words.note.slice(0, 20)}`));
  await open(page, '/expert');
  assert.equal(await item.count(), 0, 'nothing to do for this one any more');

  await open(page, `/answers/${answer}`);
  await press(page, verdict.locator('form[action$="/withdraw"] button'));
  assert.equal(await verdict.count(), 0);
  await press(page, post.locator('a[href$="/endorse"]'));
  await page.locator('#note').fill(words.note);
  await press(page, page.locator('main form button.primary'));
  assert.equal(await verdict.count(), 1, 'and endorsed again, from the thread');
  await Promise.all([customer.leave(), staff.leave()]);
});
