import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sha256 } from '../../src/files/sha256.ts';
import { runIn } from '../commands/run.ts';
import { readWord } from '../read-tables.ts';
import { editWorkbook, setYaml } from '../real-programme.ts';
import { answersFile, answersOnPage, eastshireIn, initIn, ownWorkbooks } from './council.ts';

/** Eastshire from nothing: answers and its own workbooks, then a whole round. The sample is nowhere near. */

let base = '';
let folder = '';
const today = '2024-04-20';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "Zoë's council "));
  folder = join(base, 'Eastshire');
  await eastshireIn(base);
});
afterAll(() => rm(base, { recursive: true }));

const hashes = async () =>
  Promise.all(ownWorkbooks.map(async (name) => sha256(await readFile(join(base, name)))));

test('a project is made in one go, and the check finds nothing in it', async () => {
  const before = await hashes();
  const made = await initIn(base, ['Eastshire', '--answers', 'answers.yaml']);
  expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
  expect(await hashes()).toEqual(before);
  const checked = await runIn(folder, today, 'check');
  expect(checked).toMatchObject({ status: 0, stderr: '' });
  expect(made.stdout).toContain("'Dashboard'!D8: which way is better for \"Places filled at St Aidan's\"");
});

test('the page in the folder is what was printed', async () => {
  const page = await readFile(join(folder, 'what-is-left.md'), 'utf8');
  expect(page).toContain('- [ ] short names of your own for 6 conditions');
  expect(page).toContain('a deficit is negative in your workbook');
});

test('a whole report of it is filled in, built and submitted', async () => {
  const made = await runIn(folder, today, 'new', '2024-05');
  expect(made.status).toBe(0);
  const owners = ['Places', 'Inclusion', 'Assessment', 'Places', 'Inclusion', 'Assessment'].map(
    (of) => `Head of ${of}`,
  );
  expect(await ownersIn(join(folder, 'inputs/rounds/2024-05/conditions'))).toEqual(owners);
  await fillRound();
  const checked = await runIn(folder, '2024-05-13', 'check');
  expect(checked).toMatchObject({ status: 0, stderr: '' });
  expect((await runIn(folder, '2024-05-13', 'build', '2024-05')).status).toBe(0);
  for (const id of [
    'chief-finance-officer',
    'director-of-children-families-and-schools',
    'cabinet-member-for-children',
  ])
    expect(await runIn(folder, '2024-05-14', 'sign', '2024-05', id, '--name', 'Ö. Nürk')).toMatchObject({
      status: 0,
    });
  expect(await runIn(folder, '2024-05-16', 'submit', '2024-05')).toMatchObject({ status: 0, stderr: '' });
  const { tables, paragraphs } = await readWord(
    join(folder, 'output', '2024-05', 'submission', 'tri-annual-report-2024-05-final.docx'),
  );
  expect(tables.flat()).toContainEqual(['Line, £m', '2023/24', '2024/25', '2025/26', '2026/27', '2027/28']);
  expect(paragraphs).toContain('Condition 2: Make the Zoë Brontë Centre');
  expect(tables.flat(2).filter((cell) => /^,|, ,|,$/.test(cell))).toEqual([]);
  const email = await readFile(join(folder, 'output', '2024-05', 'covering-email.txt'), 'utf8');
  expect(email).toContain('report of May 2024 on the Dedicated Schools Grant agreement.');
});

test('the second round gets its column and its sheet in the workbooks that init wrote', async () => {
  const { status, stdout } = await runIn(folder, '2024-06-20', 'new', '2024-08');
  expect(status).toBe(0);
  expect(stdout).toContain("kpis.xlsx: a column for August 2024: 'KPIs'!G");
  expect(stdout).toContain("dsg-plan.xlsx: a sheet for the forecast of August 2024: 'Forecast August 2024'");
});

test('the answers on the page of the docs are these', async () => {
  const root = join(import.meta.dirname, '..', '..');
  expect(answersOnPage(root)).toBe(await readFile(answersFile, 'utf8'));
});

test('nothing of another council is in it', async () => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:yaml|md)$/.test(name));
  for (const name of names)
    expect(await readFile(join(folder, name), 'utf8')).not.toMatch(
      /Norfolk|Local First|\bLFI\b|\bNCC\b|Executive Board|illustrative: true/,
    );
});

/** What five heads of service and the programme lead type in a round. */
async function fillRound(): Promise<void> {
  const round = join(folder, 'inputs', 'rounds', '2024-05');
  for (const name of await readdir(join(round, 'conditions')))
    await setYaml(join(round, 'conditions', name), [
      [['updated'], '2024-05-07'],
      [['rating'], 'On course'],
      [
        ['progress'],
        `The work under this condition went on as planned in May; the file is ${name.slice(0, 1)}.`,
      ],
    ]);
  await setYaml(join(round, 'report.yaml'), [
    [['on_track'], 'Yes'],
    [['answers', 'question-1'], 'The forecast is that of the plan.'],
    [['answers', 'question-2'], 'Places are being built.'],
    [['summary'], 'Work goes on under all six conditions.'],
    [['emerging_risks'], 'None this period.'],
    [['support_required'], 'None this period.'],
  ]);
  await editWorkbook(join(folder, 'inputs', 'dsg-plan.xlsx'), (book) => {
    const [plan, forecast] = [book.getWorksheet('Agreed plan'), book.getWorksheet('Forecast May 2024')];
    plan?.eachRow((row, number) => {
      for (let column = 2; number > 2 && column <= 6; column += 1) {
        const cell = forecast?.getCell(number, column);
        if (cell) cell.value = row.getCell(column).value;
      }
    });
  });
}

/** The owners of a new round: the leads of the workstreams. */
async function ownersIn(conditions: string): Promise<string[]> {
  const texts = await Promise.all(
    (await readdir(conditions)).sort().map((name) => readFile(join(conditions, name), 'utf8')),
  );
  return texts.map((text) => /^owner: (.*)$/m.exec(text)?.[1] ?? '');
}
