// Tells which hit of a search is opened: the term and the place in the list, nothing else.
import { $$, csrf } from './kiez.js';

export function start() {
  const { term, before } = document.querySelector('[data-term]').dataset;
  const hear = (selector, place) => $$(selector).forEach((item, at) => item.addEventListener('click', ({ target }) => {
    if (!target.closest?.('.q-title a, a[href^="/answers/"]')) return;
    navigator.sendBeacon?.('/search/clicked', new URLSearchParams({ csrf: csrf(), term, position: place(at) }));
  }));
  hear('[data-pinned] > li', () => 0);
  hear('[data-list] > li', (at) => Number(before) + at + 1);
}
