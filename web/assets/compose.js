// Writing: Ctrl+Enter sends, the preview is drawn by the server's own renderer, pictures go up by drag, paste or file field.
import { $$, csrf, later, say, t, toast } from './kiez.js';

const insert = (area, text) => {
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
};

async function upload(area, file) {
  const mark = `![${t('uploading')} ${file.name.replace(/[[\]()]/g, '')}]()`;
  insert(area, mark);
  say(t('uploading'));
  let text = '';
  try {
    const body = new FormData();
    body.append('file', file, file.name || 'image');
    const answer = await fetch(area.dataset.upload, {
      method: 'POST', body, credentials: 'same-origin',
      headers: { Accept: 'application/json', 'X-CSRF-Token': csrf(area.form) },
    });
    const data = await answer.json().catch(() => ({}));
    if (answer.ok && typeof data.markdown === 'string') { text = data.markdown; say(t('upload_done')); }
    else toast(data.error || t('upload_failed'));
  } catch { toast(t('upload_failed')); }
  const at = area.value.indexOf(mark);
  if (at < 0) return;
  area.setRangeText(text, at, at + mark.length, 'preserve');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

const images = (list) => [...(list ?? [])].filter((file) => file.type.startsWith('image/'));

function uploads(area) {
  const take = (event, files) => {
    if (!files.length) return;
    event.preventDefault();
    files.forEach((file) => upload(area, file));
  };
  area.addEventListener('paste', (event) => take(event, images(event.clipboardData?.files)));
  area.addEventListener('dragover', (event) => {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    area.classList.add('drop');
  });
  for (const kind of ['dragleave', 'drop']) area.addEventListener(kind, () => area.classList.remove('drop'));
  area.addEventListener('drop', (event) => take(event, images(event.dataTransfer?.files)));
  const field = area.closest('.field, form')?.querySelector('input[type="file"]');
  field?.addEventListener('change', () => {
    images(field.files).forEach((file) => upload(area, file));
    field.value = '';
    area.focus();
  });
}

function preview(area) {
  const into = document.querySelector(area.dataset.previewInto || '#preview');
  if (!into) return;
  let running;
  const draw = later(async () => {
    running?.abort();
    if (!area.value.trim()) { into.replaceChildren(); return; }
    running = new AbortController();
    try {
      const body = new URLSearchParams({ body: area.value, csrf: csrf(area.form) });
      const answer = await fetch(area.dataset.preview, { method: 'POST', body, signal: running.signal, credentials: 'same-origin', headers: { Accept: 'text/html' } });
      if (answer.ok && !answer.redirected) into.innerHTML = await answer.text();
      else into.textContent = t('preview_failed');
    } catch (error) { if (error.name !== 'AbortError') into.textContent = t('preview_failed'); }
  }, 400);
  area.addEventListener('input', draw);
  if (area.value) draw();
}

export function start() {
  for (const area of $$('textarea')) {
    area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      area.form?.requestSubmit(area.form.querySelector('button.primary, button:not([type="button"])'));
    });
    if (area.dataset.upload) uploads(area);
    if (area.dataset.preview) preview(area);
  }
}
