import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { numbersIn } from '../../../src/app/trace/where-from.ts';
import { main } from '../../../src/cli.ts';
import { listOf } from '../../printed-page.ts';
import { linesOf } from '../../word/documents.ts';
import { problemsOf } from '../../word/sound.ts';

/** The annex "Sources of figures" of `build --sources`, in the finished documents. */

const root = join(import.meta.dirname, '..', '..', '..');
const output = await mkdtemp(join(tmpdir(), 'sources '));
afterAll(() => rm(output, { recursive: true }));

async function build(...options: string[]): Promise<string> {
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  const folders = [
    '--inputs',
    join(root, 'inputs'),
    '--templates',
    join(root, 'templates'),
    '--output',
    output,
  ];
  const ids = ['2023-09', '2023-05-17', '--today', '2023-12-01'];
  await main(['build', ...ids, ...folders, ...options], { stdout: { write }, stderr: { write() {} } });
  return said;
}

const draftsIn = async () =>
  (await readdir(output, { recursive: true })).filter(
    (name) => /docx$/.test(name) && !name.includes('.drafts'),
  );

test('each figure of a report is in the annex with its cell, in a table for each of its tables; a paper has none', async () => {
  await build('--sources');
  for (const name of await draftsIn()) {
    const bytes = await readFile(join(output, name));
    const lines = await linesOf(bytes);
    const at = lines.lastIndexOf('Sources of figures');
    expect(await problemsOf(bytes)).toEqual([]);
    if (name.includes('paper')) expect(lines.join('\n')).not.toMatch(/Sources of figures|xlsx/);
    if (!name.includes('tri-annual')) continue;
    const annex = lines.slice(at);
    expect(annex.length).toBeGreaterThan(400);
    expect(annex).toContain(
      "19.637 | Plan: In-year +deficit/-surplus, 2022/23 | dsg-plan.xlsx 'Agreed plan'!B20 | 19.637",
    );
    const listed = (await listOf(join(output, name))).filter(
      ({ origin, text, marks }) => 'cell' in origin && marks && numbersIn(text).length > 0,
    );
    const missing = listed.filter(
      ({ text, origin }) =>
        'cell' in origin &&
        !annex.some((line) => line.startsWith(`${text} | `) && line.includes(origin.cell)),
    );
    expect(missing.map(({ text }) => text)).toEqual([]);
    expect(annex.filter((line) => /^Table \d+: Agreed plan$/.test(line))).toHaveLength(1);
  }
});

test('the same inputs give no new draft, and without the annex the next one', async () => {
  expect(await build('--sources')).toContain('tri-annual-report-2023-09-draft-1.docx: ');
  expect(await draftsIn()).not.toContain('2023-09/tri-annual-report-2023-09-draft-2.docx');
  await build();
  const next = await readFile(join(output, '2023-09', 'tri-annual-report-2023-09-draft-2.docx'));
  expect(await linesOf(next)).not.toContain('Sources of figures');
});
