import type { Agreement, Materiality, PlanLine, PlanRole } from './agreement.ts';
import type { FinancialYear } from './field-types.ts';
import { type Figure, roundingTolerance } from './figure.ts';
import { figureOf, type PlanTable, rowOf } from './plan.ts';
import type { ReadableProject } from './project.ts';
import type { RoundCalendar } from './round.ts';
import { rounded } from './rounded.ts';

/**
 * How a forecast differs from the agreed plan and from the forecast before it, line by line: in one year, and over all years of
 * the plan taken together. Everything is in £m, of figures as they are printed, so that a reader who adds them up gets the same.
 */

/** The tables that are compared. There is no last forecast before the first report. */
interface Compared {
  agreement: Agreement;
  plan: PlanTable;
  forecast: PlanTable;
  last: PlanTable | undefined;
}

/** An amount as printed, and the cells that it is the sum of. */
export interface Amount {
  value: number;
  figures: Figure[];
}

/** A row of the table: undefined is a figure that is not given. */
export interface Variance {
  agreed: Amount | undefined;
  last: Amount | undefined;
  now: Amount | undefined;
  /** This forecast less the last. */
  movement: number | undefined;
  /** This forecast less the plan: what is positive adds to the deficit. */
  difference: number | undefined;
}

export interface LineVariance extends Variance {
  line: PlanLine;
}

/** A line, or the balance at the start, which is none. */
interface Part extends Variance {
  line?: PlanLine;
}

export interface Variances {
  lines: LineVariance[];
  /** The balance at the start of the first year, over all years. */
  opening: Variance | undefined;
  /** What the lines and the opening balance add up to, but for rounding. `isStated`: a line of the plan, and not only their sum. */
  total: Variance & { isStated: boolean };
  /** The total less what adds up to it; undefined if that is nothing. `isRounding`: no more than rounding makes, in each column. */
  rounding: (Variance & { isRounding: boolean }) | undefined;
}

export const usualMateriality: Materiality = { amount: 0.25, percent: 2 };

const plus = (amounts: ReadonlyArray<Amount | undefined>): Amount => ({
  value: rounded(
    amounts.reduce((sum, one) => sum + (one?.value ?? 0), 0),
    3,
  ),
  figures: amounts.flatMap((one) => one?.figures ?? []),
});

const negative = ({ value, figures }: Amount): Amount => ({ value: -value, figures });

const less = (one: Amount | undefined, other: Amount | undefined) =>
  one && other && rounded(one.value - other.value, 3);

type Of = 'agreed' | 'last' | 'now';

/** A row from what it has in each table. */
function varianceOf(amountIn: (of: Of) => Amount | undefined): Variance {
  const [agreed, last, now] = [amountIn('agreed'), amountIn('last'), amountIn('now')];
  return { agreed, last, now, movement: less(now, last), difference: less(now, agreed) };
}

export const sumOf = (rows: readonly Variance[], hasLast: boolean): Variance =>
  varianceOf((of) => (of === 'last' && !hasLast ? undefined : plus(rows.map((row) => row[of]))));

const ofLines: readonly PlanRole[] = ['income', 'spend'];
const ofContributions: readonly PlanRole[] = ['dfe-contribution', 'council-contribution'];
const comesIn: readonly PlanRole[] = ['income', 'income-total', ...ofContributions];

/** Whether a difference makes an amount greater, as sentences have it: without its sign. Less income adds to the deficit. */
export const isMore = (line: Pick<PlanLine, 'role'> | undefined, difference: number): boolean =>
  line && comesIn.includes(line.role) ? difference < 0 : difference > 0;

export function variancesOf(compared: Compared, year?: FinancialYear): Variances {
  const { agreement, plan, forecast, last } = compared;
  const years = year === undefined ? agreement.financial_years : [year];
  const roles = year === undefined ? [...ofLines, ...ofContributions] : ofLines;
  const tables = { agreed: plan, last, now: forecast };
  const amountOf = (of: Of, line: PlanLine): Amount | undefined => {
    const table = tables[of];
    const row = table && rowOf(table, line);
    const figures = years.flatMap((one) => row?.values[one] ?? []);
    // A contribution is not agreed in every year; of any other line, what is not given in one year is not known for all.
    const isWhole = figures.length === years.length || ofContributions.includes(line.role);
    return table && isWhole ? plus(figures.map(printed)) : undefined;
  };
  const lines = agreement.plan.lines
    .filter(({ role }) => roles.includes(role))
    .map((line) => ({ line, ...varianceOf((of) => amountOf(of, line)) }));
  const opening =
    year === undefined
      ? openingOf(
          compared,
          lines.map(({ line }) => line),
        )
      : undefined;
  const parts = opening ? [opening, ...lines] : lines;
  const sum = sumOf(parts, last !== undefined);
  const role = year === undefined ? 'cumulative-after' : 'in-year';
  const at = years.at(-1) ?? '';
  const stated = varianceOf((of) => {
    const table = tables[of];
    const figure = table && figureOf(agreement, table, role, at);
    return figure && printed(figure);
  });
  const isStated = stated.agreed !== undefined && stated.now !== undefined;
  const total = { ...(isStated ? stated : sum), isStated };
  return { lines, opening, total, rounding: roundingOf(total, sum) };
}

