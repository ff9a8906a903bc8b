// The colours change at once; the server is told so that the next page has them.
import { $$, csrf, say, t } from './kiez.js';

export function start() {
  for (const form of $$('form[data-enhance="theme"]')) {
    form.addEventListener('submit', (event) => {
      const button = event.submitter;
      if (button?.name !== 'theme') return;
      event.preventDefault();
      if (button.value === 'auto') delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = button.value;
      for (const other of $$('button[name="theme"]')) other.setAttribute('aria-pressed', String(other.value === button.value));
      say(t('theme_saved'));
      const body = new URLSearchParams({ csrf: csrf(form), theme: button.value });
      fetch(form.action, { method: 'POST', body, credentials: 'same-origin', redirect: 'manual' }).catch(() => {});
    });
  }
}
