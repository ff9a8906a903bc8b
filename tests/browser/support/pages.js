// Every page that the forum has, in every state worth looking at, by who sees it: for the checks that look at all of them.
import { neighbour } from './people.js';
import { adminPages } from './pages/admin.js';
import { customerPages } from './pages/customer.js';
import { moderatorPages } from './pages/moderator.js';
import { expertPages, staffPages } from './pages/team.js';
import { visitorPages } from './pages/visitor.js';

export { prepare } from './pages/prepare.js';

/** By role: [name, address or a way to get there]. */
export function pagesFor(made, solved) {
  return {
    visitor: visitorPages(made, solved),
    customer: customerPages(made),
    expert: expertPages(),
    moderator: moderatorPages(made),
    staff: staffPages(),
    admin: adminPages(made),
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
