// Questions before something is destroyed, and other small windows. Made here because without scripts they could not open.
import { $$, el, t } from './kiez.js';

/** Opens a <dialog> and resolves with its return value ("" when dismissed). */
export function open(title, content, buttons) {
  const id = `dialog-${Date.now()}`;
  const foot = el('form', { method: 'dialog', class: 'form-foot' }, ...buttons);
  const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': id }, el('h2', { id }, title), content, foot);
  document.body.append(dialog);
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(''); });
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener('close', () => { dialog.remove(); done(dialog.returnValue); }));
}

export async function confirm(text, label) {
  const answer = await open(text, '', [
    el('button', { class: 'btn', value: '', autofocus: '' }, t('cancel')),
    el('button', { class: 'btn danger', value: 'yes' }, label || t('ok')),
  ]);
  return answer === 'yes';
}

export function start() {
  for (const form of $$('form[data-confirm]')) {
    let sure = false;
    form.addEventListener('submit', async (event) => {
      if (sure) return;
      event.preventDefault();
      const button = event.submitter;
      if (await confirm(form.dataset.confirm, button?.textContent.trim())) { sure = true; form.requestSubmit(button); }
    });
  }
}
