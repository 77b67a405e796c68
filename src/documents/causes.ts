import type { PlanLine } from '../model/agreement.ts';
import { monthName } from '../model/round.ts';
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

/** How far the forecast is from the plan, and from the last one, in this year and over all years. */
function columnsOf(found: ComparedRound | undefined) {
  const { ofYear, overYears, year = '', lastYear = '', compared } = found ?? {};
  return [
    { table: ofYear, when: `In ${year}`, at: year },
    { table: overYears, when: `To ${lastYear}`, at: lastYear },
  ].flatMap(({ table, when, at }) =>
    (['difference', 'movement'] as const).flatMap((of) =>
      table?.total[of] === undefined
        ? []
        : [
            {
              table,
              at,
              of,
              heading:
                of === 'difference'
                  ? when
                  : `${when}, since ${monthName(compared?.last?.round ?? '').split(' ')[0]}`,
            },
          ],
    ),
  );
}

export function buildCauses(source: ReportSource, found: ComparedRound | undefined) {
  const columns = columnsOf(found);
  const differs = ({ difference = 0 }: Variance) => Math.abs(difference);
  const most = [...(columns.at(-1)?.table.lines ?? [])]
    .sort((a, b) => differs(b) - differs(a))
    .map(({ line }) => line)
    .filter((line) => columns.some(({ table }) => linesOf(table, [line]).some(differs)))
    .slice(0, named);
  const row = (line: Given, of: (table: Variances) => readonly Variance[], total = false) => ({
    line,
    total,
    figures: columns.map((column) => {
      const all = of(column.table);
      // What the first has, less what the others have.
      const [first = 0, ...others] = all.map((one) => one[column.of] ?? 0);
      const value = rounded(
        others.reduce((rest, part) => rest - part, first),
        3,
      );
      return workedOut(signed(value), 'forecast less plan, or less the last', ...all.flatMap(sourcesOf));
    }),
  });
  const isOther = (one: LineVariance) => !most.includes(one.line) && Boolean(one.difference || one.movement);
  const isRounding = columns.every(
    ({ table: { lines, opening, rounding } }) =>
      !(opening?.difference || opening?.movement) && !lines.some(isOther) && rounding?.isRounding !== false,
  );
  const others = row(fixed(isRounding ? 'Difference by rounding' : 'All other lines'), (table) => [
    table.total,
    ...linesOf(table, most),
  ]);
  return {
    has_causes: most.length > 0,
    cause_columns: columns.map(({ heading, at }) =>
      workedOut(heading, 'the year of the report, and the last of the plan', yearAt(source, at)),
    ),
    causes: [
      ...most.map((line) => row(nameOf(source, line), (table) => linesOf(table, [line]))),
      ...(others.figures.some(({ value }) => Number(value) !== 0) ? [others] : []),
      row(fixed('In all'), ({ total }) => [total], true),
    ],
  };
}

const linesOf = ({ lines }: Variances, some: readonly PlanLine[]) =>
  lines.filter(({ line }) => some.includes(line));
