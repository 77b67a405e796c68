import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { readCsv } from '../../scripts/sample/read-csv.ts';
import { isWorkingDay } from '../../src/calendar/working-days.ts';
import { roundingNotes } from '../../src/checks/index.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { kpisOf } from '../../src/model/kpi.ts';
import { isReadable } from '../../src/model/project.ts';

const inputs = join(import.meta.dirname, '..', '..', 'inputs');
const { project, findings, files } = await readProject(inputs);
if (!isReadable(project)) throw new Error('the sample programme cannot be read');
const { agreement, programme, register, holidays, plan, forecasts, kpis: sheet, rounds } = project;
const kpis = kpisOf(register);

const linesOf = async (name: string) =>
  (await readFile(join(import.meta.dirname, name), 'utf8')).trimEnd().split(/\r?\n/);
const tableOf = (name: string) => readCsv(join(import.meta.dirname, name));

test('all of it is read, and nothing is wrong with it', () => {
  expect(findings).toEqual([]);
  expect(files).toHaveLength(54);
  expect(files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
});

describe('the agreement', () => {
  test('has the nine conditions word for word, numbered in order', async () => {
    expect(agreement.conditions.map(({ wording }) => wording)).toEqual(
      await linesOf('agreement-wording.txt'),
    );
    expect(agreement.conditions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('has the questions of the DfE and its further requests word for word', async () => {
    const { questions, additional_information } = agreement;
    expect(questions).toHaveLength(4);
    expect([...questions, ...additional_information].map(({ wording }) => wording)).toEqual(
      await linesOf('questions-wording.txt'),
    );
  });

  test('has the contributions year by year: £70m of the DfE, £32.423m of the council', () => {
    expect(agreement.contributions).toEqual({
      dfe: {
        '2022/23': 28,
        '2023/24': 6,
        '2024/25': 6,
        '2025/26': 6,
        '2026/27': 6,
        '2027/28': 6,
        '2028/29': 12,
      },
      council: {
        '2023/24': 5.5,
        '2024/25': 5.5,
        '2025/26': 5.5,
        '2026/27': 5.5,
        '2027/28': 5.5,
        '2028/29': 4.923,
      },
    });
    const sum = (amounts: Record<string, number>) => Object.values(amounts).reduce((a, b) => a + b, 0);
    expect(sum(agreement.contributions.dfe)).toBe(70);
    expect(sum(agreement.contributions.council)).toBeCloseTo(32.423, 9);
  });

  test('has the three reports of a year, whose columns are no calendar quarters', () => {
    expect(agreement.reports).toEqual([
      { number: 1, month: 'June', column: 'Q1 (June)', deadline_day: 16 },
      { number: 2, month: 'September', column: 'Q2 (September)', deadline_day: 15 },
      { number: 3, month: 'December', column: 'Q3 (December)', deadline_day: 15 },
    ]);
  });
});

test('the programme has five workstreams, each with the name of the programme and the public one', () => {
  expect(programme.workstreams.map((w) => [w.number, w.formal_name, w.public_name])).toEqual([
    [
      1,
      'Mainstream school inclusion, culture and practice',
      'Mainstream school inclusion, culture and practice',
    ],
    [2, 'Early Help and Inclusion', 'School and community teams'],
    [
      3,
      'School Led Alternative Provision model',
      'Modelling/funding/commissioning for secondary school Alternative Provision (AP)',
    ],
    [4, 'Commission/use Independent differently', 'Using independent special schools differently'],
    [5, 'SEND Sufficiency Capital Programme', 'SEND sufficiency and capital'],
  ]);
});

describe('the KPI register', () => {
  const [, ...list] = tableOf('kpi-list.csv');

  test('has 46 KPIs in seven groups, with ids that are unique and stay', () => {
    expect(kpis.map(({ id }) => id)).toEqual(list.map(([id]) => id));
    expect(new Set(kpis.map(({ id }) => id)).size).toBe(46);
    expect(register.groups.map(({ name, kpis: inside }) => [name, inside.length])).toEqual([
      ['EHCP', 10],
      ['HNB', 5],
      ['DSG', 7],
      ['Savings/mitigation', 4],
      ['Average Costs', 13],
      ['Independent', 5],
      ['Alternative Provision', 2],
    ]);
  });

  test('has both numberings, names, sources, regularities and workstreams of the two lists', () => {
    const read = kpis.map((kpi) => [
      kpi.id,
      String(kpi.dfe_ref),
      String(kpi.forum_ref),
      kpi.name,
      kpi.group,
      kpi.source,
      kpi.regularity,
      (kpi.forum_workstreams ?? kpi.workstreams).join(' '),
      kpi.workstreams.join(' '),
    ]);
    expect(read).toEqual(list.map((row) => row.slice(0, -1)));
  });

  test('numbers each list from 1 to 46, and only the first four alike', () => {
    const all = Array.from({ length: 46 }, (_, i) => i + 1);
    expect(kpis.map(({ dfe_ref }) => dfe_ref)).toEqual(all);
    expect(kpis.map(({ forum_ref }) => Number(forum_ref)).sort((a, b) => a - b)).toEqual(all);
    const alike = kpis.filter(({ dfe_ref, forum_ref }) => dfe_ref === forum_ref);
    expect(alike.map(({ dfe_ref }) => dfe_ref)).toEqual([1, 2, 3, 4]);
  });

  test("keeps the Forum's wording where it differs", () => {
    const differing = kpis.filter(({ forum_name }) => forum_name !== undefined);
    expect(differing.map(({ dfe_ref, forum_name }) => [dfe_ref, forum_name])).toEqual([
      [5, '% of EHCP per head of population'],
      [11, 'HNB surplus / deficit'],
      [13, 'HNB spend - direct (includes recoupment and future demand)'],
      [43, '% of SEMH independent provision'],
    ]);
  });

  test('is matched row by row in the workbook, under the same groups', () => {
    expect(sheet?.rows.map(({ ref, name, group }) => [ref, name, group])).toEqual(
      kpis.map(({ dfe_ref, name, group }) => [dfe_ref, name, group]),
    );
    expect(sheet?.periods.map(({ id, baseline }) => [id, baseline])).toEqual([
      ['2023-06', true],
      ['2023-09', false],
      ['2023-12', false],
    ]);
    expect(sheet?.illustrative).toBe(true);
  });
});

describe('the agreed plan', () => {
  const [[, ...years] = [], ...printed] = tableOf('agreed-plan.csv');

  test('has the 21 lines and 146 figures that were printed; the one blank stays blank', () => {
    const read = plan?.rows.map(({ name, values }) => [name, ...years.map((year) => values[year]?.value)]);
    const numbers = printed.map(([name, ...figures]) => [
      name,
      ...figures.map((figure) => (figure === '' ? undefined : Number(figure))),
    ]);
    expect(read).toEqual(numbers);
    expect(plan?.years).toEqual(years);
    expect(plan?.rows).toHaveLength(21);
    expect(plan?.rows.flatMap(({ values }) => Object.values(values))).toHaveLength(146);
    expect(plan?.illustrative).toBe(false);
  });

  test('has twelve totals that are £0.001m away from the sum of their lines', () => {
    const notes = roundingNotes(project).map(({ what, cell, printed: total, computed, difference }) => [
      what,
      cell.replace("dsg-plan.xlsx 'Agreed plan'!", ''),
      total,
      computed,
      difference,
    ]);
    expect(notes.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['cumulative balance of 2024/25', 'D24', 68.194, 68.195, -0.001],
      ['cumulative balance without contribution of 2024/25', 'D21', 119.194, 119.195, -0.001],
      ['in-year position of 2023/24', 'C20', 25.149, 25.148, 0.001],
      ['in-year position of 2024/25', 'D20', 20.433, 20.432, 0.001],
      ['in-year position of 2025/26, from its lines', 'E20', 10.924, 10.925, -0.001],
      ['in-year position of 2026/27, from its lines', 'F20', 0.3, 0.301, -0.001],
      ['total expenditure of 2024/25', 'D19', 171.112, 171.113, -0.001],
      ['total expenditure of 2025/26', 'E19', 165.479, 165.48, -0.001],
      ['total expenditure of 2026/27', 'F19', 158.549, 158.55, -0.001],
      ['total expenditure of 2027/28', 'G19', 151.303, 151.304, -0.001],
      ['total income of 2023/24', 'C6', -144.228, -144.227, -0.001],
      ['total income of 2027/28', 'G6', -162.623, -162.624, 0.001],
    ]);
  });
});

describe('the forecasts', () => {
  test('are three, one for each round, made up and marked so', () => {
    expect(forecasts.map(({ round, illustrative }) => [round, illustrative])).toEqual([
      ['2023-06', true],
      ['2023-09', true],
      ['2023-12', true],
    ]);
  });

  test('have totals that are formulas, and the stored results are what is read', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(inputs, 'dsg-plan.xlsx'));
    const totals = agreement.plan.lines.filter(({ role }) => /total|in-year|cumulative/.test(role));
    expect(totals).toHaveLength(5);
    for (const forecast of forecasts)
      for (const { name } of totals) {
        const figures = Object.values(forecast.rows.find((row) => row.name === name)?.values ?? {});
        expect(figures).toHaveLength(7);
        for (const { value, cell } of figures) {
          const stored = workbook.getWorksheet(cell.sheet)?.getCell(cell.cell);
          expect(stored?.formula).toBeTruthy();
          expect(value).toBeCloseTo(Number(stored?.result), 9);
        }
      }
  });
});

test('the rounds of June, September and December 2023 have a report and nine conditions each, word for word', () => {
  expect(rounds.map(({ id }) => id)).toEqual(['2023-06', '2023-09', '2023-12']);
  for (const { report, conditions } of rounds) {
    expect(report?.illustrative).toBe(true);
    expect(conditions.map(({ update }) => [update.condition, update.wording])).toEqual(
      agreement.conditions.map(({ number, wording }) => [number, wording]),
    );
  }
});

describe('the bank holidays', () => {
  const dates = holidays?.holidays.map(({ date }) => date) ?? [];

  test('run to the end of 2030, in order: nine in the year of the coronation, and eight in the others', () => {
    expect(holidays?.runs_out).toBe('2030-12-31');
    expect(dates).toEqual([...new Set(dates)].sort());
    const years = Array.from({ length: 8 }, (_, i) => 2023 + i);
    const counts = years.map((year) => dates.filter((date) => date.startsWith(String(year))).length);
    expect(counts).toEqual([9, 8, 8, 8, 8, 8, 8, 8]);
  });

  test('fall on weekdays, those on a weekend being moved', () => {
    expect(dates.filter((date) => !isWorkingDay(date, new Set()))).toEqual([]);
    expect(dates).toEqual(
      expect.arrayContaining([
        '2023-01-02',
        '2023-05-08',
        '2026-12-28',
        '2027-12-27',
        '2027-12-28',
        '2028-01-03',
      ]),
    );
  });

  test('have Good Friday and Easter Monday of each year', () => {
    const sundays = ['04-09', '03-31', '04-20', '04-05', '03-28', '04-16', '04-01', '04-21'];
    for (const [i, day] of sundays.entries()) {
      const sunday = Date.parse(`${2023 + i}-${day}T00:00:00Z`);
      const away = (days: number) => new Date(sunday + days * 86_400_000).toISOString().slice(0, 10);
      expect(dates).toContain(away(-2));
      expect(dates).toContain(away(1));
    }
  });
});
