// What those who keep order see.
import { button } from './button.js';
import { follow, numberIn } from '../steps.js';

const moderate = async (page) => {
  await page.goto('/people?q=Ava');
  await follow(page, () => page.locator('.people a.name').first().click());
  return follow(page, () => page.locator('main a[href$="/moderate"]').click());
};

export const moderatorPages = ({ words, long, hidden, triage, own, ownAnswer, mine, duplicate }) => [
  ['review', '/review'],
  ['review, nothing', '/review?kind=votes'],
  ['review, flags', async (page) => {
    await page.goto('/review?kind=flags');
    return follow(page, () => page.locator('.rows li a').first().click());
  }],
  ['review, a held post', async (page) => {
    await page.goto('/review?kind=held');
    return follow(page, () => page.locator('.rows li a').first().click());
  }],
  ['review, an edit', async (page) => {
    await page.goto('/review?kind=edit');
    return follow(page, () => page.locator('.rows li a').first().click());
  }],
  ['review, an appeal', async (page) => {
    await page.goto('/review?kind=appeal');
    return follow(page, () => page.locator('.rows li a').first().click());
  }],
  ['review, refused', async (page) => {
    await page.goto('/review?kind=flags');
    await follow(page, () => page.locator('.rows li a').first().click());
    await page.locator('#words').evaluate((field) => field.removeAttribute('maxlength'));
    await page.locator('#words').fill('x'.repeat(600));
    return follow(page, () => page.locator('button[formaction$="/keep"]').click());
  }, 422],
  ['flag', `/posts/${numberIn(long)}/flag`],
  ['close', `/posts/${numberIn(long)}/close`],
  ['hide', `/posts/${numberIn(long)}/hide`],
  ['hidden thread', hidden],
  ['lock', `/posts/${numberIn(long)}/lock`],
  ['protect', `/posts/${numberIn(long)}/protect`],
  ['merge, what will happen', `/posts/${numberIn(duplicate)}/merge?into=${numberIn(own)}`],
  ['merge, refused', `/posts/${numberIn(long)}/merge?which=${numberIn(long)}`, 422],
  ['move', `/posts/${ownAnswer}/move`],
  ['split', `/posts/${numberIn(long)}/split`],
  ['to a comment', `/posts/${mine}/to-comment`],
  ['title', `/posts/${numberIn(long)}/title`],
  ['moderate', (page) => moderate(page)],
  ['moderate, refused', async (page) => {
    await moderate(page);
    await page.locator('#reason').selectOption('other');
    return follow(page, () => button(page).click());
  }, 422],
  ['audit, of moderators', '/admin/audit'],
  ['triage', '/triage'],
  ['reports', '/reports'],
  ['triage, none', '/triage?who=mine&lang=de'],
  ['triage, a question', async (page) => {
    const answer = await page.goto(`/triage?question=${numberIn(triage)}`);
    await page.locator('summary[data-key="s"]').click();
    return answer;
  }],
  ['triage, refused', async (page) => {
    await page.goto(`/triage?question=${numberIn(triage)}`);
    await page.locator('summary[data-key="s"]').click();
    await page.locator('#snooze-until').fill('2020-01-01T12:00');
    await page.locator('#snooze-reason').fill(words.body);
    return follow(page, () => page.locator('form[action$="/snooze"] button').click());
  }, 422],
  ['triage, why', `/triage/why/${numberIn(triage)}`],
  ['requests for help', '/triage/requests'],
];
