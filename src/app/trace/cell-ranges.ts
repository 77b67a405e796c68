import { addressOf, columnOf } from '../../ooxml/cell-address.ts';

/** Cells of workbooks in few words, as Excel writes them: `plan.xlsx 'Agreed plan'!B9:H9, B12; 'Forecast June'!C11`. */

/** A rectangle of cells, its ends included. */
interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** @param cells each as `file.xlsx 'Sheet'!B9`, in any order; what is not written so is given as it is. */
export function cellRanges(cells: readonly string[]): string {
  const sheets = new Map<string, Range[]>();
  const others: string[] = [];
  for (const cell of new Set(cells)) {
    const [, sheet, letters = '', row] = /^(.+)!([A-Z]{1,3})([1-9]\d{0,6})$/s.exec(cell) ?? [];
    if (sheet === undefined) {
      others.push(cell);
      continue;
    }
    const [y, x] = [Number(row), columnOf(letters)];
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), { top: y, left: x, bottom: y, right: x }]);
  }
  let lastFile = '';
  const written = [...sheets].map(([sheet, ranges]) => {
    const [, file = '', tab = sheet] = /^(.+?) ('.*)$/s.exec(sheet) ?? [];
    const prefix = file !== '' && file === lastFile ? tab : sheet;
    lastFile = file;
    return `${prefix}!${joinRanges(ranges).map(printed).join(', ')}`;
  });
  return [...written, ...others].join('; ');
}

/** Neighbours in a row become one range, and then ranges of the same columns one below another. */
function joinRanges(ranges: readonly Range[]): Range[] {
  const inRows = joined(
    [...ranges].sort((a, b) => a.top - b.top || a.left - b.left),
    (last, next) => last.top === next.top && last.right + 1 === next.left,
  );
  const inColumns = joined(
    inRows.sort((a, b) => a.left - b.left || a.right - b.right || a.top - b.top),
    (last, next) => last.left === next.left && last.right === next.right && last.bottom + 1 === next.top,
  );
  return inColumns.sort((a, b) => a.top - b.top || a.left - b.left);
}

function joined(ranges: readonly Range[], follows: (last: Range, next: Range) => boolean): Range[] {
  const found: Range[] = [];
  for (const next of ranges) {
    const last = found.at(-1);
    if (last && follows(last, next)) Object.assign(last, { bottom: next.bottom, right: next.right });
    else found.push({ ...next });
  }
  return found;
}

function printed({ top, left, bottom, right }: Range): string {
  const [from, to] = [addressOf(top, left), addressOf(bottom, right)];
  return from === to ? from : `${from}:${to}`;
}
