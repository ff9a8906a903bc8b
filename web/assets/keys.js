// The keyboard: ? help, / search, j k through a list, Enter opens, a answer, g h home. A page's own keys are
// data-key on a button, link or <summary>. Never while somebody types.
// Single keys can be switched off (WCAG 2.1.4): by <html data-keys="off"> from the settings, or in the list of keys.
import { $$, el, say, t } from './kiez.js';

const OFF = 'kiez-keys-off';
const off = () => {
  try { return document.documentElement.dataset.keys === 'off' || localStorage.getItem(OFF) === '1'; } catch { return false; }
};

const typing = (node) => node?.closest?.('input, textarea, select, [contenteditable], dialog');
let last = '';
let at = -1;

function step(by) {
  const items = $$('[data-item]');
  if (!items.length) return;
  items[at]?.classList.remove('at');
  if (at < 0) at = items.findIndex((item) => item.querySelector('[aria-current]')); // the one that is open
  at = Math.max(0, Math.min(items.length - 1, at + by));
  const item = items[at];
  item.classList.add('at');
  const link = item.querySelector('.q-title a, h2 a, h3 a, a.name, a, button');
  const target = item.matches('article') ? item : link ?? item;
  if (target === item) item.tabIndex = -1;
  target.focus({ preventScroll: true });
  item.scrollIntoView({ block: 'nearest' });
}

async function help() {
  const { open } = await import('./dialog.js');
  const list = el('dl', { class: 'keys' });
  const rows = [['?', 'key_help'], ['/', 'key_search'], ['j', 'key_next'], ['k', 'key_prev'], ['a', 'key_answer'], ['g h', 'key_home'], ['Ctrl Enter', 'key_submit'], ['Esc', 'key_close']];
  const own = $$('[data-key]').map((node) => [node.dataset.key, node.getAttribute('aria-label') ?? node.textContent.trim()]);
  for (const [keys, text] of [...rows.map(([keys, word]) => [keys, t(word)]), ...own]) {
    if (!text) continue;
    const dt = el('dt');
    keys.split(' ').forEach((key, i) => dt.append(i ? ' ' : '', el('kbd', {}, key)));
    list.append(dt, el('dd', {}, text));
  }
  const box = el('div', { class: 'stack' }, list);
  if (t('key_use')) {
    const use = el('input', { type: 'checkbox', id: 'key-use' });
    use.checked = !off();
    use.addEventListener('change', () => {
      try { if (use.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, '1'); } catch { say(''); }
    });
    box.append(el('div', { class: 'choice' }, use, el('label', { for: 'key-use' }, t('key_use'))));
  }
  open(t('shortcuts_title'), box, [el('button', { class: 'btn', value: '', autofocus: '' }, t('close'))]);
}

const press = {
  '?': help,
  '/': () => { const q = document.getElementById('q'); q?.focus(); q?.select(); },
  j: () => step(1),
  k: () => step(-1),
  a: () => document.querySelector('[data-answer]')?.focus(),
};

export function start() {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || off()) return;
    const key = event.key;
    if (last === 'g' && key === 'h') { last = ''; event.preventDefault(); location.assign('/'); return; }
    last = key;
    const own = $$('[data-key]').find((node) => node.dataset.key === key && !node.disabled);
    if (own) { event.preventDefault(); own.focus(); own.click(); return; }
    if (!Object.hasOwn(press, key)) return;
    event.preventDefault();
    press[key]();
  });
  for (const link of $$('a[data-shortcuts]')) link.addEventListener('click', (event) => { event.preventDefault(); help(); });
  addEventListener('focusin', (event) => {
    const item = event.target.closest?.('[data-item]');
    if (item) at = $$('[data-item]').indexOf(item);
  });
}
