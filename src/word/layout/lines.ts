import { descent, lineHeight, widthOf } from './arial.ts';
import type { Paragraph } from './block.ts';
import type { LineSpacing } from './formats.ts';
import type { Item } from './items.ts';
import { unsupported } from './unsupported.ts';

/** Breaks a paragraph into lines, as Word does. Lengths are points. */

export interface Line {
  height: number;
  /** How much of its height is room below its text, which may go below the page. */
  below: number;
  marks: Mark[];
}

/** A bookmark, or the place of a footnote. */
export type Mark = Extract<Item, { name: string }>;

/** What fits within this much of a line's end still fits. */
export const tolerance = 0.01;
const defaultTab = 36;

/** What is placed on a line as a whole: a word, what is between words, a picture. */
interface Token {
  kind: 'word' | 'space' | 'box' | 'tab' | 'break' | 'mark';
  width: number;
  /** The largest size of its text, and the height of a picture. */
  size: number;
  height: number;
  mark?: Mark;
  /** Of the first letter of a word that is wider than its line: the width of the word. */
  whole?: number;
  letters?: Array<{ text: string; font: Extract<Item, { kind: 'text' }>['font'] }>;
}

export function linesOf(paragraph: Paragraph, width: number): Line[] {
  const { format, font } = paragraph;
  const { left = 0, right = 0, first = 0, tabs = [] } = format;
  const end = width - right;
  const room = end - left - Math.max(0, first);
  const tokens = fitted(paragraph.items, room);
  const lines: Line[] = [];
  let at = left + first;
  let size = 0;
  let picture = 0;
  let pictureSize = 0;
  let started = false;
  let marks: Mark[] = [];
  /** Marks are on the line of what follows them. */
  let waiting: Mark[] = [];
  const finish = () => {
    const tallest = started ? Math.max(size, pictureSize) : font.line;
    lines.push(lineOf({ tallest, size, picture }, marks, format.spacing));
    at = left;
    size = picture = pictureSize = 0;
    started = false;
    marks = [];
  };
  if (paragraph.number !== undefined) at = afterNumber(paragraph, left, first);
  tokens.forEach((token, i) => {
    if (token.mark) waiting.push(token.mark);
    else if (token.kind === 'space') at += token.width;
    else if (token.kind === 'break') {
      marks.push(...waiting);
      waiting = [];
      finish();
    } else if (token.kind === 'tab') {
      const stop = tabs.find((one) => one.at > at + tolerance);
      const following = stop?.right ? widthAfter(tokens, i) : 0;
      if (stop === undefined) {
        at = (Math.floor((at + tolerance) / defaultTab) + 1) * defaultTab;
        if (first < 0 && lines.length === 0) unsupported('a tab after a hanging indent');
      } else at = stop.right ? Math.max(at, stop.at - following) : stop.at;
      if (at + following > end + tolerance) unsupported('a tab at the end of a line');
      size = Math.max(size, token.size);
      started = true;
    } else {
      if (started && at + (token.whole ?? token.width) > end + tolerance) finish();
      if (at + token.width > end + tolerance) unsupported('a picture wider than its line');
      at += token.width;
      if (token.kind === 'box') {
        picture = Math.max(picture, token.height);
        pictureSize = Math.max(pictureSize, token.size);
      } else size = Math.max(size, token.size);
      marks.push(...waiting);
      waiting = [];
      started = true;
    }
  });
  marks.push(...waiting);
  finish();
  return lines;
}

/** Few words are wider than a line: only then are the letters of each word kept. */
function fitted(items: readonly Item[], room: number): Token[] {
  const isWide = ({ width }: Token) => width > room;
  const tokens = tokensOf(items, false);
  if (!tokens.some(isWide)) return tokens;
  return tokensOf(items, true).flatMap((one) => (isWide(one) ? apart(one) : [one]));
}

/** A word that is wider than a line begins a line, and is broken between any two letters. */
function apart(word: Token): Token[] {
  const letters = (word.letters ?? []).flatMap(({ text, font: { size, bold } }) =>
    [...text].map((letter): Token => ({ ...word, width: widthOf(letter, size, bold) })),
  );
  return letters.length === 0
    ? [word]
    : letters.map((one, i) => (i === 0 ? { ...one, whole: word.width } : one));
}

/** A line by the largest size of what decides its pitch (`tallest`), the largest of its text, and its tallest picture. */
function lineOf(
  { tallest, size, picture }: Record<'tallest' | 'size' | 'picture', number>,
  marks: Mark[],
  spacing: LineSpacing = { rule: 'multiple', value: 1 },
): Line {
  const pitch = Math.round(tallest * lineHeight * 20) / 20;
  const natural = Math.max(Math.max(picture, size * (lineHeight - descent)) + size * descent, pitch);
  if (spacing.rule === 'exact') return { height: spacing.value, below: 0, marks };
  if (spacing.rule === 'atLeast') return { height: Math.max(natural, spacing.value), below: 0, marks };
  const more = Math.floor(spacing.value * pitch * 20 + 1e-6) / 20 - pitch;
  return { height: natural + more, below: Math.max(0, more), marks };
}

/** The text of a list's item starts at its indent, if the number leaves room for that. */
function afterNumber({ number = '', font }: Paragraph, left: number, first: number): number {
  if (left + first + widthOf(number, font.size, font.bold) > left - tolerance)
    unsupported('a wide list number');
  return left;
}

function widthAfter(tokens: readonly Token[], tab: number): number {
  let width = 0;
  for (const token of tokens.slice(tab + 1)) {
    if (token.kind === 'tab' || token.kind === 'break') break;
    width += token.width;
  }
  return width;
}

/** A word may be broken after a dash, but not before a number. Spaces are one part. */
const partsOfWord = (word: string): string[] =>
  /[-–—]/.test(word) ? word.split(/(?<=[-–—])(?=[^-\d])/) : [word];

function tokensOf(items: readonly Item[], withLetters: boolean): Token[] {
  const tokens: Token[] = [];
  let last: Token | undefined;
  const add = (kind: Token['kind'], size = 0, width = 0, height = 0): Token => {
    last = { kind, width, size, height };
    tokens.push(last);
    return last;
  };
  let before = '';
  let endsInDash = false;
  for (const item of items) {
    if (item.kind !== 'text') before = '';
    if (item.kind === 'pageBreak') continue;
    if (item.kind === 'bookmark' || item.kind === 'note') add('mark').mark = item;
    else if (item.kind === 'break') add('break');
    else if (item.kind === 'tab') add('tab', item.font.line);
    else if (item.kind === 'box') add('box', item.font.line, item.width, item.height);
    else {
      const { size, bold, line } = item.font;
      const parts = item.text.split(/( +)/);
      // Most texts have no dash, and then their words are not looked at one by one.
      const hasDash = /[-–—]/.test(item.text);
      for (const text of hasDash ? parts.flatMap(partsOfWord) : parts) {
        if (text === '') continue;
        const kind = text.startsWith(' ') ? 'space' : 'word';
        const breaks = endsInDash && !/^[-\d]/.test(text);
        const token = last?.kind !== kind || breaks || before === '' ? add(kind) : last;
        token.width += widthOf(text, size, bold);
        if (kind === 'word') {
          token.size = Math.max(token.size, line);
          if (withLetters) token.letters = [...(token.letters ?? []), { text, font: item.font }];
        }
        before = text;
        endsInDash = hasDash && /[-–—]$/.test(text);
      }
    }
  }
  return tokens;
}
