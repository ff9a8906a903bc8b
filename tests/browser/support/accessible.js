// Every page through axe, in both languages; and a walk by keyboard. German words are long, so German is walked on a phone and English
// at a desk; German in dark colours and English in light ones, every second page in one and the others in the other: there are many.
// KIEZ_ALL_VISITORS=1 walks every page in each language on both, in both.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { axe } from './axe.js';
import { openForum, TIMEOUT } from './forum.js';
import { pagesFor, prepare, questionBy } from './pages.js';
import { fitsTheScreen, open, signInAs } from './steps.js';

const SOLVED = { de: 'tannlink-pon-blinkt', en: 'label-printer-refuses' };
/** Forty pages in one test. */
const PATIENT = { timeout: 300_000 };
const ALL = Boolean(process.env.KIEZ_ALL_VISITORS);
const WIDTHS = ALL ? { de: [360, 1280], en: [360, 1280] } : { de: [360], en: [1280] };
const THEMES = ALL ? { de: ['light', 'dark'], en: ['light', 'dark'] } : { de: ['dark'], en: ['light'] };
const MINE = { de: 0, en: 1 };
/** The pages that are walked in a language. */
const share = (pages, lang) => pages.filter((_, n) => ALL || n % 2 === MINE[lang]);
const ROLES = ['visitor', 'customer', 'expert', 'moderator', 'staff', 'admin'];

export function everyPageIsAccessible(lang) {
  const forum = openForum();
  const seen = new Set();
  let checked = 0;
  let preparing;
  const pages = () =>
    (preparing ??= (async () => {
      const [made, solved] = await Promise.all([prepare(forum, lang), questionBy(forum, SOLVED[lang])]);
      return { made, byRole: pagesFor(made, solved) };
    })());
  after(async () => {
    await (await preparing?.catch(() => undefined))?.made.moderator.leave();
    console.log(`${seen.size} pages in ${lang}, ${checked} times through axe in ${THEMES[lang].join(' and ')}`);
  });

  describe(`every page in ${lang} is accessible`, () => {
    for (const width of WIDTHS[lang]) {
      for (const role of ROLES) {
        test(`${role}, ${width} px`, PATIENT, async () => {
          const { byRole } = await pages();
          await forum.visit({ lang, width, name: `accessible ${role}` }, async (page, { allow }) => {
            allow(/^status (403|404|409|410|422): /); // some of these pages say no, and that is what is looked at
            if (role !== 'visitor') await signInAs(page, role);
            const findings = [];
            for (const [name, way, status = 200] of share(byRole[role], lang)) {
              try {
                const answer = typeof way === 'string' ? await page.goto(way) : await way(page);
                assert.equal(answer?.status() ?? status, status, `the page came with ${answer?.status()}`);
                await fitsTheScreen(page);
                checked += 1;
                seen.add(name);
                await whole(page, () => axe(page, { themes: THEMES[lang] }));
              } catch (error) {
                findings.push(`${name}: ${error.message}`);
              }
            }
            assert.equal(findings.length, 0, `${findings.length} pages:\n${findings.join('\n')}`);
          });
        });
      }
    }
  });

  describe(`the keyboard reaches everything in ${lang}`, () => {
    for (const width of [360, 1280]) {
      test(`${width} px`, TIMEOUT, () =>
        forum.visit({ lang, width, name: 'keyboard' }, async (page) => {
          const { made } = await pages();
          await open(page, '/');
          await page.keyboard.press('Tab');
          assert.equal(await page.locator('a.skip:focus').count(), 1, 'first comes the way past the head');
          await isVisible(page);
          await tabTo(page, 'a.ask');
          await signInAs(page, 'customer');
          await open(page, made.long);
          await page.keyboard.press('Tab');
          await page.keyboard.press('Enter');
          await tabTo(page, 'form.vote button:not(:disabled)');
          await tabTo(page, '.actions summary');
          await page.keyboard.press('Enter');
          await tabTo(page, '.menu-list a');
          await page.keyboard.press('Escape');
          assert.equal(await page.locator('.actions summary:focus').count(), 1, 'Esc closes the menu and stays there');
          await tabTo(page, '.add-comment summary');
        }));
    }
  });
}

/** Looks at the page at its full height: what sticks to the window covers only what can be scrolled away from under it. */
async function whole(page, look) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: size.width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  try {
    await look();
  } finally {
    await page.setViewportSize(size);
  }
}

/** Presses Tab until something like that has the focus; everything on the way shows that it has it. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    await isVisible(page);
    if (await page.locator(`:focus`).evaluate((node, wanted) => node.matches(wanted), selector)) return;
  }
  assert.fail(`80 times Tab did not lead to ${selector}`);
}

async function isVisible(page) {
  const focus = await page.locator(':focus').evaluate((node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    const { width, height } = node.getBoundingClientRect();
    return { what: node.outerHTML.slice(0, 120), outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth), width, height };
  });
  assert.ok(focus.outline >= 2, `the focus shows: ${focus.what}`);
  assert.ok(focus.width > 0 && focus.height > 0, `what has the focus can be seen: ${focus.what}`);
}
