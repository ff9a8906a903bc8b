// Says when an answer has come in while somebody reads. Only an open, visible page listens: browsers have few connections.
import { el, t } from './kiez.js';

/** Milliseconds between the page's arrival and listening. */
const REST = 1500;

let stream;
let newest; // the newest answer when the page was opened

function tell(id) {
  let notice = document.getElementById('news');
  if (!notice) {
    notice = el('p', { id: 'news', class: 'notice news', role: 'status' }, el('a', {}));
    document.querySelector('.answers-head')?.after(notice);
  }
  const link = notice.querySelector('a');
  link.href = `/answers/${id}`;
  link.textContent = t('new_answer');
}

function listen(address) {
  stream?.close();
  stream = new EventSource(address);
  stream.addEventListener('answer', ({ data }) => {
    const id = Number(data);
    newest ??= id;
    if (id > newest && !document.getElementById(`a${id}`)) tell(id);
  });
}

export function start() {
  const address = document.querySelector('[data-live]')?.dataset.live;
  if (!address || !('EventSource' in window)) return;
  const follow = () => { if (document.visibilityState === 'visible') listen(address); else stream?.close(); };
  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', () => stream?.close());
  addEventListener('pageshow', ({ persisted }) => { if (persisted) follow(); });
  // Not before the page has come to rest: what shows it goes first.
  if (document.readyState === 'complete') setTimeout(follow, REST); else addEventListener('load', () => setTimeout(follow, REST));
}
