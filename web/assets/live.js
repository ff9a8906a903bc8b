// Says when an answer or a notice has come in while somebody reads, and keeps the list of triage and review as it is. Only an open, visible
// page listens: browsers have few connections.
import { $$, el, say, t } from './kiez.js';

/** Milliseconds between the page's arrival and listening. */
const REST = 1500;

let stream;
let unread; // notices, as last heard
let spoke = 0; // when that was last said aloud
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

/** Fetches the board again and replaces its list, never a form that somebody types in. */
async function refresh({ board, said }, told) {
  const answer = await fetch(board).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const focus = document.activeElement?.id;
  let changed = false;
  for (const part of $$('[data-part]')) {
    const now = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!now || now.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...now.childNodes);
    changed = true;
  }
  if (changed && focus) document.getElementById(focus)?.focus({ preventScroll: true });
  if (changed && told) say(said);
}

/** Shows how many notices are unread. Says so aloud when there are more, once a minute at most. */
function ring(bells, count) {
  for (const bell of bells) bell.textContent = count ? `(${count})` : '';
  const more = count > (unread ?? count);
  unread = count;
  if (!more || Date.now() - spoke < 60000) return;
  spoke = Date.now();
  say(bells[0].dataset.said);
}

function follow(page) {
  let at = Number(page.at);
  stream.addEventListener(page.live.split('/')[1], ({ data }) => {
    if (Number(data) <= at) return;
    at = page.at = Number(data);
    refresh(page, true);
  });
}

function listen(page) {
  stream?.close();
  stream = new EventSource(page.live);
  const bells = $$('[data-unread]');
  if (bells[0]) stream.addEventListener('inbox', ({ data }) => ring(bells, Number(data)));
  if (page.board) follow(page);
  stream.addEventListener('answer', ({ data }) => {
    const id = Number(data);
    newest ??= id;
    if (id > newest && !document.getElementById(`a${id}`)) tell(id);
  });
}

export function start() {
  const page = document.querySelector('[data-live], [data-unread]') && { ...document.querySelector('[data-live]')?.dataset };
  if (page) page.live ??= '/inbox/live';
  if (!page || !('EventSource' in window)) return;
  const seen = () => document.visibilityState === 'visible';
  const look = () => { if (seen()) listen(page); else stream?.close(); };
  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', () => stream?.close());
  addEventListener('pageshow', ({ persisted }) => { if (persisted) look(); });
  // Due times come nearer and claims end without anybody doing anything.
  if (page.board) setInterval(() => { if (seen()) refresh(page); }, 60000);
  // Not before the page has come to rest: what shows it goes first.
  if (document.readyState === 'complete') setTimeout(look, REST); else addEventListener('load', () => setTimeout(look, REST));
}
