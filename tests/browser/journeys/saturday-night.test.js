// A question on a Saturday night: peers help within minutes; what they leave goes its way over the weekend without
// waking anybody, although the forum is down for most of it, and staff answer in time on Monday.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openForum, TIMEOUT } from '../support/forum.js';
import { neighbour, newcomer } from '../support/people.js';
import { eventually, numberIn, open, press, signInAs } from '../support/steps.js';

const forum = openForum({ at: '2026-11-21T22:30:00+01:00' });

const PHONE = { lang: 'de', width: 360, name: 'saturday night, the customer' };
const DESK = { lang: 'en', width: 1280, name: 'saturday night, staff' };

const HELPED = 'Der Lautsprecher knackt, sobald ich leiser stelle (Samstagnacht)';
const LEFT = 'Rechnung zeigt den Tarif vom letzten Jahr (Samstagnacht)';
const BODY = 'Das ist seit heute Abend so, und ich weiß nicht mehr, was ich noch versuchen soll.';

/** The text of a place on the page, in one line. */
const textOf = async (place) => (await place.innerText()).replace(/\s+/g, ' ');

/** Opens the question as the customer, once the clock has brought it there, and gives the promise's text. */
async function promised(page, question, word) {
  await open(page, '/');
  await signInAs(page, 'customer');
  return eventually(async () => {
    await open(page, question);
    const text = await textOf(page.locator('main'));
    return text.includes(word) && text;
  }, `“${word}” on ${question}`);
}

test('a question on a Saturday night', { timeout: TIMEOUT.timeout * 2 }, async () => {
  const customer = await neighbour(forum, 'customer', 'de');
  const helped = await customer.ask({ title: HELPED, body: BODY, tags: 'ton', lang: 'de' });
  const left = await customer.ask({ title: LEFT, body: BODY, tags: 'rechnung', lang: 'de' });
  await customer.leave();
  const peer = await newcomer(forum, 'Nachteule', 'de');
  await peer.answer(helped, 'Stell den Ausgang auf „fest“, dann knackt es beim Leiserstellen nicht mehr.');
  await peer.leave();

  await forum.visit(PHONE, async (page) => {
    const answered = await promised(page, helped, 'Nachteule');
    assert.match(answered, /Stell den Ausgang/, 'a peer has answered the same night');
    const waits = await promised(page, left, 'Montag');
    assert.match(waits, /02:30/, 'when a moderator takes it up');
    assert.match(waits, /Montag[^.]*16:00/, 'when the team answers at the latest');
  });

  // Nobody was there: neither moderators nor, until noon, the forum itself.
  await forum.later('2026-11-22T12:00:00+01:00');
  await forum.visit(DESK, async (page) => {
    await open(page, '/');
    await signInAs(page, 'staff');
    await eventually(async () => {
      await open(page, `/desk?question=${numberIn(left)}`);
      return (await page.locator('.desk li', { hasText: LEFT }).count()) === 1;
    }, 'the question on the desk');
    const due = page.locator('.desk li', { hasText: LEFT }).locator('time.due');
    assert.equal(await due.getAttribute('datetime'), '2026-11-23T15:00:00Z', 'eight hours of Monday');
    assert.equal(await page.locator('.desk li', { hasText: LEFT }).locator('.due.over').count(), 0, 'it is not late');
    await open(page, '/inbox');
    assert.ok(!(await textOf(page.locator('main'))).includes(LEFT), 'nobody is woken on a Sunday');
  });

  await forum.later('2026-11-23T15:50:00+01:00');
  await forum.visit(DESK, async (page) => {
    await open(page, '/');
    await signInAs(page, 'staff');
    await eventually(async () => {
      await open(page, '/inbox');
      return (await textOf(page.locator('main'))).includes(LEFT);
    }, 'the warning, ten minutes before its time is over');
    await open(page, `/desk?question=${numberIn(left)}`);
    const reply = page.locator('#question form[action^="/desk/answer"]');
    await reply.locator('textarea[name="body"]').fill('Der neue Tarif gilt ab Dezember; die Rechnung stimmt noch.');
    await press(page, reply.locator('button.primary'));
  });
  await forum.visit(PHONE, async (page) => {
    const answered = await promised(page, left, 'Der neue Tarif gilt ab Dezember');
    assert.ok(answered.includes('Der neue Tarif'), 'staff have answered in time');
    const times = await page.locator('.timeline time').evaluateAll((all) => all.map((time) => time.dateTime.slice(0, 16)));
    for (const moment of ['2026-11-22T01:30', '2026-11-22T03:30']) {
      assert.ok(times.includes(moment), `the true time of what was missed, ${moment}: ${times}`);
    }
  });
});
