import type { PlanLine } from '../model/agreement.ts';
import { type PlanTable, rowOf } from '../model/plan.ts';
import type { ContextOf } from '../word/shape.ts';
import { number } from './formats.ts';
import { missing, note, type ReportSource, type UsedFigure } from './input.ts';

/** The columns of the plan. A template has a fixed number of them: seven, those of the agreement. */
export const yearShape = {
  year_1: 'text',
  year_2: 'text',
  year_3: 'text',
  year_4: 'text',
  year_5: 'text',
  year_6: 'text',
  year_7: 'text',
} as const;

export function byYear(texts: readonly string[]): ContextOf<typeof yearShape> {
  const [year_1 = '', year_2 = '', year_3 = '', year_4 = '', year_5 = '', year_6 = '', year_7 = ''] = texts;
  return { year_1, year_2, year_3, year_4, year_5, year_6, year_7 };
}

export const planLineShape = { name: 'text', total: 'flag', ...yearShape } as const;

const totals = ['income-total', 'spend-total', 'in-year', 'cumulative-before', 'cumulative-after'];

/** The forecast that was made for the round, if there is one. */
export function forecastOf({ project, calendar }: ReportSource): PlanTable | undefined {
  return project.forecasts.find(({ round }) => round === calendar.id);
}

/** A plan or forecast, line by line as the workbook has it. */
export function buildPlanLines(
  { project }: Pick<ReportSource, 'project'>,
  table: PlanTable | undefined,
  figures: UsedFigure[],
): Array<ContextOf<typeof planLineShape>> {
  const { plan, financial_years, contributions } = project.agreement;
  return plan.lines.map((line) => {
    const row = table && rowOf(table, line);
    const texts = financial_years.map((year) => {
      const figure = row?.values[year];
      if (!figure) return isAgreed(line, year) ? missing.value : 'None';
      const name = `${table?.kind === 'plan' ? 'Plan' : 'Forecast'}: ${line.name}, ${year}`;
      return note(figures, name, figure, number(figure.value, 3));
    });
    return { name: line.name, total: totals.includes(line.role), ...byYear(texts) };
  });

  /** Whether a line has a figure in a year. A contribution that was not agreed has none, which is not zero. */
  function isAgreed({ role }: PlanLine, year: string): boolean {
    if (role === 'dfe-contribution') return contributions.dfe[year] !== undefined;
    if (role === 'council-contribution') return contributions.council[year] !== undefined;
    return true;
  }
}
