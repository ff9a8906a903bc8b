// Steps that many journeys share.
import assert from 'node:assert/strict';

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
