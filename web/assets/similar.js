// Similar questions while the title is typed. The server sends the finished HTML.
import { $$, later } from './kiez.js';

export function start() {
  for (const input of $$('input[data-similar]')) {
    const into = document.querySelector(input.dataset.similarInto || '#similar');
    if (!into) continue;
    let asked = '';
    let running;
    const look = later(async () => {
      const title = input.value.trim();
      if (title === asked) return;
      asked = title;
      running?.abort();
      if (title.length < 8) { into.replaceChildren(); return; }
      running = new AbortController();
      try {
        const url = new URL(input.dataset.similar, location.href);
        url.searchParams.set('title', title);
        const language = input.form?.elements.lang?.value;
        if (language) url.searchParams.set('lang', language);
        const answer = await fetch(url, { signal: running.signal, headers: { Accept: 'text/html' }, credentials: 'same-origin' });
        if (answer.ok && !answer.redirected) into.innerHTML = await answer.text();
      } catch { /* typing went on, or offline: nothing to show */ }
    }, 350);
    input.addEventListener('input', look);
    if (input.value && !into.childElementCount) look();
  }
}
