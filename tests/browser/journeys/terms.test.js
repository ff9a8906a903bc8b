// An admin decides how long questions wait and for whom: tries a draft on what was asked before anything is saved.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

const save = (page) => page.locator('button.primary[value="save"]');

/** Saves; where questions wait that would move, says yes to what is shown. */
async function saveAndConfirm(page) {
  await press(page, save(page));
  if ((await page.locator('#effect').count()) === 1) await press(page, save(page));
  assert.equal(await page.locator('.flash-error').count(), 0);
}

journey(forum, 'an admin drafts a policy, tries it, saves it', async (page, { lang, problems }) => {
  problems.allow(/^status 422: POST .*\/admin\/policies\/new/);
  const name = `TannBox ${unique()}`;
  await open(page, '/');
  await signInAs(page, 'admin');
  await open(page, '/admin');
  await press(page, page.locator('.subnav a[href="/admin/policies"]'));
  await press(page, page.locator('a[href="/admin/policies/new"]'));
  await page.locator('#peer_window').fill('30');
  await page.locator('#peer_window_unit').selectOption('days');
  await page.locator('#languages-de').check();
  await page.locator('#tags').fill('kein-solches-schlagwort');
  await page.locator('#name').fill(name);
  await press(page, save(page), 422);
  await page.locator('#tags-error').waitFor();
  assert.equal(await page.locator('#name').inputValue(), name, 'what was typed is kept');
  await page.locator('#tags').fill('');

  await press(page, page.locator('button[value="try-90"]'));
  const charts = page.locator('figure.chart');
  assert.equal(await charts.count(), 3);
  const numbers = (await charts.first().locator('tbody tr').nth(2).innerText()).match(/\d+/g).map(Number);
  assert.ok(numbers[0] <= numbers[1], `a month for the community sends no more to staff: ${numbers}`);
  assert.match(await charts.first().locator('h3').innerText(), lang === 'de' ? /Entwurf/ : /draft/);
  await saveAndConfirm(page);
  assert.match(await page.locator('h1').innerText(), new RegExp(name));
  assert.equal(await page.locator('#history-h + .rows li').count(), 1, 'who made it stands beneath');

  await open(page, '/admin/policies');
  const line = page.locator('ol.rows > li', { hasText: name });
  assert.match(await line.innerText(), /Deutsch/);
  await press(page, line.locator('a.name'));
  await press(page, page.locator('a[href$="/retire"]'));
  await press(page, page.locator('main form button.danger'));
  assert.equal(await page.locator('ol.rows > li', { hasText: `${name}\n` }).count(), 0);
});

journey(forum, 'an admin makes a calendar and chooses holidays from a file', async (page, { lang, problems }) => {
  problems.allow(/^status 422: POST .*\/admin\/calendars\/new/);
  const name = `Laden ${unique()}`;
  const year = new Date().getFullYear() + 1;
  const event = (date, summary) => `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${date}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`;
  const file = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event(`${year}1225`, 'Weihnachten')}${event(`${year}0510`, 'Muttertag')}END:VCALENDAR\r\n`;
  await open(page, '/');
  await signInAs(page, 'admin');
  await open(page, '/admin/calendars/new');
  await page.locator('#name').fill(name);
  await page.locator('#zone').fill('Europe/Berlin');
  await page.locator('#sat').fill('10:00-14:00, 15 bis 16');
  await press(page, save(page), 422);
  await page.locator('#sat-error').waitFor();
  await page.locator('#sat').fill('10:00-14:00');
  await page.locator('#file').setInputFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(file) });
  await press(page, page.locator('button[value="read"]'));
  assert.equal(await page.locator('#offered .choice').count(), 2);
  assert.equal(await page.locator('#offered input:checked').count(), 0, 'nothing is ticked by itself');
  await page.locator(`#tick-${year}-12-25`).check();
  await press(page, save(page));
  const days = await page.locator('#days').inputValue();
  assert.equal(days.trim(), `${year}-12-25 Weihnachten`);
  const weeks = page.locator('section[aria-labelledby="weeks-h"] tbody tr');
  assert.equal(await weeks.count(), 28);
  await open(page, '/admin/calendars');
  const line = await page.locator('.rows > li', { hasText: name }).innerText();
  assert.match(line, lang === 'de' ? /Sa 10:00–14:00/ : /Sat 10:00–14:00/);
});
