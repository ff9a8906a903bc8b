// Somebody comes by, looks around and finds an answer, without an account.
import assert from 'node:assert/strict';
import { screenshot } from '../support/evidence.js';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { hasScripts, started } from '../support/scripts.js';
import { open, press, unique } from '../support/steps.js';
import { layoutShift, weigh } from '../support/weight.js';

const forum = openForum();

/** Solved in the demo, accepted by the asker and endorsed by an expert. */
const SOLVED = {
  de: 'TannLink: PON blinkt seit Stunden grün, kein Internet in neuer Wohnung',
  en: 'Label printer refuses to join the Wi-Fi since the update to 5.12',
};

journey(forum, 'a visitor looks around', async (page, { lang, width }) => {
  await open(page, '/');
  assert.ok((await page.locator('.question').count()) >= 10, 'the front page is lively');
  await screenshot(page, `visitor front ${lang} ${width}`);
  const tabs = page.locator('main .tabs a');
  assert.equal(await tabs.count(), 4, 'newest, active, unanswered, solved');
  for (const index of [1, 2, 3]) {
    await press(page, tabs.nth(index));
    assert.equal(await tabs.nth(index).getAttribute('aria-current'), 'page');
    assert.ok((await page.locator('.question').count()) > 0, `${page.url()} shows questions`);
  }
  assert.equal(await page.locator('.question .state:not(.state-solved)').count(), 0, 'only solved ones');

  await press(page, await inTheList(page, SOLVED[lang]));
  assert.equal(await page.locator('h1').innerText(), SOLVED[lang]);
  const first = page.locator('article.answer').first();
  assert.match(await first.getAttribute('class'), /\baccepted\b/, 'the solution comes first');
  await first.locator('.verdict-accepted').waitFor();
  await first.locator('.verdict-endorsed').waitFor();
  await page.locator('.promise-solved').waitFor();
  assert.equal(await page.locator('form.vote button:disabled').count(), 0, 'votes lead visitors to sign in');
  const author = first.locator(':scope > .byline a.name');
  const name = await author.innerText();

  const tag = page.locator('.thread-head .tags a').first();
  const tagName = await tag.innerText();
  await press(page, tag);
  assert.match(await page.locator('h1').innerText(), new RegExp(escaped(tagName), 'i'));
  const tagged = page.locator('.question').filter({ has: page.locator('.tags a', { hasText: tagName }) });
  assert.equal(await tagged.count(), await page.locator('.question').count(), 'every question here has the tag');

  await press(page, page.locator('.site-nav a[href="/products"]'));
  await press(page, page.locator('.cards a').first());
  assert.ok((await page.locator('.question').count()) > 0, 'a product has questions');

  await press(page, page.locator('.site-nav a[href="/people"]'));
  await open(page, `/people?q=${encodeURIComponent(name)}`);
  await press(page, page.locator('.people a.name', { hasText: name }).first());
  assert.equal(await page.locator('.profile h1').innerText(), name);
  assert.ok((await page.locator('.facts dd').count()) >= 4, 'the profile says what they did');
}, { pairs: true });

journey(forum, 'a visitor searches', async (page, { lang, width }) => {
  await open(page, '/?sort=solved');
  await press(page, await inTheList(page, SOLVED[lang]));
  const word = await tellingWord(page);
  await page.locator('#q').fill(word);
  await press(page, page.locator('.site-head form.search button'));
  assert.equal(await page.locator('#q').inputValue(), word, 'the search stays in its field');
  await page.locator('.question', { hasText: SOLVED[lang] }).first().waitFor();
  assert.ok((await page.locator('.question mark').count()) > 0, `${word} is marked`);
  await screenshot(page, `visitor search ${lang} ${width}`);
  await press(page, page.locator('.question .q-title a', { hasText: SOLVED[lang] }).first());
  assert.equal(await page.locator('h1').innerText(), SOLVED[lang]);

  await open(page, `/search?q=${unique()}${unique()}`);
  assert.equal(await page.locator('.question').count(), 0);
  await page.locator('.empty').first().waitFor();
  assert.ok((await page.locator('main a[href^="/ask"]').count()) > 0, 'whoever finds nothing may ask');
}, { pairs: true });

journey(forum, 'a visitor finds help, their language and their colours', async (page, { lang, javascript }) => {
  await open(page, '/help');
  for (const part of ['formatting', 'reputation', 'roles', 'keys']) {
    const answer = await open(page, `/help/${part}`);
    assert.equal(answer.status(), 200);
    assert.equal(await page.locator('h1').count(), 1, `/help/${part} has a heading`);
  }
  await press(page, page.locator('.site-foot a[href="/help/formatting"]'));

  const other = lang === 'de' ? 'en' : 'de';
  await press(page, page.locator(`.site-foot button[name="lang"][value="${other}"]`));
  assert.equal(await page.locator('html').getAttribute('lang'), other);
  assert.match(page.url(), /\/help\/formatting$/, 'and the reader stays where they were');
  await press(page, page.locator(`.site-foot button[name="lang"][value="${lang}"]`));
  assert.equal(await page.locator('html').getAttribute('lang'), lang);

  const dark = page.locator('.site-foot button[name="theme"][value="dark"]');
  if (javascript) {
    await started(page, './theme.js');
    const told = page.waitForResponse((answer) => answer.url().endsWith('/theme'));
    await dark.click();
    await told;
  } else {
    await press(page, dark);
  }
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await open(page, '/');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark', 'the next page has the colours too');

  const feed = await page.request.get(await page.locator('.site-foot a[href="/feed.atom"]').getAttribute('href'));
  assert.equal(feed.status(), 200);
  assert.match(feed.headers()['content-type'], /atom\+xml/);
  assert.ok((await feed.text()).includes('<entry'), 'questions are in the feed');
});

journey(forum, 'a question page is light and stands still', async (page, { lang }) => {
  await open(page, '/?sort=solved');
  const address = await (await inTheList(page, SOLVED[lang])).getAttribute('href');
  const weight = await weigh(page, address);
  assert.ok(weight.document < 60 * 1024, `the page weighs ${weight.document} bytes`);
  if (hasScripts(page)) {
    const shift = await layoutShift(page);
    assert.ok(shift < 0.01, `the page moved by ${shift} while it loaded`);
  }
});

/** The link to a question in a list, on whichever page of it. */
async function inTheList(page, title) {
  const link = page.locator('.q-title a', { hasText: title });
  while (!(await link.count())) await press(page, page.locator('.pager a[rel="next"]'));
  return link.first();
}

/** The longest word that stands in an answer and nowhere in the question. */
async function tellingWord(page) {
  const words = async (locator) => (await locator.allInnerTexts()).join(' ').match(/\p{L}{6,24}/gu) ?? [];
  const asked = new Set((await words(page.locator('h1, article:not(.answer) .prose'))).map((word) => word.toLowerCase()));
  const answered = await words(page.locator('article.answer > .prose'));
  const own = answered.filter((word) => !asked.has(word.toLowerCase())).sort((a, b) => b.length - a.length);
  assert.ok(own.length, 'the answers have words of their own');
  return own[0];
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
