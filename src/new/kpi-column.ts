import { columnOf, lettersOf } from '../ooxml/cell-address.ts';
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

interface NextColumn {
  /** The columns of the last period and of the new one, from 1. */
  from: number;
  to: number;
  /** The new headings, by row. */
  headings: ReadonlyMap<number, string>;
}

/** Why a column can't be added by a program, for a person who can do it in Excel; undefined where it can. */
export function whyNot(sheet: string, to: number): string | undefined {
  if (/<tableParts\b/.test(sheet)) return 'the table is one of Excel\'s own ("Format as Table")';
  let taken: string | undefined;
  editRows(sheet, (row, cells) => {
    const next = cells.find(({ column, content }) => column >= to && /<(?:v|f|is)\b/.test(content));
    if (next) taken ??= `${lettersOf(next.column)}${row}`;
    return undefined;
  });
  return taken && `there is something to the right of the last column, in ${taken}`;
}

export function withColumn(sheet: string, { from, to, headings }: NextColumn): string {
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
        ? blankCell(address, style, formula && movedFormula(formula, 0, to - from))
        : textCell(address, style, heading);
    const place = (list: readonly CellText[]) => list.map(({ text }) => text).join('');
    return `${place(cells.filter(({ column }) => column < to))}${added}${place(cells.filter(({ column }) => column > to))}`;
  });
  return widened(rows, from, to);
}

/** The width and the rules of the last column hold for the new one too, and the area of the table goes on to it. */
function widened(sheet: string, from: number, to: number): string {
  const area = /([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?/g;
  /** Areas that end in a column end in the one after it. */
  const grown = (reference: string, edge: number) =>
    reference.replace(area, (whole, ...found) => {
      const [first, top, last = first, bottom = top] = found as string[];
      return columnOf(last ?? '') === edge ? `${first}${top}:${lettersOf(edge + 1)}${bottom}` : whole;
    });
  /** Rules of the last column; where others are between the two, the new one is an area of its own. */
  const ruled = (areas: string) =>
    to === from + 1
      ? grown(areas, from)
      : [
          areas,
          ...[...areas.matchAll(area)].flatMap(([, first, top, last = first, bottom = top]) =>
            columnOf(last ?? '') === from ? [`${lettersOf(to)}${top}:${lettersOf(to)}${bottom}`] : [],
          ),
        ].join(' ');
  return sheet
    .replace(/<dimension\b[^>]*\bref="([^"]*)"/, (whole, reference) =>
      whole.replace(reference, grown(reference, to - 1)),
    )
    .replace(
      /(<(?:conditionalFormatting|dataValidation)\b[^>]*\bsqref=")([^"]*)"/g,
      (_, before, areas) => `${before}${ruled(areas)}"`,
    )
    .replace(/(<autoFilter\b[^>]*\bref=")([^"]*)"/g, (_, before, own) => `${before}${grown(own, to - 1)}"`)
    .replace(/<cols>([\s\S]*?)<\/cols>/, (_, columns) => `<cols>${withWidth(columns, from, to)}</cols>`);
}

function withWidth(columns: string, from: number, to: number): string {
  const all = [...columns.matchAll(/<col\b[^>]*\/>/g)].map(([text]) => ({
    text,
    min: Number(attributeOf(text, 'min')),
    max: Number(attributeOf(text, 'max')),
  }));
  const own = all.find(({ min, max }) => min <= from && max >= from);
  if (!own || own.max >= to) return columns;
  const over = (text: string, min: number, max: number) =>
    min > max ? '' : text.replace(/\bmin="\d+"/, `min="${min}"`).replace(/\bmax="\d+"/, `max="${max}"`);
  const before = all.map(({ text, min, max }) => over(text, min, Math.min(max, to - 1)));
  const after = all.map(({ text, min, max }) => over(text, Math.max(min, to + 1), max));
  return [...before, over(own.text, to, to), ...after].join('');
}
