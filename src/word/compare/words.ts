import { diffArrays } from 'diff';

/** Texts as words, and how two of them differ. */

const letter = '[\\p{L}\\p{N}\\p{M}]';

/**
 * What is one thing to a reader, and so is kept or changed as a whole: an amount with its sign and unit (`−£25.949m`), a reference in
 * braces, a word (`S151`, `children’s`, `in-year`), blanks, and any other character. A hyphen between two numbers is no sign.
 */
const token = new RegExp(
  [
    '\\{\\{[^{}]*\\}\\}',
    `(?:(?<!${letter})[-+\\u2212\\u2013])?[£$€]?\\d+(?:[.,]\\d+)*(?:%|bn|[mk])?(?!${letter})`,
    `${letter}+(?:['\\u2019\\u2010\\u2011-]${letter}+)*`,
    '\\s+',
    '[^]',
  ].join('|'),
  'gu',
);

/** The tokens of a text; put together they are the text. */
export const tokensOf = (text: string): string[] => text.match(token) ?? [];

/** Tokens that two lists share, or that one of them has alone: `count` of them, from these places in the two lists. */
export interface Step {
  kind: 'same' | 'removed' | 'added';
  before: number;
  after: number;
  count: number;
}

/** Two texts with more differences are two texts. The time that a comparison takes grows with the square of this. */
const mostDifferences = 1000;

/** How one list of tokens becomes the other, in order; what is removed comes before what is added in its place. */
export function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const was = before.slice(head, before.length - tail);
  const is = after.slice(head, after.length - tail);
  const runs: Array<[Step['kind'], number]> = [['same', head], ...differencesOf(was, is), ['same', tail]];
  return placed(runs);
}

function differencesOf(was: readonly string[], is: readonly string[]): Array<[Step['kind'], number]> {
  const found =
    was.length > 0 && is.length > 0
      ? diffArrays(was as string[], is as string[], { maxEditLength: mostDifferences })
      : undefined;
  if (!found)
    return [
      ['removed', was.length],
      ['added', is.length],
    ];
  return found.map(({ added, removed, count }) => [added ? 'added' : removed ? 'removed' : 'same', count]);
}

/** Runs of tokens with their places, the empty ones left out, neighbours of a kind as one, removals before additions. */
function placed(runs: ReadonlyArray<readonly [Step['kind'], number]>): Step[] {
  const steps: Step[] = [];
  let [before, after, removed, added] = [0, 0, 0, 0];
  const change = () => {
    if (removed > 0) steps.push({ kind: 'removed', before, after, count: removed });
    before += removed;
    if (added > 0) steps.push({ kind: 'added', before, after, count: added });
    after += added;
    [removed, added] = [0, 0];
  };
  for (const [kind, count] of runs) {
    if (count === 0) continue;
    if (kind === 'removed') removed += count;
    else if (kind === 'added') added += count;
    else {
      change();
      const last = steps.at(-1);
      if (last?.kind === 'same') last.count += count;
      else steps.push({ kind, before, after, count });
      before += count;
      after += count;
    }
  }
  change();
  return steps;
}

const isWord = (one: string) => /[\p{L}\p{N}]/u.test(one);

/** How many times a text has each of its words, whatever their case; of a text without any, its characters. */
export interface Words {
  counts: ReadonlyMap<string, number>;
  total: number;
}

export function wordsOf(text: string): Words {
  const tokens = tokensOf(text.toLowerCase());
  const words = tokens.filter(isWord);
  const counted = words.length > 0 ? words : tokens;
  const counts = new Map<string, number>();
  for (const word of counted) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, total: counted.length };
}

/** The share of their words that two texts have in common, from 0 to 1. Less than `least` may be given as 0. */
export function likeness(a: Words, b: Words, least = 0): number {
  const all = a.total + b.total;
  if (all === 0) return 1;
  if ((2 * Math.min(a.total, b.total)) / all < least) return 0;
  const [fewer, more] = a.counts.size < b.counts.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [word, count] of fewer.counts) shared += Math.min(count, more.counts.get(word) ?? 0);
  return (2 * shared) / all;
}
