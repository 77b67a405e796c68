/** The stretches of a narrative's source that print one paragraph each: here the cells of its tables. */

export interface Stretch {
  /** Its lines, from and up to; the first row of a table has the rule below it. */
  lines: [number, number];
  /** What its first line has before the text: `- `, `   2. `, `## `. */
  lead: string;
  /** The text itself, as it was typed: lines that go on keep their indents. */
  text: string;
  /** Of a cell of a table: its row, 0 being the header, and its stretch of the line. */
  cell?: { table: number; row: number; column: number; from: number; to: number };
}

const ruleOfTable = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** How many columns a table has that begins in a line; 0 where none does. */
export function tableAt(lines: readonly string[], at: number): number {
  const rule = lines[at + 1] ?? '';
  if (!lines[at]?.includes('|') || !rule.includes('|') || !ruleOfTable.test(rule)) return 0;
  const width = stretchesOf(lines[at] as string).length;
  return width === stretchesOf(rule).length ? width : 0;
}

/** A table goes on to a blank line, or to one that begins something else. */
export function endOfTable(lines: readonly string[], at: number): number {
  let end = at + 2;
  while (
    end < lines.length &&
    /\S/.test(lines[end] as string) &&
    !/^ {0,3}(#{1,6} |>|[-*+] |\d+[.)] )/.test(lines[end] as string)
  )
    end++;
  return end;
}

export function cellsIn(
  line: string,
  { table, row, first, width }: { table: number; row: number; first: number; width: number },
): Stretch[] {
  const stretches = stretchesOf(line);
  return Array.from({ length: width }, (_, column) => {
    const [from, to] = stretches[column] ?? [line.length, line.length];
    const cell = { table, row: row === first ? 0 : row - first - 1, column, from, to };
    return { lines: [row, row === first ? row + 2 : row + 1], lead: '', text: line.slice(from, to), cell };
  });
}

/** The cells of a line without the blanks around their texts. A sign after a backslash divides nothing. */
function stretchesOf(line: string): Array<readonly [number, number]> {
  const divides = [...line.matchAll(/(?<!\\)\|/g)].map(({ index }) => index);
  const start = /^\s*\|/.test(line) ? (divides.shift() as number) + 1 : 0;
  if (/(?<!\\)\|\s*$/.test(line)) divides.pop();
  const ends = [...divides, line.trimEnd().length - (/(?<!\\)\|\s*$/.test(line) ? 1 : 0)];
  return ends.map((end, i) => {
    const from = i === 0 ? start : (ends[i - 1] as number) + 1;
    const text = line.slice(from, end);
    const isEmpty = text.trim() === '';
    const lead = isEmpty ? Math.min(1, text.length) : text.length - text.trimStart().length;
    return [from + lead, from + (isEmpty ? lead : text.trimEnd().length)];
  });
}
