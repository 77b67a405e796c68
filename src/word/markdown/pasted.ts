import { areAlike } from './labels.ts';
import { emoji, type Mark, markOf } from './marks.ts';
import type { Label } from './tree.ts';

/**
 * Text as people type and paste it, made Markdown line by line: bullets of any glyph and lettered lists become its lists, a
 * dash or a sign that only happens to begin a line loses its meaning. A text that is Markdown already stays as it is.
 */

interface Pasted {
  lines: string[];
  /** Numbers of items as they were typed, by line. */
  labels: Map<number, Label>;
  /** Lines of the text, counted from 0, that may be items or not. */
  doubts: Array<{ line: number; printed: 'item' | 'text' | 'continued' }>;
}

/** A line, with the mark of an item that it may begin with. */
interface Line {
  text: string;
  typed: number;
  mark: Mark | undefined;
}

export function asMarkdown(text: string): Pasted {
  const given = text.replace(/\r\n?/g, '\n').split('\n');
  const numbers = new Set(given.map((line) => numberOf(line).slice(1).join('')));
  const lines: Line[] = given.flatMap((line, typed) => {
    const pieces = isNumbered(line, numbers) ? ['', line] : apart(line);
    return pieces.map((piece) => ({ text: piece, typed, mark: markOf(piece) }));
  });
  const result: Pasted = { lines: lines.map((_, i) => plainLine(lines, i)), labels: new Map(), doubts: [] };
  for (let from = 0; from < lines.length; from++) {
    if (!lines[from]?.mark) continue;
    const to = endOfList(lines, from);
    readList(lines, from, to, result);
    from = to - 1;
  }
  return result;
}

/** The number with which a numbered paragraph begins, "1.2", as what goes before its last part and that part. */
const numberOf = (line: string) =>
  /^\s{0,3}(\d{1,2}(?:\.\d{1,2}){0,3}\.)(\d{1,2})\.?[\s\u00A0]/.exec(line) ?? [];

/** A paragraph with a number of its own, beside one before or after it in its count, is one without a blank line before it. */
function isNumbered(line: string, numbers: ReadonlySet<string>): boolean {
  const [, before, last] = numberOf(line);
  return (
    before !== undefined &&
    [Number(last) - 1, Number(last) + 1].some((neighbour) => numbers.has(`${before}${neighbour}`))
  );
}

/** Bullets that were folded into one line, each on a line of its own. */
function apart(line: string): string[] {
  if (!/[•‣◦▪●]/.test(line)) return [line];
  const bullet = /(?<=^|[\s\u00A0])[•‣◦▪●](?=[\s\u00A0]*\S)/g;
  const at = [...line.matchAll(bullet)].map(({ index }) => index);
  const before = line.slice(0, at[0]).trim();
  if (at.length < 2 || line.trimStart().startsWith('|') || !(before === '' || before.endsWith(':')))
    return [line];
  const pieces = at.map((from, i) => line.slice(i === 0 && before === '' ? 0 : from, at[i + 1]).trimEnd());
  return before === '' ? pieces : [before, ...pieces];
}

const isBlank = (line: Line | undefined) => line === undefined || line.text.trim() === '';

