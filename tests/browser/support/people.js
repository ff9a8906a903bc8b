// Somebody else, who needs no browser: what a journey finds already done. They send the same forms as everybody.
import assert from 'node:assert/strict';
import { request } from 'playwright-core';
import { linkInMailTo } from './mail.js';
import { numberIn, unique } from './steps.js';

const PASSWORD = 'a long walk at the Tannsee';
let forms = 0;

/** Somebody of the demo: `neighbour(forum, 'staff')`. Without a role nobody is signed in. */
export async function neighbour(forum, role, lang = 'en') {
  const server = await forum.server();
  const context = await request.newContext({
    baseURL: server.origin,
    // A connection each: one that was kept may be closed by the server just as it is used again.
    extraHTTPHeaders: { Origin: server.origin, 'Accept-Language': lang, Connection: 'close' },
  });
  const person = acting(context, server);
  if (role) await person.send('/demo/sign-in', { as: role });
  return person;
}

/** Somebody who has just signed up, verified their address and signed in. */
export async function newcomer(forum, name, lang = 'en') {
  const person = await neighbour(forum, undefined, lang);
  const email = `${unique()}@newcomers.example`;
  await person.send('/sign-up', { name, email, password: PASSWORD });
  const link = await linkInMailTo(await forum.server(), email, '/verify/');
  await person.send(new URL(link).pathname, {});
  await person.send('/sign-in', { email, password: PASSWORD });
  return Object.assign(person, { name, email, password: PASSWORD });
}

function acting(context, server) {
  /** Sends a form and gives back where it leads. */
  async function send(path, form) {
    const answer = await context.post(path, { form, maxRedirects: 0 });
    assert.equal(answer.status(), 303, `POST ${path}: ${answer.status()}`);
    return answer.headers().location;
  }
  const key = () => `journey-${process.pid}-${(forms += 1)}`;
  return {
    send,
    /** Sends a form that may come back, and gives what came. */
    post: async (path, form) => (await context.post(path, { form, maxRedirects: 0 })).text(),
    /** The status of an address, as this person sees it. */
    status: async (path) => (await context.get(path)).status(),
    text: async (path) => (await context.get(path)).text(),
    /** Asks; gives back the question's path. */
    ask: ({ title, body, tags = 'wlan', product = '', lang = '' }) =>
      send('/ask', { title, body, tags, product, lang, similar_shown: '1', key: key() }),
    /** Answers; gives back the answer's number. */
    answer: async (question, body) => numberIn(await send(`/questions/${numberIn(question)}/answers`, { body, key: key() })),
    suggest: (post, form) => send(`/posts/${post}/edit`, { base: '1', ...form }),
    origin: server.origin,
    leave: () => context.dispose(),
  };
}
