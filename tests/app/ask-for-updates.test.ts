import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { checkAccessibility } from '../../src/word/index.ts';
import { propertyOf } from '../../src/word/properties.ts';
import { textsOfFile } from '../../src/word/read/all-texts.ts';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { setYaml } from '../real-programme.ts';

/** `triannual ask` as a programme manager sees it: real inputs, real forms. */

const root = join(import.meta.dirname, '..', '..');
const day = '2023-11-10';
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual forms '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
});
afterEach(() => rm(folder, { recursive: true }));

const ask = (...args: string[]) => runIn(folder, day, 'ask', '2023-12', ...args);
const form = (name: string) => join(folder, 'output/2023-12/forms', name);
const input = (name: string) => join(folder, 'inputs', name);
const condition8 = 'rounds/2023-12/conditions/8-care-packages.yaml';
const workstream4 = 'assistant-director-workstream-4';

async function textOf(file: string): Promise<string> {
  const texts = await textsOfFile(new Uint8Array(await readFile(form(file))));
  return texts.flatMap(({ part, text }) => (part === 'word/document.xml' ? text : [])).join('\n');
}

test('each owner gets a form of what is theirs, and an e-mail that has it attached', async () => {
  const { status, stdout } = await ask();
  expect(status).toBe(0);
  expect(stdout).toContain(`output/2023-12/forms/${workstream4}.docx: written; to workstream-4@example.org`);
  const files = (await readdir(form('.'))).filter((name) => !name.startsWith('.'));
  const owners = [1, 2, 3, 4, 5].map((number) => `assistant-director-workstream-${number}`);
  const all = [...owners, 'programme-manager'].flatMap((name) =>
    ['docx', 'eml', 'txt'].map((end) => `${name}.${end}`),
  );
  expect(files.sort()).toEqual(all.sort());
  const text = await textOf(`${workstream4}.docx`);
  expect(text).toContain('Condition 7: Commissioning of placements');
  expect(text).toContain('Revise the process for commissioning independent sector placements');
  expect(text).toContain('In the report of September 2023: Red');
  expect(text).toContain('Independent Special Schools');
  expect(text).not.toContain('Condition 6');
  expect(text).not.toContain('{{');
  expect(await textOf('assistant-director-workstream-3.docx')).toContain('PEX numbers');
  expect(await textOf('programme-manager.docx')).toContain('Any relevant Schools Forum papers.');
  const eml = await readFile(form(`${workstream4}.eml`), 'utf8');
  expect(eml).toMatch(/^X-Unsent: 1\r\nTo: workstream-4@example\.org\r\nSubject: December 2023 report/);
  expect(eml).toContain(`filename="${workstream4}.docx"`);
});

test('a form says which it is, has controls with numbers of their own, and is accessible', async () => {
  await ask();
  const parts = await readPackage(new Uint8Array(await readFile(form(`${workstream4}.docx`))));
  expect(propertyOf(parts, 'triannual')).toBe(`form/2023-12/${workstream4}/1`);
  const document = parts.get('word/document.xml')?.text ?? '';
  const ids = [...document.matchAll(/<w:sdtPr>.*?<w:id w:val="(\d+)"/g)].map(([, id]) => id);
  expect(ids.length).toBeGreaterThan(20);
  expect(new Set(ids).size).toBe(ids.length);
  expect(document.match(/<w:listItem w:displayText="Amber" w:value="Amber"\/>/g)).toHaveLength(2);
  expect(document).not.toContain('documentProtection');
  expect(await checkAccessibility('form.docx', parts, 'en-GB')).toEqual([]);
});

test('the text beside it says what is missing, condition by condition, and who has no address', async () => {
  await setYaml(input(condition8), [
    [['rating'], null],
    [['progress'], null],
  ]);
  await setYaml(input('programme.yaml'), [[['people'], [{ role: 'programme  Manager', name: 'P. Moss' }]]]);
  const { stdout } = await ask();
  const text = await readFile(form(`${workstream4}.txt`), 'utf8');
  expect(text).toMatch(/^To: Assistant Director, workstream 4 \(no address in programme.yaml, people\)\n/);
  expect(text).toContain('- Condition 8, Care packages (last rating: Green): missing: rating, progress\n');
  expect(text).toContain(
    '- Condition 7, Commissioning of placements (last rating: Red): nothing is missing\n',
  );
  expect(text).toContain('by Monday 27 November 2023, to P. Moss, programme manager.');
  expect(stdout).toContain('has no address: copy the words of output');
  expect((await readdir(form('.'))).filter((name) => name.endsWith('.eml'))).toEqual([]);
});

