// Pictures of the main pages for people to look at, with KIEZ_SCREENSHOTS=1: three widths, both themes, both languages.
import { test } from 'node:test';
import { screenshot } from '../support/evidence.js';
import { openForum, TIMEOUT } from '../support/forum.js';
import { questionBy } from '../support/pages.js';
import { signInAs } from '../support/steps.js';

const THREAD = { de: 'tannlink-pon-blinkt', en: 'label-printer-refuses' };
const SEARCH = { de: 'WLAN langsam', en: 'wifi slow' };

if (process.env.KIEZ_SCREENSHOTS) {
  const forum = openForum();
  for (const lang of ['de', 'en']) {
    for (const theme of ['light', 'dark']) {
      for (const width of [360, 768, 1280]) {
        test(`pictures: ${lang}, ${theme}, ${width} px`, TIMEOUT, () =>
          forum.visit({ lang, theme, width }, async (page) => {
            const picture = async (name, address) => {
              await page.goto(address);
              await screenshot(page, `${name} ${lang} ${theme} ${width}`);
            };
            const thread = await questionBy(forum, THREAD[lang]);
            await picture('home', '/');
            await picture('thread', thread);
            await picture('search', `/search?q=${encodeURIComponent(SEARCH[lang])}`);
            await picture('sign-in', '/sign-in');
            await picture('tags', '/tags');
            await page.goto('/people?q=Gunnar');
            await picture('profile', await page.locator('.people a.name').first().getAttribute('href'));
            await signInAs(page, 'customer');
            await picture('ask', '/ask');
            await picture('thread signed in', thread);
            await signInAs(page, 'expert');
            await picture('expert', '/expert');
            await page.goto('/');
            await signInAs(page, 'admin');
            await picture('review', '/review');
            await picture('admin', '/admin');
            await picture('admin settings', '/admin/settings');
          }));
      }
    }
  }
}
