import { likeness, type Words, wordsOf } from './words.ts';

/**
 * Which entry of a list is which entry of another: those that say the same, and between them those that are alike. Paragraphs of
 * two drafts, rows of a table, sentences of a paragraph. Both lists are followed in their order, so something that was moved is
 * removed in one place and added in another.
 */

export interface Entry {
  /** All that it says: entries with the same text are the same. */
  text: string;
  /** Entries of two kinds are never paired. */
  kind?: string;
  /** What it is known by besides: the names of its marks, a title. A hint: a mark is of a place in a list. */
  keys?: readonly string[];
  /** What it is about: entries are alike if this is. A row of figures is about what its first cell names. */
  about?: string;
}

/** The places of an entry in the two lists; one of them is absent of what was removed or added. */
export interface Pair {
  before?: number;
  after?: number;
}

/** Entries that share fewer of their words are no pair, unless they have a key in common. */
const leastAlike = 0.5;
const worthOfKey = 0.4;

/** Between two entries that are the same, so many pairs at the most are compared word by word. */
const mostPairs = 40_000;
const deepest = 40;

/** A stretch of both lists: from, and up to. */
interface Gap {
  from: [before: number, after: number];
  to: [before: number, after: number];
}

export function align(before: readonly Entry[], after: readonly Entry[]): Pair[] {
  const aligner = new Aligner(before, after);
  const to: Gap['to'] = [before.length, after.length];
  aligner.split({ from: [0, 0], to }, 0);
  return inOrder(aligner.partners, before.length, after.length);
}

/** The same with the entries themselves. */
export const paired = <One>(
  before: readonly One[],
  after: readonly One[],
  entryOf: (one: One) => Entry,
): Array<{ before?: One; after?: One }> =>
  align(before.map(entryOf), after.map(entryOf)).map((pair) => ({
    ...(pair.before !== undefined && { before: before[pair.before] as One }),
    ...(pair.after !== undefined && { after: after[pair.after] as One }),
  }));

class Aligner {
  /** The place in `after` of each entry of `before` that has a partner. */
  readonly partners = new Map<number, number>();
  readonly #lists: readonly [readonly Entry[], readonly Entry[]];
  readonly #words = new Map<string, Words>();

  constructor(before: readonly Entry[], after: readonly Entry[]) {
    this.#lists = [before, after];
  }

  /** Pairs the ends that are alike and the entries that each list has once, then what is between them. */
  split(whole: Gap, depth: number): void {
    const gap = this.#trimmed(whole);
    const [height, width] = sizeOf(gap);
    if (height === 0 || width === 0) return;
    const wanted = depth < deepest ? this.#once(gap, ({ text, kind }) => [`${kind ?? ''}\n${text}`]) : [];
    const byKey = () =>
      depth < deepest && height * width > mostPairs ? this.#once(gap, ({ keys = [] }) => keys) : [];
    const anchors = wanted.length > 0 ? wanted : byKey();
    if (anchors.length > 0) this.#between(gap, anchors, depth);
    else if (height * width <= mostPairs) this.#pairAlike(gap);
  }

