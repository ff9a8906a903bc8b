// Votes without a reload. If anything fails before the server has answered, the form goes the ordinary way.
import { $$, csrf, say, t, toast } from './kiez.js';

async function vote(form, button) {
  const body = new URLSearchParams({ csrf: csrf(form), [button.name]: button.value });
  let answer;
  try {
    answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  } catch { return plain(form, button); }
  let data = null;
  try { data = await answer.json(); } catch { /* not JSON: a sign-in page, a proxy */ }
  if (!answer.ok && data?.error) return toast(data.error);
  if (!answer.ok || typeof data?.score !== 'number') return plain(form, button);
  show(form, data);
}

function plain(form, button) {
  form.dataset.enhance = 'off';
  form.requestSubmit(button);
}

/** Puts `{score, up, down, mine}` on the page. A pressed button takes the vote back: its value is "none". */
function show(form, { score, mine }) {
  for (const way of ['up', 'down']) {
    const button = form.querySelector(`[data-way="${way}"]`);
    if (!button) continue;
    button.setAttribute('aria-pressed', String(mine === way));
    button.value = mine === way ? 'none' : way;
  }
  const count = form.querySelector('[data-score]');
  if (count) count.textContent = score.toLocaleString(document.documentElement.lang);
  say(t('vote_done').replace('{score}', score));
}

export function start() {
  for (const form of $$('form[data-enhance="vote"]')) {
    const [up, down] = form.querySelectorAll('button');
    if (up) up.dataset.way = 'up';
    if (down) down.dataset.way = 'down';
    let busy = false;
    form.addEventListener('submit', async (event) => {
      if (form.dataset.enhance !== 'vote' || !event.submitter) return;
      event.preventDefault();
      if (busy) return;
      busy = true;
      try { await vote(form, event.submitter); } finally { busy = false; }
    });
  }
}
