import type { PlanLine } from '../model/agreement.ts';
import { rounded } from '../model/rounded.ts';
import type { ComparedRound, LineVariance, Variance, Variances } from '../model/variance.ts';
import { fixed, type Given, workedOut } from './origins.ts';
import type { ReportSource } from './report-source.ts';
import { sourcesOf } from './variance-sentences.ts';
import { nameOf, signed, yearAt } from './variances.ts';

/** Which lines the difference from the plan comes from, for a paper: the greatest, the others together, and the whole. £m. */

export const causesShape = {
  has_causes: 'flag',
  cause_columns: ['text'],
  causes: [{ line: 'text', total: 'flag', figures: ['text'] }],
} as const;

/** How many lines are named; the others are added up. */
const named = 4;

export function buildCauses(source: ReportSource, found: ComparedRound | undefined) {
  const { ofYear, overYears, year = '', lastYear = '' } = found ?? {};
  const tables = [
    { table: ofYear, heading: `In ${year}`, at: year },
    { table: overYears, heading: `To ${lastYear}`, at: lastYear },
  ].flatMap(({ table, ...rest }) => (table?.total.difference === undefined ? [] : [{ table, ...rest }]));
  const differs = ({ difference = 0 }: Variance) => Math.abs(difference);
  const most = [...(tables.at(-1)?.table.lines ?? [])]
    .sort((a, b) => differs(b) - differs(a))
    .map(({ line }) => line)
    .filter((line) => tables.some(({ table }) => linesOf(table, [line]).some(differs)))
    .slice(0, named);
  const row = (line: Given, of: (table: Variances) => [number, readonly Variance[]], total = false) => ({
    line,
    total,
    figures: tables.map(({ table }) => {
      const [value, from] = of(table);
      return workedOut(signed(value), 'forecast less plan', ...from.flatMap(sourcesOf));
    }),
  });
  const isOther = (one: LineVariance) => !most.includes(one.line) && differs(one) > 0;
  const isRounding = tables.every(
    ({ table: { lines, opening, rounding } }) =>
      !opening?.difference && !lines.some(isOther) && rounding?.isRounding !== false,
  );
  const others = row(fixed(isRounding ? 'Difference by rounding' : 'All other lines'), (table) => {
    const all = [table.total, ...linesOf(table, most)];
    const [whole = 0, ...parts] = all.map(({ difference = 0 }) => difference);
    return [
      rounded(
        parts.reduce((rest, part) => rest - part, whole),
        3,
      ),
      all,
    ];
  });
  return {
    has_causes: most.length > 0,
    cause_columns: tables.map(({ heading, at }) =>
      workedOut(heading, 'the year of the report, and the last of the plan', yearAt(source, at)),
    ),
    causes: [
      ...most.map((line) =>
        row(nameOf(source, line), (table) => {
          const lines = linesOf(table, [line]);
          return [lines[0]?.difference ?? 0, lines];
        }),
      ),
      ...(others.figures.some(({ value }) => Number(value) !== 0) ? [others] : []),
      row(fixed('In all'), ({ total }) => [total.difference ?? 0, [total]], true),
    ],
  };
}

const linesOf = ({ lines }: Variances, some: readonly PlanLine[]) =>
  lines.filter(({ line }) => some.includes(line));
