// Every page that the forum has, in every state worth looking at, by who sees it: for the checks that look at all of them.
import { neighbour, newcomer } from './people.js';
import { follow, moreOf, numberIn, unique } from './steps.js';
import { linkInMailTo } from './mail.js';

const WORDS = {
  de: { title: (word) => `Wo stehen die Zugangsdaten der Gegenstelle (${word})?`, body: 'Ich finde die Zugangsdaten nicht und habe schon überall gesucht.' },
  en: { title: (word) => `Where are the credentials of the other side (${word})?`, body: 'I cannot find the credentials and have looked everywhere.' },
};
/** A calendar of holidays for ever. */
const HOLIDAYS = Buffer.from(
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY', 'SUMMARY:Christmas', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'),
);

const MARKDOWN = [
  '## Heading\n\nA paragraph with **bold**, *slanted*, `code` and a [link](https://example.org/).',
  '```rust\n// a comment that is long enough to be wider than any phone, so that it has to be scrolled by somebody\nfn main() { println!("{}", 6 * 7); }\n```',
  '| a | b |\n|---|--:|\n| one | 1 |\n\n- [x] done\n- [ ] open\n\n> quoted\n\nA note[^1].\n\n[^1]: At the foot.',
].join('\n\n');

/** What the pages need and the demo does not have: made once for a forum, by its neighbours. */
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
  const closed = await ask(customer);
  await moderator.send(`/questions/${numberIn(closed)}/close`, { reason: 'unclear' });
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
  const made = { lang, words, long, own, ownAnswer, mine, closed, duplicate, hidden, reset, moderator, triage, unsubscribe };
  await Promise.all(others.map((one) => one.leave()));
  return made;
}

