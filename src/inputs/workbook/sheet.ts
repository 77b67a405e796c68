import type { CellPlace } from '../../model/figure.ts';
import { addressOf, lettersOf } from '../../ooxml/cell-address.ts';

/** A sheet as plain values: what a person sees, whichever program saved it. */
export interface Sheet {
  file: string;
  name: string;
  hidden: boolean;
  hiding: Hiding;
  /** By row and column, counted from 1, in their order. Blank cells are absent. A merged cell holds the value of its area. */
  rows: ReadonlyMap<number, ReadonlyMap<number, Content>>;
}

/** What of a sheet Excel does not show. */
export interface Hiding {
  rows: ReadonlySet<number>;
  /** First and last column of each stretch. */
  columns: ReadonlyArray<readonly [number, number]>;
  /** Whether a filter has hidden the rows. */
  filtered: boolean;
}

/** What a cell holds. */
export type Content =
  | { kind: 'text'; text: string }
  | ({ kind: 'number' } & Amount)
  /** `yearless` where the cell shows a day and no year. */
  | { kind: 'date'; date: string; yearless?: boolean }
  | { kind: 'error'; error: string }
  /** A formula without a stored result. */
  | { kind: 'formula'; formula: string };

/** A number and the unit beside it: `18.6%`, `£1.250m`, `£1,250k`. */
export interface Amount {
  value: number;
  mark?: '%' | 'k' | 'm';
  /** The cell above whose number is shown, of one that is merged with it. */
  mergedWith?: string;
}

export function contentAt(sheet: Sheet, row: number, column: number): Content | undefined {
  return sheet.rows.get(row)?.get(column);
}

/** The text of a cell; a number as it would be typed, a date as `2023-06-16`, and nothing for what is not to be read. */
export function textAt(sheet: Sheet, row: number, column: number): string {
  const content = contentAt(sheet, row, column);
  if (content?.kind === 'text') return content.text;
  if (content?.kind === 'date') return content.date;
  return content?.kind === 'number' ? `${content.value}` : '';
}

export function placeAt(
  { file, name, hiding }: Pick<Sheet, 'file' | 'name' | 'hiding'>,
  row: number,
  column: number,
): CellPlace {
  const hidden = hiding.rows.has(row)
    ? `${hiding.filtered ? `a filter hides row ${row}` : `row ${row} is hidden`}`
    : hiding.columns.some(([from, to]) => column >= from && column <= to)
      ? `column ${lettersOf(column)} is hidden`
      : undefined;
  return { file, sheet: name, cell: addressOf(row, column), ...(hidden && { hidden }) };
}
