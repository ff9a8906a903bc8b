// Moderators see to what peers have not solved: with the keyboard alone, and without losing anything to each other.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour } from '../support/people.js';
import { fitsTheScreen, follow, numberIn, open, signInAs, unique } from '../support/steps.js';

const forum = openForum();

const WORDS = {
  de: { title: (word) => `Router startet nachts neu (${word})`, body: 'Jede Nacht gegen drei startet der Router neu.', answer: 'Einmal den Stecker ziehen.', reason: 'Morgen kommt die neue Firmware' },
  en: { title: (word) => `Router restarts at night (${word})`, body: 'Every night at about three the router restarts.', answer: 'Pull the plug once.', reason: 'The new firmware comes tomorrow' },
};

/** A question that goes straight into triage: an answer did not do. */
async function waiting(lang) {
  const words = WORDS[lang];
  const word = unique();
  const [customer, helper] = await Promise.all([neighbour(forum, 'customer'), neighbour(forum, 'expert')]);
  const question = await customer.ask({ title: words.title(word), body: words.body, lang });
  await helper.answer(question, words.answer);
  await customer.send(`/questions/${numberIn(question)}/still-needs-help`, {});
  await Promise.all([customer.leave(), helper.leave()]);
  return { word, words, id: numberIn(question) };
}

const line = (page, id) => page.locator(`#t${id}`);

/** Presses a page's own key; without scripts the same thing is reached with Tab and Enter. */
async function key(page, javascript, letter, leads = false) {
  const press = async () => {
    if (javascript) return page.keyboard.press(letter);
    await page.locator(`[data-key="${letter}"]`).focus();
    return page.keyboard.press('Enter');
  };
  if (leads) await follow(page, press); else await press();
  await fitsTheScreen(page);
}

const enterOn = (page, control) => follow(page, async () => {
  await control.focus();
  await page.keyboard.press('Enter');
});

journey(forum, 'a moderator triages with the keyboard only', async (page, { lang, javascript }) => {
  const { id, words } = await waiting(lang);
  await open(page, '/triage');
  await signInAs(page, 'moderator');
  await open(page, '/triage');
  if (javascript) {
    for (let presses = 0; presses < 60 && !(await page.locator(`#t${id}:focus`).count()); presses += 1) await page.keyboard.press('j');
    await follow(page, () => page.keyboard.press('Enter'));
  } else {
    await enterOn(page, line(page, id));
  }
  await fitsTheScreen(page);
  await page.locator('#detail-h', { hasText: words.title('').slice(0, 12) }).waitFor();

  await key(page, javascript, 'c', true);
  assert.equal(await page.locator('form[action$="/leave"]').count(), 1, 'taken up');
  await key(page, javascript, 's');
  await page.locator('#snooze-reason').focus();
  await page.keyboard.type(words.reason);
  await enterOn(page, page.locator('form[action$="/snooze"] button'));
  assert.equal(await line(page, id).count(), 0, 'it is put off');
  await enterOn(page, page.locator('.flash form button').first());
  assert.equal(await page.locator('form[action$="/snooze"]').count(), 1, 'and back again, still taken up');

  await key(page, javascript, 'r');
  const route = page.locator('form[action$="/route"]');
  await route.locator('#route-reason').focus();
  await page.keyboard.type(words.reason);
  await enterOn(page, route.locator('button'));
  assert.equal(await line(page, id).count(), 0, 'a team has it');
  await enterOn(page, page.locator('.flash form button').first());

  await follow(page, async () => {
    await page.locator('#main a[href^="/triage/why/"]').focus();
    await page.keyboard.press('Enter');
  });
  await fitsTheScreen(page);
  await open(page, `/triage?question=${id}`);
  await key(page, javascript, 'a', true);
  assert.equal(numberIn(page.url()), id, 'to the answer form');
  await page.locator('#answer').waitFor();
}, { pairs: true });

journey(forum, 'two moderators collide', async (page, { lang, javascript, width, allow }) => {
  allow(/^status 409: /);
  const { id, words } = await waiting(lang);
  const other = await neighbour(forum, 'admin');
  const listening = javascript && page.waitForResponse((answer) => new URL(answer.url()).pathname === '/triage/live');
  await open(page, '/');
  await signInAs(page, 'moderator');
  await open(page, `/triage?question=${id}`);
  await listening;
  await page.locator('summary[data-key="s"]').click();
  await page.locator('#snooze-reason').fill(words.reason);
  const seen = (await other.text(`/triage?question=${id}`)).match(/name="seen" value="(\d+)"/)[1];
  await other.send(`/triage/${id}/claim`, { seen, back: '/triage' });
  if (javascript) {
    await page.locator('[data-part="state"] .state-triage img').waitFor();
    if (width > 1000) await page.locator('.rows li', { has: line(page, id) }).locator('img').waitFor();
    assert.equal(await page.locator('#snooze-reason').inputValue(), words.reason, 'nothing that somebody types is touched');
  }
  const answer = await follow(page, () => page.locator('form[action$="/snooze"] button').click());
  assert.equal(answer.status(), 409);
  const name = await page.locator('[data-part="state"] .state-triage:has(img)').innerText();
  const told = await page.locator('#errors').innerText();
  assert.ok(name.split(' ').some((word) => told.includes(word)), `${told} names who was faster: ${name}`);
  assert.equal(await page.locator('#snooze-reason').inputValue(), words.reason, 'and nothing is lost');
  await follow(page, () => page.locator('form[action$="/take-over"] button').click());
  assert.equal(await page.locator('form[action$="/leave"]').count(), 1, 'taken over');
  await other.leave();
});
