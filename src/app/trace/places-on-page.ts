import { compareBlocks } from '../../review/compare-blocks.ts';
import { type Block, isHeadingStyle, noteSign } from '../../word/read/block.ts';
import { isMark } from '../../word/value-marks.ts';

/** Where on the page something is, and what a file says there that may have been worked on since. */

export interface PagePlace {
  /** The nearest heading above. */
  heading?: string;
  /** The number of the table: of its caption where the document has some (0: it has none), else counted from 1. */
  table?: number;
  /** The first cell of the row, and the header of the column. */
  row?: string;
  column?: string;
  /** The part of the file, where it is not the text. */
  part?: string;
}

/** What is inside a mark: in the draft as it was written, and in the file. */
export interface Seen {
  printed: string;
  /** Undefined where it is gone. */
  text: string | undefined;
  place: PagePlace;
}

interface At {
  block: number;
  from: number;
  to: number;
}

/** What a file says in the place of each mark of the draft that it came from. Bookmarks that were lost are not needed. */
export function seenIn(draft: readonly Block[], file: readonly Block[]): (mark: string) => Seen | undefined {
  const [was, before] = [marksIn(draft), placesOf(draft)];
  if (draft === file)
    return (mark) => {
      const at = was.get(mark);
      const text = at && textIn(draft, at);
      return text === undefined ? undefined : { printed: text, text, place: before[at?.block ?? -1] ?? {} };
    };
  const { partners } = compareBlocks(draft, file);
  const [is, after] = [marksIn(file), placesOf(file)];
  return (mark) => {
    const at = was.get(mark);
    if (!at) return undefined;
    const printed = textIn(draft, at);
    const own = is.get(mark);
    const block = partners.get(at.block) ?? own?.block;
    if (block === undefined) return { printed, text: undefined, place: before[at.block] ?? {} };
    const whole = file[block]?.text ?? '';
    const text = changedText(draft[at.block]?.text ?? '', at, whole) ?? (own && textIn(file, own)) ?? whole;
    return {
      printed,
      text: own && textIn(file, own) === printed ? printed : text,
      place: after[block] ?? {},
    };
  };
}

function marksIn(blocks: readonly Block[]): Map<string, At> {
  return new Map(
    blocks.flatMap(({ marks }, block) =>
      marks.filter(({ name }) => isMark(name)).map(({ name, from, to }) => [name, { block, from, to }]),
    ),
  );
}

const textIn = (blocks: readonly Block[], { block, from, to }: At) =>
  blocks[block]?.text.slice(from, to) ?? '';

/** What has come between the words before and after a value: where all of it is typed anew, it is outside of the bookmark. */
function changedText(was: string, { from, to }: At, is: string): string | undefined {
  const [head, tail] = [was.slice(0, from), was.slice(to)];
  const fits = is.startsWith(head) && is.endsWith(tail) && is.length >= head.length + tail.length;
  return fits ? is.slice(head.length, is.length - tail.length) : undefined;
}

/** Without the signs of footnotes. */
const wordsOf = (text: string) => text.replaceAll(noteSign, '').replace(/\s+/g, ' ').trim();

/** The numbers of tables by their captions, which come right above them; undefined if there are none. */
function captionNumbers(blocks: readonly Block[]): Map<number, number> | undefined {
  const numbers = new Map<number, number>();
  let count = 0;
  for (const [i, { style, text }] of blocks.entries()) {
    if (style.toLowerCase() !== 'caption' || !/^table\b/i.test(text)) continue;
    count += 1;
    const table = blocks[i + 1]?.cell?.table;
    if (table !== undefined) numbers.set(table, count);
  }
  return count > 0 ? numbers : undefined;
}

export function placesOf(blocks: readonly Block[]): PagePlace[] {
  let heading: string | undefined;
  const numbers = captionNumbers(blocks);
  const cells = new Map<string, string>();
  for (const { cell, text } of blocks)
    if (cell) {
      const key = `${cell.table} ${cell.row} ${cell.column}`;
      cells.set(key, `${cells.has(key) ? `${cells.get(key)} ` : ''}${wordsOf(text)}`);
    }
  return blocks.map(({ cell, style, text }) => {
    if (!cell && (isHeadingStyle(style) || /^title/i.test(style)) && text.trim() !== '')
      heading = wordsOf(text);
    const { table = 0, row = 0, column = 0 } = cell ?? {};
    const label = cells.get(`${table} ${row} 0`);
    const head = row > 0 ? cells.get(`${table} 0 ${column}`) : undefined;
    return {
      ...(heading !== undefined && { heading }),
      ...(cell && { table: numbers ? (numbers.get(table) ?? 0) : table + 1 }),
      ...(cell && label && { row: label }),
      ...(head && { column: head }),
    };
  });
}
