// A moderator keeps order: closes, joins duplicates, hides, and decides about what waits for review.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour, newcomer } from '../support/people.js';
import { moreOf, numberIn, open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

const WORDS = {
  de: {
    title: (word) => `Rollladen fährt bei Sturm nicht hoch (${word})`,
    body: 'Bei Sturm soll der Rollladen hochfahren, aber die Automation tut nichts.',
    answer: 'In der App unter Automationen muss die Wetterstation zuerst freigegeben werden.',
    edit: 'Bei Sturm soll der Rollladen hochfahren, aber die Automation in der App tut nichts.',
    link: 'Ich habe das hier mit Bildern aufgeschrieben: https://bastelecke.example/rollladen',
  },
  en: {
    title: (word) => `Shutter does not go up in a storm (${word})`,
    body: 'In a storm the shutter should go up, but the automation does nothing.',
    answer: 'In the app, under automations, the weather station has to be allowed first.',
    edit: 'In a storm the shutter should go up, but the automation in the app does nothing.',
    link: 'I wrote this down with pictures: https://tinkerers.example/shutter',
  },
};

async function thread(lang) {
  const words = WORDS[lang];
  const word = unique();
  const customer = await neighbour(forum, 'customer');
  const question = await customer.ask({ title: words.title(word), body: words.body, tags: 'rollladen', lang });
  const answer = await customer.answer(question, words.answer);
  return { word, words, customer, question, answer };
}

const asked = (page) => page.locator('article.post').first();

journey(forum, 'a moderator closes and reopens', async (page, { lang }) => {
  const [{ question, word, customer }, original] = await Promise.all([thread(lang), thread(lang)]);
  await open(page, question);
  await signInAs(page, 'moderator');
  await press(page, (await moreOf(asked(page))).locator('a[href$="/close"]'));
  await page.locator('#reason-off_topic').check();
  await press(page, page.locator('form[action$="/close"] button'));
  await page.locator('.thread-head .state-closed').waitFor();
  await page.locator('.thread-head .notice').waitFor();
  assert.equal(await page.locator('.your-answer').count(), 0, 'a closed question takes no answers');
  await press(page, (await moreOf(asked(page))).locator('form[action$="/reopen"] button'));
  assert.equal(await page.locator('.thread-head .state-closed').count(), 0);
  assert.equal(await page.locator('.your-answer').count(), 1);

  await open(page, `/posts/${numberIn(question)}/close`);
  await page.locator('#original').fill(`${page.url().replace(/\/posts.*/, '')}${original.question}`);
  await press(page, page.locator('form[action$="/duplicate"] button:not(.small)'));
  await page.locator('.thread-head .state-duplicate').waitFor();
  await press(page, page.locator('.thread-head .notice a').first());
  assert.equal(numberIn(page.url()), numberIn(original.question), 'the duplicate leads to the original');
  await press(page, page.locator('.side a', { hasText: word }).first());
  assert.equal(numberIn(page.url()), numberIn(question), 'and the original to the duplicate');
  await press(page, (await moreOf(asked(page))).locator('form[action$="/reopen"] button'));
  assert.equal(await page.locator('.thread-head .state-duplicate').count(), 0);
  await Promise.all([customer.leave(), original.customer.leave()]);
});

journey(forum, 'a moderator hides and shows', async (page, { lang }) => {
  const { question, answer, customer } = await thread(lang);
  const visitor = await neighbour(forum);
  await open(page, question);
  await signInAs(page, 'moderator');
  for (const [post, address] of [[page.locator(`#a${answer}`), `/answers/${answer}`], [asked(page), question]]) {
    assert.equal(await visitor.status(address), 200);
    await press(page, (await moreOf(post)).locator('a[href$="/hide"]'));
    await page.locator('#reason-rude').check();
    await press(page, page.locator('main form button.primary'));
    assert.equal(await visitor.status(address), 404, 'nobody else sees it');
    await press(page, post.locator('form[action$="/show"] button'));
    assert.equal(await visitor.status(address), 200, 'and now they do again');
  }
  await Promise.all([customer.leave(), visitor.leave()]);
});

journey(forum, 'a moderator reviews', async (page, { lang }) => {
  const { question, word, words, customer } = await thread(lang);
  const [person, visitor] = await Promise.all([newcomer(forum, `Ria ${unique()}`, lang), neighbour(forum)]);
  const form = { title: words.title(word), body: words.edit, reason: word };
  await person.suggest(numberIn(question), form);
  const held = await person.answer(question, words.link);
  assert.equal(await visitor.status(`/answers/${held}`), 404, 'a first post with a link waits');
  assert.equal(await person.status(`/answers/${held}`), 200, 'its author sees it');

  await open(page, '/');
  await signInAs(page, 'moderator');
  await page.locator('.site-head details.menu summary').click();
  await press(page, page.locator('.menu-list a[href="/review"]'));
  await open(page, '/review?kind=edit');
  await press(page, page.locator('.rows a', { hasText: word }));
  assert.ok((await page.locator('.diff .add').count()) > 0, 'the difference is shown');
  await press(page, page.locator('button[formaction$="/accept"]'));
  await open(page, '/review?kind=held');
  await press(page, page.locator('.rows a', { hasText: word }));
  await press(page, page.locator('button[formaction$="/release"]'));
  assert.equal(await page.locator('.rows a', { hasText: word }).count(), 0, 'decided');
  assert.equal(await visitor.status(`/answers/${held}`), 200);
  await open(page, question);
  assert.ok((await asked(page).locator(':scope > .prose').innerText()).includes(words.edit), 'the edit is the text now');
  await Promise.all([person.leave(), visitor.leave(), customer.leave()]);
});
