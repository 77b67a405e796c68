import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { main } from '../../src/cli.ts';
import { sha256 } from '../../src/files/sha256.ts';
import { copyFolder } from '../copy-folder.ts';
import { readWord } from '../read-tables.ts';
import { editWorkbook, setYaml } from '../real-programme.ts';

/** What somebody made with version 0.1 goes on working, or one message says what to type. See README.md beside this file. */

let base = '';
let folder = '';
let count = 0;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'zero one '));
});
afterAll(() => rm(base, { recursive: true }));
beforeEach(async () => {
  folder = join(base, String(++count));
  for (const [from, to] of [
    ['inputs', 'inputs'],
    ['templates', 'templates'],
    ['drafts', 'output'],
  ] as const)
    copyFolder(join(import.meta.dirname, from), join(folder, to));
});

async function run(...args: string[]) {
  let output = '';
  const write = (text: string) => {
    output += text;
    return true;
  };
  const places = ['inputs', 'output', 'templates'].flatMap((name) => [`--${name}`, join(folder, name)]);
  const status = await main([...args, ...places, '--today', '2023-09-11'], {
    stdout: { write },
    stderr: { write },
  });
  return { status, output };
}

const output = (...names: string[]) => join(folder, 'output', ...names);

test('its inputs have no errors', async () => {
  const { status, output: said } = await run('check', '2023-09');
  expect({ status, said }).toMatchObject({ status: 0, said: expect.not.stringContaining(' error: ') });
});

test('its report is built with its edited templates, all columns in it, and its drafts stay', async () => {
  const before = await readFile(output('2023-09', 'tri-annual-report-2023-09-draft-1.docx'));
  expect((await run('build', '2023-09')).status).toBe(0);
  const drafts = (await readdir(output('2023-09'))).filter(
    (name) => name.endsWith('.docx') && !name.includes('changes-since'),
  );
  expect(drafts).toEqual(
    ['board-summary', 'tri-annual-report'].flatMap((name) =>
      [1, 2].map((number) => `${name}-2023-09-draft-${number}.docx`),
    ),
  );
  expect(await readFile(output('2023-09', 'tri-annual-report-2023-09-draft-1.docx'))).toEqual(before);
  const { tables, paragraphs, xml } = await readWord(
    output('2023-09', 'tri-annual-report-2023-09-draft-2.docx'),
  );
  expect(paragraphs).toContain('Ratings in short');
  expect(tables).toContainEqual([
    ['Q1 (June)', 'Q2 (September)', 'Q3 (December)'],
    ['Green', 'Green', 'Not yet due'],
  ]);
  const plan = tables.find(([header]) => header?.[0] === 'Line, £m');
  expect(plan?.[0]?.slice(1)).toEqual([
    '2022/23',
    '2023/24',
    '2024/25',
    '2025/26',
    '2026/27',
    '2027/28',
    '2028/29',
  ]);
  for (const fill of ['D4EDDA', 'FFE8B3', 'F8D7DA']) expect(xml).toContain(`w:fill="${fill}"`);
  const [first, second] = await Promise.all(
    [1, 2].map((number) => readWord(output('2023-09', `tri-annual-report-2023-09-draft-${number}.docx`))),
  );
  expect(second?.tables).toEqual(first?.tables.map((rows) => rows.map(inWordsOfToday)));
});

/** Movements have parallel words since, a KPI of no one workstream is the programme's, and one without a new value says so where that would be. */
const inWordsOfToday = (row: string[]) =>
  row.map((cell, i) => {
    if (row[i + 1] === 'No new value') return 'No new value';
    if (cell === 'No new value') return 'None';
    return cell === 'None' && /^\d+$/.test(row[0] ?? '')
      ? i === 2
        ? 'Programme'
        : cell
      : cell.replace(/^Worse, was /, 'Worsened from ').replace(/^Better, was /, 'Improved from ');
  });

test('its drafts, whose manifests have no list of what they print, are not comparable, and never the same', async () => {
  await run('build', '2023-09');
  const { paragraphs } = await readWord(output('2023-09', 'board-summary-2023-09-draft-2.docx'));
  const since = paragraphs.indexOf('Since draft 1');
  expect(paragraphs.slice(since + 1, since + 2)).toEqual([
    'Not comparable with draft 1: triannual 0.1.0, which made it, kept no list of what it printed.',
  ]);
});

