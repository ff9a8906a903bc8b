// Staff answer from their desk: take what waits, note something among themselves, begin with a canned answer, send it.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour } from '../support/people.js';
import { started } from '../support/scripts.js';
import { follow, numberIn, open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

const WORDS = {
  de: {
    title: (word) => `Die Box verliert nach dem Umzug die Verbindung (${word})`,
    body: 'Seit dem Umzug blinkt die Box und verliert jede Stunde die Verbindung.',
    tried: 'Hast du sie schon einmal neu gestartet?',
    canned: 'Guten Tag {name},\n\nzu „{question}“: Bitte setz die Box zurück.\n\n{me}',
    added: 'Der Knopf ist hinten neben dem Netzteil.',
    note: 'Vertrag geprüft, Leitung ist in Ordnung.',
  },
  en: {
    title: (word) => `The box loses its connection after moving (${word})`,
    body: 'Since we moved the box blinks and loses its connection every hour.',
    tried: 'Have you tried to restart it?',
    canned: 'Hello {name},\n\nabout “{question}”: please reset the box.\n\n{me}',
    added: 'The button is at the back beside the plug.',
    note: 'Contract checked, the line is fine.',
  },
};

/** A question that staff have: answered, but its asker still needs help, and routed. */
async function waiting(lang, word) {
  const words = WORDS[lang];
  const [customer, peer, admin] = await Promise.all(['customer', 'expert', 'admin'].map((role) => neighbour(forum, role, lang)));
  const question = await customer.ask({ title: words.title(word), body: words.body, tags: 'umzug', lang });
  const id = numberIn(question);
  await peer.answer(question, words.tried);
  await customer.send(`/questions/${id}/still-needs-help`, {});
  const page = await admin.text(`/desk?question=${id}`);
  const seen = page.match(/name="seen" value="(\d+)"/)[1];
  const team = page.match(/<option value="(\d+)">Kundendienst</)[1];
  await admin.send('/desk/route', { question: id, seen, to: team, reason: word });
  await admin.send('/desk/canned', { name: word, lang, team: '', body: words.canned });
  const leave = () => Promise.all([customer, peer, admin].map((one) => one.leave()));
  return { id, question, admin, leave };
}

journey(forum, 'staff answer from the desk', async (page, { lang, javascript }) => {
  const words = WORDS[lang];
  const word = unique();
  const { question, leave } = await waiting(lang, word);
  await open(page, '/');
  await signInAs(page, 'staff');
  await page.locator('.site-head details.menu summary').click();
  await press(page, page.locator('.menu-list a[href="/desk"]'));
  const line = page.locator('.desk li', { hasText: word });
  assert.ok((await line.locator('time.due').getAttribute('datetime'))?.length > 0, 'the exact due time');
  await press(page, line.locator('a'));

  const detail = page.locator('#question');
  assert.ok((await detail.locator('.prose').first().innerText()).includes(words.body), 'the question');
  assert.ok((await detail.innerText()).includes(words.tried), 'what peers tried');
  if (javascript) {
    await started(page, './keys.js');
    await follow(page, () => page.keyboard.press('c'));
  } else {
    await press(page, detail.locator('[data-key="c"]'));
  }
  assert.equal(await detail.locator('[data-key="c"]').count(), 0, 'it is taken');
  await press(page, page.locator('.flash form button'));
  await press(page, detail.locator('[data-key="c"]'));

  await detail.locator('section[aria-labelledby="desk-notes"] summary').click();
  await detail.locator('#note').fill(words.note);
  await press(page, detail.locator('form[action^="/desk/note"] button'));
  assert.ok((await detail.locator('article.notice').innerText()).includes(words.note));

  await detail.locator('#answer').fill(words.added);
  const canned = detail.locator('#canned');
  await canned.selectOption({ label: await canned.locator('option', { hasText: word }).first().innerText() });
  await press(page, detail.locator('button[name="insert"]'));
  const text = await detail.locator('#answer').inputValue();
  assert.ok(text.startsWith(words.added), 'what was typed stays on top');
  assert.ok(text.includes(word) && !text.includes('{'), `placeholders are filled: ${text}`);
  await press(page, detail.locator('form[action^="/desk/answer"] button.primary'));
  assert.equal(await page.locator('.desk li', { hasText: word }).count(), 0, 'nobody waits any more');

  await open(page, question);
  const thread = await page.locator('main').innerText();
  assert.ok(thread.includes(words.added), 'the answer is public');
  assert.ok(!thread.includes(words.note), 'the note is not');
  await leave();
});

journey(forum, 'two of the staff act at once', async (page, { lang, allow }) => {
  const words = WORDS[lang];
  const word = unique();
  const { id, admin, leave } = await waiting(lang, word);
  await open(page, '/');
  await signInAs(page, 'staff');
  await open(page, `/desk?question=${id}`);
  allow(/^status 409: POST .*\/desk\/answer$/);
  await page.locator('#answer').fill(words.added);
  const seen = await page.locator('#question input[name="seen"]').first().inputValue();
  await admin.send('/desk/snooze', { question: id, seen, until: '24', reason: word });
  await press(page, page.locator('form[action^="/desk/answer"] button.primary'), 409);
  assert.equal(await page.locator('#answer').inputValue(), words.added, 'nothing is lost');
  assert.match(await page.locator('#errors').innerText(), /Ines/, 'who was faster');
  await press(page, page.locator('form[action^="/desk/answer"] button.primary'));
  assert.equal(await page.locator('.desk li', { hasText: word }).count(), 0);
  await leave();
});
