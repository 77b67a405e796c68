import type { Block } from '../../word/read/block.ts';
import { definitionOf, markdownOf, type Notes, withoutLead } from '../markdown.ts';
import type { Narrative } from '../narrative.ts';
import { blocksIn, type Cell, type Content, type Grid, isGrid, plainText } from './grid.ts';

/**
 * All that was typed into a cell, as Markdown: paragraphs, lists, bold, links, and a table that was pasted. A dash before an amount
 * alone would be read as its sign; that list has round bullets.
 */
export function cellMarkdown(content: readonly Content[], narrative: Narrative): string {
  const usual = written(content, narrative, '-');
  if (content.some(isGrid) || !usual.includes('- ')) return usual;
  const wanted = content.flatMap((one) => (isGrid(one) ? [] : one.text.replace(typedIn(content), '')));
  const printed = (text: string) => bare(narrative.paragraphsOf(text));
  return (
    [usual, written(content, narrative, '\u2022')].find((text) => printed(text) === bare(wanted)) ?? usual
  );
}

/** Texts without blanks and without the signs of footnotes. */
const bare = (texts: readonly string[]) => texts.join('').replace(/[\s\u00A0\uFFFC]/g, '');

function written(content: readonly Content[], narrative: Narrative, bullet: string): string {
  const notes: Notes = { taken: new Set(), added: [] };
  let text = '';
  let before: Written['item'];
  const numbers: number[] = [];
  const typed = typedIn(content);
  for (const [i, one] of content.entries()) {
    const task = { narrative, notes, numbers, bullet, typed };
    const next = content[i + 1];
    const isCaption = !isGrid(one) && next !== undefined && isGrid(next) && captionOfTable.test(one.text);
    const part = isGrid(one)
      ? tableOf(one, task)
      : isCaption
        ? { text: plainText(one).replace(captionOfTable, 'Table: ') }
        : paragraphOf(one, task);
    if (part.text === '') continue;
    if (!part.item) numbers.length = 0;
    text += text === '' ? '' : follows(part.item, before) ? '\n' : '\n\n';
    text += part.text;
    before = part.item;
  }
  const added = notes.added.map(definitionOf);
  return [text, ...added].join(added.length > 0 ? '\n\n' : '');
}

/** The number of a caption is a field, which says it anew in each document. */
const captionOfTable = /^Table[\s\u00A0]*\d*[\s\u00A0]*:[\s\u00A0]*/;

interface Written {
  text: string;
  /** Of an item of a list. */
  item?: { level: number; format: string } | undefined;
}

/** Items of one list follow each other line by line; those of two lists do not. */
const follows = (item: Written['item'], before: Written['item']) =>
  item !== undefined &&
  before !== undefined &&
  (item.level !== before.level || item.format === before.format || item.format === 'continued');

/** A list that was typed with signs of its own: a blank or a tab after them. */
const typedItem = /^[\s\u00A0]*[-*•·–—◦▪§][\s\u00A0]+(?=\S)/u;
/** A dash alone before an amount may be its sign: it is one of a list where others are. */
const surelyItem = /^[\s\u00A0]*(?:[•·◦▪§][\s\u00A0]+(?=\S)|[-*–—][\s\u00A0]+(?=[^\s£$€\d]))/u;
const typedIn = (content: readonly Content[]) =>
  content.some((one) => !isGrid(one) && surelyItem.test(one.text)) ? typedItem : surelyItem;

interface Task {
  narrative: Narrative;
  notes: Notes;
  /** The sign of an item, and how items look that were typed with signs of their own. */
  bullet: string;
  typed: RegExp;
  /** The last number of each level of the list that is being written. */
  numbers: number[];
}

function paragraphOf(block: Block, task: Task): Written {
  const { list } = block;
  if (plainText(block) === '') return { text: '' };
  const typed = list ? undefined : task.typed.exec(block.text)?.[0];
  const own = typed === undefined ? block : withoutStart(block, typed.length);
  const text = inlineOf(own, task);
  if (typed !== undefined) return { text: `${task.bullet} ${text}`, item: { level: 0, format: 'bullet' } };
  if (!list) return { text };
  // An item is one level deeper than the one above it at the most: where that was taken out, it comes up.
  const level = Math.min(list.level, task.numbers.length);
  const number = (task.numbers[level] ?? 0) + 1;
  task.numbers.splice(level, Number.MAX_SAFE_INTEGER, list.format === 'number' ? number : 0);
  const indent = '   '.repeat(level);
  const mark =
    list.format === 'number' ? `${number}. ` : list.format === 'bullet' ? `${task.bullet} ` : '   ';
  return { text: `${indent}${mark}${text}`, item: { level, format: list.format } };
}

function withoutStart(block: Block, length: number): Block {
  let left = length;
  const runs = block.runs.map((run) => {
    const cut = Math.min(left, run.text.length);
    left -= cut;
    return { ...run, text: run.text.slice(cut) };
  });
  return { ...block, text: block.text.slice(length), runs: runs.filter(({ text }) => text !== '') };
}

/** The way of writing it, with as few escapes as can be, that prints the words as they were typed. */
function inlineOf(block: Block, { narrative, notes }: Task): string {
  const wanted = plainText(block);
  const texts = (['plain', 'careful'] as const).flatMap((caution) => {
    const own = { taken: new Set(notes.taken), added: [...notes.added] };
    const text = markdownOf(block.runs, { caution, notes: own, without: {} }).trim();
    return [text, withoutLead(text)].map((one) => ({ text: one, own }));
  });
  const found =
    texts.find(({ text }) => {
      const printed = narrative.paragraphsOf(text);
      return printed.length === 1 && printed[0]?.replace(/\uFFFC/g, '') === wanted.replace(/\uFFFC/g, '');
    }) ?? texts.at(-1);
  if (!found) return wanted;
  notes.added = found.own.added;
  notes.taken = found.own.taken;
  return found.text;
}

/** A number, an amount or a share, as a cell has it alone. */
const isNumber = (text: string) => /^[-\u2212+]?[£$€]?[-\u2212]?\d[\d,. ]*\s?(?:%|[mk])?$/.test(text);

/** Its first row is the header, whose bold is the style's; columns of numbers behind the first are aligned right. */
function tableOf({ rows }: Grid, task: Task): Written {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, i) => i);
  const blocks = (cell: Cell | undefined) => (cell ? blocksIn(cell) : []);
  const words = (cell: Cell | undefined) => blocks(cell).map(plainText).join(' ').trim();
  const body = (cell: Cell | undefined) =>
    blocks(cell)
      .map((block) => inlineOf(block, task))
      .join(' ')
      .trim();
  const line = (texts: readonly string[]) => `|${texts.map((text) => ` ${text} |`).join('')}`;
  const rowOf = ({ cells }: Grid['rows'][number], write: (cell: Cell | undefined) => string) =>
    line(columns.map((i) => write(cells[i]).replace(/(?<!\\)\|/g, '\\|')));
  const [head, ...others] = rows;
  const isRight = (i: number) =>
    i > 0 && others.length > 0 && others.every(({ cells }) => isNumber(words(cells[i])));
  const rule = line(columns.map((i) => (isRight(i) ? '---:' : '---')));
  return {
    text: [head ? rowOf(head, words) : '', rule, ...others.map((one) => rowOf(one, body))].join('\n'),
  };
}
