import type { Agreement, PlanRole } from './agreement.ts';
import type { FinancialYear } from './field-types.ts';
import { type CellPlace, type Figure, lineKey } from './figure.ts';

/**
 * A table of the plan workbook as read: the agreed plan, or the forecast at a round. £m; income and contributions
 * negative, spending and deficits positive, as printed.
 */
export interface PlanTable {
  kind: 'plan' | 'forecast';
  title: string;
  /** The month a forecast was made for, `2023-09`. The agreed plan has none. */
  round: string | undefined;
  /** Whether a title above the table says that the figures are illustrative. */
  illustrative: boolean;
  /** Where the headings stand. */
  cell: CellPlace;
  years: FinancialYear[];
  basis?: ForecastBasis;
  rows: PlanRow[];
}

/** What a forecast is taken from, as its sheet says: the ledger, with the month where its words name one, and who made it. */
export interface ForecastBasis {
  ledger?: { words: string; month: string | undefined; cell: CellPlace };
  by?: { words: string; cell: CellPlace };
}

export interface PlanRow {
  /** As the workbook has it. */
  name: string;
  /** The name as names are compared (`lineKey`). */
  key: string;
  cell: CellPlace;
  /** By financial year; a blank cell is absent: not applicable, which is not zero. */
  values: Record<FinancialYear, Figure>;
  /** Years whose cell holds something that is no number; the reader has said so. */
  unread: FinancialYear[];
  /** The cell for the figure of each year, also if it is blank. */
  cells: Record<FinancialYear, CellPlace>;
}

/** The row of a table that holds a line of the agreement, found by name. */
export function rowOf(table: Pick<PlanTable, 'rows'>, line: { name: string }): PlanRow | undefined {
  const key = lineKey(line.name);
  return table.rows.find((row) => row.key === key);
}

/** The figure of the one line with a role, in a year. */
export function figureOf(
  agreement: Agreement,
  table: PlanTable,
  role: PlanRole,
  year: FinancialYear,
): Figure | undefined {
  const line = agreement.plan.lines.find((candidate) => candidate.role === role);
  return line && rowOf(table, line)?.values[year];
}

/** Whether any figure is there. The sheet of the next forecast has none at first, but for formulas that nobody has worked out. */
export const isStarted = ({ rows }: Pick<PlanTable, 'rows'>): boolean =>
  rows.some(({ values }) => Object.keys(values).length > 0);
