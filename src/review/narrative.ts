import { markOf } from '../word/markdown/marks.ts';
import { takeNotes } from '../word/markdown/notes.ts';
import { loadParser } from '../word/markdown/parser.ts';
import { readNarrative } from '../word/markdown/read.ts';
import type { Block, Inline, Item } from '../word/markdown/tree.ts';
import { noteSign } from '../word/read/block.ts';
import { straight } from '../word/typography.ts';
import { cellsIn, endOfTable, type Stretch, tableAt } from './narrative-tables.ts';

/** Narrative as its source in YAML has it, paragraph by paragraph, beside what is printed of it. */

export interface Narrative {
  /** What is printed of a text: its paragraphs, items of lists and cells of tables in order, each as plain words. */
  paragraphsOf(source: string): string[];
  /** What each of these is. */
  formsOf(source: string): Form[];
  /** Of items of lists, how deep in other lists they are, from 0; -1 of all else. */
  levelsOf(source: string): number[];
  /** What is printed in one cell of a table. */
  cellOf(source: string): string;
  /** The stretches of the source that print one paragraph or cell each; undefined of a text in which none can be changed by itself. */
  unitsOf(source: string): Unit[] | undefined;
}

/** `continued` is a further paragraph of an item. */
export type Form = 'paragraph' | 'bullet' | 'number' | 'continued' | 'cell';

export interface Unit extends Stretch {
  /** What is printed, with references as they were typed. */
  printed: string;
}

/** Without what printing changes of typed words: blanks, and quotes and apostrophes of a typographer. */
export const plain = (text: string) =>
  straight(text)
    .replace(/[\s\u00A0]+/g, ' ')
    .trim();

export async function loadNarrative(): Promise<Narrative> {
  const parse = await loadParser();
  const read = (source: string) =>
    readNarrative(parse, takeNotes(source.trim()).text).flatMap((block) => printedBy(block));
  const paragraphsOf = (source: string): string[] => read(source).map(({ text }) => plain(text));
  const cellOf = (source: string) => paragraphsOf(asTable(source)).join(' ');
  return {
    paragraphsOf,
    formsOf: (source) => read(source).map(({ form }) => form),
    levelsOf: (source) => read(source).map(({ level = -1 }) => level),
    cellOf,
    unitsOf(source) {
      const units = split(source)
        .map((unit) => ({
          ...unit,
          printed: unit.cell ? cellOf(unit.text) : paragraphsOf(asTyped(unit.lead, unit.text)).join(' '),
        }))
        .filter(({ cell, printed }) => cell || printed !== '');
      const all = paragraphsOf(source);
      return all.length === units.length && all.every((text, i) => text === units[i]?.printed)
        ? units
        : undefined;
    },
  };
}

/** A text as what it is: in an item of a list, some signs have another meaning. A dash before an amount may be its sign. */
export const asTyped = (lead: string, text: string) =>
  /^\s*([-*+]|\d+[.)])\s/.test(lead) ? `• ${text}` : text;

/** A table of one cell: what would be a list in a paragraph is text in a table. */
const asTable = (cell: string) => `| ${cell} |\n| --- |`;

interface PrintedParagraph {
  text: string;
  form: Form;
  level?: number;
}

/** The paragraphs of a block in the order in which they are printed. A paragraph of pictures alone has none. */
function printedBy(block: Block, level = 0): PrintedParagraph[] {
  if (block.type === 'list') return block.items.flatMap((item) => ofItem(item, level));
  if (block.type === 'quote') return block.blocks.flatMap((one) => printedBy(one, level));
  if (block.type === 'table')
    return [...block.header, ...block.rows.flat()].map((cell) => ({ text: wordsIn(cell), form: 'cell' }));
  const text = wordsIn(block.inlines);
  return text.trim() === '' ? [] : [{ text, form: 'paragraph' }];
}

function ofItem({ blocks, task, label }: Item, level: number): PrintedParagraph[] {
  const box = task === undefined ? '' : `${task === 'done' ? '☒' : '☐'} `;
  const [first, ...further] = blocks.flatMap((one) => printedBy(one, level + 1));
  if (!first && !task) return [];
  const own = label ? 'number' : 'bullet';
  const form = first && first.form !== 'paragraph' ? first.form : own;
  const goOn = (one: PrintedParagraph): PrintedParagraph =>
    one.form === 'paragraph' ? { ...one, form: 'continued' } : one;
  return [
    { ...first, text: box + (first?.text ?? ''), form, ...(form === own && { level }) },
    ...further.map(goOn),
  ];
}

const wordsIn = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if (inline.type === 'text') return inline.text;
      if (inline.type === 'break') return ' ';
      if (inline.type === 'note') return noteSign;
      return inline.type === 'picture' ? '' : wordsIn(inline.inlines);
    })
    .join('');

/** Lines of a text that print one paragraph each, by what they begin with; `unitsOf` sees whether that is so. */
function split(source: string): Stretch[] {
  const units: Stretch[] = [];
  const definition = /^[ \t]{0,3}\[\^[^\]\s]{1,100}\]:/;
  let goesOn = false;
  let isNote = false;
  const lines = source.split('\n');
  let tables = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const width = tableAt(lines, i);
    if (width > 0) {
      const end = endOfTable(lines, i);
      for (let row = i; row < end; row = row === i ? i + 2 : row + 1)
        units.push(...cellsIn(lines[row] as string, { table: tables, row, first: i, width }));
      tables += 1;
      goesOn = false;
      i = end - 1;
      continue;
    }
    const isBlank = line.trim() === '';
    isNote = definition.test(line) || (isNote && !isBlank);
    const lead = leadOf(line);
    const last = units.at(-1);
    if (isBlank || isNote) goesOn = false;
    else if (goesOn && lead === '' && last) {
      last.lines[1] = i + 1;
      last.text += `\n${line}`;
    } else {
      units.push({
        lines: [i, i + 1],
        lead: lead || (/^\s*/.exec(line)?.[0] ?? ''),
        text: line.slice(lead.length).trimStart(),
      });
      goesOn = !/^\s*#/.test(lead);
    }
  }
  return units;
}

/** The mark with which a line begins a paragraph of its own. */
function leadOf(line: string): string {
  const heading = /^ {0,3}#{1,6}[ \t]+/.exec(line)?.[0];
  if (heading !== undefined) return heading;
  const mark = markOf(line);
  const isItem = mark !== undefined && mark.evidence !== 'second';
  return isItem ? line.slice(0, line.length - mark.rest.length) : '';
}
