import { figureOf, type PlanTable } from '../model/plan.ts';
import { financialYearOf, monthName } from '../model/round.ts';
import { rounded } from '../model/rounded.ts';
import { forecastBefore } from '../model/variance.ts';
import { type buildEvidence, type buildMitigations, evidenceShape, yearsThatMatter } from './evidence.ts';
import { withSmall } from './house-formats.ts';
import { fixed, type Given, workedOut } from './origins.ts';
import { forecastOf } from './plan-tables.ts';
import { missing, type ReportSource } from './report-source.ts';
import { signed } from './variances.ts';

/**
 * The money of page 1 and of the front sheet: this year, the last, and between them the one in which the forecast deficit is highest and
 * the one at whose end the deficit is no longer kept apart from the council's reserves.
 */

export const moneyShape = {
  /** What the forecast states beside its balance, such as that with a recovery plan. */
  stated_columns: ['text'],
  /** The movement since the last forecast, where there is one. */
  moved_columns: ['text'],
  money: [{ ...evidenceShape, moved: ['text'], stated: ['text'], is_highest: 'flag' }],
  has_highest: 'flag',
  highest: 'text',
  /** In which year what is stated beside the forecast is highest, where the table does not have that year. */
  highest_beside: ['text'],
} as const;

export function buildMoney(
  source: ReportSource,
  evidence: ReturnType<typeof buildEvidence>['rows'],
  { mitigation_columns, mitigation_years }: ReturnType<typeof buildMitigations>,
) {
  const forecast = forecastOf(source);
  const years = yearsThatMatter(source);
  const last = forecastBefore(source.project.forecasts, source.calendar.id);
  const at = (table: PlanTable | undefined, year: string) =>
    table && figureOf(source.project.agreement, table, 'cumulative-after', year);
  const balanceIn = (year: string) => at(forecast, year)?.value ?? 0;
  const movementIn = (year: string) => {
    const [now, then] = [at(forecast, year), at(last, year)];
    return workedOut(
      now && then ? signed(rounded(rounded(now.value, 3) - rounded(then.value, 3), 3)) : missing.comparison,
      'this forecast less the last',
      now,
      then,
    );
  };
  const from = evidence.filter(({ year }) => year.value >= source.calendar.financialYear);
  const [peak] = from.map(({ year }) => year).sort((a, b) => balanceIn(b.value) - balanceIn(a.value));
  const isPrinted = Boolean(peak && !years.includes(peak.value) && balanceIn(peak.value) > 0);
  const { accounting_treatment_ends: ends } = source.project.agreement;
  const treated = ends && financialYearOf(ends);
  const printed = (year: string) =>
    years.includes(year) || (isPrinted && year === peak?.value) || (year === treated && balanceIn(year) > 0);
  // Behind plan and forecast, each balance beside the forecast is followed by its difference from the plan.
  const stated = <T>(cells: readonly T[]) => cells.filter((_, i) => i > 1 && i % 2 === 0);
  const peakOf = (name: Given, i: number) => {
    const values = mitigation_years.map(({ year, figures }) => ({ year, of: stated(figures)[i] ?? year }));
    const [most] = values.sort((a, b) => (Number(b.of.value) || 0) - (Number(a.of.value) || 0));
    if (!most || !Number(most.of.value) || printed(most.year.value)) return [];
    const words = `${withSmall(name.value).replace(/^with the /, '')}, ${most.year.value} (${most.of.value})`;
    return [workedOut(words, 'the highest of the balances stated', name, most.of)];
  };
  return {
    stated_columns: stated(mitigation_columns),
    highest_beside: stated(mitigation_columns).flatMap(peakOf),
    moved_columns: last?.round ? [fixed(`Change since ${monthName(last.round).slice(0, 3)}`)] : [],
    money: from
      .filter(({ year }) => printed(year.value))
      .map((row) => {
        const beside = mitigation_years.find(({ year }) => year.value === row.year.value)?.figures;
        return {
          ...row,
          moved: last ? [movementIn(row.year.value)] : [],
          stated: stated(beside ?? mitigation_columns.map(() => fixed(missing.value))),
          is_highest: isPrinted && row.year.value === peak?.value,
        };
      }),
    has_highest: isPrinted,
    highest: (isPrinted && peak) || fixed(missing.text),
  };
}
