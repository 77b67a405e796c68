import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from '@jest/globals';
import { runIn } from '../../commands/run.ts';
import { copyFolder } from '../../copy-folder.ts';
import { readBroken } from './broken.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual hostile forms '));
  copyFolder(join(import.meta.dirname, '../../../inputs'), join(folder, 'inputs'));
  await runIn(folder, '2023-11-10', 'ask', '2023-12');
});
afterAll(() => rm(folder, { recursive: true }));

test('200 broken forms are read, or refused in words', async () => {
  const form = join(folder, 'output/2023-12/forms/assistant-director-workstream-3.docx');
  await readBroken(folder, new Uint8Array(await readFile(form)), 200);
});
