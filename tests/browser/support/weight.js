// What a page costs: one HTML response, one stylesheet, a small module, nothing else.
import { lettingScriptsIn } from './scripts.js';

/** Opens the address and sums what arrives, in bytes before compression, by kind (document, stylesheet, script, image, …). */
export async function weigh(page, address) {
  const responses = [];
  const remember = (response) => responses.push(response);
  page.on('response', remember);
  try {
    await page.goto(address, { waitUntil: 'networkidle' });
  } finally {
    page.off('response', remember);
  }
  const weight = { requests: 0, total: 0 };
  for (const response of responses) {
    const redirect = response.status() >= 300 && response.status() < 400;
    const bytes = redirect ? 0 : (await response.body()).length;
    const kind = response.request().resourceType();
    weight.requests += 1;
    weight.total += bytes;
    weight[kind] = (weight[kind] ?? 0) + bytes;
  }
  return weight;
}

/** How much the open page has moved under its reader's eyes since it began to load (cumulative layout shift). */
export function layoutShift(page) {
  return lettingScriptsIn(page, () => page.evaluate(measure));
}

const measure = () =>
  new Promise((resolve) => {
    let sum = 0;
    const count = (list) => list.getEntries().forEach((entry) => (sum += entry.hadRecentInput ? 0 : entry.value));
    new PerformanceObserver(count).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 200);
  });
