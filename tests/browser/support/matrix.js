// A journey is walked by everybody: in German and English, with and without scripts, on a phone and at a desk.
import { describe, test } from 'node:test';
import { TIMEOUT } from './forum.js';

export const EVERYBODY = ['de', 'en'].flatMap((lang) =>
  [true, false].flatMap((javascript) => [360, 1280].map((width) => ({ lang, javascript, width }))),
);

/** Four of them, with every two of these traits together: for what is beside the main road. */
export const PAIRS = EVERYBODY.filter(({ lang, javascript, width }) => (lang === 'de') === (javascript === (width === 360)));

/** One test per kind of visitor: journey(forum, 'a visitor finds an answer', async (page, { lang, javascript, width }) => { … }). */
export function journey(forum, name, story, { visitors = EVERYBODY } = {}) {
  describe(name, () => {
    for (const visitor of visitors) {
      const label = `${visitor.lang}, ${visitor.javascript ? 'with' : 'without'} scripts, ${visitor.width} px`;
      test(label, TIMEOUT, () => forum.visit({ ...visitor, name: `${name} ${label}` }, story));
    }
  });
}
