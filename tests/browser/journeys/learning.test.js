// The search learns: an admin tells it that two words mean the same, and somebody who was about to ask need not.
import assert from 'node:assert/strict';
import { screenshot } from '../support/evidence.js';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { hasScripts } from '../support/scripts.js';
import { eventually, follow, open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

/** Much like a question of the demo that is solved. */
const WORDS = {
  de: { title: 'Kennwort für die Bedienoberfläche vergessen, was jetzt?', body: 'Ich habe das Kennwort vergessen und komme nicht mehr hinein.', flash: 'eine Frage weniger' },
  en: { title: 'I have forgotten the password for http://tann.box', body: 'I have forgotten it and cannot get in any more.', flash: 'one question less' },
};

journey(forum, 'an admin adds a synonym and finds with it', async (page, { lang, width, allow }) => {
  const word = `Funk${unique()}`;
  await open(page, '/');
  await signInAs(page, 'admin');
  await open(page, `/search?q=${word}`);
  assert.equal(await page.locator('.questions .question').count(), 0);

  await open(page, `/admin/search`);
  await screenshot(page, `admin search ${lang} ${width}`);
  await press(page, page.locator('.tabs a[href="/admin/search/words"]'));
  const words = page.locator('#new input[name="words"]');
  allow(/^status 422: POST .*\/admin\/search\/synonyms$/);
  await words.fill(word);
  await press(page, page.locator('#new button.primary'), 422);
  assert.equal(await words.inputValue(), word, 'what was typed is kept');
  await words.fill(`${word} = Hausnotruf`);
  await press(page, page.locator('#new button.primary'));
  await screenshot(page, `admin search words ${lang} ${width}`);

  await open(page, `/search?q=${word}`);
  assert.ok((await page.locator('.questions .question').count()) > 0, 'what is called otherwise is found');
  await open(page, '/admin/search/words');
  const group = page.locator('li', { has: page.locator(`input[value^="${word}"]`) });
  await press(page, group.locator('form[action$="/delete"] button'));
  assert.equal(await group.count(), 0);
});

journey(forum, 'somebody need not ask', async (page, visitor) => {
  const { lang, width } = visitor;
  const words = WORDS[lang];
  await open(page, '/');
  await signInAs(page, 'customer');
  await open(page, '/ask');
  await page.locator('#title').fill(words.title);
  await page.locator('#body').fill(words.body);
  const mine = page.locator('#similar button[form="answered"]').first();
  if (!hasScripts(page)) await follow(page, () => page.locator('main form .form-foot button.primary').click());
  await mine.waitFor();
  await screenshot(page, `similar while asking ${lang} ${width}`);
  const title = await page.locator('#similar li a').first().innerText();
  await press(page, mine);
  assert.match(page.url(), /\/questions\/\d+\//);
  assert.equal(await page.locator('h1').innerText(), title, 'that question');
  await page.locator('.flash', { hasText: words.flash }).waitFor();
  await open(page, '/ask');
  if (hasScripts(page)) {
    const kept = () => page.evaluate(() => Object.keys(localStorage).some((key) => key === 'kiez-draft:ask'));
    await eventually(async () => !(await kept()), 'the draft is not needed any more');
  }
  assert.equal(await page.locator('#title').inputValue(), '');
});
