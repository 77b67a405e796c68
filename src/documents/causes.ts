import type { PlanLine } from '../model/agreement.ts';
import type { PlanTable } from '../model/plan.ts';
import { monthName, shortMonthName } from '../model/round.ts';
import { rounded } from '../model/rounded.ts';
import type { Amount, ComparedRound, Variance, Variances } from '../model/variance.ts';
import { number } from './house-formats.ts';
import { fixed, type Given, workedOut } from './origins.ts';
import type { ReportSource } from './report-source.ts';
import { sourcesOf } from './variance-sentences.ts';
import { kindsOfOthers, nameOf, signed, yearAt } from './variances.ts';

/** Which lines the difference from the plan comes from, for a paper: the greatest, the others together, and the whole. £m. */

export const causesShape = {
  has_causes: 'flag',
  cause_columns: ['text'],
  causes: [{ line: 'text', total: 'flag', figures: ['text'] }],
} as const;

/** How many lines are named; the others are added up. */
const named = 4;

/** This year's plan and forecasts; then how far the forecast is from the last one and from the plan, and that over all years. */
function columnsOf(found: ComparedRound | undefined) {
  const { ofYear, overYears, year = '', lastYear = '', compared: { last, forecast } = {} } = found ?? {};
  const of = (table?: PlanTable) => `Forecast ${shortMonthName(table?.round ?? '').replace(' ', '\u00A0')}`;
  const since = `Since ${monthName(last?.round ?? '').split(' ')[0]}`;
  const all = [
    { of: 'agreed', table: ofYear, at: year, heading: `Plan ${year}` },
    { of: 'last', table: ofYear, at: year, heading: of(last) },
    { of: 'now', table: ofYear, at: year, heading: of(forecast) },
    { of: 'movement', table: ofYear, at: year, heading: since },
    { of: 'difference', table: ofYear, at: year, heading: 'Against plan' },
    { of: 'difference', table: overYears, at: lastYear, heading: `To ${lastYear}` },
  ] as const;
  return all.flatMap(({ table, ...one }) => (table?.total[one.of] === undefined ? [] : [{ ...one, table }]));
}

const amountOf = (found: Amount | number | undefined) =>
  (typeof found === 'object' ? found.value : found) ?? 0;

type Values = { values: number[] };

/** Each row is what some rows of a table add up to, less what others have. */
export function buildCauses(source: ReportSource, found: ComparedRound | undefined) {
  const columns = columnsOf(found);
  const differs = ({ difference = 0 }: Variance) => Math.abs(difference);
  const most = [...(columns.at(-1)?.table.lines ?? [])]
    .sort((a, b) => differs(b) - differs(a))
    .map(({ line }) => line)
    .filter((line) => columns.some(({ table }) => linesOf(table, [line]).some(differs)))
    .slice(0, named);
  const row = (line: Given, of: (table: Variances) => readonly Variance[], less: readonly Values[] = []) => {
    const values = columns.map((column, i) => {
      const others = less.map(({ values }) => -(values[i] ?? 0));
      const all = [...of(column.table).map((one) => amountOf(one[column.of])), ...others];
      return all.reduce((sum, one) => rounded(sum + one, 3), 0);
    });
    const figures = columns.map((column, i) => {
      const isStep = column.of === 'movement' || column.of === 'difference';
      const written = isStep ? signed(values[i] ?? 0) : number(values[i] ?? 0, 3);
      return workedOut(written, 'of the plan and the forecasts', ...of(column.table).flatMap(sourcesOf));
    });
    return { line, values, figures, total: false };
  };
  const rows = [
    ...most.map((line) => row(nameOf(source, line), (table) => linesOf(table, [line]))),
    ...kindsOfOthers.flatMap(({ name, alone, roles }) => {
      // Contributions are no lines of a year: they are with what is left.
      const all = columns[0]?.table.lines.filter(({ line }) => roles.includes(line.role)) ?? [];
      const rest = all.map(({ line }) => line).filter((line) => !most.includes(line));
      const title = fixed(rest.length < all.length ? name : alone);
      return rest.length > 0 ? [row(title, (table) => linesOf(table, rest))] : [];
    }),
  ];
  const whole = row(fixed('In all'), ({ total }) => [total]);
  const left = row(fixed('Difference by rounding'), ({ total }) => [total], rows);
  const isRounding = columns.every(
    ({ table: { rounding }, of }, i) =>
      rounding?.isRounding !== false && left.values[i] === amountOf(rounding?.[of]),
  );
  const line = isRounding ? left.line : fixed('All other lines');
  return {
    has_causes: most.length > 0,
    cause_columns: columns.map(({ heading, at }) =>
      workedOut(heading, 'the year of the report, and the last of the plan', yearAt(source, at)),
    ),
    causes: [...rows, ...(left.values.some(Boolean) ? [{ ...left, line }] : []), { ...whole, total: true }],
  };
}

const linesOf = ({ lines }: Variances, some: readonly PlanLine[]) =>
  lines.filter(({ line }) => some.includes(line));
