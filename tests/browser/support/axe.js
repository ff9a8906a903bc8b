// axe-core on the page as it stands, in both themes or some. Every check is noted in out/axe.jsonl, so that a run can say how many pages it saw.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { OUT } from './evidence.js';
import { lettingScriptsIn } from './scripts.js';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with a readable list if axe finds anything. */
export async function axe(page, { themes = ['light', 'dark'] } = {}) {
  const before = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  const report = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    const violations = await lettingScriptsIn(page, () => findings(page));
    note({ url: page.url(), width: page.viewportSize()?.width, theme, findings: violations.length });
    if (violations.length) report.push(`axe on ${page.url()}, ${theme}:`, ...violations.map(readable));
  }
  await page.emulateMedia({ colorScheme: before });
  assert.equal(report.length, 0, report.join('\n'));
}

async function findings(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${source};0`);
  const options = { runOnly: { type: 'tag', values: RULES }, resultTypes: ['violations'], iframes: false, preload: false };
  return page.evaluate(async (chosen) => (await window.axe.run(document, chosen)).violations, options);
}

function readable({ id, impact, help, helpUrl, nodes }) {
  const places = nodes.map(({ target, html, failureSummary }) => {
    const why = failureSummary.replace(/\s*\n\s*/g, ' ');
    return `      ${target.join(' ')}\n        ${html.slice(0, 200)}\n        ${why}`;
  });
  return `  ${id} (${impact}): ${help}\n    ${helpUrl}\n${places.join('\n')}`;
}

function note(check) {
  mkdirSync(OUT, { recursive: true });
  appendFileSync(`${OUT}/axe.jsonl`, `${JSON.stringify(check)}\n`);
}
