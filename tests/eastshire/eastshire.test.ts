import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runIn } from '../commands/run.ts';
import { readWord } from '../read-tables.ts';
import { copyAsReal, setYaml } from '../real-programme.ts';

/** A second programme, unlike the sample in all that is data, through every command. Eastshire is made up. */

const own = join(import.meta.dirname, 'inputs');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "Eastshire Zoë's "));
  await copyAsReal(join(folder, 'inputs'), own);
});
afterAll(() => rm(folder, { recursive: true }));

const run = (today: string, ...args: string[]) => runIn(folder, today, ...args);
const output = (...names: string[]) => join(folder, 'output', ...names);

test('everything in it is marked as made up', async () => {
  const names = (await readdir(own, { recursive: true })).filter((name) => name.endsWith('.yaml'));
  expect(names).toHaveLength(30);
  for (const name of names.filter((one) => one !== 'bank-holidays.yaml'))
    expect(await readFile(join(own, name), 'utf8')).toMatch(/^illustrative: true$/m);
});

test('its rounds and paper pass all checks', async () => {
  const { status, stdout, stderr } = await run('2025-03-10', 'check');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('no problems');
});

test('a report has its five years, its three columns and its own ratings', async () => {
  expect((await run('2025-03-10', 'build')).status).toBe(0);
  const { tables, paragraphs } = await readWord(output('2025-03', 'tri-annual-report-2025-03-draft-1.docx'));
  expect(tables).toContainEqual([
    ['R1 (May)', 'R2 (August)', 'R3 (March)'],
    ['Slipping', 'Off course', 'Slipping'],
  ]);
  const plans = tables.filter(([header]) => header?.[0] === 'Line, £m');
  expect(plans.map((rows) => [rows.length, rows[0]?.length])).toEqual([
    [8, 6],
    [8, 6],
  ]);
  expect(paragraphs).toContain("Condition 1: Places at St Aidan's");
  expect(paragraphs).toContain('Condition 2: Zoë Brontë Centre');
  expect(paragraphs).toContain('Every Child Near Home Programme KPIs');
  const kpis = tables.filter(([header]) => header?.[0] === 'Ref').flatMap((rows) => rows.slice(1));
  expect(kpis).toHaveLength(20);
});

test('the fills of its ratings are those of its scale', async () => {
  const { xml } = await readWord(output('2025-03', 'tri-annual-report-2025-03-draft-1.docx'));
  const fills = new Set([...xml.matchAll(/<w:shd [^>]*w:fill="([0-9A-F]{6})"/g)].map(([, fill]) => fill));
  expect([...fills]).toEqual(expect.arrayContaining(['D6E4F5', 'FFD8B5', 'E1E1E1']));
  for (const fill of ['D4EDDA', 'FFE8B3', 'F8D7DA']) expect(fills).not.toContain(fill);
});

test('its front sheet is for both bodies of the stage board, and nobody of the sample is named', async () => {
  const { paragraphs } = await readWord(output('2025-03', 'board-summary-2025-03-draft-1.docx'));
  expect(paragraphs.join('\n')).toContain('Draft 1, for the Steering Group and the Cabinet Member.');
  expect(paragraphs.join('\n')).toContain('Sign off by 11 March 2025');
  for (const name of ['tri-annual-report', 'board-summary']) {
    const { paragraphs: all } = await readWord(output('2025-03', `${name}-2025-03-draft-1.docx`));
    expect(all.join('\n')).not.toMatch(
      /Norfolk|Delivery Group|Executive Board|Programme manager|LFI|NCC|Local First/,
    );
  }
});

