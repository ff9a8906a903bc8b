// A visitor without scripts: the page's own never run, yet axe must. So they are switched off by us, not by the context
// (`javaScriptEnabled` cannot be lifted again), and let in for a check only, when the page has long been parsed without them.
const sessions = new WeakMap();

/** Call it before the page opens its first address. */
export async function withoutScripts(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  sessions.set(page, session);
}

/** Runs a check that needs timers and promises in the page. */
export async function lettingScriptsIn(page, check) {
  const session = sessions.get(page);
  if (!session) return check();
  await session.send('Emulation.setScriptExecutionDisabled', { value: false });
  try {
    return await check();
  } finally {
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  }
}

/** Whether the page's own scripts run. */
export const hasScripts = (page) => !sessions.has(page);

/** Waits until one of the page's scripts (`dialog.js`) has started, where there are any: it arrives after the page. */
export async function started(page, script) {
  if (!hasScripts(page)) return;
  await page.evaluate(async (name) => {
    await import(new URL(name, document.querySelector('script[type="module"][src]').src).href);
  }, script);
}
