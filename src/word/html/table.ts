import { childOf, childrenNamed, escapeAttribute, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { cellsIn, isHeaderRow, rowsOf, spanOf } from '../template/table.ts';
import { bordersIn, cellFill, textLook } from './look.ts';
import type { Reader } from './reader.ts';
import { classes } from './sheet.ts';

type BlocksOf = (parent: XmlElement, reader: Reader) => string[];

/** A table in a box of its own, which a keyboard can scroll sideways on a narrow screen. */
export function tableHtml(table: XmlElement, reader: Reader, blocksIn: BlocksOf): string {
  const properties = childOf(table, 'w:tblPr');
  const caption = valOf(childOf(properties, 'w:tblCaption'));
  const description = valOf(childOf(properties, 'w:tblDescription'));
  const label = escapeAttribute([caption, description].filter(Boolean).join('. ') || 'Table');
  const rows = rowsOf(table);
  const headers = rows.filter(isHeaderRow);
  const look = headerLook(valOf(childOf(properties, 'w:tblStyle')), reader);
  const row = (one: XmlElement) =>
    rowHtml(one, { reader, blocksIn, tag: isHeaderRow(one) ? 'th' : 'td', look });
  const head = headers.length > 0 ? `<thead>${headers.map(row).join('')}</thead>` : '';
  const body = rows.filter((one) => !isHeaderRow(one)).map(row);
  const { width, columns } = widths(table, reader);
  return `<div class="table" role="group" tabindex="0" aria-label="${label}"><table${classes(width)}>${columns}${head}<tbody>${body.join('')}</tbody></table></div>`;
}

function headerLook(style: string | undefined, { sheet }: Reader): string | undefined {
  const first = style === undefined ? undefined : sheet.firstRow(style);
  return sheet.add({ ...cellFill(childOf(first, 'w:tcPr')), ...textLook(childOf(first, 'w:rPr')) });
}

/** Columns as shares of the whole, which is no narrower than on paper: a rating that fits there is not broken here. */
function widths(table: XmlElement, { sheet }: Reader): { width?: string | undefined; columns: string } {
  const columnsOf = childrenNamed(childOf(table, 'w:tblGrid'), 'w:gridCol');
  const all = columnsOf.map(({ attributes }) => Number(attributes['w:w'] ?? 0));
  const whole = all.reduce((a, b) => a + b, 0);
  if (!(whole > 0)) return { columns: '' };
  const shares = all.map((width) => `${((width / whole) * 100).toFixed(1)}%`);
  const columns = shares.map((width) => `<col${classes(sheet.add({ width }))}>`).join('');
  // Twentieths of a point. What lies on a page on its side may be narrower.
  const width = sheet.add({ 'min-width': `${Math.min(whole / 20, 600)}pt` });
  return { width, columns: `<colgroup>${columns}</colgroup>` };
}

interface RowOptions {
  reader: Reader;
  blocksIn: BlocksOf;
  tag: 'th' | 'td';
  /** Of a cell of the header. */
  look: string | undefined;
}

function rowHtml(row: XmlElement, { reader, blocksIn, tag, look }: RowOptions): string {
  const { sheet } = reader;
  const cells = cellsIn(row).map((cell) => {
    const properties = childOf(cell, 'w:tcPr');
    if (valOf(childOf(properties, 'w:vMerge')) === undefined && childOf(properties, 'w:vMerge')) return '';
    const span = spanOf(cell);
    const own = sheet.add({ ...cellFill(properties), ...bordersIn(childOf(properties, 'w:tcBorders')) });
    const attributes = `${span > 1 ? ` colspan="${span}"` : ''}${tag === 'th' ? ' scope="col"' : ''}`;
    return `<${tag}${attributes}${classes(tag === 'th' && look, own)}>${blocksIn(cell, reader).join('')}</${tag}>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}
