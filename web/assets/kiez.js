// Kiez: the entry. Looks at what the page holds and loads only that. Everything here is optional: forms work without it.

// In the reader's language: which one is in this script's address.
import words from './words.js';

/** A word that scripts say. A missing one is empty. */
export const t = (key) => words[key] ?? '';
/** The token that shows that a request comes from this page; empty for somebody who has none yet. */
export const csrf = (form) => form?.querySelector('input[name="csrf"]')?.value
  || document.querySelector('meta[name="csrf"]')?.content || '';
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Makes an element: el('p', {class: 'x'}, 'text', child). Text is text, never HTML. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

let live;
/** Says something to screen readers without showing it. */
export function say(text) {
  if (!text) return;
  live ??= document.body.appendChild(el('div', { class: 'vh', role: 'status', 'aria-live': 'polite' }));
  live.textContent = '';
  setTimeout(() => { live.textContent = text; }, 60);
}

/** Waits until somebody stops typing. */
export function later(run, wait) {
  let timer;
  return (...args) => { clearTimeout(timer); timer = setTimeout(run, wait, ...args); };
}

/** Shows a short message; `undo` adds a button. */
export const toast = (text, undo) => import('./toast.js').then((m) => m.toast(text, undo));

const parts = [
  ['form[data-enhance="vote"]', './vote.js'],
  ['form[data-enhance="theme"]', './theme.js'],
  ['input[data-similar]', './similar.js'],
  ['textarea', './compose.js'],
  ['form[data-draft], meta[name="draft-done"]', './draft.js'],
  ['[data-toast]', './toast.js'],
  ['form[data-confirm]', './dialog.js'],
  ['a[data-share]', './share.js'],
  ['[data-term]', './clicked.js'],
  ['[data-live], [data-unread]', './live.js'],
];
for (const [selector, module] of parts) {
  if (document.querySelector(selector)) import(module).then((m) => m.start?.());
}
import('./keys.js').then((m) => m.start());

// What a search may go on as is loaded when somebody first goes into a box for it.
const complete = (box) => { if (box?.matches?.('[data-complete]')) import('./complete.js').then((m) => m.start(box)); };
addEventListener('focusin', (event) => complete(event.target));
complete(document.activeElement);

// The server shows times by the reader's clock once it knows where that hangs.
try {
  const name = `${location.protocol === 'https:' ? '__Host-' : ''}kiez-zone`;
  const zone = `${name}=${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
  if (!document.cookie.includes(zone)) document.cookie = `${zone}; path=/; max-age=31536000; samesite=lax${name[0] === '_' ? '; secure' : ''}`;
} catch { /* Without it the forum's clock is shown. */ }

// Menus (<details class="menu">): one open at a time, Esc and a click elsewhere close.
const closeMenus = (except) => $$('details.menu[open]').forEach((menu) => { if (menu !== except) menu.open = false; });
addEventListener('click', (event) => closeMenus(event.target.closest?.('details.menu')));
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector('details.menu[open]');
  if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
});

// After a refused form: the summary of errors takes the focus, so that it is read first.
document.querySelector('#errors')?.focus();
