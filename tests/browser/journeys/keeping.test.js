// A moderator keeps order: merges two questions and takes them apart, makes an answer a comment and back, locks a thread.
import assert from 'node:assert/strict';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour } from '../support/people.js';
import { moreOf, numberIn, open, press, signInAs, unique } from '../support/steps.js';

const forum = openForum();

/** Opens the second menu of a post, which those who keep order have. */
async function orderOf(post) {
  const menu = post.locator('details.more').last();
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').click();
  return menu;
}

journey(forum, 'a moderator merges, converts and locks, and takes each back', async (page, { lang }) => {
  const word = unique();
  const [customer, staff] = await Promise.all([neighbour(forum, 'customer', lang), neighbour(forum, 'staff', lang)]);
  const ask = (title) => customer.ask({ title, body: 'It has been like this since Saturday evening.', tags: word, lang });
  const first = await ask(`The ${word} box stays dark`);
  const second = await ask(`No light on the ${word} box any more`);
  const answer = await staff.answer(first, `Hold its button for ten seconds, ${word}.`);
  await Promise.all([customer.leave(), staff.leave()]);

  await signInAs(page, 'moderator');
  await open(page, first);
  const menu = await orderOf(page.locator('article.post').first());
  await press(page, menu.locator('a[href$="/merge"]'));
  await page.locator('#which').fill(new URL(second, page.url()).href);
  await press(page, page.locator('form[method="get"][action$="/merge"] button').first());
  await press(page, page.locator('main form[method="post"] button.primary'));
  assert.equal(numberIn(page.url()), numberIn(second));
  await page.locator(`#a${answer}`).waitFor();
  await open(page, first);
  assert.equal(numberIn(page.url()), numberIn(second), 'the old address leads on');
  await page.locator(`#q${numberIn(first)} summary`).click();
  await press(page, page.locator(`#q${numberIn(first)} form button`));
  assert.equal(numberIn(page.url()), numberIn(first));

  const post = page.locator(`#a${answer}`);
  await press(page, (await orderOf(post)).locator('a[href$="/to-comment"]'));
  await press(page, page.locator('main form button.primary'));
  await page.locator('.comment', { hasText: word }).waitFor();
  await press(page, page.locator('.flash form button'));
  await post.waitFor();

  await press(page, (await orderOf(page.locator('article.post').first())).locator('a[href$="/lock"]'));
  await page.locator('#reason-settled').check();
  await press(page, page.locator('main form button.primary'));
  await page.locator('#locked').waitFor();
  assert.equal(await page.locator('#answer').count(), 0);
  await press(page, (await orderOf(page.locator('article.post').first())).locator('form[action$="/unlock"] button'));
  await page.locator('#answer').waitFor();
  await moreOf(page.locator('article.post').first());
});
