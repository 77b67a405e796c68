import { groupBy } from '../model/group-by.ts';
import type { Block } from '../word/read/block.ts';
import { isHeadingStyle } from '../word/read/block.ts';

/** The conditions of an agreement, from a numbered list: pasted as text, or in a Word file. */

/** "1. ", "2) ", "Condition 3: ", "(4) ": a number that begins an entry, and the sign after it. */
const numbered = /^\s*(?:condition\s+)?\(?(\d{1,2})(?:\s?([.):\u2013\u2014-])|(\s)(?=\S))\s*/i;

/** The number that a line begins with, how it is written, and the rest. */
function numberOf(line: string): { number: number; sign: string; rest: string } | undefined {
  const found = numbered.exec(line);
  return found
    ? { number: Number(found[1]), sign: found[2] ?? ' ', rest: line.slice(found[0].length).trim() }
    : undefined;
}

/**
 * The entries of a list: each begins with the next number, and lines that do not belong to the entry above. Of a text without
 * numbers each line is an entry. "3 reviews a year" at the beginning of a line is none in a list of "1.", "2.", "3.".
 */
export function listedIn(text: string): string[] {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.replace(/\s+/g, ' ').trim());
  const entries: string[] = [];
  const first = lines.map(numberOf).find((found) => found?.number === 1);
  if (!first)
    return lines.filter((line) => line !== '').map((line) => line.replace(/^[-*\u2022\u00B7] */, ''));
  for (const line of lines) {
    const found = numberOf(line);
    if (found?.sign === first.sign && found.number === entries.length + 1) entries.push(found.rest);
    else if (entries.length > 0 && line !== '') entries.push(`${entries.pop() ?? ''} ${line}`.trim());
  }
  return entries.filter((entry) => entry !== '');
}

/**
 * The list of conditions of a Word file: of its numbered lists, the one below words about conditions, or else the longest. Where
 * none is numbered by Word, numbers that were typed count, and then bullets.
 */
export function listedInWord(blocks: readonly Block[]): string[] {
  const numberedByWord = listsOf(blocks, 'number');
  const about = numberedByWord.find(({ title }) => /\bconditions?\b/i.test(title));
  const longest = (lists: readonly List[]) =>
    lists.reduce<List | undefined>(
      (best, one) => (best && best.items.length >= one.items.length ? best : one),
      undefined,
    );
  const byWord = about ?? longest(numberedByWord);
  if (byWord && byWord.items.length > 1) return byWord.items;
  const typed = typedLists(blocks);
  if (typed.length > 0) return typed;
  return (byWord ?? longest(listsOf(blocks, 'bullet')))?.items ?? [];
}

interface List {
  /** What is said last before the list. */
  title: string;
  items: string[];
}

/** Lists with their items; what is below an item, and its further paragraphs, belong to it. */
function listsOf(blocks: readonly Block[], format: 'number' | 'bullet'): List[] {
  const lists: List[] = [];
  let title = '';
  let isOpen = false;
  for (const { text, list, style } of blocks) {
    const words = text.replace(/\s+/g, ' ').trim();
    if (words === '') continue;
    const isItem =
      list !== undefined && list.format !== 'continued' && list.level === 0 && list.format === format;
    const last = lists.at(-1);
    if (isItem && !isHeadingStyle(style)) {
      if (isOpen && last) last.items.push(words);
      else lists.push({ title, items: [words] });
      isOpen = true;
    } else if (list && isOpen && last) last.items.push(`${last.items.pop() ?? ''} ${words}`);
    else {
      isOpen = false;
      title = words;
    }
  }
  return lists;
}

/** Numbers typed before paragraphs, or in the first cell of a table's rows. A paragraph without a number ends the list. */
function typedLists(blocks: readonly Block[]): string[] {
  const lines = groupBy(blocks.entries(), ([i, { cell }]) => (cell ? `${cell.table} ${cell.row}` : `p${i}`));
  const texts = [...lines.values()].map((row) =>
    row
      .map(([, { text }]) => text)
      .filter((text) => text.trim() !== '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  let best: string[] = [];
  let now: string[] = [];
  let sign = '';
  for (const text of texts) {
    const found = numberOf(text);
    if (found?.number === 1) now = [];
    if (now.length === 0) sign = found?.sign ?? '';
    if (found?.sign === sign && found.number === now.length + 1) now.push(found.rest);
    if (now.length > best.length) best = [...now];
  }
  return best.length > 1 ? best.filter((text) => text !== '') : [];
}

/** The first words of a wording, for headings until the council gives its own. */
export function shortFor(wording: string): string {
  const [clause = ''] = wording.split(/[,;:(\u2013\u2014]|\.\s/);
  const words = clause.trim().split(/\s+/);
  const few = words.slice(0, 6);
  while (
    few.length > 2 &&
    /^(?:a|an|and|at|by|for|from|in|of|on|or|that|the|to|with|which)$/i.test(few.at(-1) ?? '')
  )
    few.pop();
  return few.join(' ').replace(/[.;]$/, '') || wording.slice(0, 60);
}
