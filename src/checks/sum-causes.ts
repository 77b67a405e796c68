import { type CellPlace, type Figure, roundingTolerance } from '../model/figure.ts';
import type { PlanTable } from '../model/plan.ts';
import { factorBetween } from './jumps.ts';

/** Why a printed total is not the sum of its lines, where the difference gives it away. */

export interface Cause {
  message: string;
  help: string;
  where: CellPlace;
}

/** The one cause that explains the difference (total less terms); undefined if none does, or several. */
export function causeOf(
  { total, terms }: { total: Figure; terms: readonly Figure[] },
  difference: number,
  table: PlanTable,
): Cause | undefined {
  const tolerance = roundingTolerance(terms.length);
  const isNear = (value: number) => Math.abs(difference - value) <= tolerance;
  if (isNear(2 * total.value))
    return {
      where: total.cell,
      message: `the total is ${total.value}, the sum of its terms with the other sign`,
      help: 'mend the sign: income, contributions and surpluses are negative, spending and deficits positive',
    };
  const exact = [
    ...terms.flatMap((term) => ofTerm(term, isNear)),
    ...rowsBetween(terms, table).flatMap(({ name, figure }) =>
      isNear(figure.value) ? [counted(name, figure)] : [],
    ),
  ];
  const causes = exact.length > 0 ? exact : terms.flatMap((term) => slipOf(term, difference));
  return causes.length === 1 ? causes[0] : undefined;
}

function ofTerm({ value, cell, typed }: Figure, isNear: (value: number) => boolean): Cause[] {
  if (value === 0) return [];
  if (isNear(-value)) {
    const why = typed === undefined ? '' : ': the cell holds text, which the formula of a total leaves out';
    const help =
      typed === undefined
        ? 'see whether the range of the total ends before it'
        : 'format the cell as a number and type it again; the program corrects nothing by itself';
    return [{ where: cell, message: `the difference is this figure, ${value}${why}`, help }];
  }
  if (isNear(-2 * value))
    return [
      {
        where: cell,
        message: `with the other sign, ${-value}, the sum is right`,
        help: 'mend the sign: income and contributions are negative, spending is positive',
      },
    ];
  return [];
}

/** A figure in another unit: a power of ten, about. */
function slipOf({ value, cell }: Figure, difference: number): Cause[] {
  if (value === 0) return [];
  const right = Number((value + difference).toFixed(3));
  const factor = right * value > 0 ? factorBetween(right, value, 0.05) : undefined;
  if (factor === undefined) return [];
  const times = Math.abs(value) > Math.abs(right) ? `${factor} times` : `one part in ${factor} of`;
  const message = `this figure is ${value}, about ${times} the ${right} that would make the sum right`;
  return [{ where: cell, message, help: 'write the figure in £m, with its decimal point' }];
}

const counted = (name: string, { value, cell }: Figure): Cause => ({
  where: cell,
  message: `the difference is this figure, ${value}: "${name}" is counted in the total and is no line of the agreement`,
  help: 'remove the row, or add the line to agreement.yaml',
});

/** Rows that stand between the terms in the workbook and are none of them: the range of a formula has them too. */
function rowsBetween(terms: readonly Figure[], table: PlanTable): Array<{ name: string; figure: Figure }> {
  const first = terms[0];
  if (!first) return [];
  const column = (figure: Figure) => figure.cell.cell.replace(/\d+$/, '');
  const row = (figure: Figure) => Number(/\d+$/.exec(figure.cell.cell)?.[0]);
  const rows = terms.map(row);
  return table.rows.flatMap(({ name, values }) =>
    Object.values(values).flatMap((figure) => {
      const isBetween = row(figure) > Math.min(...rows) && row(figure) < Math.max(...rows);
      return isBetween && column(figure) === column(first) && !terms.includes(figure)
        ? [{ name, figure }]
        : [];
    }),
  );
}
