import type { PlanLine, PlanRole } from '../model/agreement.ts';
import type { FinancialYear } from '../model/field-types.ts';
import type { PlanTable } from '../model/plan.ts';
import { inputFiles } from '../model/project.ts';
import { type ReportInput, shortMonthName } from '../model/round.ts';
import {
  type Amount,
  type ComparedRound,
  comparedIn,
  mainCause,
  sumOf,
  usualMateriality,
  type Variance,
  type Variances,
} from '../model/variance.ts';
import type { Fields } from './fields-of-files.ts';
import { money, number } from './house-formats.ts';
import { as, type ContextOf, cellAt, field, fixed, type Given, orElse, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';
import { causeOf, movementInWords, sourcesOf } from './variance-sentences.ts';

/** Why the forecast differs from the plan: line by line, for the round's year and over all years, and in one sentence. */

const varianceShape = { line: 'text', figures: ['text'], total: 'flag' } as const;
const reasonShape = { line: 'text', year: 'text', over_years: 'text', reason: 'markdown' } as const;

export const variancesShape = {
  main_cause: 'text',
  has_forecast_basis: 'flag',
  forecast_basis: 'text',
  movement: 'text',
  has_variances: 'flag',
  has_variances_over_years: 'flag',
  variance_columns: ['text'],
  variance_rule: 'text',
  variances_of: 'text',
  variances: [varianceShape],
  variances_over: 'text',
  variances_over_years: [varianceShape],
  has_variance_reasons: 'flag',
  variance_reasons: [reasonShape],
} as const;

/** The tables, their sentence, and how the forecast has moved since the last. */
export function buildVariances(
  source: ReportSource,
  report: Fields<ReportInput>,
): ContextOf<typeof variancesShape> {
  const found = comparedIn(source.project, source.calendar);
  const none = fixed(
    source.project.plan
      ? 'No forecast has been given for this report.'
      : 'There is no agreed plan to compare the forecast with.',
  );
  const { ofYear, overYears, year, lastYear } = found ?? {};
  const { last } = found?.compared ?? {};
  const { amount, percent } = source.project.agreement.plan.materiality ?? usualMateriality;
  const columns = [
    'Agreed plan',
    lastHeading(last),
    'This forecast',
    ...(last ? ['Movement'] : []),
    'Difference',
  ];
  const own = found ? ownLines(found, report) : [];
  const rowsOf = (one: Variances | undefined) => (found && one ? writeRows(source, found, { one, own }) : []);
  const reasons = found ? own.map((line) => reasonFor(source, found, { line, report })) : [];
  return {
    ...basisOf(found?.compared.forecast),
    main_cause: report.main_cause?.value ? report.main_cause : found ? causeOf(found) : none,
    movement: found ? movementInWords(found) : fixed('How the position has moved is not known.'),
    has_variances: ofYear !== undefined,
    has_variances_over_years: overYears !== undefined,
    variance_columns: columns.flatMap((one) => (typeof one === 'string' ? [fixed(one)] : one ? [one] : [])),
    variance_rule: workedOut(
      `A reason is needed for a line that differs by more than ${money(amount, 2)} and by more than ${number(percent)}% of what was agreed for it, in this year or over all years. These lines are listed, with the main cause and any smaller line for which the report gives a reason.`,
      'from which difference on a line is explained',
      { field: inputFiles.agreement, path: ['plan', 'materiality'] },
    ),
    variances_of: year === undefined ? fixed(missing.text) : yearAt(source, year),
    variances: rowsOf(ofYear),
    variances_over: lastYear === undefined ? fixed(missing.text) : yearAt(source, lastYear),
    variances_over_years: rowsOf(overYears),
    has_variance_reasons: reasons.length > 0,
    variance_reasons: reasons,
  };
}

/** `Source: ledger to August 2023, period 5 (Finance Business Partner).`, as the sheet of the forecast has it. */
function basisOf(forecast: PlanTable | undefined) {
  const { ledger, by } = forecast?.basis ?? {};
  const period = ledger && `Source: ledger to ${ledger.words}${by ? ` (${by.words})` : ''}.`;
  const said = period ?? (by && `Forecast by: ${by.words}.`);
  return {
    has_forecast_basis: said !== undefined,
    forecast_basis: workedOut(
      said ?? missing.text,
      'what the sheet of the forecast says',
      cellAt(ledger?.cell),
      cellAt(by?.cell),
    ),
  };
}

const lastHeading = (last: PlanTable | undefined) =>
  last &&
  workedOut(
    `Forecast ${shortMonthName(last.round ?? '')}`,
    'the month of the last forecast',
    cellAt(last.cell),
  );

export const yearAt = ({ project }: ReportSource, year: FinancialYear) =>
  field(year, inputFiles.agreement, 'financial_years', project.agreement.financial_years.indexOf(year));

/** The lines that are listed: explained, or named as the main cause. Those with the greatest difference over all years come first. */
function ownLines({ ofYear, overYears, material }: ComparedRound, report: Fields<ReportInput>): PlanLine[] {
  const causes = [ofYear, overYears].map((table) => table && mainCause(table)?.line);
  const size = ({ difference }: Variance) => Math.abs(difference ?? 0);
  return [...((overYears ?? ofYear)?.lines ?? [])]
    .sort((a, b) => size(b) - size(a))
    .map(({ line }) => line)
    .filter(
      (line) => material.has(line.id) || causes.includes(line) || Boolean(report.variances?.[line.id]?.value),
    );
}

/** What the lines that are not listed are added up as: what comes in apart from what is spent. */
export const kindsOfOthers: ReadonlyArray<{ name: string; alone: string; roles: readonly PlanRole[] }> = [
  { name: 'Other lines of spending', alone: 'All lines of spending', roles: ['spend'] },
  { name: 'Other income', alone: 'Income', roles: ['income'] },
  {
    name: 'Other contributions',
    alone: 'Contributions',
    roles: ['dfe-contribution', 'council-contribution'],
  },
];

/** The lines that are listed; the others by their kind; then what adds up to the position. */
function writeRows(
  source: ReportSource,
  found: ComparedRound,
  { one, own }: { one: Variances; own: readonly PlanLine[] },
): Array<ContextOf<typeof varianceShape>> {
  const { agreement, last } = found.compared;
  const { lines, opening, rounding, total } = one;
  const row = (line: Given, variance: Variance, isTotal = false) => ({
    line,
    figures: figuresOf(variance, last !== undefined),
    total: isTotal,
  });
  const ownRows = own.flatMap(({ id }) => lines.find(({ line }) => line.id === id) ?? []);
  const others = kindsOfOthers.flatMap(({ name, alone, roles }) => {
    const all = lines.filter(({ line }) => roles.includes(line.role));
    const rest = all.filter((each) => !ownRows.includes(each));
    if (rest.length === 0) return [];
    return [row(fixed(rest.length < all.length ? name : alone), sumOf(rest, last !== undefined))];
  });
  const start = as(yearAt(source, agreement.financial_years[0] ?? ''), (year) => `Opening balance, ${year}`);
  const end = as(yearAt(source, found.lastYear), (year) =>
    total.isStated ? `Closing balance, ${year}` : `All years to ${year} together`,
  );
  return [
    ...(opening ? [row(start, opening)] : []),
    ...ownRows.map((each) => row(nameOf(source, each.line), each)),
    ...others,
    ...(rounding
      ? [row(fixed(rounding.isRounding ? 'Difference by rounding' : 'Not in these lines'), rounding)]
      : []),
    row(one === found.overYears ? end : fixed('In-year position'), total, true),
  ];
}

export function nameOf({ project }: ReportSource, { id, name }: PlanLine): Given {
  const at = project.agreement.plan.lines.findIndex((line) => line.id === id);
  return field(name, inputFiles.agreement, 'plan', 'lines', at, 'name');
}

/** A line with its differences, and why it differs. */
function reasonFor(
  source: ReportSource,
  { ofYear, overYears, material }: ComparedRound,
  { line, report }: { line: PlanLine; report: Fields<ReportInput> },
): ContextOf<typeof reasonShape> {
  const differenceIn = (table: Variances | undefined) => {
    const found = table?.lines.find((one) => one.line.id === line.id);
    if (found?.difference === undefined) return fixed(missing.comparison);
    return workedOut(signed(found.difference), 'forecast less plan', ...sourcesOf(found));
  };
  return {
    line: nameOf(source, line),
    year: differenceIn(ofYear),
    over_years: differenceIn(overYears ?? ofYear),
    reason: orElse(
      report.variances?.[line.id],
      material.has(line.id) ? 'No reason is given.' : 'None is needed.',
    ),
  };
}

/** `+2.900`, `−0.050`, `0.000` */
export const signed = (value: number) => `${value > 0 ? '+' : ''}${number(value, 3)}`;

function figuresOf({ agreed, last, now, movement, difference }: Variance, hasLast: boolean): Given[] {
  const write = (amount: Amount | undefined) =>
    amount ? workedOut(number(amount.value, 3), 'a sum of figures', ...amount.figures) : fixed(missing.value);
  const step = (value: number | undefined, from: Amount | undefined) =>
    workedOut(
      value === undefined ? missing.comparison : signed(value),
      'the difference of two figures',
      ...(now?.figures ?? []),
      ...(from?.figures ?? []),
    );
  return [
    write(agreed),
    ...(hasLast ? [write(last)] : []),
    write(now),
    ...(hasLast ? [step(movement, last)] : []),
    step(difference, agreed),
  ];
}
