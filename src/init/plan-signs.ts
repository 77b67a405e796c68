import type { PlanRole } from '../model/agreement.ts';
import type { FinancialYear } from '../model/field-types.ts';
import { lineKey, roundingTolerance } from '../model/figure.ts';
import type { Answered } from './guess.ts';
import type { OwnLine } from './plan-table.ts';

/** The signs of a council's plan: some print income as positive, some deficits as negative. */

export interface PlanLineRead {
  id: string;
  name: string;
  role: PlanRole;
}

/** Which figures have the other sign in the council's workbook than in ours. */
export interface Flips {
  income: boolean;
  spend: boolean;
  contributions: boolean;
  balances: boolean;
  /** Whether in-year positions are the sums of their lines with these signs. */
  addUp: boolean;
}

/** A plan in £m with the roles of its lines, and what the council says of it. */
interface SignSource {
  lines: readonly PlanLineRead[];
  own: readonly OwnLine[];
  /** Where its headings are. */
  at: string;
  years: readonly FinancialYear[];
}

/** The signs of a plan, as its figures show them. */
export function signsOf({ lines, own, at, years }: SignSource, ask: Answered): Flips {
  const valuesOf = (...roles: PlanRole[]) =>
    lines
      .filter(({ role }) => roles.includes(role))
      .map(({ name }) => own.find((line) => lineKey(line.name) === lineKey(name))?.values ?? {});
  const isPositive = (...roles: PlanRole[]) => {
    const all = valuesOf(...roles).flatMap((values) => Object.values(values));
    return all.filter((value) => value > 0).length > all.filter((value) => value < 0).length;
  };
  const signs = ['positive', 'negative'] as const;
  const asked = (id: string, what: string, positive: boolean, sure = true) =>
    ask({
      id: `plan.${id}`,
      cell: at,
      found: `${what} ${positive ? 'positive' : 'negative'} in your workbook`,
      taken: signs[positive ? 0 : 1],
      choices: signs,
      sure,
    });
  const has = (...roles: PlanRole[]) => lines.some(({ role }) => roles.includes(role));
  const isOther = (other: (typeof signs)[number], id: string, what: string, ...roles: PlanRole[]) =>
    has(...roles) && asked(id, what, isPositive(...roles)) === other;
  const income = isOther('positive', 'income', 'income is', 'income', 'income-total');
  const spend = isOther('negative', 'spend', 'spending is', 'spend', 'spend-total');
  const both = ['dfe-contribution', 'council-contribution'] as const;
  const contributions = isOther('positive', 'contributions', 'contributions are', ...both);
  if (!has('in-year', 'cumulative-before', 'cumulative-after'))
    return { income, spend, contributions, balances: false, addUp: false };
  const fit = balanceSign({
    income: valuesOf('income'),
    spend: valuesOf('spend'),
    inYear: valuesOf('in-year')[0],
    years,
    flips: { income, spend },
  });
  const named = lines.find(({ role }) => role === 'in-year')?.name ?? '';
  const deficits = fit ?? (/surplus\s*\/\s*\(deficit\)|\(deficit\)/i.test(named) ? 'negative' : 'positive');
  const balances =
    asked('balances', 'a deficit is', deficits === 'positive', fit !== undefined) === 'negative';
  return { income, spend, contributions, balances, addUp: fit !== undefined };
}

type Values = Readonly<Record<FinancialYear, number>>;

interface Sums {
  income: readonly Values[];
  spend: readonly Values[];
  inYear: Values | undefined;
  years: readonly FinancialYear[];
  flips: Pick<Flips, 'income' | 'spend'>;
}

/** The sign of a deficit that makes the in-year positions the sums of their lines; undefined if neither does. */
function balanceSign({ income, spend, inYear, years, flips }: Sums): 'positive' | 'negative' | undefined {
  const sum = (list: readonly Values[], year: FinancialYear) =>
    list.reduce((total, values) => total + (values[year] ?? 0), 0);
  const fits = { positive: 0, negative: 0 };
  for (const year of years) {
    const printed = inYear?.[year];
    if (printed === undefined || Math.abs(printed) < 0.01) continue;
    const worked = sum(income, year) * (flips.income ? -1 : 1) + sum(spend, year) * (flips.spend ? -1 : 1);
    const tolerance = roundingTolerance(income.length + spend.length) + 0.005;
    if (Math.abs(worked - printed) <= tolerance) fits.positive += 1;
    if (Math.abs(worked + printed) <= tolerance) fits.negative += 1;
  }
  if (fits.positive === fits.negative) return undefined;
  return fits.positive > fits.negative ? 'positive' : 'negative';
}
