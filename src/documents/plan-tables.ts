import { type Agreement, isOptional, type PlanLine } from '../model/agreement.ts';
import { type PlanTable, rowOf } from '../model/plan.ts';
import { inputFiles } from '../model/project.ts';
import { byColumn, columnShape } from './column-lists.ts';
import { number } from './house-formats.ts';
import { type ContextOf, cellAt, field, figure, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';

export const planLineShape = { name: 'text', total: 'flag', ...columnShape('years') } as const;

const totals = [
  'income-total',
  'spend-total',
  'in-year',
  'cumulative-before',
  'cumulative-after',
  'unmitigated',
  'mitigated',
];

/** The forecast that was made for the round, if there is one. */
export function forecastOf({
  project,
  calendar,
}: Pick<ReportSource, 'project' | 'calendar'>): PlanTable | undefined {
  return project.forecasts.find(({ round }) => round === calendar.id);
}

/** A plan or forecast, line by line in the agreement's order, with the figure of each of its years. */
export function buildPlanLines(
  { project }: Pick<ReportSource, 'project'>,
  table: PlanTable | undefined,
): Array<ContextOf<typeof planLineShape>> {
  const { plan, financial_years } = project.agreement;
  return plan.lines.flatMap((line, i) => {
    const row = table && rowOf(table, line);
    if (isOptional(line.role) && !row) return [];
    const texts = financial_years.map((year) => {
      const found = row?.values[year];
      if (!found || !table) {
        const agreed = { field: inputFiles.agreement, path: ['contributions'] };
        return isAgreed(project.agreement, line, year)
          ? workedOut(missing.value, 'the cell is blank', cellAt(row?.cells[year]))
          : workedOut('None', 'no contribution in that year', agreed, cellAt(row?.cells[year]));
      }
      const name = `${table.kind === 'plan' ? 'Plan' : 'Forecast'}: ${line.name}, ${year}`;
      return figure(number(found.value, 3), found, name);
    });
    const made = {
      name: field(line.name, inputFiles.agreement, 'plan', 'lines', i, 'name'),
      total: totals.includes(line.role),
      ...byColumn('years', texts),
    };
    return [made];
  });
}

/** Whether a line has a figure in a year. A contribution that was not agreed has none, which is not zero. */
function isAgreed({ contributions }: Agreement, { role }: PlanLine, year: string): boolean {
  if (role === 'dfe-contribution') return contributions.dfe[year] !== undefined;
  if (role === 'council-contribution') return contributions.council[year] !== undefined;
  return true;
}

/** Whether a table of the plan says "None" of a contribution in some year. */
export const hasUnagreedYears = (agreement: Agreement): boolean =>
  agreement.plan.lines.some((line) =>
    agreement.financial_years.some((year) => !isAgreed(agreement, line, year)),
  );
