import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { setYaml } from '../real-programme.ts';
import { chosen, edited, typed } from '../review/forms/word-forms.ts';

/** The folder of programme.yaml into which forms come back, looked into by each scheduled run. */

const root = join(import.meta.dirname, '..', '..');
const owner = 'assistant-director-workstream-4';
const condition7 = 'rounds/2023-12/conditions/7-commissioning.yaml';
let folder = '';
const at = (...names: string[]) => join(folder, ...names);
const scheduled = (day: string, ...args: string[]) => runIn(folder, day, 'run', ...args);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual came back '));
  copyFolder(join(root, 'inputs'), at('inputs'));
  await rm(at('inputs/forum'), { recursive: true });
  await setYaml(at('inputs', condition7), [[['rating'], null]]);
  await setYaml(at('inputs/programme.yaml'), [[['forms'], { folder: 'Teams folder' }]]);
  await mkdir(at('Teams folder'));
  await runIn(folder, '2023-11-01', 'ask', '2023-12');
});
afterEach(() => rm(folder, { recursive: true }));

async function comesBack(name: string): Promise<void> {
  const sent = new Uint8Array(await readFile(at('output/2023-12/forms', `${owner}.docx`)));
  const came = await edited(sent, chosen('rating', 'Amber'), typed('reason', 'Secret words.'));
  await writeFile(at('Teams folder', name), came);
}

test('a run says once what has come back and how to see it, and writes nothing into the inputs', async () => {
  await comesBack('Update from Dale.docx');
  const before = await readFile(at('inputs', condition7), 'utf8');
  const first = await scheduled('2023-11-02');
  expect(first.stdout).toContain(
    'Teams folder/Update from Dale.docx: came back for 2023-12, 2 answers\n2 answers: see them with triannual review "',
  );
  expect(first.stdout).not.toContain('Secret words');
  expect(await readFile(at('inputs', condition7), 'utf8')).toBe(before);
  expect((await scheduled('2023-11-03')).stdout).not.toContain('came back');
  await comesBack('Update from Dale.docx');
  await writeFile(at('Teams folder/~$date from Dale.docx'), 'x');
  expect((await scheduled('2023-11-03')).stdout).not.toContain('came back');
  const log = await readFile(at('output/run.jsonl'), 'utf8');
  expect(log).toContain('"edits":2');
  expect(log).not.toMatch(/Dale|Secret/);
});

test('a folder that is not there is an error, and a dry run only says where it would look', async () => {
  expect((await scheduled('2023-11-02', '--dry-run')).stdout).toContain(
    'would look for what has come back in Teams folder',
  );
  await rm(at('Teams folder'), { recursive: true });
  const { status, stderr } = await scheduled('2023-11-02');
  expect(status).toBe(1);
  expect(stderr).toContain(
    'Teams folder: error: the file cannot be compared with a draft: there is no such file',
  );
});

test('answers are written into the inputs only where programme.yaml says so, and a file is taken once', async () => {
  await setYaml(at('inputs/programme.yaml'), [[['forms'], { folder: 'Teams folder', apply: true }]]);
  await comesBack('Update from Dale.docx');
  const { stdout } = await scheduled('2023-11-02');
  expect(stdout).toContain(`inputs/${condition7}: written, with what came back`);
  const text = await readFile(at('inputs', condition7), 'utf8');
  expect(text).toContain('rating: Amber');
  expect(text).toContain('reason: Secret words.');
  await setYaml(at('inputs', condition7), [[['rating'], 'Red']]);
  expect((await scheduled('2023-11-03')).stdout).not.toContain('came back');
  expect(await readFile(at('inputs', condition7), 'utf8')).toContain('rating: Red');
  const again = await runIn(folder, '2023-11-03', 'review', at('Teams folder'));
  expect(again.stdout).toContain('Teams folder/Update from Dale.docx: it was reviewed already');
});
