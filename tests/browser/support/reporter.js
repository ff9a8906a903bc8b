// One line a test, the whole story of a failure, and the totals as JSON in the file that KIEZ_BROWSER_TOTALS names.
import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';

export default async function* report(source) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const names = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;

    const error = data.details?.error;
    const group = data.details?.type === 'suite' || isFile(data);
    if (type === 'test:pass' && group) continue;
    if (error?.failureType === 'subtestsFailed') continue; // told already, each for itself

    const outcome = type === 'test:fail' ? 'failed' : data.skip !== undefined || data.todo !== undefined ? 'skipped' : 'passed';
    totals[outcome] += 1;
    const name = [...names.slice(0, data.nesting), data.name].filter((part, depth) => depth === data.nesting || !part.endsWith('.test.js')).join(' › ');
    const took = Math.round(data.details?.duration_ms ?? 0);
    yield `${{ passed: '  ok   ', failed: '  FAIL ', skipped: '  skip ' }[outcome]}${name} (${took} ms)\n`;
    if (outcome === 'failed') yield `${indent(explain(error))}\n`;
  }
  if (process.env.KIEZ_BROWSER_TOTALS) writeFileSync(process.env.KIEZ_BROWSER_TOTALS, JSON.stringify(totals));
  yield `\nin the browser ${totals.passed} ok, ${totals.failed} failed, ${totals.skipped} skipped\n`;
}

const isFile = ({ nesting, name }) => nesting === 0 && name.endsWith('.test.js');

/** The cause is what the test threw; the wrapper around it adds nothing. */
function explain(error) {
  const cause = error?.cause ?? error;
  return typeof cause === 'string' ? cause : (cause?.stack ?? inspect(cause));
}

const indent = (text) => text.replace(/^/gm, '         ');
