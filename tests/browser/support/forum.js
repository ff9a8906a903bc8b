// What a test file needs: one forum (server and browser, started by the first visit) and visitors to it.
//
//   const forum = openForum();
//   test('…', TIMEOUT, () => forum.visit({ lang: 'de', width: 360 }, async (page, visitor) => { … }));
import { after } from 'node:test';
import { launchBrowser } from './browser.js';
import { keepEvidence } from './evidence.js';
import { watchForProblems } from './problems.js';
import { withoutScripts } from './scripts.js';
import { startServer } from './server.js';

/** No test hangs: options for `test(name, TIMEOUT, …)`. */
export const TIMEOUT = { timeout: 120_000 };

const LOCALES = { de: 'de-DE', en: 'en-GB' };

/** Call it once, at the top of a test file. `env` adds to the server's configuration; its clock begins `at` a moment. */
export function openForum({ env, at } = {}) {
  let opening;
  const open = () => (opening ??= openBoth(env, at));

  after(async () => {
    const opened = await opening?.catch(() => undefined); // a failure to open was told by the tests
    await opened?.browser.close();
    await opened?.server.stop();
  }, TIMEOUT);

  async function visitor({ lang = 'en', javascript = true, width = 1280, theme = 'light' } = {}) {
    const { server, browser } = await open();
    const phone = width < 600;
    const context = await browser.newContext({
      baseURL: server.origin,
      locale: LOCALES[lang],
      timezoneId: 'Europe/Berlin',
      viewport: { width, height: phone ? 740 : 900 },
      isMobile: phone,
      hasTouch: phone,
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(15_000);
    const problems = watchForProblems(context, server.origin);
    const page = await context.newPage();
    if (!javascript) await withoutScripts(page);
    return { context, page, server, lang, javascript, width, theme, problems, allow: problems.allow };
  }

  return {
    /** A context of its own with one page; whoever calls this closes `visitor.context`. */
    visitor,
    /** Runs the story with a fresh visitor; afterwards nothing may have gone wrong behind the pages. */
    async visit(options, story) {
      const guest = await visitor(options);
      try {
        await story(guest.page, guest);
        guest.problems.expectNone();
      } catch (error) {
        const name = `${options.name ?? 'visit'} ${guest.lang} ${guest.width} ${Date.now()}`;
        const evidence = await keepEvidence(guest.context.pages(), name);
        const lastLines = guest.server.log().split('\n').slice(-15).join('\n');
        error.stack = `${error.stack}\n\n${evidence}\n\nlast lines of the server:\n${lastLines}`;
        throw error;
      } finally {
        await guest.context.close();
      }
    },
    /** Stops the server and starts it again where it was, at a later moment; visitors from before are gone. */
    async later(moment) {
      const { server, browser } = await open();
      await server.stop({ keep: true });
      opening = startServer({ env, at: moment, folder: server.folder }).then((again) => ({ server: again, browser }));
      await opening;
    },
    /** The running server: origin, mails(), log(). */
    server: async () => (await open()).server,
  };
}

async function openBoth(env, at) {
  const server = await startServer({ env, at });
  try {
    return { server, browser: await launchBrowser() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
