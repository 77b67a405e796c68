import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runIn } from '../commands/run.ts';
import { listOf, unlisted } from '../printed-page.ts';
import fc from '../properties.ts';
import { readWord } from '../read-tables.ts';
import { kpiValue, type Programme, planRows, ratingOf, writeProgramme } from './programme.ts';

/** Whatever programme the schema takes: every value of it is in the finished Word files, in order. */

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'programmes Zoë '));
});
afterAll(() => rm(base, { recursive: true }));

const inOrder = ['April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const words = [
  "St Aidan's",
  'Zoë Brontë',
  'Ysgol y Môr',
  'Reception & nursery',
  '"Near home"',
  'Post-16 < 25',
];

/** So many names, each unlike the others. */
const names = (least: number, most: number, what: string) =>
  fc
    .array(fc.constantFrom(...words), { minLength: least, maxLength: most })
    .map((list) => list.map((word, i) => `${what} ${i + 1}, ${word}`));

const fills = [undefined, 'green', 'yellow', 'amber', 'orange', 'red', 'blue', 'grey'];

const programmes: fc.Arbitrary<Programme> = fc
  .record({
    years: fc.integer({ min: 1, max: 12 }),
    months: fc.subarray(['April', 'May', 'July', 'September', 'November', 'January', 'March'], {
      minLength: 1,
      maxLength: 6,
    }),
    ratings: names(2, 7, 'Rating'),
    colours: fc.array(fc.constantFrom(...fills), { minLength: 7, maxLength: 7 }),
    conditions: names(1, 12, 'Condition'),
    kpis: names(1, 25, 'Measure'),
    lines: names(1, 15, 'Line'),
    milestones: names(1, 6, 'Step'),
    stages: fc.array(fc.constantFrom('draft', 'board', 'submit'), { minLength: 6, maxLength: 6 }),
    signOffs: names(1, 5, 'Officer'),
    workstreams: names(1, 4, 'Workstream'),
  })
  .map(({ years, months, ratings, colours, milestones, stages, ...rest }) => ({
    ...rest,
    council: "St Aidan's and Zoë Brontë Council",
    years: Array.from(
      { length: years },
      (_, i) => `${2024 + i}/${String((2025 + i) % 100).padStart(2, '0')}`,
    ),
    reports: months.map((month) => ({ month, day: 12 })),
    ratings: ratings.map((rating, i) => ({ rating, ...(colours[i] ? { colour: colours[i] } : {}) })),
    milestones: milestones.map((name, i) => ({
      name,
      stage: stages[i] ?? 'submit',
      working_days_before: 20 - i,
    })),
    rounds: months.map((month) => {
      const number = inOrder.indexOf(month) + 4;
      if (number > 3) return `2024-${String(number).padStart(2, '0')}`;
      return `2025-${month === 'January' ? '01' : '03'}`;
    }),
    paper: '2025-03-20',
  }));

const money = (value: number) => value.toFixed(3).replace(/\B(?=(\d{3})+\.)/g, ',');
const count = (value: number) => value.toLocaleString('en-GB');

test('is read back whole from the report, the front sheet and the paper', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(programmes, async (programme) => {
      const folder = join(base, String(++runs));
      await mkdir(folder);
      await writeProgramme(join(folder, 'inputs'), programme);
      const last = programme.rounds.length - 1;
      const id = programme.rounds[last] as string;
      const { status, stderr } = await runIn(folder, `${id}-11`, 'build', id, programme.paper);
      // A front sheet of many conditions has more than one page, and says so.
      const codes = [...stderr.matchAll(/(?:error|warning): .*\[(.+)\]$/gm)].map(([, code]) => code);
      expect({ codes: codes.filter((code) => code !== 'document/too-long'), status }).toEqual({
        codes: [],
        status: 0,
      });
      const file = (at: string, name: string) => join(folder, 'output', at, `${name}-${at}-draft-1.docx`);
      await checkReport(programme, last, file(id, 'tri-annual-report'));
      await checkFrontSheet(programme, last, file(id, 'board-summary'));
      await checkPaper(programme, file(programme.paper, 'schools-forum-paper'));
      for (const draft of [
        file(id, 'tri-annual-report'),
        file(id, 'board-summary'),
        file(programme.paper, 'schools-forum-paper'),
      ])
        expect(await unlisted(draft, await listOf(draft))).toEqual([]);
      await rm(folder, { recursive: true });
    }),
    { numRuns: Number(process.env.PROGRAMMES ?? 6), seed: 20260101 },
  );
});

