// A search goes on while it is typed: an ARIA combobox over a list that the server sends finished.
import { $$, later, say } from './kiez.js';

export function start(input) {
  if (input.role === 'combobox') return;
  let list;
  let at = -1;
  let running;
  let asked = input.defaultValue.trim();
  const set = (name, value) => (value == null ? input.removeAttribute(name) : input.setAttribute(name, value));
  const options = () => (list ? $$('[role=option]', list) : []);

  const close = () => {
    running?.abort();
    list?.remove();
    [list, at] = [undefined, -1];
    set('aria-expanded', 'false');
    set('aria-controls');
    set('aria-activedescendant');
  };
  const look = async () => {
    const text = input.value.trim();
    if (text === asked && list) return;
    asked = text;
    running?.abort();
    if (text.length < 2) return close();
    running = new AbortController();
    try {
      const answer = await fetch(`/search/complete?q=${encodeURIComponent(text)}`, { signal: running.signal, credentials: 'same-origin' });
      const html = answer.ok && !answer.redirected ? (await answer.text()).trim() : '';
      if (document.activeElement !== input || input.value.trim() !== text) return;
      close();
      if (!html) return;
      input.form.insertAdjacentHTML('beforeend', html);
      list = input.form.lastElementChild;
      list.addEventListener('mousedown', (event) => event.preventDefault()); // the box keeps the focus, so the list stays
      set('aria-expanded', 'true');
      set('aria-controls', list.id);
      say(list.dataset.said);
    } catch { /* typing went on, or offline: the search itself still works */ }
  };
  const soon = later(look, 120);
  const go = (to) => {
    const all = options();
    all[at]?.setAttribute('aria-selected', 'false');
    at = to;
    all[at]?.setAttribute('aria-selected', 'true');
    all[at]?.scrollIntoView({ block: 'nearest' });
    set('aria-activedescendant', all[at]?.id);
  };

  set('role', 'combobox');
  set('aria-autocomplete', 'list');
  set('aria-expanded', 'false');
  set('autocomplete', 'off');
  input.addEventListener('input', soon);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const around = options().length + 1; // the box itself is one stop
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list) go(((at + 1 + step + around) % around) - 1);
      else look();
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      options()[at].click();
    } else if (event.key === 'Escape' && (list || input.value)) {
      event.preventDefault();
      event.stopPropagation();
      if (list) close();
      else input.value = '';
    }
  });
  if (input.value.trim() !== asked) soon();
}
