// A journey is walked by everybody: in German and English, with and without scripts, on a phone and at a desk.
import { describe, test } from 'node:test';
import { TIMEOUT } from './forum.js';

const EVERYBODY = ['de', 'en'].flatMap((lang) =>
  [true, false].flatMap((javascript) => [360, 1280].map((width) => ({ lang, javascript, width }))),
);

/** Two who have no trait in common, so that each trait is there. */
const TWO = EVERYBODY.filter(({ lang, javascript, width }) => (lang === 'de') === javascript && javascript === (width === 360));

/** Four of them, with every two of these traits together: what breaks, breaks for one trait or for two that meet. */
const PAIRS = EVERYBODY.filter(({ lang, javascript, width }) => (lang === 'de') === (javascript === (width === 360)));

/** Who walks: two kinds of visitor, or four where `pairs` is asked for; all eight with KIEZ_ALL_VISITORS=1. */
function visitors(pairs) {
  if (process.env.KIEZ_ALL_VISITORS) return EVERYBODY;
  return pairs ? PAIRS : TWO;
}

/**
 * One test per kind of visitor: journey(forum, 'a visitor finds an answer', async (page, { lang, javascript, width }) => { … }).
 * `pairs` is for the ways that most people walk.
 */
export function journey(forum, name, story, { pairs = false } = {}) {
  describe(name, () => {
    for (const visitor of visitors(pairs)) {
      const label = `${visitor.lang}, ${visitor.javascript ? 'with' : 'without'} scripts, ${visitor.width} px`;
      test(label, TIMEOUT, () => forum.visit({ ...visitor, name: `${name} ${label}` }, story));
    }
  });
}
