import type { CellValue } from 'exceljs';
import { forbiddenCharacter, nameIn, turningCharacter, withoutHidden } from '../../diagnostics/characters.ts';
import { type Finding, warning } from '../../diagnostics/diagnostic.ts';
import type { CellPlace } from '../../model/figure.ts';
import type { ReadCell, ReadSheet } from './rows.ts';
import { type Amount, type Content, placeAt, type Sheet } from './sheet.ts';

/** What a cell holds, whatever shape exceljs gives it in, or undefined if it is blank. */
function contentOf({ value, formula, style }: ReadCell, date1904: boolean): Content | undefined {
  if (value === null || value === undefined) return formula ? { kind: 'formula', formula } : undefined;
  if (typeof value === 'number') {
    const format = style?.numFmt ?? '';
    return isDate(format) ? dateOf(value, date1904) : { kind: 'number', ...asSeen(value, format) };
  }
  if (typeof value === 'object' && 'error' in value) return { kind: 'error', error: value.error };
  const text = withoutGaps(textOf(value));
  return text === '' ? undefined : { kind: 'text', text };
}

/** Whether a number format shows a date: a letter of one that is neither quoted, escaped, a width nor in brackets. */
function isDate(format: string): boolean {
  return /[dmyhs]/i.test(format.replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, ''));
}

/** Days are counted from the end of 1899, or on an early Mac from 1904. */
function dateOf(days: number, date1904: boolean): Content {
  const date = new Date(Math.round((days - 25_569 + (date1904 ? 1462 : 0)) * 24 * 60 * 60 * 1000));
  if (Number.isNaN(date.getTime())) return { kind: 'error', error: 'a date that does not exist' };
  return { kind: 'date', date: date.toISOString().slice(0, 10) };
}

function textOf(value: CellValue): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  // A raised "1" behind a figure is a footnote mark and not a digit.
  if ('richText' in value)
    return value.richText.map(({ text, font }) => (font?.vertAlign === 'superscript' ? '' : text)).join('');
  if ('text' in value) return textOf(value.text as CellValue);
  return '';
}

/** Line breaks and the many kinds of space become plain spaces; what has no width goes. */
function withoutGaps(text: string): string {
  return text
    .replace(/\r\n/g, ' ')
    .replace(/\s/g, ' ')
    .replace(/[\u00AD\u200B-\u200F\u2060]/g, '')
    .trim();
}

/**
 * A number as its format shows it: "0.0%" shows 0.186 as 18.6%, "#,##0.0,," shows 1,250,000 as 1.3, that is in millions, and
 * `0.000"m"` puts the unit behind it. (ECMA-376 part 1, 18.8.31.)
 */
export function asSeen(stored: number, format: string): Amount {
  const first = (format.split(';')[0] ?? '').replace(/[_*]./g, '').replace(/\\(.)/g, '"$1"');
  const codes = first.replace(/\[[^\]]*\]|"[^"]*"/g, '');
  const thousands = /[0#?](,+)(?![0#?,])/.exec(codes)?.[1]?.length ?? 0;
  const unit = /"\s*([mk])[^"a-z]*"\s*$/i.exec(first)?.[1]?.toLowerCase();
  const mark = codes.includes('%') ? '%' : (unit as 'm' | 'k' | undefined);
  // Sums of decimals end in noise (0.30000000000000004); no figure here has more than nine decimals.
  const value = Number((stored * (mark === '%' ? 100 : 1) * 1000 ** -thousands).toFixed(9));
  return mark ? { value, mark } : { value };
}

export type Cells = Map<number, Map<number, Content>>;

/** All cells of a sheet that hold anything. Characters that a Word file cannot hold, or that turn its text round, are left out. */
export function cellsOf(
  read: ReadSheet,
  sheet: Pick<Sheet, 'file' | 'name'>,
  date1904: boolean,
): { rows: Cells; findings: Finding[] } {
  const rows: Cells = new Map();
  const findings: Finding[] = [];
  for (const [number, row] of inOrder(merged(read))) {
    const cells = new Map<number, Content>();
    for (const [column, cell] of inOrder(row)) {
      const content = contentOf(cell, date1904);
      if (content?.kind === 'text') {
        const hidden = forbiddenCharacter(content.text) ?? turningCharacter(content.text);
        if (hidden)
          findings.push(hiddenCharacter(placeAt(sheet, number, column), nameIn(content.text, hidden)));
        cells.set(column, { kind: 'text', text: withoutHidden(content.text) });
      } else if (content) cells.set(column, content);
    }
    if (cells.size > 0) rows.set(number, cells);
  }
  return { rows, findings };
}

/** Cells by row and column. Each cell of a merged area is the first one of the area, with its number format. */
function merged(read: ReadSheet): Map<number, Map<number, ReadCell>> {
  const rows = new Map(
    read.rows.map(({ number, cells }) => [number, new Map(cells.map((cell) => [cell.column, cell]))]),
  );
  for (const { left, right, top, bottom } of read.areas) {
    const first = rows.get(top)?.get(left);
    for (let number = top; number <= bottom; number++) {
      const row = rows.get(number) ?? new Map<number, ReadCell>();
      rows.set(number, row);
      for (let column = left; column <= right; column++)
        if (first) row.set(column, first);
        else row.delete(column);
    }
  }
  return rows;
}

const inOrder = <T>(numbered: ReadonlyMap<number, T>) => [...numbered].sort(([a], [b]) => a - b);

function hiddenCharacter(where: CellPlace, name: string): Finding {
  const message = `this text holds a character that cannot be seen and that no document should hold (${name}); it is read without it`;
  return warning('text/character', where, message, 'delete the character and type the text again');
}
