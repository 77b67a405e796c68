import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sha256 } from '../../src/files/sha256.ts';
import { writeNewFile, writeNewFolder } from '../../src/files/write-file.ts';
import { draftState } from '../../src/output/draft-state.ts';
import { keptDraft, type Manifest, manifestOf } from '../../src/output/kept-drafts.ts';
import { writeDraft } from '../../src/output/write-draft.ts';
import { documentOf } from '../word/documents.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Résumé drafts '));
});
afterEach(() => rm(folder, { recursive: true }));

const madeFrom = { context: { summary: 'All is well.' }, template: Buffer.from('a template') };

async function write(number: number, fingerprint: string, bytes = `draft ${number}`) {
  const file = `report-2023-06-draft-${number}.docx`;
  const manifest: Manifest = {
    document: 'report',
    id: '2023-06',
    draft: number,
    program: 'triannual 1',
    file,
    sha256: sha256(bytes),
    fingerprint,
  };
  await writeDraft(folder, Buffer.from(bytes), manifest, madeFrom);
  return join(folder, file);
}

const find = (fingerprint: string) => draftState(folder, 'report', '2023-06', fingerprint);

test('the first draft is number 1, also where there is no folder yet', async () => {
  expect(await find('a')).toEqual({ state: 'new', number: 1, edited: undefined });
  expect(await draftState(join(folder, 'none'), 'report', '2023-06', 'a')).toMatchObject({ number: 1 });
});

test('the same fingerprint makes no new draft, another makes the next number', async () => {
  await write(1, 'a');
  expect(await find('a')).toEqual({
    state: 'current',
    number: 1,
    file: 'report-2023-06-draft-1.docx',
    edited: false,
  });
  expect(await find('b')).toEqual({ state: 'new', number: 2, edited: undefined });
});

test('drafts are counted as numbers and not as text', async () => {
  await write(9, 'a');
  await write(10, 'b');
  expect(await find('c')).toMatchObject({ state: 'new', number: 11 });
});

test('a draft that was changed is told, and never counted as free', async () => {
  const path = await write(1, 'a');
  await writeFile(path, 'a board member was here');
  expect(await find('a')).toMatchObject({ state: 'current', edited: true });
  expect(await find('b')).toEqual({ state: 'new', number: 2, edited: 'report-2023-06-draft-1.docx' });
});

test('a draft that was saved without changing a word is as it was written; a changed word or a comment is an edit', async () => {
  const bytes = await documentOf('<w:p><w:r><w:t>All is well.</w:t></w:r></w:p>');
  const file = 'report-2023-06-draft-1.docx';
  const rest = {
    document: 'report',
    id: '2023-06',
    draft: 1,
    program: 'triannual 1',
    file,
    fingerprint: 'a',
  };
  await writeDraft(folder, bytes, { ...rest, sha256: sha256(bytes) }, madeFrom);
  const saved = await documentOf('<w:p><w:r><w:t>All</w:t></w:r><w:r><w:t> is well.</w:t></w:r></w:p>');
  await writeFile(join(folder, file), saved);
  expect(await find('a')).toMatchObject({ state: 'current', edited: false });
  await writeFile(join(folder, file), await documentOf('<w:p><w:r><w:t>All is ill.</w:t></w:r></w:p>'));
  expect(await find('a')).toMatchObject({ state: 'current', edited: true });
});

test('a draft is kept as it was written, with its context and its template, whatever is done to the draft', async () => {
  const template = { file: 'report.docx', sha256: sha256(madeFrom.template) };
  await writeFile(await write(1, 'a'), 'a board member was here');
  const manifest = { ...(manifestOf(folder, 'report', '2023-06', 1) as Manifest), template };
  expect(keptDraft(folder, manifest)).toEqual({ bytes: Buffer.from('draft 1'), ...madeFrom });
  expect(await readdir(folder)).toEqual([
    '.drafts',
    'report-2023-06-draft-1.docx',
    'report-2023-06-draft-1.json',
  ]);
  await writeFile(join(folder, '.drafts', 'report-2023-06-draft-1.docx'), 'forged');
  expect(keptDraft(folder, manifest)).toBeUndefined();
});

test('a draft whose file has gone is made again under its own number', async () => {
  await rm(await write(1, 'a'));
  expect(await find('a')).toEqual({ state: 'lost', number: 1 });
  await write(1, 'a');
  expect(await find('a')).toMatchObject({ state: 'current', number: 1 });
});

test("a file without a manifest is somebody else's: its number is taken", async () => {
  await writeFile(join(folder, 'report-2023-06-draft-3.docx'), 'mine');
  expect(await find('a')).toMatchObject({ state: 'new', number: 4 });
});

test('a file that is there is never written over, and no temporary file stays', async () => {
  const path = join(folder, 'a.docx');
  await writeNewFile(path, 'first');
  await expect(writeNewFile(path, 'second')).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(path, 'utf8')).toBe('first');
  expect(await readdir(folder)).toEqual(['a.docx']);
});

test('a folder is written whole, or nothing of it', async () => {
  const path = join(folder, 'rounds', 'a');
  await expect(
    writeNewFolder(path, [
      { file: 'b', bytes: 'x' },
      { file: 'b/c', bytes: 'a file in a file' },
    ]),
  ).rejects.toThrow();
  expect(await readdir(join(folder, 'rounds'))).toEqual([]);
  await writeNewFolder(path, [
    { file: 'b', bytes: 'x' },
    { file: 'c/d', bytes: 'y' },
  ]);
  expect(await readFile(join(path, 'c/d'), 'utf8')).toBe('y');
  expect(await readdir(join(folder, 'rounds'))).toEqual(['a']);
});

test('a folder that is there is never written over, not even an empty one', async () => {
  await mkdir(join(folder, 'empty'));
  const write = writeNewFolder(join(folder, 'empty'), [{ file: 'a', bytes: 'x' }]);
  await expect(write).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readdir(join(folder, 'empty'))).toEqual([]);
  expect(await readdir(folder)).toEqual(['empty']);
});

test.each([999_999, 1_000_000, 2_147_483_648])('after draft %d comes the next number', async (number) => {
  await write(number, 'a');
  expect(await find('b')).toMatchObject({ state: 'new', number: number + 1 });
  expect(await find('a')).toMatchObject({ state: 'current', number });
});

test('a number that cannot be counted on is passed over', async () => {
  await write(3, 'a');
  await writeFile(join(folder, 'report-2023-06-draft-99999999999999999999.docx'), '');
  expect(await find('b')).toMatchObject({ state: 'new', number: 4 });
});
