/** No row of a table is alone below its header at the foot of a page, nor the last one at the top of the next. */

/** A row with more in a cell, in letters, is no fragment by itself, and would take much of a page along. */
const longCell = 400;
/** A line that is broken takes as much room as one that is full. */
const fullLine = '.'.repeat(40);

/** A table as printed, if its header row repeats. Any other is left as its author has it. */
export function keepRows(table: string): string {
  const starts = rowStarts(table);
  const rows = starts.map((start, i) => table.slice(start, starts[i + 1]));
  const headers = rows.findIndex((row) => !isHeader(row));
  if (headers < 1) return table;
  const fragments = [headers, rows.length - 2].filter(
    (i) => i >= headers && rows.slice(i, i + 2).every((row, _, two) => two.length === 2 && !isLong(row)),
  );
  const kept = rows.map((row, i) => (i < headers || fragments.includes(i) ? keepWithNext(row) : row));
  return table.slice(0, starts[0]) + kept.join('');
}

/** Where the table's rows begin, without those of tables inside it. */
function rowStarts(table: string): number[] {
  const starts: number[] = [];
  let depth = 0;
  for (const { 0: tag, index } of table.matchAll(/<(?:w:tbl[ >]|\/w:tbl>|w:tr[ >])/g)) {
    if (tag.startsWith('<w:tr')) depth === 1 && starts.push(index);
    else depth += tag.startsWith('</') ? -1 : 1;
  }
  return starts;
}

const isHeader = (row: string) =>
  /<w:tblHeader(?: w:val="(?:1|true|on)")?\/>/.test(row.slice(0, row.indexOf('<w:tc')));

const isLong = (row: string) =>
  row.includes('<w:drawing>') ||
  row.split('</w:tc>').some((cell) => {
    const lines = cell.replace(/<\/w:p>|<w:br\b/g, `${fullLine}$&`);
    return lines.length > longCell && lines.replace(/<[^>]*>/g, '').length > longCell;
  });

const firstParagraph =
  /^((?:(?!<w:(?:tbl|sdt)[ >]).)*?<w:p(?: [^>]*?)?)(\/>|>(?:<w:pPr ?\/>|<w:pPr>(?:<w:pStyle [^>]*>)?)?)(<w:keepNext\b[^>]*>)?/s;

/** Word keeps a row with the next if the first paragraph of its first cell is. */
const keepWithNext = (row: string) =>
  row.replace(firstParagraph, (_, before: string, rest: string) =>
    rest.startsWith('><w:pPr>')
      ? `${before}${rest}<w:keepNext/>`
      : `${before}><w:pPr><w:keepNext/></w:pPr>${rest === '/>' ? '</w:p>' : ''}`,
  );
