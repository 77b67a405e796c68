import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { descendants, isElement, textOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';
import { copyAsReal, setYaml, signatures } from '../real-programme.ts';
import { paragraphText } from '../word/documents.ts';
import { danglingIn } from '../word/references.ts';
import { problemsOf } from '../word/sound.ts';

/** The front sheet for the Executive Board, from the inputs to the Word file. */

const root = join(import.meta.dirname, '..', '..');

const base = await mkdtemp(join(tmpdir(), 'Vorstand für Ärzte '));
afterAll(() => rm(base, { recursive: true }));
let folder = '';
let templates = join(root, 'templates');
let count = 0;
beforeEach(async () => {
  folder = join(base, String(++count));
  templates = join(root, 'templates');
  await copyAsReal(join(folder, 'inputs'));
});

const input = (...names: string[]) => join(folder, 'inputs', 'rounds', ...names);
const condition = (name: string, values: Parameters<typeof setYaml>[1]) =>
  setYaml(input('2023-09', 'conditions', name), values);

async function run(verb: string, ...args: string[]) {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const others = ['--templates', templates, '--output', join(folder, 'output'), '--today', '2023-09-12'];
  const places = ['--inputs', join(folder, 'inputs'), ...(verb === 'new' ? [] : others)];
  const status = await main([verb, ...places, ...args], { stdout: { write }, stderr: { write } });
  return { status, output };
}
const build = (id = '2023-09') => run('build', id);

const draft = (number: number, document = 'board-summary', id = '2023-09') =>
  join(folder, 'output', id, `${document}-${id}-draft-${number}.docx`);
const manifest = async (number: number, document?: string) =>
  JSON.parse(await readFile(draft(number, document).replace('.docx', '.json'), 'utf8'));
const drafts = async (id = '2023-09') =>
  (await readdir(join(folder, 'output', id))).filter((name) =>
    /^board-summary-\d{4}-\d\d-draft-\d+\.docx$/.test(name),
  );

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
async function bodyOf(file: string): Promise<XmlElement> {
  return parseXml((await readPackage(await readFile(file))).get('word/document.xml')?.text ?? '');
}
/** The paragraphs outside tables, and the tables' rows. */
async function read(number: number) {
  const all = [...descendants(await bodyOf(draft(number)))];
  const rows = all.filter(({ name }) => name === 'w:tr');
  return {
    paragraphs: all
      .filter(({ name, parent }) => name === 'w:p' && parent?.name === 'w:body')
      .map((p) => plain(paragraphText(p))),
    rows: rows.map((row) =>
      row.children
        .filter(isElement)
        .filter(({ name }) => name === 'w:tc')
        .map((cell) => plain(textOf(cell))),
    ),
  };
}
/** What stands below the last heading. */
const changesIn = async (number: number) => {
  const { paragraphs } = await read(number);
  return paragraphs
    .slice(paragraphs.findIndex((text) => text.startsWith('Since ')) + 1)
    .filter((text) => text);
};

test('says on one sheet whether the programme is on track, what is to be decided, and how the ratings have moved', async () => {
  expect((await build()).status).toBe(0);
  const { paragraphs, rows } = await read(1);
  expect(paragraphs.filter((text) => text)).toEqual([
    'Local First Inclusion: board summary, September 2023',
    'Draft 1, for the Executive Board. Report: draft 1, due 15 September 2023. Position at 25 August 2023.',
    'On track to meet the deficit targets: At risk',
    expect.stringMatching(
      /^The main cause of the difference is Independent Special Schools: £0\.620m above the plan in 2023\/24/,
    ),
    'In £m, rounded; deficits positive. Council’s tolerance: £1.0m. Peak: 2024/25.',
    expect.stringMatching(
      /^At stake: The second of the DfE’s three payments.* The council’s reserves would bear £69\.520m when the accounting treatment ends \(March 2026\), unless extended\.$/,
    ),
    'The DfE on the report of June 2023: Accepted. The next report is to give the position on annual reviews.',
    'Decisions needed: the Board is asked to',
    'Agree the answer to the DfE: “At risk”, on the figures above.',
    'Agree mitigations: condition 7 (Red) and conditions 2, 4, 5 and 6 (Amber).',
    'Sign off by 11 September 2023: the report; then the S151 Officer and Director of Children’s Services sign.',
    expect.stringMatching(
      /^Agree what is asked of the DfE: Advice on the pilots of the DfE’s three-tier plan/,
    ),
    'Top risks (likelihood, impact; owner) and KPIs',
    'Fees of three independent providers rise from January, not forecast (High, High; Assistant Director, workstream 4).',
    'The accounting treatment ends in March 2026, before the deficit is repaid (High, High; S151 Officer).',
    'Placements in independent provision keep rising (Medium, High; Assistant Director, workstream 2).',
    'KPIs off target: None (four on target, six within tolerance of it and none off it; none in Jun).',
    'Ratings: four Green, four Amber (2, 4, 5 and 6) and one Red (7)',
    'Green: on track. Amber: a step late or at risk, or a target missed. Red: a target missed that no agreed action mends.',
    'No step is overdue. Three dates have moved (conditions 2 and 4).',
  ]);
  expect(rows[1]).toEqual(['2023/24', '25.149', '25.949', '0.800', '59.262', '60.062', '0.800', '+0.650']);
  expect(rows.slice(6, 15).map(([name = '', before, now]) => [name.slice(0, 2), before, now])).toEqual([
    ['1.', 'Green', 'Green'],
    ['2.', 'Amber', 'Amber'],
    ['3.', 'Green', 'Green'],
    ['4.', 'Green', 'Amber'],
    ['5.', 'Amber', 'Amber'],
    ['6.', 'Green', 'Amber'],
    ['7.', 'Green', 'Red'],
    ['8.', 'Green', 'Green'],
    ['9.', 'Green', 'Green'],
  ]);
  expect(rows[15]).toEqual(['Comment of the S151 Officer', 'Comment of the Director of Children’s Services']);
  expect(rows[9]?.[3]).toMatch(
    /^Worsened\. Six teams start half a term later than planned\. Mitigation: Cover/,
  );
});

test('its money is that of the report, and each figure is traced to its cell', async () => {
  await build();
  const { rows } = await read(1);
  const { figures } = await manifest(1);
  const report = await manifest(1, 'tri-annual-report');
  for (const figure of figures) expect(report.figures).toContainEqual(figure);
  expect(figures).toContainEqual({
    name: 'Balance plan, 2023/24',
    printed: '59.262',
    cell: "dsg-plan.xlsx 'Agreed plan'!C24",
  });
  // How far each is over the plan is worked out from them.
  const numbers = rows
    .slice(1, 5)
    .flatMap((row) => row.filter((cell, i) => ![3, 6].includes(i) && /^[\u2212\d.]+$/.test(cell)));
  expect(numbers).toEqual(figures.map(({ printed }: { printed: string }) => printed));
});

test('is sound, and holds nothing left over', async () => {
  await build();
  const bytes = await readFile(draft(1));
  expect(await problemsOf(bytes)).toEqual([]);
  expect(await danglingIn(bytes)).toEqual([]);
  expect(textOf(await bodyOf(draft(1)))).not.toMatch(/\{\{|\}\}|undefined|\bNaN\b|\[object|illustrative/i);
});

test('the next draft says what has changed since the one before, and only that', async () => {
  await build();
  await condition('4-school-and-community-teams.yaml', [
    [['rating'], 'Green'],
    [['reason'], null],
    [['mitigation'], null],
  ]);
  await build();
  expect(await changesIn(2)).toEqual([
    'Rating of condition 4, School and community teams: Green, was Amber.',
    'Reworded: condition 4.',
  ]);
  await setYaml(input('2023-09', 'report.yaml'), signatures('2023-09-11'));
  await build();
  expect(await changesIn(3)).toEqual([
    'Signed by the S151 Officer: A. Treasurer, 11 September 2023.',
    'Signed by the Director of Children’s Services: B. Director, 11 September 2023.',
  ]);
  expect((await read(3)).paragraphs).toContain('Since draft 2');
});

test('leaves as many lines for comments as its page has room for, eight at most', async () => {
  const linesIn = async (number: number) => {
    const cell = [...descendants(await bodyOf(draft(number)))].filter(({ name }) => name === 'w:tc').at(-1);
    return [...descendants(cell as XmlElement)].filter(({ name }) => name === 'w:br').length + 1;
  };
  const lines: number[] = [];
  for (const words of [0, 1, 20, 40, 60, 80, 200]) {
    const reason = words === 0 ? 'Late' : 'Teams start late '.repeat(words);
    await condition('4-school-and-community-teams.yaml', [[['reason'], reason]]);
    await build();
    lines.push(await linesIn(lines.length + 1));
  }
  expect(lines).toEqual([...lines].sort((a, b) => b - a));
  expect(lines[0]).toBeGreaterThan(2);
  expect(lines[0]).toBeLessThan(9);
  expect(lines.at(-1)).toBe(1);
});

test('a rating of an earlier report that changes is told, with the movement that it changes', async () => {
  await build();
  await setYaml(input('2023-06', 'conditions', '4-school-and-community-teams.yaml'), [
    [['rating'], 'Amber'],
    [['mitigation'], { action: 'Recruit early', owner: 'Head of Service', by: '2023-09-01' }],
  ]);
  await build();
  expect(await changesIn(2)).toEqual([
    'Rating of condition 4, School and community teams, in Q1 (June): Amber, was Green.',
    'Movement of condition 4, School and community teams: “No change”, was “Worsened from Green”.',
  ]);
});

test('the same inputs make no new draft of it, however often it is built', async () => {
  await build();
  await condition('4-school-and-community-teams.yaml', [[['progress'], 'New.']]);
  await build();
  const bytes = await readFile(draft(2));
  for (const _ of [1, 2]) {
    const { output } = await build();
    expect(output.match(/up to date, no new draft/g)).toHaveLength(4);
  }
  expect(await drafts()).toHaveLength(2);
  expect(Buffer.compare(await readFile(draft(2)), bytes)).toBe(0);
  // One that is lost is made again as it was.
  await rm(draft(2));
  expect((await build()).output).toContain('board-summary-2023-09-draft-2.docx: written again');
  expect(Buffer.compare(await readFile(draft(2)), bytes)).toBe(0);
});

test('a comment in an input file, changes nothing, and other wording of the template is told', async () => {
  await build();
  await writeFile(
    input('2023-09', 'report.yaml'),
    `${await readFile(input('2023-09', 'report.yaml'), 'utf8')}# note\n`,
  );
  expect((await build()).output.match(/up to date, no new draft/g)).toHaveLength(4);
  templates = join(folder, 'templates');
  await mkdir(templates);
  for (const name of ['board-summary', 'tri-annual-report', 'growth-plan', 'forward-plan'])
    await copyFile(join(root, 'templates', `${name}.docx`), join(templates, `${name}.docx`));
  const parts = await readPackage(await readFile(join(templates, 'tri-annual-report.docx')));
  const body = parts.get('word/document.xml')?.text ?? '';
  parts.set('word/document.xml', new Part(body.replace('At a glance', 'In short')));
  await writeFile(join(templates, 'tri-annual-report.docx'), await writePackage(parts));
  await build();
  expect(await changesIn(2)).toEqual(['The template’s own wording changed: the body.']);
});

test('clearing away earlier drafts makes no new one, and one that is made again says what it said', async () => {
  await build();
  await condition('4-school-and-community-teams.yaml', [[['progress'], 'New.']]);
  await build();
  const bytes = await readFile(draft(2));
  for (const document of ['board-summary', 'tri-annual-report'])
    for (const ending of ['docx', 'json']) await rm(draft(1, document).replace('docx', ending));
  expect((await build()).output.match(/up to date, no new draft/g)).toHaveLength(4);
  await rm(draft(2));
  await rm(draft(2, 'tri-annual-report'));
  expect((await build()).output.match(/written again/g)).toHaveLength(2);
  expect(Buffer.compare(await readFile(draft(2)), bytes)).toBe(0);
  expect((await manifest(2, 'tri-annual-report')).changes).toEqual(['Reworded: condition 4.']);
});

test('a draft whose record is gone is not compared with', async () => {
  await build();
  await rm(draft(1, 'tri-annual-report').replace('.docx', '.json'));
  await build();
  expect(await changesIn(2)).toEqual(['Draft 1 has left no record to compare this draft with.']);
});

test('a round that has been submitted makes none any more', async () => {
  await run('build', '2023-06', '--today', '2023-06-12');
  await setYaml(input('2023-06', 'report.yaml'), signatures('2023-06-12'));
  await build('2023-06');
  expect(await drafts('2023-06')).toHaveLength(2);
  const { status } = await run('submit', '2023-06', '--today', '2023-06-15', '--entered-late', 'A test.');
  expect(status).toBe(0);
  const { output } = await build('2023-06');
  expect(output).toContain('tri-annual-report-2023-06-final.docx: submitted, and kept as it is');
  expect(output).not.toContain('board-summary');
  expect(await drafts('2023-06')).toHaveLength(2);
});

test('without a report there is none', async () => {
  templates = join(folder, 'templates');
  await mkdir(templates);
  await copyFile(join(root, 'templates/board-summary.docx'), join(templates, 'board-summary.docx'));
  const { status, output } = await build();
  expect(status).toBe(1);
  expect(output).toContain(
    'tri-annual-report-2023-09: no draft written\nboard-summary-2023-09: no draft written\n',
  );
  expect(output).toContain('tri-annual-report.docx: error: the template is not there');
});

test('an incomplete report is said to be, and what is not given is said in words', async () => {
  await run('new', '2024-06');
  expect((await run('build', '2024-06', '--today', '2024-06-03')).status).toBe(1);
  const text = plain(textOf(await bodyOf(draft(1, 'board-summary', '2024-06'))));
  expect(text).toContain('Draft 1, incomplete, for the Executive Board.');
  expect(text).toContain('31 things are missing, and are named on its first page.');
  expect(text).toContain('On track to meet the deficit targets: Not given');
});
