import { kpisOf, matchKpis } from '../model/kpi.ts';
import type { Paper } from '../model/paper.ts';
import type { ReadableProject } from '../model/project.ts';
import { shortMonthName } from '../model/round.ts';
import type { ChartData } from '../word/shape.ts';
import type { Fields } from './fields-of-files.ts';
import { alternativeText, list, number } from './house-formats.ts';
import { kpiFields } from './kpis.ts';
import { as, type ContextOf, cellAt, figure, fixed, type Given, inText, workedOut } from './origins.ts';
import { monthsIn, publicNameOf } from './public-kpis.ts';
import { missing } from './report-source.ts';

type GivenDemand = Fields<NonNullable<Paper['paper']>['demand']>;

/** So many periods have room beside each other. */
const mostColumns = 7;

/** Demand for plans over time: a chart, and the same figures as a table. */
export function buildDemand(
  project: ReadableProject,
  paper: Paper,
  demand: GivenDemand | undefined,
): { chart: ContextOf<'chart'>; table: ContextOf<'markdown'>; hasValues: boolean } {
  const kpis = paper.paper?.demand?.kpis;
  const { categories, series } = kpis ? fromWorkbook(project, paper, kpis) : typed(demand?.figures);
  const cell = (text: Given | undefined) => text?.value ?? missing.value;
  // Few periods are columns, as years are in other tables.
  const areColumns = categories.length <= mostColumns;
  const byPeriod = [
    [areColumns ? 'Measure' : 'Period', ...series.map(({ name }) => name.value)],
    ...categories.map((category, i) => [category.value, ...series.map(({ printed }) => cell(printed[i]))]),
  ];
  const cells = areColumns
    ? (byPeriod[0] ?? []).map((_, i) => byPeriod.map((row) => row[i] ?? ''))
    : byPeriod;
  const [header = '', ...rows] = cells.map((row) => `| ${row.join(' | ')} |`);
  const align = `|---|${(cells[0] ?? [])
    .slice(1)
    .map(() => '---:|')
    .join('')}`;
  const names = list(series.map(({ name }) => name.value));
  const [from, to] = [categories[0], categories.at(-1)].map((one) => one?.value ?? 'no period');
  const unit = demand?.unit.value ?? '';
  const chart: ChartData = {
    categories: categories.map(({ value }) => value),
    series: series.map(({ name, values }) => ({ name: name.value, values })),
    description: alternativeText(
      `Chart of ${names}, ${unit}, from ${from} to ${to}. The figures are in the table above.`,
      `Chart of ${names}, from ${from} to ${to}. The figures are in the table above.`,
      `Chart of ${series.length} series, from ${from} to ${to}. The figures are in the table above.`,
    ),
  };
  const sources = [...categories, ...series.flatMap(({ name, printed }) => [name, ...printed])];
  return {
    chart: workedOut(chart, 'the figures of each period', ...sources, demand?.unit),
    table: workedOut(
      [header, align, ...rows].join('\n'),
      'the figures of each period',
      ...sources.map(inText),
    ),
    hasValues: categories.length > 0 && series.length > 0,
  };
}

interface Demand {
  categories: readonly Given[];
  series: Array<{ name: Given; values: Array<number | null>; printed: Given[] }>;
}

/** One value for each period: a check says where there are more or fewer. */
function typed(given: GivenDemand['figures']): Demand {
  if (!given) return { categories: [], series: [] };
  const { periods } = given;
  return {
    categories: periods,
    series: given.series.map((series) => {
      const values = periods.map((_, i) => series.values[i]);
      return {
        name: series.name,
        values: values.map((value) => value?.value ?? null),
        printed: values.map((value) => (value ? as(value, (one) => number(one)) : fixed(missing.value))),
      };
    }),
  };
}

function fromWorkbook(project: ReadableProject, paper: Paper, ids: readonly string[]): Demand {
  const { register, kpis: sheet } = project;
  const months = monthsIn(project, paper);
  const rows = matchKpis(register, sheet);
  const chosen = ids.flatMap((id) => kpisOf(register).find((kpi) => kpi.id === id) ?? []);
  const headings = (month: string) => sheet?.periods.filter(({ id }) => id === month) ?? [];
  return {
    categories: months.map((month) =>
      workedOut(
        shortMonthName(month),
        'a month of the workbook',
        ...headings(month).map(({ cell }) => cellAt(cell)),
      ),
    ),
    series: chosen.map((kpi) => {
      const row = rows.get(kpi.id);
      const { name, forum_name } = kpiFields(register, kpi);
      return {
        name: forum_name ?? name,
        // A value that is not shown is a gap of the line.
        values: months.map((month) => row?.values[month]?.value ?? null),
        printed: months.map((month) => {
          const [found, words, cell] = [row?.values[month], row?.withheld[month], row?.cells[month]];
          const text = words ?? (found && number(found.value));
          if (text === undefined || !cell) return workedOut(missing.value, 'the cell is blank', cellAt(cell));
          return figure(text, found ?? { cell }, `${publicNameOf(kpi)}, ${month}`);
        }),
      };
    }),
  };
}
