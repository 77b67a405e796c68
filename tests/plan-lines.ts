import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The 21 lines of the agreed plan as a document prints them: name, then a figure or "None" for each year. */
export async function planLines(root: string): Promise<string[][]> {
  const csv = await readFile(join(root, 'scripts', 'sample', 'agreed-plan.csv'), 'utf8');
  return csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, a, b]) => a ?? b ?? ''))
    .map(([name = '', ...figures]) => [
      name.replace(/\s+/g, ' ').trim(),
      ...figures.map((figure) => figure.replace('-', '\u2212') || 'None'),
    ]);
}
