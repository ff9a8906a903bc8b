// What stays behind for a person to look at, in tests/browser/out: pictures on request, page and picture of whatever failed.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const OUT = fileURLToPath(new URL('../out', import.meta.url));

const fileName = (name) => name.toLowerCase().replace(/[^a-z0-9äöüß]+/g, '-').replace(/^-|-$/g, '');

/** A picture of the whole page, if KIEZ_SCREENSHOTS is set. */
export async function screenshot(page, name) {
  if (process.env.KIEZ_SCREENSHOTS) await page.screenshot({ path: `${OUT}/${fileName(name)}.png`, fullPage: true });
}

/** Page and picture of a failed test; says where they are. Never hides the failure itself. */
export async function keepEvidence(pages, name) {
  const places = [];
  for (const [index, page] of pages.entries()) {
    const place = `${OUT}/failed/${fileName(name)}${index ? `-${index + 1}` : ''}`;
    try {
      await mkdir(`${OUT}/failed`, { recursive: true });
      await writeFile(`${place}.html`, `<!-- ${page.url()} -->\n${await page.content()}`);
      await page.screenshot({ path: `${place}.png`, fullPage: true, timeout: 10_000 });
      places.push(`${page.url()} kept as ${place}.{html,png}`);
    } catch (error) {
      places.push(`nothing kept of ${page.url()}: ${error.message}`);
    }
  }
  return places.join('\n');
}
