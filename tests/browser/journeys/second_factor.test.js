// The second factor: set up, asked for when signing in, recovered from paper, turned off.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { newcomer } from '../support/people.js';
import { open, press, unique } from '../support/steps.js';
import { app } from '../support/totp.js';

const forum = openForum();

const button = (page) => page.locator('main form button.primary').first();

/** The password; leads to the page that asks for the code if there is a second factor. */
async function password(page, person) {
  await open(page, '/sign-in');
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await press(page, button(page));
}

async function signOut(page) {
  await page.locator('.site-head details.menu summary').click();
  await press(page, page.locator('.menu-list form[action="/sign-out"] button'));
}

journey(forum, 'somebody sets up a second factor, signs in with a code and with one on paper, and turns it off', async (page, { lang, allow }) => {
  allow(/^status 422: POST .*\/sign-in\/code$/);
  const person = await newcomer(forum, `Fee ${unique()}`, lang);
  await password(page, person);
  await open(page, '/settings/second-factor');
  await page.locator('#password').fill(person.password);
  await press(page, button(page));
  await page.locator('main svg[role="img"]').waitFor();
  const next = app(await page.locator('main code').innerText());
  await page.locator('#code').fill(await next());
  await press(page, button(page));
  const codes = await page.locator('main ol code').allInnerTexts();
  assert.equal(codes.length, 10);
  await press(page, page.locator('main a.btn.primary'));
  await page.locator('.state-solved').waitFor();

  await signOut(page);
  await password(page, person);
  assert.match(page.url(), /\/sign-in\/code/);
  await page.locator('#code').fill('000000');
  await press(page, button(page), 422);
  await page.locator('#code-error').waitFor();
  await page.locator('#code').fill(await next());
  await press(page, button(page));
  await page.locator('.site-head details.menu').waitFor();

  await signOut(page);
  await password(page, person);
  await page.locator('#code').fill(codes[3].toUpperCase());
  await press(page, button(page));
  await open(page, '/settings/second-factor');
  assert.match(await page.locator('main').innerText(), /\b9\b/);

  await page.locator('#password').fill(person.password);
  await page.locator('#code').fill(codes[4]);
  await press(page, page.locator('form[action$="/off"] button'));
  await signOut(page);
  await password(page, person);
  await page.locator('.site-head details.menu').waitFor();
  await person.leave();
});
