// An admin sets the forum up: what people ask about, who may do what, how it is called. Everything is in the log.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour } from '../support/people.js';
import { open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

journey(forum, 'an admin keeps the catalogue', async (page, { lang }) => {
  const word = unique();
  await open(page, '/');
  await signInAs(page, 'admin');
  await page.locator('.site-head details.menu summary').click();
  await press(page, page.locator('.menu-list a[href="/admin"]'));

  await press(page, page.locator('.subnav a[href="/admin/products"]'));
  await page.locator('#name').fill(`Tann${word}`);
  await page.locator(`#text-${lang}`).fill(`About ${word}`);
  await press(page, page.locator('main form button.primary'));
  await press(page, page.locator('.rows a', { hasText: `Tann${word}` }));
  await page.locator('#name').fill(`Tann${word} Plus`);
  await press(page, page.locator('main form button.primary'));
  await open(page, '/products');
  await page.locator('.cards', { hasText: `Tann${word} Plus` }).waitFor();
  assert.match(await page.locator('.cards').innerText(), new RegExp(`About ${word}`));

  await open(page, '/admin/categories');
  await page.locator('#text-de').fill(`Bereich ${word}`);
  await page.locator('#text-en').fill(`Section ${word}`);
  await press(page, page.locator('main form button.primary'));
  await press(page, page.locator('.rows a', { hasText: word }));
  await page.locator('#retired').check();
  await press(page, page.locator('main form button.primary'));
  await page.locator('.rows li', { hasText: word }).locator('.state-closed').waitFor();

  await open(page, '/admin/audit');
  const log = await page.locator('main ol.rows').innerText();
  assert.ok(log.split(word).length >= 4, 'every change is in the log');
});

journey(forum, 'an admin cares for tags', async (page) => {
  const [word, other] = [unique(), unique()];
  const customer = await neighbour(forum, 'customer');
  await customer.ask({ title: `A question with the tag ${word}`, body: 'It is only here so that there is a new tag.', tags: word });
  await open(page, '/');
  await signInAs(page, 'admin');
  await open(page, `/admin/tags?q=${word}`);
  await press(page, page.locator('.rows a', { hasText: word }));
  await page.locator('#synonym').fill(other);
  await press(page, page.locator('form[action$="/synonyms"] button'));
  await page.locator('.rows li', { hasText: other }).waitFor();
  const description = `What ${word} is about`;
  await page.locator('#text-de').fill(description);
  await page.locator('#text-en').fill(description);
  await press(page, page.locator('form[action$="/descriptions"] button'));
  await open(page, `/tags/${other}`);
  assert.match(page.url(), new RegExp(`/tags/${word}`), 'a synonym leads to the tag');
  assert.match(await page.locator('main').innerText(), new RegExp(description));

  await open(page, `/admin/tags?q=${word}`);
  await press(page, page.locator('.rows a', { hasText: word }));
  await press(page, page.locator('form[action$="/synonyms/remove"] button'));
  assert.equal(await page.locator('.rows li', { hasText: other }).count(), 0);
  await customer.leave();
});

journey(forum, 'an admin grants and revokes a role', async (page) => {
  await open(page, '/');
  await signInAs(page, 'admin');
  await open(page, '/admin/people?q=Sander');
  await press(page, page.locator('.people a.name', { hasText: 'Jule Sander' }));
  const roles = page.locator('section[aria-labelledby="roles-h"]');
  const before = await roles.locator('.rows li').count();
  await page.locator('#role').selectOption('expert');
  await page.locator('#scope').selectOption({ label: 'TannHeim' });
  await press(page, roles.locator('form[action$="/grant"] button'));
  assert.equal(await roles.locator('.rows li').count(), before + 1);
  const granted = roles.locator('.rows li', { hasText: 'TannHeim' });
  await press(page, page.locator('.subnav a[href="/admin/audit"]'));
  assert.match(await page.locator('main ol.rows li').first().innerText(), /Jule Sander/);
  await open(page, '/products/tannheim');
  await page.locator('.side a.name', { hasText: 'Jule Sander' }).waitFor();

  await open(page, '/admin/people?q=Sander');
  await press(page, page.locator('.people a.name', { hasText: 'Jule Sander' }));
  await press(page, granted.locator('form[action$="/revoke"] button'));
  assert.equal(await roles.locator('.rows li').count(), before);
});

journey(forum, 'an admin names the forum and sets what privileges cost', async (page, { allow }) => {
  const word = unique();
  await open(page, '/');
  await signInAs(page, 'admin');
  await open(page, '/admin/settings');
  const name = await page.locator('#name').inputValue();
  const cost = await page.locator('#vote_down').inputValue();
  await page.locator('#name').fill(`Kiez ${word}`);
  await page.locator('#vote_down').fill('137');
  await press(page, page.locator('main form button.primary'));
  assert.match(await page.locator('.site-head .logo').innerText(), new RegExp(word), 'at once, on every page');
  await open(page, '/help/reputation');
  await page.locator('th', { hasText: /^137$/ }).first().waitFor();

  allow(/^status 422: POST .*\/admin\/settings$/);
  await open(page, '/admin/settings');
  await page.locator('#name').fill('   ');
  await press(page, page.locator('main form button.primary'), 422);
  await page.locator('#name-error').waitFor();

  await page.locator('#name').fill(name);
  await page.locator('#vote_down').fill(cost);
  await press(page, page.locator('main form button.primary'));
  await open(page, '/admin/audit');
  assert.ok((await page.locator('main ol.rows li').count()) > 1, 'the log shows it');
});
