import { columnOf, lettersOf } from '../ooxml/cell-address.ts';
import { escapeText } from '../ooxml/xml/tree.ts';

/**
 * A worksheet as text that is edited in place (ECMA-376 part 1, 18.3): only the cells that change are written, and every other byte
 * stays, which no library that reads and writes workbooks does.
 */

/** A cell in the text of its row. */
export interface CellText {
  column: number;
  /** The whole element. */
  text: string;
  attributes: string;
  content: string;
}

const row = /<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g;
const cell = /<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g;

export const attributeOf = (attributes: string, name: string) =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];

export const without = (attributes: string, name: string) =>
  attributes.replace(new RegExp(`\\s${name}="[^"]*"`), '');

/** The cells of a row, in order. One that does not say where it is follows the one before it. */
function cellsIn(content: string): CellText[] {
  let last = 0;
  return [...content.matchAll(cell)].map(([text, attributes = '', inside = '']) => {
    const letters = /^[A-Z]+/.exec(attributeOf(attributes, 'r') ?? '')?.[0];
    last = letters ? columnOf(letters) : last + 1;
    return { column: last, text, attributes, content: inside };
  });
}

/** The text of a sheet with the cells of each row replaced. */
export function editRows(
  sheet: string,
  edit: (number: number, cells: CellText[]) => string | undefined,
): string {
  let last = 0;
  return sheet.replace(row, (whole, attributes: string, content = '') => {
    last = Number(attributeOf(attributes, 'r') ?? last + 1);
    const edited = edit(last, cellsIn(content));
    if (edited === undefined) return whole;
    return `<row${without(attributes, 'spans')}>${edited}</row>`;
  });
}

const reference =
  /'(?:[^']|'')*'!|"(?:[^"]|"")*"|(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w(.!])|[A-Za-z_\\][\w.]*/g;

/** A formula as Excel copies it so many rows down and columns to the right: what has no `$` moves along. */
export function movedFormula(formula: string, rows: number, columns: number): string {
  return formula.replace(reference, (whole, ...found) => {
    const [fixedColumn, letters, fixedRow, number] = found as Array<string | undefined>;
    if (letters === undefined) return whole;
    const column = fixedColumn ? letters : lettersOf(columnOf(letters) + columns);
    return `${fixedColumn}${column}${fixedRow}${fixedRow ? number : Number(number) + rows}`;
  });
}

export const textCell = (address: string, style: string | undefined, text: string) =>
  `<c r="${address}"${style ? ` s="${style}"` : ''} t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;

/** A cell with its format and its formula, if it has one, and no value. */
export const blankCell = (address: string, style: string | undefined, formula?: string) =>
  `<c r="${address}"${style ? ` s="${style}"` : ''}${formula ? `><f>${formula}</f></c>` : '/>'}`;

/** The formulas of a sheet by address, each as its own: of those that Excel shares, every cell has the text. */
export function formulasOf(sheet: string): Map<string, string> {
  const formulas = new Map<string, string>();
  const masters = new Map<string, { formula: string; row: number; column: number }>();
  editRows(sheet, (number, cells) => {
    for (const { column, content } of cells) {
      const [, attributes = '', text = ''] = /<f\b([^>]*?)(?:\/>|>([\s\S]*?)<\/f>)/.exec(content) ?? [];
      const shared = attributeOf(attributes, 'si');
      const isShared = attributeOf(attributes, 't') === 'shared' && shared !== undefined;
      if (isShared && text !== '') masters.set(shared, { formula: text, row: number, column });
      const master = isShared ? masters.get(shared) : undefined;
      const own = master ? movedFormula(master.formula, number - master.row, column - master.column) : text;
      if (own !== '') formulas.set(`${lettersOf(column)}${number}`, own);
    }
    return undefined;
  });
  return formulas;
}