test('its paper has no column of Forum numbers', async () => {
  const { tables, paragraphs } = await readWord(
    output('2024-09-25', 'schools-forum-paper-2024-09-25-draft-1.docx'),
  );
  const measures = tables.find(([header]) => header?.[0] === 'DfE ref');
  expect(measures?.[0]?.slice(0, 3)).toEqual(['DfE ref', 'Measure', 'Baseline May 2024']);
  expect(measures?.slice(1).map(([ref]) => ref)).toEqual(['1', '3', '4', '6', '8', '11']);
  expect(paragraphs).toContain('The DfE asks two questions in its own words:');
  expect(paragraphs.filter((text) => /^Workstream \d: [A-Z]/.test(text))).toHaveLength(3);
  expect(paragraphs.join('\n')).not.toMatch(/Norfolk|LFI|NCC|Local First/);
});

test.each([
  ['2025-02-22', 'the draft is with heads of service'],
  ['2025-03-01', 'the draft is with the finance team'],
  ['2025-03-06', 'the report is with the Steering Group'],
  ['2025-03-11', 'the report is with the Cabinet Member'],
  ['2025-03-13', 'to be submitted'],
])('on %s its status says that %s', async (today, words) => {
  const { stdout } = await run(today, 'status', '2025-03');
  expect(stdout).toMatch(new RegExp(`^March 2025 report \\(2025-03\\): ${words}, due `));
});

test('who owes something gets a reminder, in files that every system takes', async () => {
  await setYaml(join(folder, 'inputs/rounds/2025-03/conditions/2.yaml'), [[['progress'], null]]);
  await setYaml(join(folder, 'inputs/rounds/2025-03/report.yaml'), [[['summary'], null]]);
  const { stdout } = await run('2025-03-11', 'status', '2025-03', '--chase');
  expect(stdout.split('\n').filter((line) => line.endsWith('.txt'))).toEqual(
    [
      'head-of-inclusion',
      'programme-lead',
      'chief-finance-officer',
      'director-of-children-families-and-schools',
      'cabinet-member-for-children',
    ].map((name) => `output/2025-03/reminders/${name}.txt`),
  );
  await copyAsReal(join(folder, 'inputs'), own);
});

test('its calendar has three reports a year, and May, August and March in it', async () => {
  const ics = output('days.ics');
  const { stdout } = await run('2025-01-02', 'calendar', '2025');
  for (const month of ['March', 'May', 'August']) expect(stdout).toContain(`${month} 2025 report`);
  expect(stdout).toContain('Agreed by the Steering Group');
  expect((await run('2025-01-02', 'calendar', '2025', '--ics', ics)).status).toBe(0);
  expect(await readFile(ics, 'utf8')).toContain('Eastshire County Council');
});

test('a new round has its own conditions, ratings and sign-offs', async () => {
  expect((await run('2025-03-20', 'new', '2025-05')).status).toBe(0);
  const made = join(folder, 'inputs/rounds/2025-05');
  expect(await readdir(join(made, 'conditions'))).toHaveLength(6);
  expect(await readFile(join(made, 'report.yaml'), 'utf8')).toContain('  # Cabinet Member for Children');
  expect(await readFile(join(made, 'conditions/1.yaml'), 'utf8')).toContain(
    'On course, Slipping or Off course',
  );
  await rm(made, { recursive: true });
});

test('a scheduled run makes the draft for the Steering Group on the working day before', async () => {
  const { stdout, stderr } = await run('2025-03-05', 'run');
  expect(stdout + stderr).toContain('Agreed by the Steering Group');
});

test('its report is submitted once all three have signed, and is verified', async () => {
  expect((await run('2025-03-12', 'submit', '2025-03')).status).toBe(1);
  await run('2025-03-11', 'build', '2025-03');
  for (const id of ['finance', 'children', 'member'])
    expect(await run('2025-03-11', 'sign', '2025-03', id, '--name', 'Ö. Nürk')).toMatchObject({ status: 0 });
  const { status, stderr } = await run('2025-03-12', 'submit', '2025-03');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect((await run('2025-03-13', 'submit', '--verify')).status).toBe(0);
  await writeFile(output('2025-03', 'submission', 'tri-annual-report-2025-03-final.docx'), 'changed');
  expect((await run('2025-03-13', 'submit', '--verify')).status).toBe(1);
});