/** A line that is no item: marks of Markdown that are none here lose their meaning, and an underlined line is a heading. */
function plainLine(lines: readonly Line[], i: number): string {
  const text = lines[i]?.text ?? '';
  const isRule = /^(?:-{3,}|={3,})\s*$/;
  const isUnderlined = (at: number) =>
    isRule.test(lines[at + 1]?.text ?? '') &&
    !isBlank(lines[at]) &&
    isBlank(lines[at - 1]) &&
    !/^[|>#\s]/.test(lines[at]?.text ?? '') &&
    !lines[at]?.mark;
  if (isUnderlined(i)) return `## ${text}`;
  if (i > 0 && isUnderlined(i - 1)) return '';
  return text
    .replace(/^(\s*)(>(?=\s?[\d£<=])|#(?=\s+(?:\d|of\s))|#{1,6}(?=\s*$)|[-+*](?=[-+*\s]*$))/, '$1\\$2')
    .replace(/\]\((https?:\/\/[^()<>\n]*(?:\([^()\n]*\)[^()<>\n]*)*)\)/gi, (typed, address: string) =>
      /\s/.test(address.trim()) && !/\s["'].*["']$/.test(address) ? `](<${address.trim()}>)` : typed,
    );
}

/** A list goes on over lines that continue an item, and over blank lines before another item or an indented line. */
function endOfList(lines: readonly Line[], from: number): number {
  let to = from + 1;
  for (let i = to; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (isBlank(line)) continue;
    if (!line.mark && isBlank(lines[i - 1]) && !/^[ \t\u00A0]/.test(line.text)) break;
    to = i + 1;
  }
  return to;
}

type Item = Mark & { label: Label | undefined };

function readList(lines: readonly Line[], from: number, to: number, result: Pasted): void {
  const numbers = new Set<string>();
  const seen = new Map<string, number>();
  for (const { mark } of lines.slice(from, to)) {
    const keys = (mark?.meanings ?? []).map((label) => keyOf(label, 0));
    for (const label of mark?.meanings ?? []) numbers.add(keyOf(label, label.number));
    for (const key of mark ? [mark.key, ...keys] : []) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const items = new Map<number, Item>();
  let last: Label | undefined;
  for (let i = from; i < to; i++) {
    const { mark, typed } = lines[i] as Line;
    if (!mark) {
      if (startsAnew(lines, i, items.get(i - 1))) result.doubts.push({ line: typed, printed: 'continued' });
      continue;
    }
    const label = labelOf(mark, numbers, last);
    const times = (key: string) => seen.get(key) ?? 0;
    const hasSecond =
      times(mark.key) > 1 ||
      (label !== undefined && (hasNeighbour(label, numbers) || times(keyOf(label, 0)) > 2));
    const verdict = judge(lines, i, mark, { hasSecond, followsItem: items.has(i - 1) });
    if (verdict.isDoubtful) result.doubts.push({ line: typed, printed: verdict.isItem ? 'item' : 'text' });
    if (verdict.isItem) {
      items.set(i, { ...mark, label });
      last = label ?? last;
    } else if (mark.evidence === 'markdown')
      result.lines[i] = (result.lines[i] ?? '').replace(/^(\s*\d*)\\?([-*+.)])/, '$1\\$2');
  }
  const isMarkdown = [...items.values()].every(({ evidence }) => evidence === 'markdown');
  if (!isMarkdown || (items.get(from)?.indent ?? 0) >= 4) rewrite(from, to, items, result);
}

const keyOf = ({ format, before, after }: Label, number: number) => `${format}${before}${after}${number}`;

const hasNeighbour = (label: Label, numbers: ReadonlySet<string>) =>
  numbers.has(keyOf(label, label.number - 1)) || numbers.has(keyOf(label, label.number + 1));

/** Of what a number may mean: what follows the number before it, or what has a neighbour in the list. */
function labelOf(
  { meanings }: Mark,
  numbers: ReadonlySet<string>,
  last: Label | undefined,
): Label | undefined {
  return (
    meanings.find((label) => last && areAlike(label, last) && label.number === last.number + 1) ??
    meanings.find((label) => hasNeighbour(label, numbers)) ??
    meanings[0]
  );
}

/** Whether a line is an item of a list, and whether that is certain. */
function judge(
  lines: readonly Line[],
  i: number,
  mark: Mark,
  { hasSecond, followsItem }: { hasSecond: boolean; followsItem: boolean },
) {
  const isItem = { isItem: true, isDoubtful: false };
  const isText = { isItem: false, isDoubtful: false };
  if (mark.evidence === 'glyph') return isItem;
  if (hasSecond) return isItem;
  const before =
    lines
      .slice(Math.max(0, i - 2), i)
      .findLast((line) => !isBlank(line))
      ?.text.trim() ?? '';
  if (before.endsWith(':')) return isItem;
  const interrupts = i > 0 && !isBlank(lines[i - 1]) && !followsItem;
  const isAmount = /^[£$€]?\d/.test(mark.rest);
  const isSign = /^[-+‐‑–—*]$/.test(mark.key);
  if (mark.evidence === 'second') {
    if (mark.meanings.length > 0 || mark.key === emoji) return isText;
    return mark.key === '-' && !interrupts ? isItem : { isItem: false, isDoubtful: true };
  }
  if (followsItem || /[.;!?]$/.test(before))
    return isSign && isAmount ? { isItem: true, isDoubtful: true } : isItem;
  if (!interrupts) return isSign && isAmount ? { isItem: false, isDoubtful: true } : isItem;
  // The line before does not end: this one goes on with it if it begins as the rest of a sentence does.
  const goesOn = isAmount || /^\p{Ll}/u.test(mark.rest);
  const next = lines[i + 1];
  const isSure = (isAmount && /\d[%mk]?$/.test(before)) || (next && !isBlank(next) && !next.mark);
  return goesOn ? { isItem: false, isDoubtful: !isSure } : { isItem: true, isDoubtful: true };
}

/** Whether a line under an item looks as if it were no part of it: a new sentence that is not indented. */
function startsAnew(lines: readonly Line[], i: number, item: Item | undefined): boolean {
  const { text } = lines[i] as Line;
  return item !== undefined && /^\p{Lu}/u.test(text) && /[.;!?]$/.test(item.rest.trimEnd());
}

/** A level of a list: the columns before its marks as they were typed, and where its text begins in Markdown. */
interface Level {
  indent: number;
  key: string;
  mark: string;
  text: number;
}

/** Writes a list that was pasted as Markdown wants it, each level by the indent or by its mark. */
function rewrite(from: number, to: number, items: ReadonlyMap<number, Item>, result: Pasted): void {
  let levels: Level[] = [];
  for (let i = from; i < to; i++) {
    const item = items.get(i);
    const line = result.lines[i] ?? '';
    const isApart = (result.lines[i - 1] ?? '').trim() === '';
    if (!item) {
      if (line.trim() !== '' && isApart) result.lines[i] = ' '.repeat(levels.at(-1)?.text ?? 0) + line.trim();
      continue;
    }
    levels = levelsAt(levels, item, isApart);
    const { mark, text } = levels.at(-1) as Level;
    result.lines[i] = `${' '.repeat(text - mark.length - 1)}${mark} ${item.rest}`;
    if (item.label) result.labels.set(i, item.label);
  }
}

function levelsAt(open: readonly Level[], { indent, key: typed, label }: Item, isApart: boolean): Level[] {
  const key = label ? keyOf(label, 0) : typed;
  const within = open.filter((level) => level.indent <= indent);
  const same = within.findLastIndex((level) => level.key === key && level.indent === indent);
  if (same >= 0) return within.slice(0, same + 1);
  const last = within.at(-1);
  // A list of another kind beside this one, or inside its item.
  const isBeside = last?.indent === indent && isApart;
  const outer = isBeside ? within.slice(0, -1) : within;
  const start = outer.at(-1)?.text ?? 0;
  const [first, second] = label ? ['1.', '1)'] : ['-', '*'];
  const mark = (isBeside ? last?.mark : undefined) === first ? second : first;
  return [...outer, { indent, key, mark: mark as string, text: start + (mark as string).length + 1 }];
}
