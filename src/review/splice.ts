import { stepsBetween, tokensOf } from '../word/compare/words.ts';
import { type Block, noteSign } from '../word/read/block.ts';
import { straight } from '../word/typography.ts';
import { asTypedIn } from './keyboard-signs.ts';
import { type Caution, markdownOf, type Notes, runsBetween, sameLook } from './markdown.ts';
import { plain } from './narrative.ts';

/** Words that were changed in Word, put into the source that they were printed from. */

/** A figure that narrative takes from a workbook. */
const reference = /\{\{[^{}]*\}\}/y;
const anyReference = /\{\{[^{}]*\}\}/g;

/** A stretch of two texts that differs. */
export interface Hunk {
  before: readonly [number, number];
  after: readonly [number, number];
}

/** Where two texts differ, by words. */
export function hunksBetween(before: string, after: string): Hunk[] {
  const tokens = [tokensOf(straight(before)), tokensOf(straight(after))] as const;
  const starts = tokens.map((list) => {
    const places = [0];
    for (const token of list) places.push((places.at(-1) as number) + token.length);
    return places;
  }) as [number[], number[]];
  const hunks: Array<{ before: [number, number]; after: [number, number] }> = [];
  for (const step of stepsBetween(...tokens)) {
    if (step.kind === 'same') continue;
    const place = (side: 0 | 1, from: number, count: number): [number, number] => [
      starts[side][from] as number,
      starts[side][from + count] as number,
    ];
    const was = place(0, step.before, step.kind === 'removed' ? step.count : 0);
    const is = place(1, step.after, step.kind === 'added' ? step.count : 0);
    const last = hunks.at(-1);
    if (last && last.before[1] === was[0] && last.after[1] === is[0]) {
      last.before[1] = was[1];
      last.after[1] = is[1];
    } else hunks.push({ before: was, after: is });
  }
  return hunks;
}

const isBlank = (sign: string | undefined) => sign !== undefined && /[\s\u00A0]/.test(sign);
const isMark = (sign: string | undefined) => sign !== undefined && /[*_~[\]()<>#+\-.!|]/.test(sign);

/** For each character that is printed, the stretch of the source that it is from; undefined where they do not go together. */
function placesIn(source: string, printed: string): Array<readonly [number, number]> | undefined {
  const places: Array<readonly [number, number]> = [];
  let at = 0;
  const take = (length: number, count = 1) => {
    for (let i = 0; i < count; i++) places.push([at, at + length]);
    at += length;
  };
  while (places.length < printed.length) {
    const sign = source[at];
    const wanted = printed[places.length] as string;
    reference.lastIndex = at;
    const figure = reference.exec(source)?.[0];
    const note = wanted === noteSign ? /^\[\^[^\]\s]+\]/.exec(source.slice(at, at + 110))?.[0] : undefined;
    if (figure !== undefined && !printed.startsWith(figure, places.length)) {
      const end = endOfFigure(source.slice(at + figure.length), printed, places.length);
      if (end < 0) return undefined;
      take(figure.length, end - places.length);
    } else if (note) take(note.length);
    else if (/[☐☒]/.test(wanted) && /^\[[ xX]\]/.test(source.slice(at, at + 3))) take(3);
    else if (sign === undefined) return undefined;
    else if (isBlank(wanted) && isBlank(sign)) {
      let length = 1;
      while (isBlank(source[at + length])) length += 1;
      let count = 1;
      while (isBlank(printed[places.length + count])) count += 1;
      take(length, count);
    } else if (wanted === '\n' && source.startsWith('\\\n', at)) take(2);
    else if (sign === '\\' && isMark(source[at + 1]) && source[at + 1] === wanted) take(2);
    else if (straight(sign) === straight(wanted)) take(1);
    else if (sign === ']' && source[at + 1] === '(') at = source.indexOf(')', at) + 1 || source.length;
    else if (/[*_~[\]<>\\\u00AD]/.test(sign) || isBlank(sign)) at += 1;
    else return undefined;
  }
  return /[\p{L}\p{N}]/u.test(source.slice(at).replace(/\]\([^)]*\)/g, '')) ? undefined : places;
}

/** A figure goes on to where the words after it are printed. */
function endOfFigure(rest: string, printed: string, from: number): number {
  const next =
    rest
      .replace(/^[*_~\]]+/, '')
      .split(/[*_~[\]\\{]/)[0]
      ?.slice(0, 16)
      .replace(/\s+/g, ' ') ?? '';
  return next === '' ? printed.length : printed.replace(/[\s\u00A0]/g, ' ').indexOf(next, from + 1);
}

