import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSample, bytesIn, type Sample } from '../app/redlines.ts';
import { resolved } from '../word/compare/resolved.ts';

/** `triannual compare`, on drafts of the sample. */

let sample: Sample;
beforeAll(async () => {
  sample = await buildSample(
    '2023-06',
    '2023-09',
    '2023-05-17',
    '2023-11-13-select-committee',
    'difficulty-2024-02-05',
  );
});
afterAll(() => sample.remove());

const [june, september] = ['2023-06', '2023-09'].map(
  (id) => `${id}/tri-annual-report-${id}-draft-1.docx`,
) as [string, string];
const between = '2023-09/tri-annual-report-2023-09-draft-1-changes-since-2023-06-draft-1.docx';

test('two rounds are compared, beside the later draft, and once more it is up to date', async () => {
  const { status, stdout } = await sample.run('compare', '2023-06', '2023-09');
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`^output/${between}: written; \\d+ tracked changes from output/${june}`));
  expect(stdout).toContain('Not compared: headers and footers, charts, page layout, document properties.\n');
  const bytes = await bytesIn(sample, between);
  expect(await resolved(bytes, 'accepted')).toEqual(
    await resolved(await bytesIn(sample, september), 'accepted'),
  );
  expect(await resolved(bytes, 'rejected')).toEqual(await resolved(await bytesIn(sample, june), 'accepted'));
  expect((await sample.run('compare', '2023-06', '2023-09')).stdout).toContain(': up to date; ');
  expect(await bytesIn(sample, between)).toEqual(bytes);
});

test.each([
  ['2023-05-17', 'schools-forum-paper'],
  ['2023-11-13-select-committee', 'committee-paper'],
  ['difficulty-2024-02-05', 'difficulty-note'],
])('%s is its %s, by its name and by its file', async (id, document) => {
  const file = join(sample.output, id, `${document}-${id}-draft-1.docx`);
  for (const one of [id, file]) {
    const { status, stdout } = await sample.run('compare', one, id, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ changes: 0, diagnostics: [] });
    expect(JSON.parse(stdout).after).toContain(document);
  }
  const { stderr } = await sample.run('compare', `${id}/7`, id);
  expect(stderr).toContain(`the last draft is ${document}-${id}-draft-1.docx`);
});

test('a file is named for it, and one that is there is not written over', async () => {
  const file = join(sample.folder, 'changes – “June”.docx');
  const args = ['compare', '2023-06/1/board-summary', '2023-09/1/board-summary', '--output', file];
  expect((await sample.run(...args)).stdout).toMatch(/^changes – “June”\.docx: written; \d+ tracked changes/);
  await writeFile(file, 'mine');
  const { status, stderr } = await sample.run(...args);
  expect(status).toBe(1);
  expect(stderr).toContain('another file of this name is there, and it is not written over [compare/output]');
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test.each([
  [['2023-06', '2023-05-17'], 'it is a tri-annual-report, and ', '[compare/file]'],
  [['2023-06/3', '2023-09'], 'it is not there; the last draft is tri-annual-report-2023-06-draft-1.docx'],
  [['2023-06', '2023-12'], 'make one: triannual build 2023-12'],
  [['2023-06', '2023-09/1/report'], 'there is no document called report'],
  [['no.docx', 'such.docx'], 'no.docx: error: there is no such file', 'such.docx: error: '],
  [['2023-06', 'package.json'], 'package.json: error: it cannot be compared: this is not a Word file'],
])('%j: the message says what is wrong and what to do', async (names, ...words) => {
  const { status, stdout, stderr } = await sample.run('compare', ...names);
  expect([status, stdout]).toEqual([1, '']);
  for (const one of words) expect(stderr).toContain(one);
});

test.each(['public', '2023-09/submission'])('nothing is written into %s', async (folder) => {
  const file = join(sample.output, folder, 'changes.docx');
  const { status, stderr } = await sample.run('compare', '2023-06', '2023-09', '--output', file);
  expect(status).toBe(1);
  expect(stderr).toContain('a redline holds deleted text');
  await expect(readFile(file)).rejects.toThrow();
});

test('a draft that was edited is compared as it was written, and its file as it is now', async () => {
  const path = join(sample.output, '2023-05-17/schools-forum-paper-2023-05-17-draft-1.docx');
  await writeFile(path, await readFile(join(sample.output, september)));
  const { stdout } = await sample.run(
    'compare',
    '2023-05-17',
    '2023-05-17',
    '--output',
    join(sample.folder, 'none.docx'),
  );
  expect(stdout).toContain('it is compared as it was written. To compare it as it is now, name the file.');
  expect(stdout).toContain('written; no changes from ');
  const file = await sample.run(
    'compare',
    path,
    join(sample.output, june),
    '--output',
    join(sample.folder, 'b.docx'),
  );
  expect(file.stdout).toMatch(/written; \d+ tracked changes/);
});
