import type { Origin, Printed } from '../model/printed-list.ts';
import type { Block } from '../word/read/block.ts';
import { type Narrative, plain } from './narrative.ts';
import { type Field, kindOf } from './what-fields-take.ts';

/** Which stretch of a draft's text is which entry of its list of what is printed. */

export interface Located {
  entry: Printed;
  /** Of a narrative, which of its paragraphs this is, counted from 0. */
  unit?: number;
  from: number;
  to: number;
}

/** The entries of each paragraph, in its order. */
export type LocatedBlocks = Located[][];

/** So many paragraphs of the template's own wording may lie between two values. */
const furthest = 120;

/**
 * Values are printed in the order of the list, so each is looked for after the one before it. What is in no paragraph of the
 * body, as the text of a chart, is in no stretch.
 */
export function locateEntries(
  blocks: readonly Block[],
  printed: readonly Printed[],
  narrative: Narrative,
  part = 'word/document.xml',
): LocatedBlocks {
  const found: LocatedBlocks = blocks.map(() => []);
  let [block, at] = [0, 0];
  const listed = printed.filter((entry) => entry.part === part && !isWording(entry));
  const placeFor = (entry: Printed | undefined) =>
    entry ? placeOfEntry(blocks, entry, { block, at, narrative }) : undefined;
  const marks = marksIn(blocks);
  for (const [i, entry] of listed.entries()) {
    const marked = placeOfMarks(entry, marks, blocks);
    if (marked) {
      for (const { at: place, one } of marked) found[place]?.push(one);
      [block, at] = [marked.at(-1)?.at ?? block, marked.at(-1)?.one.to ?? at];
      continue;
    }
    const place = placeFor(entry);
    const next = placeFor(listed[i + 1]);
    // The title of a table is printed too, and is in no paragraph: what follows it would be found before it.
    if (!place || (next && next.from[0] < place.from[0])) continue;
    for (const [j, one] of place.found.entries()) found[place.from[0] + j]?.push(one);
    [block, at] = place.to;
  }
  return found;
}

type Marks = ReadonlyMap<string, { at: number; from: number; to: number }>;

const marksIn = (blocks: readonly Block[]): Marks =>
  new Map(
    blocks.flatMap(({ marks, text }, at) =>
      marks.map(({ name, from, to }) => [name, { at, from, to: Math.min(to, text.length) }] as const),
    ),
  );

/** The draft has a mark round each value, and round each paragraph of a narrative. */
function placeOfMarks(entry: Printed, marks: Marks, blocks: readonly Block[]) {
  const places = (entry.marks ?? []).map((name) => marks.get(name));
  if (places.length === 0 || places.some((place) => place === undefined)) return undefined;
  const known = places as Array<{ at: number; from: number; to: number }>;
  const isWhole = ({ at, from, to }: (typeof known)[number]) => from === 0 && to === blocks[at]?.text.length;
  if (isNarrative(entry.origin) && known.every(isWhole))
    return known.map(({ at, from, to }, unit) => ({ at, one: { entry, unit, from, to } }));
  const { origin } = entry;
  // A list whose entries are printed as one text: each in a paragraph.
  if ('from' in origin && origin.workedOut === 'numbered' && origin.from.length === known.length)
    return known.map(({ at, from, to }, i) => {
      const own = {
        ...entry,
        text: (blocks[at] as Block).text.slice(from, to),
        origin: origin.from[i] as Origin,
      };
      return { at, one: { entry: own, from, to } };
    });
  return known.length === 1 ? known.map(({ at, from, to }) => ({ at, one: { entry, from, to } })) : undefined;
}

interface EntryPlace {
  from: readonly [block: number, at: number];
  to: [block: number, at: number];
  /** In each of its paragraphs. */
  found: Located[];
}

function placeOfEntry(
  blocks: readonly Block[],
  entry: Printed,
  { block, at, narrative }: { block: number; at: number; narrative: Narrative },
): EntryPlace | undefined {
  const units = isNarrative(entry.origin) ? narrative.paragraphsOf(entry.text) : [];
  const whole = units.length > 0 ? wholeAt(blocks, at > 0 ? block + 1 : block, units) : undefined;
  if (whole !== undefined) {
    const found = units.map((_, unit) => ({
      entry,
      unit,
      from: 0,
      to: (blocks[whole + unit] as Block).text.length,
    }));
    return { from: [whole, 0], to: [whole + units.length, 0], found };
  }
  const place = textAt(blocks, block, at, entry.text);
  if (!place) return undefined;
  const to = place.from + entry.text.length;
  return { from: [place.block, place.from], to: [place.block, to], found: [{ entry, from: place.from, to }] };
}

/** The wording of a template comes after the values, and has no place of its own among them. */
const isWording = ({ origin, name }: Printed) =>
  'fixed' in origin && origin.fixed === 'template' && !name.includes('.');

export function isNarrative(origin: Origin): boolean {
  const place = placeOf(origin);
  return place !== undefined && kindOf(place.field, place.path) === 'markdown';
}

/** The field that something printed is, by itself or with its figures. */
function placeOf(origin: Origin): { field: string; path: ReadonlyArray<string | number> } | undefined {
  if ('field' in origin) return origin;
  if (!('workedOut' in origin) || origin.workedOut !== withFigures) return undefined;
  return origin.from.find((one) => 'field' in one);
}

/** As `documents` says it of a text with figures in the place of its references. */
const withFigures = 'with its figures';

/** The first place from which the paragraphs are these. */
function wholeAt(blocks: readonly Block[], from: number, units: readonly string[]): number | undefined {
  for (let at = from; at < Math.min(blocks.length, from + furthest); at++)
    if (units.every((unit, i) => plain(blocks[at + i]?.text ?? '') === unit)) return at;
  return undefined;
}

const isLetter = (text: string | undefined) => text !== undefined && /[\p{L}\p{N}]/u.test(text);

/** The first place at which a text is by itself, and is no part of a longer word or number. */
function textAt(blocks: readonly Block[], from: number, start: number, words: string) {
  if (words.trim() === '') return undefined;
  for (let block = from; block < Math.min(blocks.length, from + furthest); block++) {
    const { text } = blocks[block] as Block;
    for (
      let at = text.indexOf(words, block === from ? start : 0);
      at >= 0;
      at = text.indexOf(words, at + 1)
    ) {
      const isInWord =
        (isLetter(words[0]) && isLetter(text[at - 1])) ||
        (isLetter(words.at(-1)) && isLetter(text[at + words.length]));
      if (!isInWord) return { block, from: at };
    }
  }
  return undefined;
}

/** The field of an entry, if it is one. */
export function fieldOf({ origin }: Printed): Field | undefined {
  const place = placeOf(origin);
  return place && { file: place.field, path: place.path };
}
