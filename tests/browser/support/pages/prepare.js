// What the pages need and the demo does not have: made once for a forum, by its neighbours.
import { linkInMailTo } from '../mail.js';
import { neighbour, newcomer } from '../people.js';
import { numberIn, unique } from '../steps.js';

const WORDS = {
  de: { title: (word) => `Wo stehen die Zugangsdaten der Gegenstelle (${word})?`, body: 'Ich finde die Zugangsdaten nicht und habe schon überall gesucht.' },
  en: { title: (word) => `Where are the credentials of the other side (${word})?`, body: 'I cannot find the credentials and have looked everywhere.' },
};
/** Everything that Markdown can do here. */
export const MARKDOWN = [
  '## Heading\n\nA paragraph with **bold**, *slanted*, `code` and a [link](https://example.org/).',
  '```rust\n// a comment that is long enough to be wider than any phone, so that it has to be scrolled by somebody\nfn main() { println!("{}", 6 * 7); }\n```',
  '| a | b |\n|---|--:|\n| one | 1 |\n\n- [x] done\n- [ ] open\n\n> quoted\n\nA note[^1].\n\n[^1]: At the foot.',
].join('\n\n');

/** Questions in every state, people with every notice. */
export async function prepare(forum, lang) {
  const words = WORDS[lang];
  const roles = ['customer', 'expert', 'moderator', 'staff'];
  const [customer, expert, moderator, staff] = await Promise.all(roles.map((role) => neighbour(forum, role, lang)));
  const ask = (person) => person.ask({ title: words.title(unique()), body: `${words.body}\n\n${MARKDOWN}`, tags: 'dns, vpn', lang });

  const long = await ask(expert);
  for (let n = 1; n <= 31; n += 1) await staff.answer(long, `${n}. ${words.body}`);
  const own = await ask(customer);
  const ownAnswer = await staff.answer(own, MARKDOWN);
  await expert.send(`/answers/${ownAnswer}/endorse`, { note: words.body, version: '5.14' }).catch(() => undefined);
  const mine = await customer.answer(long, words.body);
  await customer.send(`/posts/${mine}/edit`, { base: '1', body: `${words.body} ${words.body}`, reason: 'More of it' });
  const said = await customer.send(`/posts/${numberIn(own)}/comments`, { body: words.body });
  const closed = await ask(customer);
  await moderator.send(`/questions/${numberIn(closed)}/close`, { reason: 'unclear' });
  await moderator.send(`/posts/${numberIn(closed)}/lock`, { reason: 'settled' });
  const merged = await ask(expert);
  await moderator.send(`/posts/${numberIn(merged)}/merge`, { into: numberIn(own), saw: '0' });
  await moderator.send(`/posts/${numberIn(own)}/protect`, {});
  const duplicate = await ask(customer);
  await moderator.send(`/questions/${numberIn(duplicate)}/duplicate`, { original: own });
  const hidden = await ask(customer);
  await moderator.send(`/posts/${numberIn(hidden)}/hide`, { reason: 'wrong' });
  const triage = await ask(customer);
  await staff.answer(triage, words.body);
  await customer.send(`/questions/${numberIn(triage)}/still-needs-help`, {});
  const person = await newcomer(forum, `Ava ${unique()}`, lang);
  await person.suggest(numberIn(long), { title: words.title(unique()), body: words.body, reason: 'Shorter' });
  await person.send('/reset', { email: person.email });
  const theirs = await person.ask({ title: words.title(unique()), body: words.body, tags: 'dns', lang });
  await staff.answer(theirs, words.body);
  const avaAt = (await moderator.text(theirs)).match(/\/people\/(\d+)\/ava/)?.[1];
  await moderator.send(`/people/${avaAt}/sanctions`, { kind: 'warn', reason: 'spam', note: words.body, posts: 'kept' });
  const unsubscribe = new URL(await linkInMailTo(await forum.server(), person.email, '/unsubscribe/')).pathname;
  const reset = new URL(await linkInMailTo(await forum.server(), person.email, '/reset/')).pathname;

  const others = [customer, expert, staff, person];
  const made = { lang, words, long, own, ownAnswer, mine, said, closed, duplicate, hidden, reset, moderator, triage, unsubscribe };
  await Promise.all(others.map((one) => one.leave()));
  return made;
}
