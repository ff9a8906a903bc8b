// The front page opens, for everybody, and hides nothing.
import assert from 'node:assert/strict';
import { axe } from './support/axe.js';
import { screenshot } from './support/evidence.js';
import { openForum } from './support/forum.js';
import { journey } from './support/matrix.js';
import { fitsTheScreen } from './support/steps.js';

const forum = openForum();

journey(forum, 'the front page opens', async (page, { lang, width }) => {
  const answer = await page.goto('/');
  assert.equal(answer.status(), 200);
  assert.equal(await page.locator('html').getAttribute('lang'), lang);
  assert.equal(await page.locator('main').count(), 1, 'one main landmark');
  assert.equal(await page.locator('h1').count(), 1, 'one heading of the first level');
  await fitsTheScreen(page);
  await axe(page);
  await screenshot(page, `front ${lang} ${width}`);
});

journey(forum, 'the skip link leads past the head of the page', async (page) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  const link = page.locator(':focus');
  const target = await link.getAttribute('href');
  assert.match(target ?? '', /^#./, 'the first thing to reach by keyboard is a link into the page');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/${target}`);
  assert.ok(await page.locator(`main${target}, main ${target}`).count(), `${target} is the main part or in it`);
});