test('its submitted report is verified by its record, and its round stays closed', async () => {
  expect(await run('submit', '--verify')).toMatchObject({ status: 0 });
  const { status, output: said } = await run('build', '2023-06');
  expect({ status, said }).toMatchObject({ status: 0, said: expect.not.stringContaining(' error: ') });
});

test('its record enters the register with the first that is sealed, which names it, and is compared from then on', async () => {
  const record = join(folder, 'inputs', 'rounds', '2023-06', 'submission.yaml');
  const text = await readFile(record, 'utf8');
  await run('record', '2023-09', '--sent', '2023-09-11');
  const { entries } = parse(await readFile(join(folder, 'inputs', 'submissions.yaml'), 'utf8'));
  expect(entries).toMatchObject([
    { id: '2023-06', kind: 'report', sha256: sha256(text), signatures: 2 },
    { id: '2023-09', kind: 'report', seal: expect.any(String), signatures: 0 },
  ]);
  const sealed = parse(
    await readFile(join(folder, 'inputs', 'rounds', '2023-09', 'submission.yaml'), 'utf8'),
  );
  expect(sealed.previous).toBe(sha256(text));
  expect(await run('verify')).toMatchObject({ status: 0 });
  await writeFile(record, text.replace('A. Treasurer', 'C. Forger'));
  const { status, output: said } = await run('verify');
  expect(said).toContain('submission.yaml: error: the record of 2023-06 was changed after it was written');
  expect(status).toBe(1);
});

test('its status names what 0.1 had no field for in words of its own', async () => {
  const { output: said } = await run('status', '2023-09');
  expect(said).toMatch(/^September 2023 report \(2023-09\): after “Final sign-off by Executive Board”, due /);
});

test('its paper for Schools Forum is built with its edited template', async () => {
  const { output: said } = await run('build', '2023-05-17');
  expect(said).toContain('schools-forum-paper-2023-05-17-draft-1.docx: written');
  const { paragraphs } = await readWord(output('2023-05-17', 'schools-forum-paper-2023-05-17-draft-1.docx'));
  expect(paragraphs).toContain('Who to ask');
});

test('a year more than its templates print is one error for each template, with the tag to type', async () => {
  await addYear();
  const { status, output: said } = await run('build', '2023-09');
  expect(status).toBe(1);
  const left = [...said.matchAll(/[\w-]+\.docx: .*leaves out.*/g)].map(([line]) => line);
  expect(left).toEqual([
    "tri-annual-report.docx: error: the template prints seven of the agreement's eight financial years, and leaves out 2029/30 [template/columns-not-printed]",
  ]);
  expect(said).toContain('type {{#columns years}}{{this}}{{/columns}} into one cell of each row');
  const draft = await readWord(output('2023-09', 'tri-annual-report-2023-09-draft-2.docx'));
  expect(draft.paragraphs).toContain(
    "The template prints seven of the agreement's eight financial years, and leaves out 2029/30.",
  );
  const manifest = await readFile(output('2023-09', 'tri-annual-report-2023-09-draft-2.json'), 'utf8');
  const { figures } = JSON.parse(manifest) as { figures: Array<{ name: string }> };
  const tabled = figures.filter(({ name }) => /^(Plan|Forecast): /.test(name));
  expect(tabled.some(({ name }) => name.endsWith('2028/29'))).toBe(true);
  expect(tabled.filter(({ name }) => name.endsWith('2029/30'))).toEqual([]);
});

/** An eighth year in the agreement and in the workbook. */
async function addYear() {
  await setYaml(join(folder, 'inputs', 'agreement.yaml'), [[['financial_years', 7], '2029/30']]);
  await editWorkbook(join(folder, 'inputs', 'dsg-plan.xlsx'), (workbook) => {
    for (const sheet of workbook.worksheets) {
      const heading = sheet.getColumn(8).values.indexOf('2028/29');
      sheet.eachRow((row, number) => {
        const { value } = row.getCell(8);
        if (number === heading) row.getCell(9).value = '2029/30';
        else if (typeof value === 'number') row.getCell(9).value = value;
      });
    }
  });
}