test('asking again leaves what is the same, and fills in what has come under the next version', async () => {
  await setYaml(input(condition8), [
    [['rating'], null],
    [['progress'], null],
  ]);
  await ask();
  const before = await readFile(form(`${workstream4}.docx`));
  expect((await ask()).stdout).toContain(`${workstream4}.docx: up to date`);
  expect(await readFile(form(`${workstream4}.docx`))).toEqual(before);
  await setYaml(input(condition8), [[['progress'], 'Twenty **more** packages.']]);
  const { stdout } = await ask();
  expect(stdout).toContain(`${workstream4}.docx: written`);
  expect(stdout).toContain('assistant-director-workstream-1.docx: up to date');
  const parts = await readPackage(new Uint8Array(await readFile(form(`${workstream4}.docx`))));
  expect(propertyOf(parts, 'triannual')).toBe(`form/2023-12/${workstream4}/2`);
  expect(await textOf(`${workstream4}.docx`)).toContain('Twenty more packages.');
});

test('a form that somebody has begun to fill in stays as it is; one that was only saved again does not count as changed', async () => {
  await ask();
  const path = form(`${workstream4}.docx`);
  const parts = await readPackage(new Uint8Array(await readFile(path)));
  const source = parts.get('word/document.xml')?.text ?? '';
  const saved = await writePackage(new Map([...parts].reverse()));
  await writeFile(path, saved);
  expect((await ask()).stdout).toContain(`${workstream4}.docx: up to date`);
  parts.set(
    'word/document.xml',
    new Part(source.replace('Reviews continue at the planned rate', 'Reviews go on')),
  );
  const typed = await writePackage(parts);
  await writeFile(path, typed);
  await setYaml(input(condition8), [[['rating'], 'Red']]);
  const { status, stdout, stderr } = await ask();
  expect(status).toBe(0);
  expect(stdout).toContain(`${workstream4}.docx: kept with the changes made to it`);
  expect(stderr).toContain('is kept as it is: condition 8, progress [form/changed]');
  expect(new Uint8Array(await readFile(path))).toEqual(new Uint8Array(typed));
});

test('a round without a folder, and one that has been submitted, are not asked for', async () => {
  const missing = await runIn(folder, day, 'ask', '2024-06');
  expect(missing.status).toBe(2);
  expect(missing.stderr).toContain('make it with triannual new 2024-06');
});

test('who still owes something is chased with an e-mail that has the form attached', async () => {
  await setYaml(input(condition8), [[['rating'], null]]);
  await setYaml(input('programme.yaml'), [
    [['people'], [{ role: 'Assistant Director, workstream 4', email: 'd@example.org' }]],
  ]);
  await ask();
  const { stdout } = await runIn(folder, day, 'status', '2023-12', '--chase');
  expect(stdout).toMatch(/1 of them also as e-mails \(\.eml\)\n$/);
  const reminder = (ending: string) =>
    readFile(join(folder, 'output/2023-12/reminders', `${workstream4}.${ending}`), 'utf8');
  const [, , subject, , body] = /^([^\n]*)\n(Subject: ([^\n]*))\n\n(.*)$/s.exec(await reminder('txt')) ?? [];
  const eml = await reminder('eml');
  expect(eml).toContain('X-Unsent: 1\r\nTo: d@example.org\r\n');
  expect(eml).toContain(`filename="${workstream4}.docx"`);
  expect(subject ?? '').not.toBe('');
  expect(eml.replace(/\r\n/g, '')).toContain(
    Buffer.from((body ?? '').replace(/\n/g, '\r\n')).toString('base64'),
  );
  await setYaml(input(condition8), [[['rating'], 'Green']]);
  await runIn(folder, day, 'status', '2023-12', '--chase');
  expect(await readdir(join(folder, 'output/2023-12/reminders'))).not.toContain(`${workstream4}.eml`);
});
