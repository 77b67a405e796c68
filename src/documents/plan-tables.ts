import type { PlanLine } from '../model/agreement.ts';
import { type PlanTable, rowOf } from '../model/plan.ts';
import type { ContextOf } from '../word/shape.ts';
import { byColumn, columnShape, namesOfColumn } from './columns.ts';
import { number } from './formats.ts';
import { missing, note, type ReportSource, type UsedFigure } from './input.ts';

export const planLineShape = { name: 'text', total: 'flag', ...columnShape('years') } as const;

const totals = ['income-total', 'spend-total', 'in-year', 'cumulative-before', 'cumulative-after'];

/** The forecast that was made for the round, if there is one. */
export function forecastOf({ project, calendar }: ReportSource): PlanTable | undefined {
  return project.forecasts.find(({ round }) => round === calendar.id);
}

/** A plan or forecast, line by line in the agreement's order, with the figure of each of its years. */
export function buildPlanLines(
  { project }: Pick<ReportSource, 'project'>,
  table: PlanTable | undefined,
  figures: UsedFigure[],
): Array<ContextOf<typeof planLineShape>> {
  const { plan, financial_years, contributions } = project.agreement;
  return plan.lines.map((line) => {
    const row = table && rowOf(table, line);
    const texts = financial_years.map((year, i) => {
      const figure = row?.values[year];
      if (!figure || !table) return isAgreed(line, year) ? missing.value : 'None';
      const name = `${table.kind === 'plan' ? 'Plan' : 'Forecast'}: ${line.name}, ${year}`;
      return note(
        figures,
        { name, in: namesOfColumn(table.kind, 'years', i) },
        figure,
        number(figure.value, 3),
      );
    });
    return { name: line.name, total: totals.includes(line.role), ...byColumn('years', texts) };
  });

  /** Whether a line has a figure in a year. A contribution that was not agreed has none, which is not zero. */
  function isAgreed({ role }: PlanLine, year: string): boolean {
    if (role === 'dfe-contribution') return contributions.dfe[year] !== undefined;
    if (role === 'council-contribution') return contributions.council[year] !== undefined;
    return true;
  }
}
