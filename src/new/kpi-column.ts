import { columnOf, lettersOf } from '../inputs/workbook/sheet.ts';
import {
  attributeOf,
  blankCell,
  type CellText,
  editRows,
  formulasOf,
  movedFormula,
  textCell,
} from './sheet-text.ts';

/** The next column of a table of KPIs: the format and the formulas of the last one, and no values. */

export interface NextColumn {
  /** The columns of the last period and of the new one, from 1. */
  from: number;
  /** The new headings, by row. */
  headings: ReadonlyMap<number, string>;
}

/** Why a column can't be added by a program, for a person who can do it in Excel; undefined where it can. */
export function whyNot(sheet: string, from: number): string | undefined {
  if (/<tableParts\b/.test(sheet)) return 'the table is one of Excel\'s own ("Format as Table")';
  let taken: string | undefined;
  editRows(sheet, (row, cells) => {
    const next = cells.find(({ column, content }) => column > from && /<(?:v|f|is)\b/.test(content));
    if (next) taken ??= `${lettersOf(next.column)}${row}`;
    return undefined;
  });
  return taken && `there is something to the right of the last column, in ${taken}`;
}

/** The text of the sheet with the column. */
export function withColumn(sheet: string, { from, headings }: NextColumn): string {
  const to = from + 1;
  const formulas = formulasOf(sheet);
  const rows = editRows(sheet, (row, cells) => {
    const source = cells.find(({ column }) => column === from);
    if (!source) return undefined;
    const heading = headings.get(row);
    const style = attributeOf(source.attributes, 's');
    const formula = formulas.get(`${lettersOf(from)}${row}`);
    const address = `${lettersOf(to)}${row}`;
    const added =
      heading === undefined
        ? blankCell(address, style, formula && movedFormula(formula, 0, 1))
        : textCell(address, style, heading);
    const place = (list: readonly CellText[]) => list.map(({ text }) => text).join('');
    return `${place(cells.filter(({ column }) => column <= from))}${added}${place(cells.filter(({ column }) => column > to))}`;
  });
  return widened(rows, from);
}

/** The width, the area and the rules of the last column hold for the new one too. */
function widened(sheet: string, from: number): string {
  const grown = (reference: string) =>
    reference.replace(/([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?/g, (whole, ...found) => {
      const [first, top, last = first, bottom = top] = found as string[];
      return columnOf(last ?? '') === from ? `${first}${top}:${lettersOf(from + 1)}${bottom}` : whole;
    });
  return sheet
    .replace(/<dimension\b[^>]*\bref="([^"]*)"/, (whole, reference) =>
      whole.replace(reference, grown(reference)),
    )
    .replace(
      /(<(?:conditionalFormatting|dataValidation)\b[^>]*\bsqref=")([^"]*)"/g,
      (_, before, areas) => `${before}${grown(areas)}"`,
    )
    .replace(/(<autoFilter\b[^>]*\bref=")([^"]*)"/g, (_, before, area) => `${before}${grown(area)}"`)
    .replace(/<cols>([\s\S]*?)<\/cols>/, (_, columns) => `<cols>${withWidth(columns, from)}</cols>`);
}

function withWidth(columns: string, from: number): string {
  const all = [...columns.matchAll(/<col\b[^>]*\/>/g)].map(([text]) => ({
    text,
    min: Number(attributeOf(text, 'min')),
    max: Number(attributeOf(text, 'max')),
  }));
  const own = all.find(({ min, max }) => min <= from && max >= from);
  const covers = all.some(({ min, max }) => min <= from + 1 && max >= from + 1);
  if (!own || (covers && own.max > from)) return columns;
  const [first, rest] = covers
    ? [all.filter(({ max }) => max <= from), all.filter(({ min }) => min > from)]
    : [[], []];
  const wide = own.text
    .replace(/\bmin="\d+"/, `min="${from + 1}"`)
    .replace(/\bmax="\d+"/, `max="${from + 1}"`);
  if (!covers) return columns.replace(own.text, `${own.text}${wide}`);
  const after = rest.flatMap(({ text, min, max }) =>
    min === from + 1 ? (max > min ? [text.replace(/\bmin="\d+"/, `min="${min + 1}"`)] : []) : [text],
  );
  return [...first.map(({ text }) => text), wide, ...after].join('');
}