/** By role: [name, address or a way to get there]. */
export function pagesFor(made, solved) {
  const { lang, words, long, own, mine, closed, duplicate, hidden, reset } = made;
  const longNumber = numberIn(long);
  const button = (page) => page.locator('main form button.primary').first();
  const moderate = async (page) => {
    await page.goto('/people?q=Ava');
    await follow(page, () => page.locator('.people a.name').first().click());
    return follow(page, () => page.locator('main a[href$="/moderate"]').click());
  };
  return {
    visitor: [
      ['front', '/'],
      ['front, active', '/?sort=active'],
      ['front, unanswered', '/?sort=unanswered'],
      ['front, solved', '/?sort=solved'],
      ['front, one language', `/?lang=${lang}`],
      ['solved thread', solved],
      ['solved thread, newest answers first', `${solved}?sort=newest`],
      ['closed thread', closed],
      ['duplicate', duplicate],
      ['original', own],
      ['long thread', long],
      ['long thread, second page', `${long}?page=2`],
      ['revisions', `/posts/${mine}/revisions`],
      ['search', `/search?q=wlan`],
      ['search with a pinned answer', '/search?q=passwort+vergessen'],
      ['search with facets', '/search?q=wlan&state=solved'],
      ['search without hits', '/search?q=quarzblumenbeet'],
      ['search for nothing', '/search'],
      ['search with everything', '/search?q=wlan+is:solved+after:2020+lang:de+nirgendwo'],
      ['search, how', async (page) => {
        const answer = await page.goto('/search');
        await page.locator('#how summary').click();
        return answer;
      }],
      ['tags', '/tags'],
      ['tags, none', '/tags?q=quarzblumenbeet'],
      ['tag', '/tags/wlan'],
      ['products', '/products'],
      ['product', '/products/tannbox'],
      ['category', '/categories/stoerung'],
      ['people', '/people'],
      ['people of the month', '/people?by=month'],
      ['people, none', '/people?q=quarzblumenbeet'],
      ['profile', async (page) => {
        await page.goto('/people?q=Mirko');
        return follow(page, () => page.locator('.people a.name').first().click());
      }],
      ['profile, questions', async (page) => {
        await page.goto('/people?q=Lena');
        await follow(page, () => page.locator('.people a.name').first().click());
        return follow(page, () => page.locator('main .tabs a').nth(1).click());
      }],
      ['help', '/help'],
      ['help with formatting', '/help/formatting'],
      ['help about reputation', '/help/reputation'],
      ['help about roles', '/help/roles'],
      ['help about keys', '/help/keys'],
      ['what moderation does', '/moderation-log'],
      ['sign in', '/sign-in'],
      ['sign in, refused', async (page) => {
        await page.goto('/sign-in');
        await page.locator('#email').fill('nobody@newcomers.example');
        await page.locator('#password').fill('whatever it was');
        return follow(page, () => button(page).click());
      }, 422],
      ['sign up', '/sign-up'],
      ['sign up, refused', async (page) => {
        await page.goto('/sign-up');
        await page.locator('#name').fill('A  ');
        await page.locator('#email').fill('somebody@newcomers.example');
        await page.locator('#password').fill('password');
        return follow(page, () => button(page).click());
      }, 422],
      ['sign up, sent', '/sign-up/sent'],
      ['reset', '/reset'],
      ['reset, sent', '/reset/sent'],
      ['reset, new password', reset],
      ['unsubscribe', made.unsubscribe],
      ['dead link', '/verify/0123456789012345678901234567890123456789', 410],
      ['no such page', '/questions/999999999', 404],
    ],
    customer: [
      ['front, for you', '/?sort=for-you'],
      ['ask', '/ask'],
      ['ask, refused', async (page) => {
        await page.goto('/ask');
        await page.locator('#title').fill('WLAN            ?');
        await page.locator('#body').fill(words.body);
        const send = () => follow(page, () => button(page).click());
        const answer = await send();
        return answer.status() === 200 ? send() : answer; // similar questions came first
      }, 422],
      ['ask, preview', async (page) => {
        await page.goto('/ask');
        await page.locator('#title').fill(words.title('preview'));
        await page.locator('#body').fill(MARKDOWN);
        return follow(page, () => page.locator('button[name="preview"]').click());
      }],
      ['ask, similar ones', async (page) => {
        await page.goto('/ask');
        await page.locator('#title').fill(words.title('similar'));
        await page.locator('#body').fill(words.body);
        return follow(page, () => button(page).click());
      }],
      ['own thread', own],
      ['ask, personal data', async (page) => {
        await page.goto('/ask');
        await page.locator('#title').fill(words.title('account'));
        await page.locator('#body').fill(`${words.body} DE89 3704 0044 0532 0130 00`);
        const send = () => follow(page, () => button(page).click());
        const answer = await send();
        return (await page.locator('#mask-h').count()) ? answer : send(); // similar questions came first
      }],
      ['hide personal data', `/posts/${numberIn(own)}/mask`],
      ['thread with everything open', async (page) => {
        await page.goto(long);
        await page.locator('.add-comment summary').first().click();
        await moreOf(page.locator('article.post').first());
      }],
      ['answer, refused', async (page) => {
        await page.goto(long);
        await page.locator('#answer').fill('Hm.');
        return follow(page, () => page.locator('.your-answer button.primary').click());
      }, 422],
      ['edit', `/posts/${mine}/edit`],
      ['suggest an edit', `/posts/${made.ownAnswer}/edit`],
      ['conflict', async (page) => {
        await page.goto(`/posts/${mine}/edit`);
        const base = await page.locator('input[name="base"]').inputValue();
        await made.moderator.send(`/posts/${mine}/edit`, { base, body: `${words.body} (${base})\n\n${words.body}`, reason: '' });
        await page.locator('#body').fill(`${words.body}\n\n${unique()}`);
        return follow(page, () => button(page).click());
      }, 409],
      ['own profile, reputation', async (page) => {
        await page.goto('/');
        await page.locator('.site-head details.menu summary').click();
        await follow(page, () => page.locator('.menu-list a[href^="/people/"]').click());
        return follow(page, () => page.locator('main .tabs a').nth(2).click());
      }],
      ['inbox', '/inbox'],
      ['settings', '/settings'],
      ['settings, account', '/settings/account'],
      ['settings, sessions', '/settings/sessions'],
      ['settings, second factor', '/settings/second-factor'],
      ['settings, second factor refused', async (page) => {
        await page.goto('/settings/second-factor');
        await page.locator('#password').fill('not the password');
        return follow(page, () => button(page).click());
      }, 422],
      ['settings, sanctions', '/settings/sanctions'],
      ['own flags', '/account/flags'],
      ['flag, refused', async (page) => {
        await page.goto(`/posts/${longNumber}/flag`);
        await page.locator('#reason-other').check();
        return follow(page, () => button(page).click());
      }, 422],
      ['appeal', `/appeals/new?about=post:${numberIn(hidden)}`],
      ['appeal, refused', async (page) => {
        await page.goto(`/appeals/new?about=post:${numberIn(hidden)}`);
        await page.locator('#text').fill('Hm.        ');
        return follow(page, () => button(page).click());
      }, 422],
      ['settings, notifications', '/settings/notifications'],
      ['settings, notifications refused', async (page) => {
        await page.goto('/settings/notifications');
        await page.locator('#zone').fill('Mars/Base');
        return follow(page, () => button(page).click());
      }, 422],
      ['not for customers', '/admin', 403],
    ],
    expert: [
      ['expert’s page', '/expert'],
      ['endorse', async (page) => {
        await page.goto('/expert');
        await follow(page, () => page.locator('#main .question .q-title a').first().click());
        return follow(page, () => page.locator('a[href$="/endorse"]').first().click());
      }],
    ],
    moderator: [
      ['review', '/review'],
      ['review, nothing', '/review?kind=votes'],
      ['review, flags', async (page) => {
        await page.goto('/review?kind=flags');
        return follow(page, () => page.locator('.rows li a').first().click());
      }],
      ['review, a held post', async (page) => {
        await page.goto('/review?kind=held');
        return follow(page, () => page.locator('.rows li a').first().click());
      }],
      ['review, an edit', async (page) => {
        await page.goto('/review?kind=edit');
        return follow(page, () => page.locator('.rows li a').first().click());
      }],
      ['review, an appeal', async (page) => {
        await page.goto('/review?kind=appeal');
        return follow(page, () => page.locator('.rows li a').first().click());
      }],
      ['review, refused', async (page) => {
        await page.goto('/review?kind=flags');
        await follow(page, () => page.locator('.rows li a').first().click());
        await page.locator('#words').evaluate((field) => field.removeAttribute('maxlength'));
        await page.locator('#words').fill('x'.repeat(600));
        return follow(page, () => page.locator('button[formaction$="/keep"]').click());
      }, 422],
      ['flag', `/posts/${longNumber}/flag`],
      ['close', `/posts/${longNumber}/close`],
      ['hide', `/posts/${longNumber}/hide`],
      ['hidden thread', hidden],
      ['moderate', (page) => moderate(page)],
      ['moderate, refused', async (page) => {
        await moderate(page);
        await page.locator('#reason').selectOption('other');
        return follow(page, () => button(page).click());
      }, 422],
      ['audit, of moderators', '/admin/audit'],
      ['triage', '/triage'],
      ['reports', '/reports'],
      ['triage, none', '/triage?who=mine&lang=de'],
      ['triage, a question', async (page) => {
        const answer = await page.goto(`/triage?question=${numberIn(made.triage)}`);
        await page.locator('summary[data-key="s"]').click();
        return answer;
      }],
      ['triage, refused', async (page) => {
        await page.goto(`/triage?question=${numberIn(made.triage)}`);
        await page.locator('summary[data-key="s"]').click();
        await page.locator('#snooze-until').fill('2020-01-01T12:00');
        await page.locator('#snooze-reason').fill(words.body);
        return follow(page, () => page.locator('form[action$="/snooze"] button').click());
      }, 422],
      ['triage, why', `/triage/why/${numberIn(made.triage)}`],
      ['requests for help', '/triage/requests'],
    ],
    staff: [
      ['desk', '/desk'],
      ['desk, canned answers', '/desk/canned'],
    ],
    admin: [
      ['desk, all teams', '/desk'],
      ['desk, a question', async (page) => {
        await page.goto('/desk');
        return follow(page, () => page.locator('.desk li a').first().click());
      }],
      ['desk, refused', async (page) => {
        await page.goto('/desk');
        await follow(page, () => page.locator('.desk li a').first().click());
        await page.locator('#answer').fill('Hm.');
        return follow(page, () => page.locator('form[action^="/desk/answer"] button.primary').click());
      }, 422],
      ['desk, new canned answer', '/desk/canned/new'],
      ['desk, a team’s load', '/desk/team'],
      ['admin', '/admin'],
      ['admin, products', '/admin/products'],
      ['admin, product', '/admin/products/1'],
      ['admin, categories', '/admin/categories'],
      ['admin, category', '/admin/categories/1'],
      ['admin, tags', '/admin/tags'],
      ['admin, tag', '/admin/tags/1'],
      ['admin, people', '/admin/people'],
      ['admin, person', '/admin/people/6'],
      ['admin, teams', '/admin/teams'],
      ['admin, texts for decisions', '/admin/reasons'],
      ['admin, a text for decisions', '/admin/reasons/1'],
      ['admin, texts refused', async (page) => {
        await page.goto('/admin/reasons');
        for (const field of ['name', 'text-en', 'text-de']) await page.locator(`#${field}`).fill(' ');
        return follow(page, () => button(page).click());
      }, 422],
      ['admin, policies', '/admin/policies'],
      ['admin, policy', '/admin/policies/1'],
      ['admin, policy refused', async (page) => {
        await page.goto('/admin/policies/new');
        await page.locator('#name').fill('   ');
        return follow(page, () => page.locator('button.primary[value="save"]').click());
      }, 422],
      ['admin, policy tried', async (page) => {
        await page.goto('/admin/policies/1');
        return follow(page, () => page.locator('button[value="try-90"]').click());
      }],
      ['admin, calendars', '/admin/calendars'],
      ['admin, calendar', '/admin/calendars/1'],
      ['admin, calendar with holidays', async (page) => {
        await page.goto('/admin/calendars/1');
        await page.locator('#file').setInputFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: HOLIDAYS });
        return follow(page, () => page.locator('button[value="read"]').click());
      }],
      ['desk, a question in a ticket system', async (page) => {
        await page.goto('/desk');
        return follow(page, () => page.locator('.desk li', { has: page.locator('.state') }).filter({ hasText: lang === 'de' ? 'übergeben' : 'handed over' }).locator('a').first().click());
      }],
      ['admin, ticket systems', '/admin/ticket-systems'],
      ['admin, ticket system refused', async (page) => {
        await page.goto('/admin/ticket-systems');
        await page.locator('#name').fill(words.title('refused').slice(0, 50));
        await page.locator('#address').fill('ftp://tickets.example');
        return follow(page, () => button(page).click());
      }, 422],
      ['admin, ticket system', '/admin/ticket-systems/1'],
      ['admin, ticket system with its secret', async (page) => {
        await page.goto('/admin/ticket-systems/1');
        return follow(page, () => page.locator('form[action$="/secret"] button').click());
      }],
      ['admin, deliveries', '/admin/deliveries'],
      ['admin, deliveries given up', '/admin/deliveries?state=failed'],
      ['admin, delivery', '/admin/deliveries/1'],
      ['admin, search', '/admin/search'],
      ['admin, search in three months', '/admin/search?days=90'],
      ['admin, words of the search', '/admin/search/words'],
      ['admin, words of the search refused', async (page) => {
        await page.goto('/admin/search/words');
        await page.locator('#words').fill('WLAN');
        return follow(page, () => page.locator('#new button.primary').click());
      }, 422],
      ['admin, spam', '/admin/spam'],
      ['admin, spam tried', async (page) => {
        await page.goto('/admin/spam');
        return follow(page, () => page.locator('button[value="try"]').click());
      }],
      ['admin, spam refused', async (page) => {
        await page.goto('/admin/spam');
        await page.locator('#domains').fill('no host at all');
        return follow(page, () => page.locator('main button.primary').click());
      }, 422],
      ['admin, votes', '/admin/votes'],
      ['admin, settings', '/admin/settings'],
      ['admin, settings refused', async (page) => {
        await page.goto('/admin/settings');
        await page.locator('#name').fill('   ');
        return follow(page, () => button(page).click());
      }, 422],
      ['admin, audit', '/admin/audit'],
      ['admin, audit of nothing', '/admin/audit?subject=post:0'],
      ['search, explained', '/search?q=wlan&explain=1'],
    ],
  };
}

/** The path of a question by a part of its readable address. */
export async function questionBy(forum, slug) {
  const visitor = await neighbour(forum);
  const index = await visitor.text('/sitemap.xml');
  for (const part of index.match(/\/sitemap\/\d+\.xml/g) ?? []) {
    const found = (await visitor.text(part)).match(new RegExp(`/questions/\\d+/[^<]*${slug}[^<]*`));
    if (found) return visitor.leave().then(() => found[0]);
  }
  throw new Error(`no question has ${slug} in its address`);
}
