import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { search } from '../../../src/app/trace/search.ts';
import type { Traced } from '../../../src/app/trace/trace.ts';
import { main } from '../../../src/cli.ts';
import { pageOf } from '../../printed-page.ts';

/** Each number that a reader finds on a page of the sample's documents is traced. */

const root = join(import.meta.dirname, '..', '..', '..');
let folder = '';
let output = '';
let drafts: string[] = [];

async function run(...args: string[]): Promise<string> {
  let said = '';
  const stdout = { write: (text: string) => (said += text) };
  const places = ['--inputs', join(root, 'inputs'), '--output', output, '--today', '2024-02-06'];
  await main([...args, ...places], { stdout, stderr: { write: () => true } });
  return said;
}
const tracedIn = async (file: string): Promise<Traced[]> =>
  JSON.parse(await run('trace', file, '--json')).found;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracé of '));
  output = join(folder, 'output');
  await run('build', '--templates', join(root, 'templates'));
  drafts = (await readdir(output, { recursive: true }))
    .filter((name) => name.endsWith('.docx') && !name.includes('.drafts'))
    .sort();
});
afterAll(() => rm(folder, { recursive: true }));

test('every number on every page has a trace, and values that are not shown have their cells alone', async () => {
  expect(drafts.length).toBe(16);
  for (const name of drafts) {
    const all = await tracedIn(join(output, name));
    const page = (await pageOf(join(output, name))).join('\n');
    const numbers = new Set(page.match(/\d[\d,]*(?:\.\d+)?/g)?.map((one) => one.replace(/,+$/, '')));
    expect(numbers.size).toBeGreaterThan(5);
    const untraced = [...numbers].filter(
      (one) => search(all, { text: one }).length === 0 && !all.some(({ text }) => text.includes(one)),
    );
    expect(untraced).toEqual([]);
    // What a cell holds is not said where the document does not show it.
    for (const { text, from } of all)
      if (text === 'fewer than 5' && from.kind === 'cell') expect(from).not.toHaveProperty('held');
  }
});
