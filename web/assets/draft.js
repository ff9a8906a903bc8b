// Drafts stay on this device until the post has arrived. A refused form keeps them, so typed text is never lost.
import { $$, later, t, toast } from './kiez.js';

const name = (key) => `kiez-draft:${key}`;
const MONTH = 30 * 24 * 3600 * 1000;
const store = {
  get(key) { try { return JSON.parse(localStorage.getItem(name(key))); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(name(key), JSON.stringify(value)); } catch { /* full or forbidden */ } },
  remove(key) { try { localStorage.removeItem(name(key)); } catch { /* forbidden */ } },
};
const skip = new Set(['hidden', 'password', 'file', 'submit', 'button']);
const fields = (form) => [...form.elements].filter((f) => f.name && !skip.has(f.type));

function read(form) {
  const values = {};
  for (const f of fields(form)) {
    if (f.type === 'checkbox' || f.type === 'radio') { if (f.checked) (values[f.name] ??= []).push(f.value); }
    else values[f.name] = f.value;
  }
  return values;
}
function write(form, values) {
  for (const f of fields(form)) {
    if (f.type === 'checkbox' || f.type === 'radio') f.checked = values[f.name]?.includes(f.value) ?? false;
    else if (typeof values[f.name] === 'string') f.value = values[f.name];
    f.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
const filled = (form) => $$('textarea, input[type="text"], input:not([type])', form).some((f) => f.value.trim());

function keep(form) {
  const key = form.dataset.draft;
  const empty = read(form);
  const draft = store.get(key);
  // The server's text wins: it is either an edit or a refused form with what was typed.
  if (draft && Date.now() - draft.at < MONTH && !filled(form)) {
    write(form, draft.values);
    const details = form.closest('details');
    if (details) details.open = true;
    toast(t('draft_restored'), { label: t('draft_discard'), run() {
      write(form, empty); store.remove(key);
      toast(t('draft_discarded'), { label: t('undo'), run() { write(form, draft.values); store.set(key, draft); } });
    } });
  }
  let sent = false;
  const save = () => { if (!sent) { if (filled(form)) store.set(key, { at: Date.now(), values: read(form) }); else store.remove(key); } };
  const soon = later(save, 500);
  form.addEventListener('input', soon);
  form.addEventListener('submit', () => { save(); sent = true; setTimeout(() => { sent = false; }, 5000); });
  addEventListener('pagehide', () => { if (!sent && filled(form)) save(); });
}

export function start() {
  for (const meta of $$('meta[name="draft-done"]')) store.remove(meta.content);
  try {
    for (const key of Object.keys(localStorage).filter((k) => k.startsWith('kiez-draft:')).map((k) => k.slice(11))) {
      if (!(Date.now() - (store.get(key)?.at ?? 0) < MONTH)) store.remove(key);
    }
  } catch { return; /* no storage here: no drafts */ }
  $$('form[data-draft]').forEach(keep);
}
