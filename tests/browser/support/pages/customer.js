// What members see.
import { MARKDOWN } from './prepare.js';
import { button } from './button.js';
import { follow, moreOf, numberIn, unique } from '../steps.js';

export const customerPages = ({ words, long, own, ownAnswer, mine, said, hidden, moderator }) => [
  ['front, for you', '/?sort=for-you'],
  ['ask', '/ask'],
  ['ask, refused', async (page) => {
    await page.goto('/ask');
    await page.locator('#title').fill('WLAN            ?');
    await page.locator('#body').fill(words.body);
    const send = () => follow(page, () => button(page).click());
    const answer = await send();
    return answer.status() === 200 ? send() : answer; // similar questions came first
  }, 422],
  ['ask, preview', async (page) => {
    await page.goto('/ask');
    await page.locator('#title').fill(words.title('preview'));
    await page.locator('#body').fill(MARKDOWN);
    return follow(page, () => page.locator('button[name="preview"]').click());
  }],
  ['ask, similar ones', async (page) => {
    await page.goto('/ask');
    await page.locator('#title').fill(words.title('similar'));
    await page.locator('#body').fill(words.body);
    return follow(page, () => button(page).click());
  }],
  ['own thread', own],
  ['ask, personal data', async (page) => {
    await page.goto('/ask');
    await page.locator('#title').fill(words.title('account'));
    await page.locator('#body').fill(`${words.body} DE89 3704 0044 0532 0130 00`);
    const send = () => follow(page, () => button(page).click());
    const answer = await send();
    return (await page.locator('#mask-h').count()) ? answer : send(); // similar questions came first
  }],
  ['hide personal data', `/posts/${numberIn(own)}/mask`],
  ['hide personal data in a comment', `${said}/mask`],
  ['thread with everything open', async (page) => {
    await page.goto(long);
    await page.locator('.add-comment summary').first().click();
    await moreOf(page.locator('article.post').first());
  }],
  ['answer, refused', async (page) => {
    await page.goto(long);
    await page.locator('#answer').fill('Hm.');
    return follow(page, () => page.locator('.your-answer button.primary').click());
  }, 422],
  ['edit', `/posts/${mine}/edit`],
  ['suggest an edit', `/posts/${ownAnswer}/edit`],
  ['conflict', async (page) => {
    await page.goto(`/posts/${mine}/edit`);
    const base = await page.locator('input[name="base"]').inputValue();
    await moderator.send(`/posts/${mine}/edit`, { base, body: `${words.body} (${base})\n\n${words.body}`, reason: '' });
    await page.locator('#body').fill(`${words.body}\n\n${unique()}`);
    return follow(page, () => button(page).click());
  }, 409],
  ['own profile, reputation', async (page) => {
    await page.goto('/');
    await page.locator('.site-head details.menu summary').click();
    await follow(page, () => page.locator('.menu-list a[href^="/people/"]').click());
    return follow(page, () => page.locator('main .tabs a').nth(2).click());
  }],
  ['inbox', '/inbox'],
  ['settings', '/settings'],
  ['settings, account', '/settings/account'],
  ['settings, sessions', '/settings/sessions'],
  ['settings, second factor', '/settings/second-factor'],
  ['settings, second factor refused', async (page) => {
    await page.goto('/settings/second-factor');
    await page.locator('#password').fill('not the password');
    return follow(page, () => button(page).click());
  }, 422],
  ['settings, sanctions', '/settings/sanctions'],
  ['own flags', '/account/flags'],
  ['flag, refused', async (page) => {
    await page.goto(`/posts/${numberIn(long)}/flag`);
    await page.locator('#reason-other').check();
    return follow(page, () => button(page).click());
  }, 422],
  ['appeal', `/appeals/new?about=post:${numberIn(hidden)}`],
  ['appeal, refused', async (page) => {
    await page.goto(`/appeals/new?about=post:${numberIn(hidden)}`);
    await page.locator('#text').fill('Hm.        ');
    return follow(page, () => button(page).click());
  }, 422],
  ['settings, notifications', '/settings/notifications'],
  ['settings, notifications refused', async (page) => {
    await page.goto('/settings/notifications');
    await page.locator('#zone').fill('Mars/Base');
    return follow(page, () => button(page).click());
  }, 422],
  ['not for customers', '/admin', 403],
];
