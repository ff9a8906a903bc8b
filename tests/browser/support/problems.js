// What must never happen behind a page's back: script errors, refused content, failed or foreign requests.
import assert from 'node:assert/strict';

/** Collects the problems of every page in the context; `origin` is the only place that may be asked for anything. */
export function watchForProblems(context, origin) {
  const found = [];
  const allowed = [];
  const add = (kind, text) => found.push(`${kind}: ${text}`);

  const ours = (url) => !/^(https?|wss?):/.test(url) || new URL(url).host === new URL(origin).host;
  context.on('request', (request) => ours(request.url()) || add('third-party request', request.url()));
  context.on('response', (response) => {
    if (response.status() >= 400) add(`status ${response.status()}`, `${response.request().method()} ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') add('failed request', `${request.url()} (${reason})`); // aborted: the reader went on
  });
  context.on('console', (message) => {
    // The status of a resource is told above, with its address.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      add('console error', `${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => add('script error', error.error().stack ?? String(error.error())));

  return {
    /** A journey that walks into an error page on purpose says so: `allow(/^status 404: GET .*\/questions\/0/)`. */
    allow: (pattern) => allowed.push(pattern),
    expectNone() {
      const left = found.filter((problem) => !allowed.some((pattern) => pattern.test(problem)));
      assert.equal(left.length, 0, `behind the page's back:\n  ${left.join('\n  ')}`);
    },
  };
}
