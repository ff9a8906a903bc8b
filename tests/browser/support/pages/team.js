// What experts and staff see.
import { follow } from '../steps.js';

export const expertPages = () => [
  ['expert’s page', '/expert'],
  ['endorse', async (page) => {
    await page.goto('/expert');
    await follow(page, () => page.locator('#main .question .q-title a').first().click());
    return follow(page, () => page.locator('a[href$="/endorse"]').first().click());
  }],
];

export const staffPages = () => [
  ['desk', '/desk'],
  ['desk, canned answers', '/desk/canned'],
];
