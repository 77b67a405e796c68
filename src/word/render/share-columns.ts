import { error, warning } from '../../diagnostics/diagnostic.ts';
import { parseXml } from '../../ooxml/xml/parse.ts';
import { childOf, isElement, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import { attributeAt } from '../template/attributes.ts';
import { applyEdits, type Edit, insert, replace } from '../template/edits.ts';
import type { ColumnTable } from '../template/instructions.ts';
import { isHeaderRow } from '../template/table.ts';
import { shareWidths, sum, type Wish } from './column-widths.ts';
import { type PrintedCell, PrintedTable } from './printed-table.ts';
import type { TextSizes } from './text-sizes.ts';

/**
 * Tables whose columns come from lists, once they are printed: the rows of each are compared, its width is shared out among
 * the columns that there are now, and cells that are merged over repeated ones grow with them.
 */

/** A table as printed, with the marks that read-tables.ts has put into it. */
export interface MarkedTable {
  xml: string;
  table: ColumnTable;
}

/** Word opens no table with more. */
const mostColumns = 63;

/** Shares out the widths of tables. Those that a loop prints of one table get the same, if they have room, so that their columns are in line. */
export function shareColumns(tables: readonly MarkedTable[], sizes: TextSizes) {
  const ids = new Map([...new Set(tables.map(({ table }) => table))].map((table, i) => [table, i]));
  const together = new Map<string, Wish[]>();
  const read = tables.map(({ xml, table }) => {
    const printed = new PrintedTable(parseXml(xml), table);
    const key = `${ids.get(table)}/${printed.counts}`;
    const findings = refusals(printed);
    const wishes = findings.length > 0 ? [] : wishesOf(printed, sizes);
    const others = together.get(key);
    const most = (one: Wish, i: number) => ({ ...one, least: Math.max(one.least, others?.[i]?.least ?? 0) });
    if (findings.length === 0) together.set(key, wishes.map(most));
    return { printed, key, findings, wishes };
  });
  return read.map(({ printed, key, findings, wishes }): { xml: string; findings: Finding[] } => {
    if (findings.length > 0) return { xml: '', findings };
    const { table } = printed;
    const total = Math.round(sum(table.widths));
    const inLine = together.get(key) ?? wishes;
    const fits = sum(inLine.map(({ least }) => least)) <= total;
    const widths = shareWidths(fits ? inLine : wishes, total);
    const width = sum(widths);
    return {
      xml: rewrite(printed, widths, width > total),
      findings: width > Math.max(total, table.room) ? [tooWide(width, table)] : [],
    };
  });
}

/** Rows that do not agree, and tables of no column or too many. */
function refusals(printed: PrintedTable): Finding[] {
  const { table, rows, counts, size } = printed;
  const findings = new Map<number, Finding>();
  for (const [i, { entries }] of rows.entries())
    for (const [block, count] of entries) {
      const { region, place, list } = table.blocks[block] as ColumnTable['blocks'][number];
      if (count === counts[region] || findings.has(block)) continue;
      const first = rows.findIndex((row) =>
        [...row.entries.keys()].some((other) => table.blocks[other]?.region === region),
      );
      const [other] = [...(rows[first]?.entries.keys() ?? [])]
        .map((one) => table.blocks[one])
        .filter((one) => one?.region === region);
      const message = `${nameOf(printed, first)} has ${columns(counts[region] as number)}, and ${nameOf(printed, i)} has ${count}: their lists are "${other?.list}" and "${list}"`;
      findings.set(block, {
        ...error('document/columns', place, message, 'give each list of the table one entry for each column'),
        ...(other ? { note: { message: 'the columns are repeated here first', where: other.place } } : {}),
      });
    }
  const [block] = table.blocks;
  if (findings.size === 0 && block && rows.length > 0 && (size === 0 || size > mostColumns)) {
    const lists = [...new Set(table.blocks.map(({ list }) => `"${list}"`))].join(' and ');
    const message =
      size === 0
        ? `this table has no column left, for ${lists} is empty`
        : `this table has ${columns(size)} from ${lists}, and Word opens no more than ${mostColumns}`;
    const help =
      size === 0
        ? 'give the list an entry, or put {{#if}} and {{/if}} round the table'
        : 'give the list fewer entries, or split it over several tables';
    findings.set(0, error('document/columns', block.place, message, help));
  }
  return [...findings.values()];
}

const columns = (count: number) => (count === 1 ? '1 column' : `${count} columns`);

function nameOf({ rows }: PrintedTable, index: number): string {
  return index === 0 && isHeaderRow(rows[index]?.row) ? 'the header' : `row ${index + 1}`;
}

/** What each printed column would have, and needs. */
function wishesOf(printed: PrintedTable, sizes: TextSizes): Wish[] {
  const { table, rows, counts, root, size } = printed;
  const wishes: Wish[] = table.widths.flatMap((width, column): Wish[] => {
    const region = table.regions.findIndex(({ from, to }) => from <= column && column < to);
    if (region < 0) return [{ width, least: 0, repeated: false }];
    const { from, to } = table.regions[region] as { from: number; to: number };
    if (column > from) return [];
    const count = counts[region] as number;
    const group = table.widths.slice(from, to);
    return Array.from({ length: count * group.length }, (_, i) => ({
      width: (group[i % group.length] as number) / count,
      least: 0,
      repeated: true,
    }));
  });
  const leastWidth = sizes.ofTable(root);
  const needs = rows.flatMap(({ cells }, row) =>
    cells.map((cell) => {
      const { from, to } = printed.placeOf(cell);
      const isLast = { isLastRow: row === rows.length - 1, isLastColumn: to === size };
      return { from, to, least: leastWidth(cell.cell, { row, column: from, ...isLast }) };
    }),
  );
  // Merged cells come last: their columns together may be wide enough by then.
  needs.sort((a, b) => a.to - a.from - (b.to - b.from));
  for (const { from, to, least } of needs) {
    const covered = wishes.slice(from, to);
    const lack = least - sum(covered.map((one) => one.least));
    if (lack > 0) for (const wish of covered) wish.least += Math.ceil(lack / covered.length);
  }
  return wishes;
}

const centimetres = (twips: number) => (twips / 566.929).toFixed(1);

function tooWide(width: number, { room, inCell, blocks }: ColumnTable): Finding {
  const around = inCell ? 'the cell that it is in' : 'the page';
  const message = `this table is ${centimetres(width)} cm wide, and ${around} has room for ${centimetres(room)} cm`;
  const help =
    'put it on a landscape page (a section of its own), make its text smaller, or print fewer columns';
  return warning('document/too-wide', blocks[0]?.place as Finding['where'], message, help);
}

function rewrite(printed: PrintedTable, widths: readonly number[], isWider: boolean): string {
  const { root, rows } = printed;
  const { source } = root;
  const grid = `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
  const edits: Edit[] = [put(root, childOf(root, 'w:tblGrid'), grid, childOf(root, 'w:tblPr')?.end)];
  if (isWider) {
    const width = childOf(childOf(root, 'w:tblPr'), 'w:tblW');
    if (width) edits.push(replace(width, `<w:tblW w:w="${sum(widths)}" w:type="dxa"/>`));
  }
  for (const { row, cells } of rows) {
    edits.push(...unmark(row));
    for (const cell of cells) {
      const { from, to } = printed.placeOf(cell);
      // A merged cell over columns of an empty list goes with them.
      if (from === to) edits.push(replace(cell.cell));
      else edits.push(...unmark(cell.cell), ...resize(cell, to - from, sum(widths.slice(from, to))));
    }
  }
  return applyEdits(source, edits).join('');
}

function put(parent: XmlElement, old: XmlElement | undefined, text: string, otherwise = parent.open): Edit {
  return old ? replace(old, text) : insert(otherwise, text);
}

function unmark(element: XmlElement): Edit[] {
  const mark = attributeAt(element, 'columns');
  return mark ? [replace(mark)] : [];
}

/** The look of a cell that does not follow from its column: all bits but those of rows and their bands are 0. */
const ofRowsAlone = /^..0000..0000$/;

/** Gives a cell its span and its width. */
function resize({ cell, block }: PrintedCell, span: number, width: number): Edit[] {
  const size = `<w:tcW w:type="dxa" w:w="${width}"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}`;
  const properties = childOf(cell, 'w:tcPr');
  if (!properties || properties.open === properties.end)
    return [put(cell, properties, `<w:tcPr>${size}</w:tcPr>`)];
  const look = childOf(properties, 'w:cnfStyle');
  // "This is the last column": of repeated cells true of one at most. Word works it out anew.
  const isStale = look !== undefined && block !== undefined && !ofRowsAlone.test(valOf(look) ?? '');
  const old = properties.children
    .filter(isElement)
    .filter((child) => /^w:(tcW|gridSpan)$/.test(child.name) || (isStale && child === look));
  const at = look?.end ?? properties.open;
  return [...old.map((one) => replace(one)), insert(at, size)];
}