/** What is put in place of what was printed, and the figures of the source that this would change. */
interface Spliced {
  text: string;
  /** References whose number was changed. */
  figures: string[];
  /** Footnotes whose words were changed, by their labels. */
  notes: Array<{ label: string; was: string; is: string }>;
}

type Printed = Pick<Block, 'text' | 'runs'>;

/** Words that have no look of their own. */
export const asBlock = (words: string): Printed => ({ text: words, runs: [{ text: words }] });

/** The source with the changed words in it; undefined where they do not go together. */
export function spliceText(
  source: string,
  before: Printed,
  after: Printed,
  how: { caution: Caution; notes: Notes },
): Spliced | undefined {
  const places = placesIn(source, before.text);
  if (!places) return undefined;
  const figures: string[] = [];
  let text = source;
  const hunks = hunksBetween(before.text, after.text);
  const typed = asTypedIn(source, after.runs);
  for (const { before: was, after: is } of [...hunks].reverse()) {
    const from = was[0] < was[1] ? (places[was[0]] as readonly [number, number])[0] : undefined;
    const to = was[0] < was[1] ? (places[was[1] - 1] as readonly [number, number])[1] : undefined;
    const runs = runsBetween({ runs: typed }, ...is);
    const hidden = from === undefined ? [] : (source.slice(from, to).match(anyReference) ?? []);
    const said = runs.map((run) => run.text).join('');
    if (hidden.length > 0 && /\d/.test(said)) {
      figures.push(...hidden);
      continue;
    }
    const put = placeFor(source, places, { before, was, runs }, how);
    if (!put) return undefined;
    text = text.slice(0, from ?? put.at) + put.text + text.slice(to ?? put.at);
  }
  return { text, figures, notes: notesChanged(source, places, { before, after, hunks }) };
}

/** Footnotes that are where they were, and say something else. */
function notesChanged(
  source: string,
  places: ReadonlyArray<readonly [number, number]>,
  { before, after, hunks }: { before: Printed; after: Printed; hunks: readonly Hunk[] },
): Spliced['notes'] {
  const notesIn = ({ runs }: Printed) => {
    let at = 0;
    return runs.flatMap(({ text, note }) => {
      const from = at;
      at += text.length;
      return note === undefined ? [] : [{ from, note }];
    });
  };
  const now = new Map(notesIn(after).map(({ from, note }) => [from, note]));
  return notesIn(before).flatMap(({ from, note }) => {
    const earlier = hunks.filter((hunk) => hunk.before[1] <= from);
    const shift = earlier.at(-1) ? (earlier.at(-1) as Hunk).after[1] - (earlier.at(-1) as Hunk).before[1] : 0;
    const isKept = !hunks.some((hunk) => hunk.before[0] <= from && from < hunk.before[1]);
    const is = isKept ? now.get(from + shift) : undefined;
    const label = /^\[\^([^\]\s]+)\]/.exec(source.slice(places[from]?.[0]))?.[1];
    return is === undefined || label === undefined || plain(is) === plain(note)
      ? []
      : [{ label, was: note, is }];
  });
}

/** Inserted words with their marks, and where they go in so that no mark of the source takes them in or loses them. */
function placeFor(
  source: string,
  places: ReadonlyArray<readonly [number, number]>,
  {
    before,
    was,
    runs,
  }: { before: Printed; was: readonly [number, number]; runs: ReturnType<typeof runsBetween> },
  how: { caution: Caution; notes: Notes },
): { at: number; text: string } | undefined {
  const lookAt = (at: number) => runsBetween(before, at, at + 1)[0];
  const [from, to] = was;
  const isInsertion = from === to;
  const ahead = lookAt(from);
  const behind = from > 0 ? lookAt(from - 1) : undefined;
  const around = isInsertion ? (behind ?? ahead) : ahead;
  const end = places[from - 1]?.[1] ?? places[from]?.[0] ?? 0;
  const fits = (look: typeof around) => runs.every((run) => sameLook(run, look) && run.note === undefined);
  const unmarked = () => markdownOf(runs, { ...how, without: around ?? {} });
  if (around === undefined || fits(around)) return { at: end, text: unmarked() };
  if (isInsertion && ahead && fits(ahead))
    return { at: places[from]?.[0] ?? source.length, text: markdownOf(runs, { ...how, without: ahead }) };
  if (sameLook(around, {})) return { at: end, text: markdownOf(runs, how) };
  if (isInsertion && (ahead === undefined || sameLook(ahead, {})))
    return { at: places[from]?.[0] ?? source.length, text: markdownOf(runs, how) };
  return undefined;
}
