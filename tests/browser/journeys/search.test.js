// Somebody searches: while typing, with operators, on a phone, and for something that nobody has asked yet.
import assert from 'node:assert/strict';
import { axe } from '../support/axe.js';
import { screenshot } from '../support/evidence.js';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { started } from '../support/scripts.js';
import { fitsTheScreen, follow, open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

journey(forum, 'a search goes on while it is typed', async (page, { lang, javascript, width }) => {
  await open(page, '/help/keys'); // where the list covers no links: axe measures what is left of them
  const box = page.locator('#q');
  if (!javascript) {
    await box.fill('tag:wlan');
    await press(page, page.locator('.site-head form.search button'));
    assert.match(page.url(), /\/search\?q=tag/);
  } else {
    const list = page.locator('[role=listbox]');
    await box.focus();
    await started(page, './complete.js');
    await page.keyboard.type('wl', { delay: 30 });
    await list.waitFor();
    assert.equal(await box.getAttribute('role'), 'combobox');
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    assert.equal(await box.getAttribute('aria-controls'), await list.getAttribute('id'));
    assert.match(await list.getAttribute('data-said'), lang === 'de' ? /Vorschl/ : /suggestion/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    assert.equal(await box.getAttribute('aria-activedescendant'), null, 'back in the box');
    await page.keyboard.press('ArrowUp');
    const active = page.locator('[role=option][aria-selected=true]');
    assert.equal(await box.getAttribute('aria-activedescendant'), await active.getAttribute('id'));
    await fitsTheScreen(page);
    await screenshot(page, `search completions ${lang} ${width}`);
    await axe(page);
    await page.keyboard.press('Escape');
    assert.equal(await list.count(), 0, 'Escape closes');
    assert.equal(await box.getAttribute('aria-expanded'), 'false');
    assert.equal(await box.inputValue(), 'wl', 'and leaves what was typed');
    await page.keyboard.press('Escape');
    assert.equal(await box.inputValue(), '', 'a second one clears');
    await page.keyboard.type('wl', { delay: 30 });
    await list.waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await list.count(), 0, 'Tab leaves');
    await box.focus();
    await page.keyboard.press('ArrowDown');
    await list.waitFor();
    await page.keyboard.press('ArrowUp');
    const href = await active.getAttribute('href');
    const answer = await follow(page, () => page.keyboard.press('Enter'));
    assert.equal(answer.status(), 200);
    assert.ok(page.url().endsWith(href), `${page.url()} is ${href}`);
  }
  assert.ok((await page.locator('.question').count()) > 0, 'something was found');
  assert.ok((await page.locator('.chips a').count()) > 0, 'the tag is a filter now');
}, { pairs: true });

journey(forum, 'operators become filters that can be taken away', async (page, { lang, width }) => {
  await open(page, '/search');
  await page.locator('#how summary').click();
  await page.locator('#how table').waitFor();
  await fitsTheScreen(page);
  await page.locator('#words').fill('tag:wlan is:solved after:2020 before:2100 lang:xx');
  await press(page, page.locator('main form.search button'));
  assert.equal(await page.locator('#words').inputValue(), 'lang:xx', 'what nobody knows is words');
  assert.equal(await page.locator('.chips a').count(), 4);
  await screenshot(page, `search chips ${lang} ${width}`);
  await page.locator('#words').fill('');
  await press(page, page.locator('main form.search button'));
  assert.equal(await page.locator('.chips a').count(), 4, 'the form carries them along');
  const narrow = await page.locator('.question').count();
  assert.ok(narrow > 0);
  for (let left = 3; left >= 0; left -= 1) {
    await press(page, page.locator('.chips a').first());
    assert.equal(await page.locator('.chips a').count(), left);
  }
  assert.ok((await page.locator('.question').count()) >= narrow);
});

journey(forum, 'facets do not push the hits down', async (page, { lang, width }) => {
  await open(page, '/search?q=wlan');
  const [summary, facets] = [page.locator('.side summary'), page.locator('nav.facets')];
  assert.equal(await summary.isVisible(), width < 600, 'folded on a phone only');
  assert.equal(await facets.isVisible(), width >= 600);
  const first = await page.locator('.question').first().boundingBox();
  assert.ok(first.y < 740, `the first hit is on the first screen, at ${first.y}`);
  await screenshot(page, `search facets ${lang} ${width}`);
  if (width < 600) {
    await summary.click();
    await facets.waitFor();
    await fitsTheScreen(page);
    await screenshot(page, `search facets open ${lang} ${width}`);
  }
  await press(page, facets.locator('a').first());
  assert.equal(await page.locator('.chips a').count(), 1);
});

journey(forum, 'what was not found is asked', async (page) => {
  await signInAs(page, 'customer');
  const words = `Zeppelin ${unique()}${unique()}`;
  await open(page, `/search?q=${encodeURIComponent(words)}`);
  await press(page, page.locator('main a[href^="/ask?title"]'));
  assert.equal(await page.locator('#title').inputValue(), words);
});
