// Short messages that float, with undo. They stay while somebody points at them or has the focus inside.
import { $$, el, t } from './kiez.js';

let shelf;

/** A part of the page that moves loses the focus: whoever was quick to reach its button keeps it. */
function float(box) {
  const focused = box.contains(document.activeElement) && document.activeElement;
  shelf.append(box);
  if (focused) focused.focus();
}

function place(box) {
  shelf ??= document.body.appendChild(el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' }));
  // In the top layer, so that an open dialog does not hide it.
  if (shelf.showPopover) { shelf.popover = 'manual'; if (!shelf.matches(':popover-open')) shelf.showPopover(); }
  setTimeout(() => float(box), 60); // a live region must be there before it is filled
  let timer;
  const stay = () => clearTimeout(timer);
  const go = () => { stay(); timer = setTimeout(() => box.remove(), 10000); };
  box.addEventListener('pointerenter', stay);
  box.addEventListener('focusin', stay);
  box.addEventListener('pointerleave', go);
  box.addEventListener('focusout', go);
  go();
}

function closer(box) {
  const button = el('button', { type: 'button', class: 'link-btn' }, t('close'));
  button.addEventListener('click', () => box.remove());
  return button;
}

/** `undo` is `{label, run}` or nothing. */
export function toast(text, undo) {
  if (!text) return;
  const box = el('div', { class: 'flash toast' }, el('p', {}, text));
  if (undo) {
    const button = el('button', { type: 'button', class: 'link-btn' }, undo.label || t('undo'));
    button.addEventListener('click', () => { box.remove(); undo.run(); });
    box.append(button);
  }
  if (t('close')) box.append(closer(box));
  place(box);
}

export function start() {
  for (const flash of $$('.flash[data-toast]')) {
    flash.removeAttribute('role');
    if (t('close')) flash.append(closer(flash));
    place(flash);
  }
}