const printed = (figure: Figure): Amount => ({ value: rounded(figure.value, 3), figures: [figure] });

/** The balance that a table starts from, which its first year implies; undefined if there is none. */
function openingOf({ agreement, plan, forecast, last }: Compared, lines: readonly PlanLine[]) {
  const first = agreement.financial_years[0] ?? '';
  const tables = { agreed: plan, last, now: forecast };
  const opening = varianceOf((of) => {
    const table = tables[of];
    const after = table && figureOf(agreement, table, 'cumulative-after', first);
    if (!table || !after) return undefined;
    const terms = lines.flatMap((line) => rowOf(table, line)?.values[first] ?? []);
    const paid = ofContributions.flatMap((role) => figureOf(agreement, table, role, first) ?? []);
    const inYear = figureOf(agreement, table, 'in-year', first);
    return plus([printed(after), ...(inYear ? [inYear, ...paid] : terms).map(printed).map(negative)]);
  });
  const isThere = [opening.agreed, opening.last, opening.now].some(
    (one) => one && Math.abs(one.value) > roundingTolerance(3),
  );
  return isThere ? opening : undefined;
}

/** What a total has beyond the sum of its parts, column by column. */
function roundingOf(total: Variance, sum: Variance): Variances['rounding'] {
  const rounding = varianceOf((of) => {
    const [whole, parts] = [total[of], sum[of]];
    return (
      whole &&
      parts && { value: rounded(whole.value - parts.value, 3), figures: [...whole.figures, ...parts.figures] }
    );
  });
  const values = [rounding.agreed?.value, rounding.last?.value, rounding.now?.value, rounding.difference];
  if (values.every((value) => value === undefined || value === 0)) return undefined;
  const isSmall = (value = 0, ...sums: Array<Amount | undefined>) =>
    Math.abs(value) <= roundingTolerance(sums.flatMap((one) => one?.figures ?? []).length);
  const isRounding =
    (['agreed', 'last', 'now'] as const).every((of) => isSmall(rounding[of]?.value, sum[of])) &&
    isSmall(rounding.difference, sum.agreed, sum.now);
  return { ...rounding, isRounding };
}

/** Whether a difference is beyond the greater of the amount and the part of the agreed figure. */
function isMaterial(agreement: Agreement, { agreed, difference }: Variance): boolean {
  const { amount, percent } = agreement.plan.materiality ?? usualMateriality;
  if (difference === undefined) return false;
  return Math.abs(difference) > Math.max(amount, (percent / 100) * Math.abs(agreed?.value ?? 0)) + 1e-9;
}

/** The ids of the lines whose difference is material in a year or over all years. */
function materialLines(agreement: Agreement, tables: readonly Variances[]): Set<string> {
  return new Set(
    tables.flatMap(({ lines }) =>
      lines.filter((row) => isMaterial(agreement, row)).map(({ line }) => line.id),
    ),
  );
}

/** The forecast of the report before a round. */
export function forecastBefore(forecasts: readonly PlanTable[], id: string): PlanTable | undefined {
  const earlier = forecasts.filter(({ round }) => round !== undefined && round < id);
  return earlier.sort((a, b) => ((a.round ?? '') < (b.round ?? '') ? -1 : 1)).at(-1);
}

/** What explains most of a total, but for rounding: the part with the greatest difference in its direction; undefined if there is none. */
export function mainCause({ lines, opening, total, rounding }: Variances): Part | undefined {
  const byRounding = rounding?.isRounding ? (rounding.difference ?? 0) : 0;
  const sign = Math.sign(rounded((total.difference ?? 0) - byRounding, 3));
  const [most] = [...(opening ? [opening] : []), ...lines]
    .filter(({ difference }) => sign !== 0 && difference !== undefined && Math.sign(difference) === sign)
    .sort((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0));
  return most;
}

/** A line's name as a sentence has it, without what is said in brackets. */
export const shortName = ({ name }: PlanLine) => name.replace(/\s*\([^)]*\)\s*$/, '');

/** What is compared for a round, and in which years: undefined where there is no plan or no forecast. */
export function comparedIn(
  { agreement, plan, forecasts }: ReadableProject,
  { id, financialYear }: RoundCalendar,
) {
  const forecast = forecasts.find(({ round }) => round === id);
  if (!plan || !forecast) return undefined;
  const compared: Compared = { agreement, plan, forecast, last: forecastBefore(forecasts, id) };
  const years = agreement.financial_years;
  const year = years.find((one) => one === financialYear);
  const ofYear = year === undefined ? undefined : variancesOf(compared, year);
  const overYears = years.length > 1 || !ofYear ? variancesOf(compared) : undefined;
  const tables = [ofYear, overYears].flatMap((table) => table ?? []);
  return {
    compared,
    year,
    ofYear,
    overYears,
    lastYear: years.at(-1) ?? '',
    material: materialLines(agreement, tables),
  };
}
export type ComparedRound = NonNullable<ReturnType<typeof comparedIn>>;
