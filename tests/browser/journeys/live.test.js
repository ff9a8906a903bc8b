// Who reads a question hears that an answer has come, and is led to it. Without scripts the page tells when it is loaded again.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour } from '../support/people.js';
import { open, unique } from '../support/steps.js';

const forum = openForum();

journey(forum, 'a reader hears of a new answer', async (page, { javascript }) => {
  const word = unique();
  const [customer, helper] = await Promise.all([neighbour(forum, 'customer'), neighbour(forum, 'expert')]);
  const question = await customer.ask({ title: `Does the light ${word} blink?`, body: 'It has been blinking since this morning.' });
  const listening = javascript && page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/live'));
  await open(page, question);
  await listening;
  const answer = await helper.answer(question, `It blinks as long as it starts, ${word}.`);
  if (javascript) {
    const notice = page.locator('#news a');
    await notice.waitFor();
    assert.equal(await page.locator(`#a${answer}`).count(), 0, 'nothing moves under the reader');
    await notice.click();
  } else {
    await page.reload();
  }
  await page.locator(`#a${answer}`, { hasText: word }).waitFor();
  await Promise.all([customer.leave(), helper.leave()]);
});

journey(forum, 'a message that begins to float keeps the focus on its button', async (page, { javascript }) => {
  await open(page, '/');
  if (!javascript) return; // nothing floats
  await page.evaluate(async () => {
    const { start } = await import(new URL('./toast.js', document.querySelector('script[type="module"][src]').src).href);
    const flash = document.createElement('div');
    flash.className = 'flash';
    flash.dataset.toast = '';
    flash.innerHTML = '<p>Done</p><button id="reached">Undo</button>';
    document.querySelector('main').append(flash);
    flash.querySelector('button').focus();
    start();
  });
  await page.locator('.toasts #reached').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'reached');
});
