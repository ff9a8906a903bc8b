// What anybody sees.
import { button } from './button.js';
import { follow } from '../steps.js';

export const visitorPages = ({ lang, long, own, mine, closed, duplicate, reset, unsubscribe }, solved) => [
  ['front', '/'],
  ['front, active', '/?sort=active'],
  ['front, unanswered', '/?sort=unanswered'],
  ['front, solved', '/?sort=solved'],
  ['front, one language', `/?lang=${lang}`],
  ['solved thread', solved],
  ['solved thread, newest answers first', `${solved}?sort=newest`],
  ['closed thread', closed],
  ['duplicate', duplicate],
  ['original', own],
  ['long thread', long],
  ['long thread, second page', `${long}?page=2`],
  ['revisions', `/posts/${mine}/revisions`],
  ['search', `/search?q=wlan`],
  ['search with a pinned answer', '/search?q=passwort+vergessen'],
  ['search with facets', '/search?q=wlan&state=solved'],
  ['search without hits', '/search?q=quarzblumenbeet'],
  ['search for nothing', '/search'],
  ['search with everything', '/search?q=wlan+is:solved+after:2020+lang:de+nirgendwo'],
  ['search, how', async (page) => {
    const answer = await page.goto('/search');
    await page.locator('#how summary').click();
    return answer;
  }],
  ['tags', '/tags'],
  ['tags, none', '/tags?q=quarzblumenbeet'],
  ['tag', '/tags/wlan'],
  ['products', '/products'],
  ['product', '/products/tannbox'],
  ['category', '/categories/stoerung'],
  ['people', '/people'],
  ['people of the month', '/people?by=month'],
  ['people, none', '/people?q=quarzblumenbeet'],
  ['profile', async (page) => {
    await page.goto('/people?q=Mirko');
    return follow(page, () => page.locator('.people a.name').first().click());
  }],
  ['profile, questions', async (page) => {
    await page.goto('/people?q=Lena');
    await follow(page, () => page.locator('.people a.name').first().click());
    return follow(page, () => page.locator('main .tabs a').nth(1).click());
  }],
  ['help', '/help'],
  ['help with formatting', '/help/formatting'],
  ['help about reputation', '/help/reputation'],
  ['help about roles', '/help/roles'],
  ['help about keys', '/help/keys'],
  ['what moderation does', '/moderation-log'],
  ['sign in', '/sign-in'],
  ['sign in, refused', async (page) => {
    await page.goto('/sign-in');
    await page.locator('#email').fill('nobody@newcomers.example');
    await page.locator('#password').fill('whatever it was');
    return follow(page, () => button(page).click());
  }, 422],
  ['sign up', '/sign-up'],
  ['sign up, refused', async (page) => {
    await page.goto('/sign-up');
    await page.locator('#name').fill('A  ');
    await page.locator('#email').fill('somebody@newcomers.example');
    await page.locator('#password').fill('password');
    return follow(page, () => button(page).click());
  }, 422],
  ['sign up, sent', '/sign-up/sent'],
  ['reset', '/reset'],
  ['reset, sent', '/reset/sent'],
  ['reset, new password', reset],
  ['unsubscribe', unsubscribe],
  ['dead link', '/verify/0123456789012345678901234567890123456789', 410],
  ['no such page', '/questions/999999999', 404],
];
