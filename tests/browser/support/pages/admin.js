// What admins see, and staff with a question before them.
import { button } from './button.js';
import { follow } from '../steps.js';

/** A calendar of holidays for ever. */
const HOLIDAYS = Buffer.from(
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY', 'SUMMARY:Christmas', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'),
);

export const adminPages = ({ lang, words }) => [
  ['desk, all teams', '/desk'],
  ['desk, a question', async (page) => {
    await page.goto('/desk');
    return follow(page, () => page.locator('.desk li a').first().click());
  }],
  ['desk, refused', async (page) => {
    await page.goto('/desk');
    await follow(page, () => page.locator('.desk li a').first().click());
    await page.locator('#answer').fill('Hm.');
    return follow(page, () => page.locator('form[action^="/desk/answer"] button.primary').click());
  }, 422],
  ['desk, personal data', async (page) => {
    await page.goto('/desk');
    await follow(page, () => page.locator('.desk li a').first().click());
    await page.locator('#answer').fill('DE89 3704 0044 0532 0130 00');
    return follow(page, () => page.locator('form[action^="/desk/answer"] button.primary').click());
  }],
  ['desk, new canned answer', '/desk/canned/new'],
  ['desk, a team’s load', '/desk/team'],
  ['admin', '/admin'],
  ['admin, products', '/admin/products'],
  ['admin, product', '/admin/products/1'],
  ['admin, categories', '/admin/categories'],
  ['admin, category', '/admin/categories/1'],
  ['admin, tags', '/admin/tags'],
  ['admin, tag', '/admin/tags/1'],
  ['admin, people', '/admin/people'],
  ['admin, person', '/admin/people/6'],
  ['admin, teams', '/admin/teams'],
  ['admin, texts for decisions', '/admin/reasons'],
  ['admin, a text for decisions', '/admin/reasons/1'],
  ['admin, texts refused', async (page) => {
    await page.goto('/admin/reasons');
    for (const field of ['name', 'text-en', 'text-de']) await page.locator(`#${field}`).fill(' ');
    return follow(page, () => button(page).click());
  }, 422],
  ['admin, policies', '/admin/policies'],
  ['admin, policy', '/admin/policies/1'],
  ['admin, policy refused', async (page) => {
    await page.goto('/admin/policies/new');
    await page.locator('#name').fill('   ');
    return follow(page, () => page.locator('button.primary[value="save"]').click());
  }, 422],
  ['admin, policy tried', async (page) => {
    await page.goto('/admin/policies/1');
    return follow(page, () => page.locator('button[value="try-90"]').click());
  }],
  ['admin, calendars', '/admin/calendars'],
  ['admin, calendar', '/admin/calendars/1'],
  ['admin, calendar with holidays', async (page) => {
    await page.goto('/admin/calendars/1');
    await page.locator('#file').setInputFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: HOLIDAYS });
    return follow(page, () => page.locator('button[value="read"]').click());
  }],
  ['desk, a question in a ticket system', async (page) => {
    await page.goto('/desk');
    return follow(page, () => page.locator('.desk li', { has: page.locator('.state') }).filter({ hasText: lang === 'de' ? 'übergeben' : 'handed over' }).locator('a').first().click());
  }],
  ['admin, ticket systems', '/admin/ticket-systems'],
  ['admin, ticket system refused', async (page) => {
    await page.goto('/admin/ticket-systems');
    await page.locator('#name').fill(words.title('refused').slice(0, 50));
    await page.locator('#address').fill('ftp://tickets.example');
    return follow(page, () => button(page).click());
  }, 422],
  ['admin, ticket system', '/admin/ticket-systems/1'],
  ['admin, ticket system with its secret', async (page) => {
    await page.goto('/admin/ticket-systems/1');
    return follow(page, () => page.locator('form[action$="/secret"] button').click());
  }],
  ['admin, deliveries', '/admin/deliveries'],
  ['admin, deliveries given up', '/admin/deliveries?state=failed'],
  ['admin, delivery', '/admin/deliveries/1'],
  ['admin, search', '/admin/search'],
  ['admin, search in three months', '/admin/search?days=90'],
  ['admin, words of the search', '/admin/search/words'],
  ['admin, words of the search refused', async (page) => {
    await page.goto('/admin/search/words');
    await page.locator('#words').fill('WLAN');
    return follow(page, () => page.locator('#new button.primary').click());
  }, 422],
  ['admin, spam', '/admin/spam'],
  ['admin, spam tried', async (page) => {
    await page.goto('/admin/spam');
    return follow(page, () => page.locator('button[value="try"]').click());
  }],
  ['admin, spam refused', async (page) => {
    await page.goto('/admin/spam');
    await page.locator('#domains').fill('no host at all');
    return follow(page, () => page.locator('main button.primary').click());
  }, 422],
  ['admin, votes', '/admin/votes'],
  ['admin, settings', '/admin/settings'],
  ['admin, settings refused', async (page) => {
    await page.goto('/admin/settings');
    await page.locator('#name').fill('   ');
    return follow(page, () => button(page).click());
  }, 422],
  ['admin, audit', '/admin/audit'],
  ['admin, audit of nothing', '/admin/audit?subject=post:0'],
  ['search, explained', '/search?q=wlan&explain=1'],
];
