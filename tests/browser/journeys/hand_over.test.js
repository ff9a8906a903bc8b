// Staff hand a question over to a ticket system; it posts the answer back, and the customer reads it where they asked.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { openForum } from '../support/forum.js';
import { journey } from '../support/matrix.js';
import { neighbour } from '../support/people.js';
import { eventually, numberIn, open, press, signInAs, unique } from '../support/steps.js';

// The ticket system of this journey is on this machine.
const forum = openForum({ env: { KIEZ_INTERNAL_HOSTS: '127.0.0.1' } });

const WORDS = {
  de: {
    title: (word) => `Der Anschluss ist seit gestern tot (${word})`,
    body: 'Seit gestern Abend geht gar nichts mehr, auch kein Telefon.',
    tried: 'Hast du den Router schon neu gestartet?',
    note: 'Bitte die Leitung messen.',
    answer: 'Die Leitung war gestört und läuft wieder. **Bitte starte den Router einmal neu.**',
    step: 'In unserem Ticketsystem',
  },
  en: {
    title: (word) => `My line has been dead since yesterday (${word})`,
    body: 'Since yesterday evening nothing works any more, not even the phone.',
    tried: 'Have you restarted the router?',
    note: 'Please measure the line.',
    answer: 'The line was faulty and works again. **Please restart the router once.**',
    step: 'In our ticket system',
  },
};

/** A ticket system: takes what is signed, once for each id, and answers with a ticket. */
async function ticketSystem() {
  const taken = new Map();
  let secret = '';
  const key = () => Buffer.from(secret.replace('whsec_', ''), 'base64');
  const sign = (id, time, body) => `v1,${createHmac('sha256', key()).update(`${id}.${time}.${body}`).digest('base64')}`;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = request.headers;
      const right = signature === sign(id, time, body);
      if (right) taken.set(id, JSON.parse(body));
      response.writeHead(right ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 81, number: '10081', url: 'https://tickets.example/81', state: 'new' }));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/hook`,
    learn: (text) => (secret = text),
    /** What it was told of a question. */
    told: (question) => [...taken.values()].find((one) => one.data.question?.id === question),
    async say(origin, to, id, message) {
      const body = JSON.stringify(message);
      const time = String(Math.floor(Date.now() / 1000));
      const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': sign(id, time, body) };
      const answer = await fetch(origin + new URL(to).pathname, { method: 'POST', headers, body });
      return { status: answer.status, ...(await answer.json()) };
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** A question that is with a team: answered, but its asker still needs help, and routed. */
async function withStaff(lang, word) {
  const words = WORDS[lang];
  const [customer, peer, admin] = await Promise.all(['customer', 'expert', 'admin'].map((role) => neighbour(forum, role, lang)));
  const question = await customer.ask({ title: words.title(word), body: words.body, tags: 'dns', lang });
  const id = numberIn(question);
  await peer.answer(question, words.tried);
  await customer.send(`/questions/${id}/still-needs-help`, {});
  const page = await admin.text(`/desk?question=${id}`);
  const seen = page.match(/name="seen" value="(\d+)"/)[1];
  const team = page.match(/<option value="(\d+)">Kundendienst</)[1];
  await admin.send('/desk/route', { question: id, seen, to: team, reason: word });
  await Promise.all([customer, peer, admin].map((one) => one.leave()));
  return question;
}

journey(forum, 'staff hand a question over, and the answer comes back', async (page, { lang }) => {
  const words = WORDS[lang];
  const word = unique();
  const tickets = await ticketSystem();
  try {
    const question = await withStaff(lang, word);
    const id = Number(numberIn(question));

    await open(page, '/');
    await signInAs(page, 'admin');
    await open(page, '/admin/ticket-systems');
    await page.locator('#name').fill(word);
    await page.locator('#address').fill(tickets.address);
    await press(page, page.locator('form[action="/admin/ticket-systems"] button.primary'));
    await press(page, page.locator('form[action$="/secret"] button'));
    tickets.learn(await page.locator('#secret').innerText());

    await signInAs(page, 'staff');
    await open(page, `/desk?question=${id}`);
    await page.locator('summary[data-key="o"]').click();
    await page.locator('#handover-system').selectOption({ label: word });
    await page.locator('#handover-note').fill(words.note);
    await press(page, page.locator('form[action^="/desk/hand-over"] button.btn').last());
    const box = page.locator('section[aria-labelledby="desk-handed"]');
    assert.ok((await box.innerText()).includes(word), 'the desk says where it is');

    const told = await eventually(() => tickets.told(id), 'the ticket system was told', 30_000);
    assert.equal(told.type, 'question.handed_over');
    assert.equal(told.data.hand_over.note, words.note);
    assert.equal(told.data.question.text, words.body);
    await open(page, question);
    const before = await page.locator('main').innerText();
    assert.ok(before.includes(words.step), 'everybody sees where it is');
    assert.ok(!before.includes(words.note), 'the note is not public');

    const server = await forum.server();
    const message = { hand_over: told.data.hand_over.id, state: 'solved', closed: true, answer: words.answer, public: true };
    const first = await tickets.say(server.origin, told.data.hand_over.reply_to, word, message);
    assert.deepEqual([first.status, first.answer], ['taken', 'posted'], JSON.stringify(first));
    const again = await tickets.say(server.origin, told.data.hand_over.reply_to, word, message);
    assert.equal(again.status, 'known', 'a replay changes nothing');

    await signInAs(page, 'customer');
    await open(page, question);
    const answers = page.locator('article.post', { hasText: words.answer.slice(0, 20) });
    assert.equal(await answers.count(), 1, 'the answer is there, once');
    assert.equal(await answers.locator('strong').count(), 1, 'as Markdown');
  } finally {
    await tickets.close();
  }
});
