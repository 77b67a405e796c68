import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { textOf } from '../../src/ooxml/xml/tree.ts';
import { straight } from '../../src/word/typography.ts';
import { copyFolder } from '../copy-folder.ts';
import { readWord } from '../read-tables.ts';
import { problemsOf } from '../word/sound.ts';

/** A difficulty note, through the front door: the note itself, and the report that lists it. */

const root = join(import.meta.dirname, '..', '..');
const sampleId = 'difficulty-2024-02-05';
const id = 'difficulty-2023-11-20';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'difficulty é '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
  await rename(noteFile(sampleId), noteFile(id));
  const text = await readFile(noteFile(id), 'utf8');
  await writeFile(
    noteFile(id),
    text
      .replace('2024-01-29', '2023-11-13')
      .replace(/^told:.*$/m, 'told:')
      .replaceAll('2023-12}}', '2023-09}}'),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const noteFile = (note: string) => join(folder, 'inputs/difficulties', `${note}.yaml`);

async function run(args: string[], today = '2023-11-22') {
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  const places = ['--inputs', join(folder, 'inputs'), '--today', today];
  const status = await main([...args, ...places], { stdout: { write }, stderr: { write } });
  return { status, said };
}
const places = () => ['--output', join(folder, 'output'), '--templates', join(root, 'templates')];
/** The text of the body and of what is at the top of each page. */
const textIn = async (path: string) => {
  const parts = await readPackage(await readFile(path));
  const names = [...parts.keys()].filter((name) => /^word\/(document|header\d*)\.xml$/.test(name));
  return names
    .flatMap((name) => parts.get(name)?.root ?? [])
    .map((root) => straight(textOf(root)))
    .join('\n');
};

test('the note is a Word file that says what, since when, which conditions and figures, what is done and who', async () => {
  const { status, said } = await run(['build', id, ...places()]);
  expect(said).not.toMatch(/: error: |: warning: /);
  expect(status).toBe(0);
  const file = join(folder, 'output', id, `difficulty-note-${id}-draft-1.docx`);
  const text = await textIn(file);
  for (const part of [
    'Ground works at a new special school have stopped',
    id,
    '20 November 2023',
    '13 November 2023',
    '9. SEND capital programme',
    '971 placements',
    'one to two terms',
    'Draft 1, not yet sent to the DfE',
    'The report of December 2023 will list this note under its answer on difficulties.',
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/\{\{|\*\*|undefined|Not given/);
  expect(await problemsOf(await readFile(file))).toEqual([]);
  const { tables } = await readWord(file);
  expect(tables.find((rows) => rows[0]?.includes('Action'))?.[1]).toEqual([
    "Appoint another contractor from the council's framework",
    'Assistant Director, workstream 5',
    '15 Mar 2024',
  ]);
});

test('the next report lists it under its answer on difficulties, and the ones before do not', async () => {
  const { status } = await run(['build', '2023-09', '2023-12', ...places()]);
  expect(status).toBe(0);
  const report = (round: string) => join(folder, 'output', round, `tri-annual-report-${round}-draft-1.docx`);
  expect(await textIn(report('2023-09'))).not.toContain('difficulty-');
  const { tables } = await readWord(report('2023-12'));
  const answers = tables.flat().filter((cells) => cells.join().includes(id));
  expect(answers).toHaveLength(1);
  expect(answers[0]?.[0]).toContain('unforeseen difficulties');
  expect(answers[0]?.[1]).toMatch(
    /with temporary places, is to deal\s+with the second\.\s*Difficulty notes since the last report:\s*difficulty-2023-11-20, 20 November 2023: Ground works/,
  );
  expect(await problemsOf(await readFile(report('2023-12')))).toEqual([]);
});

test('a text of the note is traced to its file', async () => {
  const { said } = await run([
    'trace',
    join(folder, 'output', id, `difficulty-note-${id}-draft-1.docx`),
    'one to two terms',
    ...places(),
  ]);
  expect(said).toContain(`difficulties/${id}.yaml`);
});

const waiting = `${id} "Ground works at a new special school have stopped": noticed on Mon 20 Nov 2023, 2 working days ago, and not sent to the DfE`;

test('status names it from the day on which it was noticed until the DfE has it', async () => {
  expect((await run(['status', ...places()], '2023-11-19')).said).not.toContain(id);
  expect((await run(['status', ...places()])).said).toContain(waiting);
  const json = JSON.parse((await run(['status', id, '--json', ...places()])).said);
  expect(json.difficulties).toMatchObject([{ id, noticed: '2023-11-20', working_days_left: -2 }]);
  expect((await run(['status', 'difficulty-2023-11-21', ...places()])).said).toBe(
    'there is no difficulty note difficulty-2023-11-21\n',
  );
  expect((await run(['calendar', '2023'])).said).toMatch(
    /difficulty-2023-11-20 {2}Difficulty note\n {2}Mon 20 Nov 2023 {2}Noticed: Ground .*\(not sent to the DfE yet\)\n/,
  );
});

test('run warns on working days after it was noticed, until the DfE has it', async () => {
  const said = async (today: string) => (await run(['run', '--dry-run', ...places()], today)).said;
  expect(await said('2023-11-20')).not.toContain(id);
  expect(await said('2023-11-22')).toContain(waiting);
  expect(await said('2023-11-25')).not.toContain(id);
  await writeFile(noteFile(id), (await readFile(noteFile(id), 'utf8')).replace('told:', 'told: 2023-11-22'));
  expect(await said('2023-11-23')).not.toContain(id);
  expect((await run(['status', ...places()])).said).not.toContain(id);
  expect((await run(['status', id, ...places()])).said).toContain('sent to the DfE on Wed 22 Nov 2023');
  expect((await run(['calendar', '2023'])).said).toContain('Wed 22 Nov 2023  Sent to the DfE');
});

test('new writes a blank file that check knows, and never over one that is there', async () => {
  const made = 'difficulty-2023-11-21-home-to-school';
  expect(await run(['new', made])).toMatchObject({ status: 0 });
  const text = await readFile(noteFile(made), 'utf8');
  expect(text).toContain('#   7: Commissioning of placements');
  const { said } = await run(['check', made, ...places()]);
  expect([...said.matchAll(/\[([a-z]+\/[a-z-]+)\]\n/g)].map(([, code]) => code)).toEqual(
    Array.from({ length: 5 }, () => 'difficulty/missing'),
  );
  expect(await run(['new', made])).toMatchObject({
    status: 1,
    said: expect.stringContaining('[difficulty/exists]'),
  });
  expect(await readFile(noteFile(made), 'utf8')).toBe(text);
  expect((await run(['new', 'difficulty-2023-02-30'])).status).toBe(2);
});
