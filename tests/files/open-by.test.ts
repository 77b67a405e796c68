import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ownerOf } from '../../src/files/open-by.ts';
import { ownerFile } from './owner-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Eigentümer '));
});
afterEach(() => rm(folder, { recursive: true }));

const draft = 'tri-annual-report-2023-06-draft-1.docx';
const owner = (file: string) => ownerOf(join(folder, file));
const write = (name: string, content: string | Buffer) => writeFile(join(folder, name), content);

test('a file that nobody has open has no owner, also where there is no folder', async () => {
  await write('~$other-report.docx', ownerFile('Ann Smith', 'Word'));
  expect(owner(draft)).toBeUndefined();
  expect(ownerOf(join(folder, 'none', draft))).toBeUndefined();
});

test.each([
  [draft, '~$i-annual-report-2023-06-draft-1.docx'],
  ['final-1.docx', '~$nal-1.docx'],
  ['draft.docx', '~$draft.docx'],
])('Word tells who has %s open', async (file, name) => {
  await write(name, ownerFile('Zoë Ångström-Łukasz', 'Word'));
  expect(owner(file)).toEqual({ program: 'Word', name: 'Zoë Ångström-Łukasz' });
});

test('Excel tells who has a workbook open', async () => {
  await write('~$dsg-plan.xlsx', ownerFile('Ann Smith', 'Excel'));
  expect(owner('dsg-plan.xlsx')).toEqual({ program: 'Excel', name: 'Ann Smith' });
});

test.each([
  [',root,vm,25.11.2026 09:50,file:///tmp/lo;', 'root'],
  ['Ann Smith,asmith,LAPTOP-7,25.11.2026 09:50,file:///C:/lo;', 'Ann Smith'],
])('LibreOffice tells who has a file open: %s', async (text, name) => {
  await write(`.~lock.${draft}#`, text);
  expect(owner(draft)).toEqual({ program: 'LibreOffice', name });
});

test.each([
  ['', 'of no length'],
  ['\xff'.repeat(162), 'of something else'],
])('an owner file that cannot be read still says that the file is open (%#)', async (bytes) => {
  await write('~$i-annual-report-2023-06-draft-1.docx', Buffer.from(bytes, 'latin1'));
  expect(owner(draft)).toEqual({ program: 'Word' });
});
