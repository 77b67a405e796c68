import { kpisOf, matchKpis } from '../model/kpi.ts';
import type { Paper, PaperInput } from '../model/paper.ts';
import type { ReadableProject } from '../model/project.ts';
import { shortMonthName } from '../model/round.ts';
import type { ChartData } from '../word/shape.ts';
import { list, number } from './formats.ts';
import { missing, note, type UsedFigure } from './input.ts';
import { monthsBefore } from './public-kpis.ts';

/** Demand for plans over time: a chart, and the same figures as a table. */
export function buildDemand(
  project: ReadableProject,
  { id }: Paper,
  demand: PaperInput['demand'] | undefined,
  figures: UsedFigure[],
): { chart: ChartData; table: string; hasValues: boolean } {
  const { categories, series } = demand?.kpis
    ? fromWorkbook(project, id, demand.kpis, figures)
    : typed(demand?.figures);
  const header = `| ${['Period', ...series.map(({ name }) => name)].join(' | ')} |`;
  const align = `|---|${series.map(() => '---:|').join('')}`;
  const rows = categories.map(
    (category, i) =>
      `| ${[category, ...series.map(({ printed }) => printed[i] ?? missing.value)].join(' | ')} |`,
  );
  const names = list(series.map(({ name }) => name));
  return {
    chart: {
      categories,
      series: series.map(({ name, values }) => ({ name, values })),
      description: `Chart of ${names}, ${demand?.unit ?? ''}, from ${categories[0] ?? 'no period'} to ${categories.at(-1) ?? 'no period'}. The figures are in the table below.`,
    },
    table: [header, align, ...rows].join('\n'),
    hasValues: categories.length > 0 && series.length > 0,
  };
}

interface Demand {
  categories: string[];
  series: Array<{ name: string; values: Array<number | null>; printed: string[] }>;
}

function typed(given: PaperInput['demand']['figures']): Demand {
  if (!given) return { categories: [], series: [] };
  return {
    categories: given.periods,
    series: given.series.map(({ name, values }) => ({
      name,
      values,
      printed: values.map((value) => (value === null ? missing.value : number(value))),
    })),
  };
}

function fromWorkbook(
  { register, kpis: sheet }: ReadableProject,
  paper: string,
  ids: readonly string[],
  figures: UsedFigure[],
): Demand {
  const months = monthsBefore(sheet, paper);
  const rows = matchKpis(register, sheet);
  const chosen = ids.flatMap((id) => kpisOf(register).find((kpi) => kpi.id === id) ?? []);
  return {
    categories: months.map(shortMonthName),
    series: chosen.map((kpi) => {
      const row = rows.get(kpi.id);
      return {
        name: kpi.forum_name ?? kpi.name,
        // A value that is not shown is a gap of the line.
        values: months.map((month) => row?.values[month]?.value ?? null),
        printed: months.map((month) => {
          const [figure, words, cell] = [row?.values[month], row?.withheld[month], row?.cells[month]];
          const name = `KPI ${kpi.dfe_ref} ${kpi.name}, ${month}`;
          const named = { name, in: ['demand_table', 'demand_chart'] };
          if (words !== undefined && cell) return note(figures, named, { cell }, words);
          return figure ? note(figures, named, figure, number(figure.value)) : missing.value;
        }),
      };
    }),
  };
}
