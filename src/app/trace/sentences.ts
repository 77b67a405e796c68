import { type Origin, type Printed, withItsFigures } from '../../model/printed-list.ts';
import { isNarrative } from '../../review/locate-entries.ts';
import type { Narrative } from '../../review/narrative.ts';
import { hunksBetween } from '../../review/splice.ts';
import { takeNotes } from '../../word/markdown/notes.ts';
import { noteSign } from '../../word/read/block.ts';

/** Narrative sentence by sentence, with the figures that references have put into each. */

/** A figure in a text, as a stretch of it. */
export interface FigureIn {
  from: number;
  to: number;
  origin: Part;
}

type Part = Extract<Origin, { as?: string }>;

export interface Paragraph {
  text: string;
  figures: FigureIn[];
  /** The text of a footnote, which is outside of the body. */
  isNote?: true;
}

export const figuresOf = (origin: Origin): Part[] =>
  'from' in origin
    ? origin.from.filter((one): one is Part => 'as' in one && one.as !== undefined && one.as !== '')
    : [];

/** What is printed of a narrative, each paragraph with its figures, and then its footnotes. */
export function paragraphsIn(
  { text, origin }: Pick<Printed, 'text' | 'origin'>,
  narrative: Narrative,
): Paragraph[] {
  const placed = placesIn(text, figuresOf(origin));
  const plain = printedOf(text, narrative);
  let marked = '';
  let end = 0;
  for (const [i, { from, to }] of placed.entries()) {
    marked += text.slice(end, from) + signOf(i) + text.slice(from, to) + signOf(i);
    end = to;
  }
  const read = printedOf(marked + text.slice(end), narrative).map((one) => withoutSigns(one, placed));
  const isSame = read.length === plain.length && read.every((one, i) => one.text === plain[i]?.text);
  return isSame ? read : inOrder(plain, placed);
}

/** The field of a text with those of its figures that are in a part of it. */
export function withThese(origin: Origin, figures: ReadonlyArray<{ origin: Origin }>): Origin {
  if (!('from' in origin) || origin.workedOut !== withItsFigures) return origin;
  const [field] = origin.from;
  if (!field || figures.length === 0) return field ?? origin;
  return { workedOut: withItsFigures, from: [field, ...figures.map((one) => one.origin)] };
}

/** What is inside a mark: of narrative one paragraph, with the figures in that. */
export function insideOf(one: Printed, mark: string, narrative: Narrative): Pick<Printed, 'text' | 'origin'> {
  if (!isNarrative(one.origin)) return one;
  const paragraphs = paragraphsIn(one, narrative).filter(({ isNote }) => !isNote);
  const own = paragraphs.length === one.marks?.length ? paragraphs[one.marks.indexOf(mark)] : undefined;
  return own ? { text: own.text, origin: withThese(one.origin, own.figures) } : one;
}

/** A letter for private use at both ends of a figure leads through Markdown: what is printed between two is that figure. */
const signOf = (i: number) => String.fromCharCode(0xe000 + i);

/** Where each figure is. Lists of earlier versions do not say it: there one is looked for behind the one before it. */
function placesIn(text: string, figures: readonly Part[]): FigureIn[] {
  let end = 0;
  return figures.slice(0, 0x1000).flatMap((origin) => {
    const { as = '', at = -1 } = origin;
    const from = at >= end && text.startsWith(as, at) ? at : text.indexOf(as, end);
    if (from < 0) return [];
    end = from + as.length;
    return [{ from, to: end, origin }];
  });
}

function printedOf(source: string, narrative: Narrative): Array<Omit<Paragraph, 'figures'>> {
  return [
    ...narrative.paragraphsOf(source).map((text) => ({ text })),
    ...[...takeNotes(source).notes.values()].map((note) => ({
      text: narrative.paragraphsOf(note).join(' '),
      isNote: true as const,
    })),
  ];
}