  #between({ from, to }: Gap, anchors: ReadonlyArray<Gap['from']>, depth: number): void {
    let start = from;
    for (const [before, after] of anchors) {
      this.partners.set(before, after);
      this.split({ from: start, to: [before, after] }, depth + 1);
      start = [before + 1, after + 1];
    }
    this.split({ from: start, to }, depth + 1);
  }

  #trimmed({ from: [a, b], to: [c, d] }: Gap): Gap {
    while (a < c && b < d && this.#isSame(a, b)) this.partners.set(a++, b++);
    while (a < c && b < d && this.#isSame(c - 1, d - 1)) this.partners.set(--c, --d);
    return { from: [a, b], to: [c, d] };
  }

  /** Pairs of entries with something that each list has once, in the order of both. */
  #once({ from, to }: Gap, of: (entry: Entry) => readonly string[]): Array<Gap['from']> {
    const places = ([0, 1] as const).map((side) => {
      const found = new Map<string, number>();
      for (let at = from[side]; at < to[side]; at++)
        for (const key of of(this.#lists[side][at] as Entry)) found.set(key, found.has(key) ? -1 : at);
      return found;
    }) as [Map<string, number>, Map<string, number>];
    const pairs: Array<Gap['from']> = [];
    for (const [key, at] of places[0]) {
      const other = places[1].get(key) ?? -1;
      if (at >= 0 && other >= 0 && this.#kindsAgree(at, other)) pairs.push([at, other]);
    }
    return increasing(pairs.sort(([a], [b]) => a - b));
  }

  /** The pairing of a short gap that is most alike as a whole. */
  #pairAlike({ from, to }: Gap): void {
    const [height, width] = sizeOf({ from, to });
    const worth = new Float64Array((height + 1) * (width + 1));
    const own = new Float64Array(height * width);
    const at = (i: number, j: number) => worth[i * (width + 1) + j] as number;
    for (let i = height - 1; i >= 0; i--)
      for (let j = width - 1; j >= 0; j--) {
        const paired = this.#worthOf(from[0] + i, from[1] + j);
        own[i * width + j] = paired;
        const apart = Math.max(at(i + 1, j), at(i, j + 1));
        worth[i * (width + 1) + j] = paired > 0 ? Math.max(apart, paired + at(i + 1, j + 1)) : apart;
      }
    for (let [i, j] = [0, 0]; i < height && j < width; ) {
      const paired = own[i * width + j] as number;
      if (paired > 0 && at(i, j) === paired + at(i + 1, j + 1))
        this.partners.set(from[0] + i++, from[1] + j++);
      else if (at(i, j) === at(i + 1, j)) i++;
      else j++;
    }
  }

  /** What it is worth to pair two entries; 0 if they may not be. */
  #worthOf(before: number, after: number): number {
    if (!this.#kindsAgree(before, after)) return 0;
    const [was, is] = [this.#lists[0][before], this.#lists[1][after]] as [Entry, Entry];
    const isKnown = was.keys?.some((key) => is.keys?.includes(key)) ?? false;
    const least = isKnown ? 0 : leastAlike;
    const likenessOf = (a: string, b: string) => likeness(this.#wordsOf(a), this.#wordsOf(b), least);
    const alike = likenessOf(was.about ?? was.text, is.about ?? is.text);
    if (alike < least) return 0;
    // Rows about the same are told apart by all that they say.
    const whole = was.about === undefined ? alike : likenessOf(was.text, is.text);
    return (alike + whole) / 2 + (isKnown ? worthOfKey : 0);
  }

  #wordsOf(text: string): Words {
    const known = this.#words.get(text) ?? wordsOf(text);
    this.#words.set(text, known);
    return known;
  }

  #kindsAgree = (before: number, after: number) =>
    this.#lists[0][before]?.kind === this.#lists[1][after]?.kind;

  #isSame = (before: number, after: number) =>
    this.#kindsAgree(before, after) && this.#lists[0][before]?.text === this.#lists[1][after]?.text;
}

const sizeOf = ({ from, to }: Gap) => [to[0] - from[0], to[1] - from[1]] as const;

/** The longest run of pairs that rise in both places; they come in the order of the first (patience sorting). */
function increasing(pairs: ReadonlyArray<Gap['from']>): Array<Gap['from']> {
  const ends: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([, value], at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] as number] as Gap['from'])[1] < value) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (ends[low - 1] as number) : -1);
    ends[low] = at;
  });
  const found: Array<Gap['from']> = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] as number) found.push(pairs[at] as Gap['from']);
  return found.reverse();
}

/** All entries of both lists: what was removed comes before what was added in its place. */
function inOrder(partners: ReadonlyMap<number, number>, before: number, after: number): Pair[] {
  const pairs: Pair[] = [];
  let next = 0;
  for (let at = 0; at < before; at++) {
    const partner = partners.get(at);
    if (partner === undefined) {
      pairs.push({ before: at });
      continue;
    }
    while (next < partner) pairs.push({ after: next++ });
    pairs.push({ before: at, after: next++ });
  }
  while (next < after) pairs.push({ after: next++ });
  return pairs;
}
