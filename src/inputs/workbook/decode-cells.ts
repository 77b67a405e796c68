import type { RichText } from 'exceljs';
import { forbiddenCharacter, nameIn, turningCharacter, withoutHidden } from '../../diagnostics/characters.ts';
import { type Finding, warning } from '../../diagnostics/diagnostic.ts';
import type { CellPlace } from '../../model/figure.ts';
import { addressOf } from '../../ooxml/cell-address.ts';
import { asShown, isDate, type Show, showsYear } from './number-format.ts';
import { parseAmount } from './number-text.ts';
import type { ReadCell, ReadSheet } from './read-rows.ts';
import { type Amount, type Content, placeAt, type Sheet } from './sheet.ts';

/** What the numbers of a workbook are shown by. */
interface Showing {
  date1904: boolean;
  show: Show | undefined;
}

/** What a cell holds, whatever shape exceljs gives it in, or undefined if it is blank. */
function contentOf(cell: ReadCell, { date1904, show }: Showing): Content | undefined {
  const { value, formula, style } = cell;
  if (value === null || value === undefined) return formula ? { kind: 'formula', formula } : undefined;
  if (typeof value === 'number') {
    // What is struck out counts no longer, and is not blank either: whoever keeps the workbook says which.
    if (style?.font?.strike) return { kind: 'text', text: `${value}, struck out` };
    const format = style?.numFmt ?? '';
    if (isDate(format)) {
      const day = dateOf(value, date1904);
      return day.kind === 'date' && !showsYear(format) ? { ...day, yearless: true } : day;
    }
    return asShown(value, format, show);
  }
  if (typeof value === 'object' && 'error' in value) return { kind: 'error', error: value.error };
  const runs = typeof value === 'object' && ('richText' in value ? value.richText : []);
  const text = withoutGaps(runs ? runsOf(runs) : String(value));
  return text === '' ? undefined : { kind: 'text', text };
}

/** Days are counted from the end of 1899, or on an early Mac from 1904. */
function dateOf(days: number, date1904: boolean): Content {
  const date = new Date(Math.round((days - 25_569 + (date1904 ? 1462 : 0)) * 24 * 60 * 60 * 1000));
  if (Number.isNaN(date.getTime())) return { kind: 'error', error: 'a date that does not exist' };
  return { kind: 'date', date: date.toISOString().slice(0, 10) };
}

/**
 * What is struck out is deleted, and a raised "1" behind a figure is a footnote mark and not a digit. So is a lowered one;
 * that of "CO₂" belongs to its word.
 */
function runsOf(runs: RichText[]): string {
  const textWith = (isLeftOut: (font: RichText['font']) => boolean) =>
    runs.map(({ text, font }) => (font?.strike || isLeftOut(font) ? '' : text)).join('');
  const plain = textWith((font) => font?.vertAlign !== undefined);
  return parseAmount(plain) ? plain : textWith((font) => font?.vertAlign === 'superscript');
}

/** Line breaks and the many kinds of space become plain spaces; what has no width goes. */
function withoutGaps(text: string): string {
  return text
    .replace(/\r\n/g, ' ')
    .replace(/\s/g, ' ')
    .replace(/[\u00AD\u200B-\u200F\u2060]/g, '')
    .trim();
}

type Cells = Map<number, Map<number, Content>>;

/** All cells of a sheet that hold anything. Characters that a Word file cannot hold, or that turn its text round, are left out. */
export function cellsOf(
  read: Pick<ReadSheet, 'rows' | 'areas'>,
  sheet: Pick<Sheet, 'file' | 'name' | 'hiding'>,
  showing: Showing,
): { rows: Cells; findings: Finding[] } {
  const rows: Cells = new Map();
  const findings: Finding[] = [];
  for (const [number, row] of inOrder(merged(read))) {
    const cells = new Map<number, Content>();
    for (const [column, cell] of inOrder(row)) {
      const content = contentOf(cell, showing);
      if (content?.kind === 'text') {
        const hidden = forbiddenCharacter(content.text) ?? turningCharacter(content.text);
        if (hidden)
          findings.push(hiddenCharacter(placeAt(sheet, number, column), nameIn(content.text, hidden)));
        cells.set(column, { kind: 'text', text: withoutHidden(content.text) });
      } else if (content?.kind === 'number' && cell.mergedWith)
        cells.set(column, { ...content, mergedWith: cell.mergedWith });
      else if (content) cells.set(column, content);
    }
    if (cells.size > 0) rows.set(number, cells);
  }
  return { rows, findings };
}

type MergedCell = ReadCell & Pick<Amount, 'mergedWith'>;

/** Cells by row and column. Each cell of a merged area is the first one of the area, with its number format. */
function merged(read: Pick<ReadSheet, 'rows' | 'areas'>): Map<number, Map<number, MergedCell>> {
  const rows = new Map<number, Map<number, MergedCell>>(
    read.rows.map(({ number, cells }) => [number, new Map(cells.map((cell) => [cell.column, cell]))]),
  );
  for (const { left, right, top, bottom } of read.areas) {
    const first = rows.get(top)?.get(left);
    // One value for two months may be meant; one for two rows is not.
    const below = first && { ...first, mergedWith: addressOf(top, left) };
    for (let number = top; number <= bottom; number++) {
      const row = rows.get(number) ?? new Map<number, MergedCell>();
      rows.set(number, row);
      for (let column = left; column <= right; column++)
        if (!first || !below) row.delete(column);
        else row.set(column, number === top ? first : below);
    }
  }
  return rows;
}

const inOrder = <T>(numbered: ReadonlyMap<number, T>) => [...numbered].sort(([a], [b]) => a - b);

function hiddenCharacter(where: CellPlace, name: string): Finding {
  const message = `this text holds a character that cannot be seen and that no document should hold (${name}); it is read without it`;
  return warning('text/character', where, message, 'delete the character and type the text again');
}
