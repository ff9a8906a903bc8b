// Somebody signs up, asks, gets an answer, accepts it; and one day has forgotten the password.
import assert from 'node:assert/strict';
import { screenshot } from '../support/evidence.js';
import { openForum } from '../support/forum.js';
import { linkInMailTo } from '../support/mail.js';
import { journey } from '../support/matrix.js';
import { neighbour } from '../support/people.js';
import { hasScripts } from '../support/scripts.js';
import { follow, open, press, seen, signInAs, unique } from '../support/steps.js';

const forum = openForum();

/** Much like questions of the demo, so that similar ones are found. */
const WORDS = {
  de: {
    title: (word) => `5-GHz-WLAN verschwindet mehrmals täglich (${word})`,
    body: (word) => `Seit gestern verschwindet das **5-GHz-WLAN** für ein paar Minuten, in der Ereignisliste steht nur ${word}.`,
    answer: (word) => `Das ist die Radarerkennung: Stell unter WLAN > Funkkanal auf Kanal 36 bis 48, dann wartet die Box nicht mehr. Stichwort ${word}.`,
  },
  en: {
    title: (word) => `Label printer refuses to join the Wi-Fi (${word})`,
    body: (word) => `Since yesterday the **label printer** refuses to join the Wi-Fi, its display only says ${word}.`,
    answer: (word) => `The printer cannot do WPA3. Switch the Wi-Fi to WPA2 and WPA3, then try again. Keyword ${word}.`,
  },
};

journey(forum, 'a newcomer asks and accepts', async (page, visitor) => {
  const { lang, width, server, allow } = visitor;
  const [word, solution] = [unique(), unique()];
  const person = { name: `Toni ${word}`, email: `${word}@askers.example`, password: 'seven quiet rivers' };
  const words = WORDS[lang];
  await signUp(page, server, person);

  await press(page, page.locator('.site-head a.ask'));
  await refused(page, words.body(word), allow);
  await page.locator('#title').fill(words.title(word));
  if (hasScripts(page)) await page.locator('#similar a').first().waitFor();
  await page.locator('#tags').fill('wlan, drucker');
  await screenshot(page, `ask ${lang} ${width}`);
  const similar = await send(page);
  assert.equal(similar, !hasScripts(page), 'similar questions appear while typing, or are a step of their own');
  const question = new URL(page.url()).pathname;
  assert.match(question, /^\/questions\/\d+\/\S+$/);
  assert.equal(await page.locator('h1').innerText(), words.title(word));
  await page.locator('.thread-head .state-waiting').waitFor();
  assert.equal(await page.locator('article.post strong').count(), 1, 'Markdown is shown as text');

  await open(page, '/');
  assert.equal(await page.locator('.question .q-title').first().innerText(), words.title(word), 'the newest is on top');
  await open(page, `/search?q=${word}`);
  await page.locator('.question .q-title', { hasText: word }).first().waitFor();

  await expertAnswers(visitor, question, words.answer(solution));
  await open(page, question);
  const answer = page.locator('article.answer');
  assert.equal(await answer.count(), 1);
  await press(page, answer.locator('form[action$="/accept"] button'));
  assert.match(await answer.getAttribute('class'), /\baccepted\b/);
  await answer.locator('.verdict-accepted').waitFor();
  await page.locator('.thread-head .state-solved').waitFor();
  await page.locator('.promise-solved').waitFor();
  await screenshot(page, `solved ${lang} ${width}`);
  await open(page, '/?sort=solved');
  await page.locator('.question .q-title', { hasText: word }).first().waitFor();

  await profile(page);
  assert.equal(await page.locator('.profile h1').innerText(), person.name);
  await press(page, page.locator('main .tabs a').last());
  const line = page.locator('table tbody tr', { hasText: word });
  assert.match(await line.locator('td.num').innerText(), /2/, 'accepting is worth two points');
  await answererEarned(server, word);
  await open(page, `/search?q=${solution}`);
  await page.locator('.question .q-title', { hasText: word }).first().waitFor();
}, { pairs: true });

