/**
 * No row of a table is alone below its header at the foot of a page, nor the last one at the top of the next; of a table of seven rows
 * or more at least three are on each page.
 */

const manyRows = 7;

/** A row with a picture, or with this many letters in one piece or paragraphs in a cell, is no fragment by itself, and would take much of a page along. */
const longText = 250;
const longCell = 6;

/** A table as printed, if its header row repeats. Any other is left as its author has it. */
export function keepRows(table: string): string {
  if (!isHeader(table)) return table;
  const ends = rowEnds(table);
  const rows = ends.map((end, i) => table.slice(ends[i - 1] ?? 0, end));
  const headers = rows.findIndex((row) => !isHeader(row));
  const isMany = rows.length - headers >= manyRows;
  const atEnds = isMany
    ? [headers, headers + 1, rows.length - 3, rows.length - 2]
    : [headers, rows.length - 2];
  const fragments = atEnds.filter(
    (i) => i >= headers && rows.slice(i, i + 2).every((row, _, two) => two.length === 2 && !isLong(row)),
  );
  // Added up, for joined they would be copied once more.
  let kept = '';
  for (const [i, row] of rows.entries())
    kept += i < headers || fragments.includes(i) ? keepWithNext(row) : row;
  return kept + table.slice(ends.at(-1));
}

const rowEnd = '</w:tr>';

/** Where rows end, those of tables inside it aside. Between the first three and the last three of many rows, the others are taken for one. */
function rowEnds(table: string): number[] {
  const first: number[] = [];
  let from = 0;
  for (let rows = 0; rows < 3; ) {
    const end = table.indexOf(rowEnd, from);
    if (end < 0) break;
    if (!isHeader(table.slice(from, end))) rows += 1;
    from = end + rowEnd.length;
    first.push(from);
  }
  const last = table.lastIndexOf(rowEnd);
  const before = table.lastIndexOf(rowEnd, last - 1);
  const third = table.lastIndexOf(rowEnd, before - 1);
  const others = [table.lastIndexOf(rowEnd, third - 1), third, before, last].map(
    (end) => end + rowEnd.length,
  );
  const hasInside =
    table.slice(1, from).includes('<w:tbl>') ||
    table.slice(Math.max(from, others[0] ?? 0), last).includes('</w:tbl>');
  return hasInside ? outerEnds(table) : [...first, ...others.filter((end) => end > from)];
}

function outerEnds(table: string): number[] {
  const ends: number[] = [];
  let depth = 0;
  for (const { 0: tag, index } of table.matchAll(/<\/?w:tbl>|<\/w:tr>/g))
    if (tag !== rowEnd) depth += tag === '<w:tbl>' ? 1 : -1;
    else if (depth === 1) ends.push(index + rowEnd.length);
  return ends;
}

/** Of a row, or a table from its first row on. */
export const isHeader = (row: string) =>
  /<w:tblHeader(?: w:val="(?:1|true|on)")?\/>/.test(row.slice(0, row.indexOf('<w:tc')));

/** Looked for from tag to tag: rows are read in every table of a document, and with a regular expression it took a twentieth of filling one. */
function isLong(row: string): boolean {
  if (row.includes('<w:drawing>')) return true;
  for (let end = row.indexOf('</w:t>'); end >= 0; end = row.indexOf('</w:t>', end + 1))
    if (end - row.lastIndexOf('>', end) > longText) return true;
  let [cellEnd, paragraphs] = [-1, 0];
  for (let end = row.indexOf('</w:p>'); end >= 0; end = row.indexOf('</w:p>', end + 1)) {
    if (end > cellEnd) [cellEnd, paragraphs] = [row.indexOf('</w:tc>', end), 0];
    paragraphs += 1;
    if (paragraphs === longCell) return true;
  }
  return false;
}

const paragraphStart =
  /^(<w:p(?: [^>]*?)?)(\/>|>(?:<w:pPr ?\/>|<w:pPr>(?:<w:pStyle [^>]*>)?)?)(<w:keepNext\b[^>]*>)?/;

/** Word keeps a row with the next if the first paragraph of its first cell is. */
function keepWithNext(row: string): string {
  const cell = row.indexOf('<w:tc');
  const at = cell + row.slice(cell).search(/<w:(?:p|tbl|sdt)[ />]/);
  const kept = row
    .slice(at)
    .replace(paragraphStart, (_, before: string, rest: string) =>
      rest.startsWith('><w:pPr>')
        ? `${before}${rest}<w:keepNext/>`
        : `${before}><w:pPr><w:keepNext/></w:pPr>${rest === '/>' ? '</w:p>' : ''}`,
    );
  return row.slice(0, at) + kept;
}