const planTable = (programme: Programme, table: number) => [
  ['Line, £m', ...programme.years],
  ...planRows(programme, table).map(([name, ...figures]) => [name, ...figures.map(money)]),
];

async function checkReport(programme: Programme, last: number, path: string) {
  const { tables } = await readWord(path);
  const { conditions, reports, kpis, milestones, signOffs } = programme;
  const columns = reports.map(({ month }, i) => `R${i + 1} (${month})`);
  for (const [i] of conditions.entries())
    expect(tables).toContainEqual([columns, columns.map((_, round) => ratingOf(programme, i, round).rating)]);
  expect(rowsOf(tables, 'Condition').map((row) => row.slice(0, 3))).toEqual(
    conditions.map((short, i) => [String(i + 1), short, ratingOf(programme, i, last).rating]),
  );
  expect(tables).toContainEqual(planTable(programme, 0));
  expect(tables).toContainEqual(planTable(programme, last + 1));
  checkVariances(programme, last, tables);
  expect(rowsOf(tables, 'Financial year').map(([year]) => year)).toEqual(programme.years);
  expect(rowsOf(tables, 'Step').map(([name]) => name)).toEqual(milestones.map(({ name }) => name));
  expect(rowsOf(tables, 'Role').map(([role]) => role)).toEqual(signOffs);
  expect(rowsOf(tables, 'Ref').map((row) => [row[0], row[1], row.at(-4)])).toEqual(
    kpis.map((name, i) => [String(i + 1), name, count(kpiValue(i, last))]),
  );
}

/** Line by line as agreed and as forecast in the round's year, whatever is between the two. */
function checkVariances(programme: Programme, last: number, tables: string[][][]) {
  const [ofYear = []] = tables.filter(([header]) => header?.[0] === 'Line of the plan, £m');
  const [agreed, now] = [planRows(programme, 0), planRows(programme, last + 1)];
  const expected = agreed.slice(0, -1).map(([name, plan = 0], i) => {
    const difference = (now[i]?.[1] ?? 0) - plan;
    return [i < programme.lines.length ? name : 'In-year position', money(plan), `+${money(difference)}`];
  });
  const read = ofYear.slice(1).map((row) => [row[0], row[1], row.at(-1)]);
  expect(read.sort()).toEqual(expected.sort());
  expect(ofYear[0]).toHaveLength(last > 0 ? 6 : 4);
  expect(rowsOf(tables, 'Line').map(([name, , , reason]) => [name, reason])).toEqual(
    expect.arrayContaining(programme.lines.map((name) => [name, `Why ${name} differs.`])),
  );
}

async function checkFrontSheet(programme: Programme, last: number, path: string) {
  const { tables } = await readWord(path);
  const rows = rowsOf(tables, 'Condition').map(([name, before, now]) => [name, before, now]);
  const before = (i: number) => (last > 0 ? ratingOf(programme, i, last - 1).rating : 'None');
  expect(rows).toEqual(
    programme.conditions.map((short, i) => [
      `${i + 1}. ${short}`,
      before(i),
      ratingOf(programme, i, last).rating,
    ]),
  );
}

async function checkPaper(programme: Programme, path: string) {
  const { tables, paragraphs } = await readWord(path);
  expect(tables).toContainEqual(planTable(programme, 0));
  const dfe = programme.years.map((_, i) => money(i + 1));
  const wide = rowsOf(tables, 'Contribution, £m').find(([payer]) => payer === 'DfE');
  const long = rowsOf(tables, 'Financial year');
  if (programme.years.length <= 7) expect(wide).toEqual(['DfE', ...dfe]);
  else
    expect(long.map(([year, paid]) => [year, paid])).toEqual(
      programme.years.map((year, i) => [year, dfe[i]]),
    );
  expect(rowsOf(tables, 'DfE ref').map((row) => row.slice(0, 2))).toEqual(
    programme.kpis.map((name, i) => [String(i + 1), name]),
  );
  const due = paragraphs.find((text) => text.startsWith('Reports of this year, by date: '));
  expect(due?.match(/\d{4}/g)).toHaveLength(programme.reports.length);
  const named = paragraphs.filter((text) => /^Workstream \d+: Workstream \d+, /.test(text));
  for (const [i, name] of programme.workstreams.entries())
    expect(named).toContain(`Workstream ${i + 1}: ${name}`);
}

/** The rows below the header of the table that begins with a heading. */
function rowsOf(tables: readonly string[][][], heading: string): string[][] {
  const table = tables.find(([header]) => header?.[0] === heading);
  return table?.slice(1) ?? [];
}
