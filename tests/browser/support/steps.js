// Steps that many journeys share.
import assert from 'node:assert/strict';
import { hasScripts, started } from './scripts.js';

export const ROLES = ['customer', 'moderator', 'expert', 'staff', 'admin'];

/** Does something that leads to another page (a link, a form) and waits for that page; works with and without scripts. */
export async function follow(page, action) {
  let answer;
  const remember = (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) answer = response;
  };
  page.on('response', remember);
  try {
    await Promise.all([page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame()), action()]);
    await page.waitForLoadState('load');
  } finally {
    page.off('response', remember);
  }
  return answer;
}

/** Signs in with the demo bar's button for the role: a plain form, `.demo-bar button[value=ROLE]`, pressed afterwards. */
export async function signInAs(page, role) {
  assert.ok(ROLES.includes(role), `no such role in the demo: ${role}`);
  if (page.url() === 'about:blank') await page.goto('/');
  const button = page.locator(`.demo-bar button[value="${role}"]`);
  const answer = await follow(page, () => button.click());
  assert.ok(answer?.ok(), `signing in as ${role} was answered with ${answer?.status()}`);
  assert.equal(await button.getAttribute('aria-pressed'), 'true', `${role} is signed in`);
}

/** Nothing sticks out to the side: a phone's reader never scrolls sideways. */
export async function fitsTheScreen(page) {
  const { width } = page.viewportSize();
  const wide = await page.evaluate((limit) => {
    if (document.scrollingElement.scrollWidth <= limit) return [];
    const inside = [...document.body.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > limit + 1);
    return ['the page', ...inside.slice(0, 5).map((part) => part.outerHTML.slice(0, 120))];
  }, width);
  assert.equal(wide.length, 0, `${page.url()} is wider than ${width} px:\n  ${wide.join('\n  ')}`);
}

/** Opens an address of the forum: it answers as expected, and nothing sticks out. */
export async function open(page, address, status = 200) {
  const answer = await page.goto(address);
  assert.equal(answer.status(), status, `${address} was answered with ${answer.status()}`);
  await fitsTheScreen(page);
  return answer;
}

/** Follows a link or sends a form by its button, and expects a page that fits. Where the form asks back first, says yes. */
export async function press(page, control, status = 200) {
  const asksBack = hasScripts(page) && (await control.evaluate((node) => Boolean(node.form?.dataset.confirm)));
  if (asksBack) await started(page, './dialog.js');
  const answer = await follow(page, async () => {
    await control.click();
    if (asksBack) await page.locator('dialog button.danger').click();
  });
  if (answer) assert.equal(answer.status(), status, `${page.url()} was answered with ${answer.status()}`);
  await fitsTheScreen(page);
  return answer;
}

/** Opens the menu "more" of a post and gives it back; its entries are in there. */
export async function moreOf(post) {
  const menu = post.locator('details.more').first(); // the second one is for those who keep order
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').click();
  return menu;
}

/** The first of these that can be seen: some buttons stand on a page twice, for thumbs and for mice. */
export const seen = (locator) => locator.locator('visible=true').first();

/** Waits until `look` gives something, and gives that back; for what happens outside of the page. */
export async function eventually(look, what, within = 15_000) {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${within / 1000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** `http://…/questions/7/some-title` and `/answers/7` are about number 7. */
export const numberIn = (address) => {
  const number = address.match(/\/(?:questions|answers|posts|people)\/(\d+)/)?.[1];
  assert.ok(number, `there is a number in ${address}`);
  return number;
};

/** Words that no other visitor of the file uses, so that journeys do not meet. */
let count = 0;
export const unique = () => `${['quirl', 'mopsel', 'tander', 'fiepsig', 'wambo', 'zirbel', 'krumpf', 'dilling'][count % 8]}${'abcdefghijkl'[Math.trunc(count++ / 8) % 12]}ux`;