journey(forum, 'a forgotten password', async (page, { server, allow }) => {
  const word = unique();
  const person = { name: `Kim ${word}`, email: `${word}@askers.example`, password: 'seven quiet rivers' };
  await signUp(page, server, person);
  await openMenu(page);
  await press(page, page.locator('form[action="/sign-out"] button'));
  assert.equal(await page.locator('.site-head a.sign-in').count(), 1, 'signed out');

  await press(page, page.locator('.site-head a.sign-in'));
  allow(/^status 422: POST .*\/sign-in$/);
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill('not this one at all');
  await press(page, page.locator('main form button.primary'), 422);
  assert.equal(await page.locator('#email').inputValue(), person.email, 'the address is kept');
  await press(page, page.locator('main a[href="/reset"]'));
  await page.locator('#email').fill(person.email);
  await press(page, page.locator('main form button.primary'));
  const link = await linkInMailTo(server, person.email, '/reset/');
  await open(page, new URL(link).pathname);
  await page.locator('#password').fill('eight quiet rivers');
  await press(page, page.locator('main form button.primary'));
  assert.match(page.url(), /\/sign-in$/);
  await signIn(page, { ...person, password: 'eight quiet rivers' });

});

async function signUp(page, server, person) {
  await open(page, '/sign-up');
  await page.locator('#name').fill(person.name);
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await press(page, page.locator('main form button.primary'));
  assert.match(page.url(), /\/sign-up\/sent$/);
  const link = await linkInMailTo(server, person.email, '/verify/');
  await open(page, new URL(link).pathname);
  await press(page, page.locator('main form button.primary'));
  assert.match(page.url(), /\/sign-in$/);
  await page.locator('.flash-ok').waitFor();
  await signIn(page, person);
}

async function signIn(page, person) {
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await press(page, page.locator('main form button.primary'));
  assert.match(await page.locator('.site-head .menu summary').textContent(), new RegExp(person.name));
}

/** The server refuses a title that says nothing, and keeps everything that was typed. */
async function refused(page, body, allow) {
  allow(/^status 422: POST .*\/ask$/);
  await page.locator('#title').fill('WLAN            ?');
  await page.locator('#body').fill(body);
  await page.locator('#tags').fill('wlan');
  const button = page.locator('main form .form-foot button.primary');
  let answer = await follow(page, () => button.click());
  if (answer.status() === 200) answer = await follow(page, () => button.click()); // similar questions came first
  assert.equal(answer.status(), 422);
  await page.locator('#errors a[href="#title"]').waitFor();
  assert.equal(await page.locator('#title').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#body').inputValue(), body, 'the text is kept');
  assert.match(await page.locator('#tags').inputValue(), /wlan/, 'the tags are kept');
  if (hasScripts(page)) {
    assert.equal(await page.evaluate(() => document.activeElement.id), 'errors', 'what is wrong is read first');
  }
}

/** Sends the question, past the look at similar ones if it comes; says whether it came. */
async function send(page) {
  const button = page.locator('main form .form-foot button.primary');
  await press(page, button);
  if (!page.url().endsWith('/ask')) return false;
  assert.ok((await page.locator('#similar a').count()) > 0, 'similar questions are shown');
  await press(page, button);
  return true;
}

async function expertAnswers({ lang, javascript, width }, question, text) {
  const options = { lang, javascript, width, name: 'the expert answers' };
  await forum.visit(options, async (page) => {
    await open(page, question);
    await signInAs(page, 'expert');
    await page.locator('#answer').fill(text);
    await press(page, page.locator('.your-answer button.primary'));
    assert.match(page.url(), /#a\d+$/, 'and sees it in its place');
    await page.locator('article.answer').waitFor();
  });
}

/** Fifteen points for the answer, with their cause. */
async function answererEarned(server, word) {
  const expert = await neighbour(forum, 'expert');
  const menu = await expert.text('/');
  const own = menu.match(/<div class="menu-list"><a href="([^"]+)"/)[1];
  const ledger = await expert.text(`${own}?tab=reputation`);
  const line = ledger.split('<tr').find((row) => row.includes(word));
  assert.match(line ?? '', /\+15/, 'the solution is worth fifteen points');
  await expert.leave();
}

async function openMenu(page) {
  await page.locator('.site-head details.menu summary').click();
}

async function profile(page) {
  await openMenu(page);
  await press(page, seen(page.locator('.site-head .menu-list a[href^="/people/"]')));
}
