// Copies a permalink. Without scripts it is a plain link to the post.
import { $$, t, toast } from './kiez.js';

export function start() {
  for (const link of $$('a[data-share]')) {
    link.addEventListener('click', async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(link.href);
        toast(t('copied'));
      } catch {
        if (t('copy_failed')) toast(`${t('copy_failed')} ${link.href}`); else location.assign(link.href);
      }
    });
  }
}
