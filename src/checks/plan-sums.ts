import { error, type Finding } from '../diagnostics/diagnostic.ts';
import type { Agreement, PlanRole } from '../model/agreement.ts';
import type { FinancialYear } from '../model/field-types.ts';
import { cellName, type Figure, roundingTolerance } from '../model/figure.ts';
import { figureOf, type PlanTable, rowOf } from '../model/plan.ts';
import type { ReadableProject } from '../model/project.ts';
import type { ProjectCheck } from './context.ts';
import { tablesOf } from './plan.ts';
import { type Cause, causeOf } from './sum-causes.ts';

/** The arithmetic of the plan and the forecasts: printed totals are the sums of their lines, within rounding. */

/** A printed total, and what it should be the sum of. */
interface Sum {
  role: PlanRole;
  year: FinancialYear;
  what: string;
  total: Figure;
  terms: Figure[];
}

function sumsOf(agreement: Agreement, table: PlanTable): Sum[] {
  const years = agreement.financial_years;
  return years.flatMap((year, i) => {
    const lines = (role: PlanRole) =>
      agreement.plan.lines
        .filter((line) => line.role === role)
        .map((line) => rowOf(table, line)?.values[year]);
    const one = (role: PlanRole, at = year) => figureOf(agreement, table, role, at);
    const before = years[i - 1];
    const contributions = [one('dfe-contribution'), one('council-contribution')].filter(
      (figure) => figure !== undefined,
    );
    const add = (role: PlanRole, what: string, terms: Array<Figure | undefined>): Sum[] => {
      const total = one(role);
      return total && terms.length > 0 && terms.every((term) => term !== undefined)
        ? [{ role, year, what, total, terms }]
        : [];
    };
    return [
      ...add('income-total', `total income of ${year}`, lines('income')),
      ...add('spend-total', `total expenditure of ${year}`, lines('spend')),
      ...add('in-year', `in-year position of ${year}`, [one('income-total'), one('spend-total')]),
      ...add('in-year', `in-year position of ${year}, from its lines`, [
        ...lines('income'),
        ...lines('spend'),
      ]),
      ...(before === undefined
        ? []
        : [
            ...add('cumulative-before', `cumulative balance without contribution of ${year}`, [
              one('cumulative-before', before),
              one('in-year'),
            ]),
            ...add('cumulative-after', `cumulative balance of ${year}`, [
              one('cumulative-after', before),
              one('in-year'),
              ...contributions,
            ]),
          ]),
    ];
  });
}

function compare({ total, terms }: Sum): { computed: number; difference: number } {
  const computed = Number(terms.reduce((sum, { value }) => sum + value, 0).toFixed(6));
  return { computed, difference: Number((total.value - computed).toFixed(6)) };
}

/** A sum that is wrong beyond rounding. */
export interface Fault extends Sum {
  computed: number;
  difference: number;
  cause: Cause | undefined;
}

/**
 * The sums of a table that are wrong, each cause once: a sum that shares a figure with a wrong one and is out by as much is its
 * consequence, and an in-year position from lines says nothing new where a total of them is wrong.
 */
export function faultsIn(agreement: Agreement, table: PlanTable): Fault[] {
  const faults: Fault[] = [];
  for (const sum of sumsOf(agreement, table)) {
    const { computed, difference } = compare(sum);
    const tolerance = roundingTolerance(sum.terms.length);
    if (Math.abs(difference) <= tolerance) continue;
    const figures = new Set([sum.total, ...sum.terms]);
    const isConsequence = faults.some((fault) => {
      const shares = [fault.total, ...fault.terms].some((figure) => figures.has(figure));
      const isOutByAsMuch = Math.abs(Math.abs(fault.difference) - Math.abs(difference)) <= 2 * tolerance;
      const isOfLines = fault.year === sum.year && sum.role === 'in-year' && sum.terms.length > 2;
      return shares && (isOutByAsMuch || isOfLines);
    });
    if (!isConsequence && !isOfContributions(agreement, table, sum, difference))
      faults.push({ ...sum, computed, difference, cause: causeOf(sum, difference, table) });
  }
  return faults;
}

/** Whether a balance of the agreed plan is out by its contributions alone, which have a check of their own. */
function isOfContributions(
  agreement: Agreement,
  table: PlanTable,
  { role, year, terms }: Sum,
  difference: number,
) {
  if (table.kind !== 'plan' || role !== 'cumulative-after') return false;
  const off = (['dfe', 'council'] as const).map((payer) => {
    const printed = figureOf(agreement, table, `${payer}-contribution`, year)?.value ?? 0;
    return printed + (agreement.contributions[payer][year] ?? 0);
  });
  const sum = off.reduce((a, b) => a + b, 0);
  return sum !== 0 && Math.abs(difference + sum) <= roundingTolerance(terms.length);
}

export const planAddsUp: ProjectCheck = (project) =>
  tablesOf(project).flatMap((table) => faultsIn(project.agreement, table).map(findingOf));

function findingOf({ what, total, terms, computed, difference, cause }: Fault): Finding {
  const short = (value: number) => Number(value.toFixed(3));
  const message = `the ${what} is printed as ${total.value}, and its terms (${rangesOf(terms)}) add up to ${short(computed)}: a difference of ${short(difference)}, more than rounding`;
  return error('plan/sum', total.cell, message, {
    help: cause?.help ?? 'mend the total or the line that is wrong; the program corrects nothing by itself',
    note: cause && { message: cause.message, where: cause.where },
  });
}

/** `D7 to D11, D13 to D19`, or the cells one by one where they do not follow one another. */
function rangesOf(terms: readonly Figure[]): string {
  const cells = terms.map(({ cell }) => {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(cell.cell) ?? [];
    return { column, row: Number(row) };
  });
  const ranges: Array<{ column: string; from: number; to: number }> = [];
  for (const { column, row } of cells) {
    const last = ranges.at(-1);
    if (last?.column === column && last.to + 1 === row) last.to = row;
    else ranges.push({ column, from: row, to: row });
  }
  return ranges
    .map(({ column, from, to }) => (from === to ? `${column}${from}` : `${column}${from} to ${column}${to}`))
    .join(', ');
}

/** A printed total that differs from the sum of its printed terms by no more than rounding. */
export interface RoundingNote {
  what: string;
  cell: string;
  printed: number;
  computed: number;
  difference: number;
}

/** The agreed plan's rounding: each of its figures was rounded on its own, and none is corrected. */
export function roundingNotes({ agreement, plan }: ReadableProject): RoundingNote[] {
  if (!plan) return [];
  return sumsOf(agreement, plan).flatMap((sum) => {
    const { computed, difference } = compare(sum);
    if (difference === 0 || Math.abs(difference) > roundingTolerance(sum.terms.length)) return [];
    const { what, total } = sum;
    return [{ what, cell: cellName(total.cell), printed: total.value, computed, difference }];
  });
}
