import { addPart } from '../ooxml/add-part.ts';
import { lettersOf } from '../ooxml/cell-address.ts';
import { type Package, PackageError } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import { addRelationships } from '../ooxml/relationships.ts';
import { escapeAttribute, escapeText } from '../ooxml/xml/tree.ts';
import { attributeOf, blankCell, editRows, formulasOf, textCell, without } from './sheet-text.ts';

/** The next forecast: the sheet of the last one again, with its formats and formulas, its new title, and no figures. */

interface NextSheet {
  /** The part of the last forecast's sheet, and the sheet's name. */
  path: string;
  name: string;
  newName: string;
  /** New titles, by address. */
  titles: ReadonlyMap<string, string>;
  /** Cells that are typed figures of the table. */
  isFigure(row: number, column: number): boolean;
}

/** What belongs to one sheet alone, and can't be in a second: drawings, notes, printers, Excel's own tables. */
const ofOneSheet =
  /<(drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|tableParts|customProperties|webPublishItems|extLst|hyperlinks)\b(?:[^>]*\/>|[\s\S]*?<\/\1>)/g;

/** @throws {PackageError} where the workbook lacks a part that Excel writes. */
export function withForecast(parts: Package, next: NextSheet): Package {
  const [path, book] = [freePath(parts), 'xl/workbook.xml'];
  const source = textOf(parts, next.path);
  const [related, workbook] = [textOf(parts, 'xl/_rels/workbook.xml.rels'), textOf(parts, book)];
  const [id, sheetId] = [freeId(related), freeSheetId(workbook)];
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relation = `Type="${type}/worksheet" Target="${path.slice(3)}"`;
  const sheet = `<sheet xmlns:r="${type}" name="${escapeAttribute(next.newName)}" sheetId="${sheetId}" r:id="${id}"/>`;
  const edited = new Map(parts);
  addRelationships(edited, book, new Map([[relation, id]]));
  edited.set(book, new Part(workbook.replace('</sheets>', () => `${sheet}</sheets>`)));
  addPart(edited, path, blanked(source, next), worksheet);
  return edited;
}

const worksheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

function blanked(source: string, { name, newName, titles, isFigure }: NextSheet): string {
  const formulas = formulasOf(source);
  const rows = editRows(source, (row, cells) =>
    cells
      .map(({ column, text, attributes, content }) => {
        const address = `${lettersOf(column)}${row}`;
        const style = attributeOf(attributes, 's');
        const title = titles.get(address);
        if (title !== undefined) return textCell(address, style, title);
        const formula = formulas.get(address);
        if (formula !== undefined) return blankCell(address, style, renamed(formula, name, newName));
        return isFigure(row, column) && content !== '' ? blankCell(address, style) : text;
      })
      .join(''),
  );
  return rows
    .replace(ofOneSheet, '')
    .replace(/(<sheetView\b[^>]*?)\stabSelected="(?:1|true)"/g, '$1')
    .replace(/<pageSetup\b[^>]*>/g, (setup) => without(setup, 'r:id'));
}

/** A formula that names its own sheet names the new one. */
function renamed(formula: string, name: string, newName: string): string {
  const quoted = (text: string) => escapeText(`'${text.replaceAll("'", "''")}'!`);
  return formula.replaceAll(quoted(name), quoted(newName));
}

function textOf(parts: Package, path: string): string {
  const part = parts.get(path);
  if (!part) throw new PackageError(`its part ${path} is missing`);
  return part.text;
}

function freePath(parts: Package): string {
  for (let number = 1; ; number += 1) {
    const path = `xl/worksheets/sheet${number}.xml`;
    if (!parts.has(path)) return path;
  }
}

function freeId(relations: string): string {
  for (let number = 1; ; number += 1) if (!relations.includes(`"rId${number}"`)) return `rId${number}`;
}

const freeSheetId = (workbook: string) =>
  Math.max(0, ...[...workbook.matchAll(/\bsheetId="(\d+)"/g)].map(([, id]) => Number(id))) + 1;