function withoutSigns(paragraph: Omit<Paragraph, 'figures'>, placed: readonly FigureIn[]): Paragraph {
  const figures: FigureIn[] = [];
  let text = '';
  for (const [i, words] of paragraph.text.split(/([\uE000-\uEFFF])/).entries()) {
    const last = figures.at(-1);
    if (i % 2 === 0) text += words;
    else if (last && last.to < 0) last.to = text.length;
    else {
      const { origin } = placed[words.charCodeAt(0) - 0xe000] ?? {};
      if (origin) figures.push({ from: text.length, to: -1, origin });
    }
  }
  return { ...paragraph, text, figures };
}

/** Where Markdown reads the letters for private use as something else: each figure is looked for behind the one before it. */
function inOrder(
  paragraphs: ReadonlyArray<Omit<Paragraph, 'figures'>>,
  placed: readonly FigureIn[],
): Paragraph[] {
  const found = paragraphs.map((one): Paragraph => ({ ...one, figures: [] }));
  let [paragraph, end] = [0, 0];
  for (const { origin } of placed)
    for (let i = paragraph; i < found.length; i++) {
      const { text, figures } = found[i] as Paragraph;
      const from = text.indexOf(origin.as ?? '', i === paragraph ? end : 0);
      if (from < 0) continue;
      [paragraph, end] = [i, from + (origin.as?.length ?? 0)];
      figures.push({ from, to: end, origin });
      break;
    }
  return found;
}

export const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** The figures of a paragraph as stretches of it as the page has it, whose apostrophes and blanks may be others. */
export function figuresOn(page: string, { text, figures }: Paragraph): FigureIn[] {
  if (page === text) return figures;
  const places = [...page.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index);
  return figures.flatMap(({ from, to, origin }) => {
    const first = text.slice(from, to).search(/[\p{L}\p{N}]/u);
    const counts = [from, to].map((at) => [...text.slice(0, at).matchAll(/[\p{L}\p{N}]/gu)].length);
    const [start, last] = [places[counts[0] ?? 0], places[(counts[1] ?? 0) - 1]];
    if (first < 0 || start === undefined || last === undefined || last < start) return [];
    const tail = /[^\p{L}\p{N}]*$/u.exec(text.slice(from, to))?.[0].length ?? 0;
    return [{ from: start - first, to: last + 1 + tail, origin }];
  });
}

/** A stretch of a paragraph as it was printed, and what it is in the text now. */
interface Sentence {
  printed: string;
  text: string | undefined;
  figures: Array<{ printed: string; text: string | undefined; origin: Part }>;
}

const between = new RegExp(`[.!?…]["'”’)\\]${noteSign}]*\\s+(?=["'“‘(\\[]*[\\p{Lu}\\p{N}£])`, 'gu');

/** @param text what the paragraph says now; undefined where it is gone. */
export function sentencesOf(
  printed: string,
  text: string | undefined,
  figures: readonly FigureIn[],
): Sentence[] {
  const isInFigure = (at: number) => figures.some(({ from, to }) => from < at && at < to);
  const ends = [...printed.matchAll(between)]
    .map(({ 0: end, index }) => index + end.length)
    .filter((at) => !isInFigure(at));
  const places = [0, ...ends, printed.length];
  const says =
    text === undefined
      ? () => undefined
      : text === printed
        ? (from: number, to: number) => text.slice(from, to)
        : placesNow(printed, text);
  return ends.concat(printed.length).map((to, i) => {
    const from = places[i] as number;
    const own = figures.filter((one) => from <= one.from && one.to <= to);
    return {
      printed: printed.slice(from, to).trim(),
      text: says(from, to)?.trim(),
      figures: own.map((one) => ({
        printed: printed.slice(one.from, one.to),
        text: says(one.from, one.to)?.trim(),
        origin: one.origin,
      })),
    };
  });
}

/** What is now in the place of a stretch that was printed. */
function placesNow(printed: string, text: string): (from: number, to: number) => string {
  const hunks = hunksBetween(printed, text);
  const placeNow = (at: number): number => {
    const last = hunks.findLast(({ before }) => before[0] < at || before[1] <= at);
    if (!last || at === 0) return at;
    return at < last.before[1] ? last.after[1] : last.after[1] + at - last.before[1];
  };
  return (from, to) => text.slice(placeNow(from), placeNow(to));
}
