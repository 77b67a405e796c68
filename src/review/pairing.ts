import { align, type Pair } from '../word/compare/align.ts';
import { likeness, wordsOf } from '../word/compare/words.ts';
import type { Block } from '../word/read/block.ts';
import { isMark } from '../word/value-marks.ts';
import { plain } from './narrative.ts';

/** Which paragraph or row of a draft is which of the file that came back. */

/** A paragraph outside of tables or in a cell, or a row. */
export interface Item {
  blocks: number[];
  text: string;
  kind: 'paragraph' | 'row';
  keys: string[];
  /** What it looks like: an item of which kind of list, and whether all of it is bold, as a heading of a narrative is. */
  form: string;
  /** Whether Word says that it is new. */
  isNew: boolean;
  /** Whether Word says that each of its words is new. If they were somewhere else before, it is a copy, and what was there stayed. */
  isAllNew: boolean;
}

export function paragraphOf(block: Block, at: number): Item {
  const isNew = block.inserted !== undefined;
  return {
    blocks: [at],
    text: plain(block.text),
    kind: 'paragraph',
    keys: block.marks.map(({ name }) => name).filter(isMark),
    form: formOf(block),
    isNew,
    isAllNew: isNew && block.runs.every(({ text, inserted }) => inserted !== undefined || text.trim() === ''),
  };
}

const formOf = ({ list, runs }: Block) =>
  `${list?.format} ${runs.every(({ text, bold }) => bold || text.trim() === '')}`;

type Items = readonly [before: readonly Item[], after: readonly Item[]];

export const pairsOf = (items: Items): Pair[] => withLikely(withOwnForm(stayingFirst(items), items), items);

/** What is new is paired after all else, with what is left between two that stayed. */
function stayingFirst([before, after]: Items): Pair[] {
  const old = after.flatMap(({ isAllNew }, i) => (isAllNew ? [] : [i]));
  if (old.length === after.length) return align(before, after);
  const staying = align(
    before,
    old.map((i) => after[i] as Item),
  ).flatMap((pair) => (isPaired(pair) ? [[pair.before as number, old[pair.after as number] as number]] : []));
  const pairs: Pair[] = [];
  let [from, to] = [0, 0];
  for (const [was = 0, is = 0] of [...staying, [before.length, after.length]]) {
    for (const pair of align(before.slice(from, was), after.slice(to, is)))
      pairs.push({
        ...(pair.before !== undefined && { before: from + pair.before }),
        ...(pair.after !== undefined && { after: to + pair.after }),
      });
    if (was < before.length) pairs.push({ before: was, after: is });
    [from, to] = [was + 1, is + 1];
  }
  return pairs;
}

/** Two paragraphs that were made one are that of the two which looks as it does. */
function withOwnForm(pairs: readonly Pair[], [before, after]: Items): Pair[] {
  const result = pairs.map((pair) => ({ ...pair }));
  result.forEach((pair, i) => {
    const is = after[pair.after ?? -1];
    const was = before[pair.before ?? -1];
    if (!is || !was || was.form === is.form || is.keys.length < 2) return;
    const isIts = (other: Pair | undefined) => {
      const one = other && other.after === undefined ? before[other.before ?? -1] : undefined;
      return one?.form === is.form && one.keys.some((key) => is.keys.includes(key));
    };
    const other = [result[i - 1], result[i + 1]].find(isIts);
    if (!other) return;
    other.after = pair.after as number;
    delete pair.after;
  });
  return result;
}

/** Where something went and something came between two that stayed, in the same number, the one took the place of the other. */
function withLikely(pairs: readonly Pair[], [before, after]: Items): Pair[] {
  const result: Pair[] = [];
  for (let at = 0; at < pairs.length; ) {
    let end = at;
    while (end < pairs.length && !isPaired(pairs[end])) end += 1;
    const gone = pairs.slice(at, end).flatMap((pair) => pair.before ?? []);
    const came = pairs.slice(at, end).flatMap((pair) => pair.after ?? []);
    const isAlike = (a: number | undefined, b: number | undefined) =>
      a !== undefined && b !== undefined && mayBe(before[a] as Item, after[b] as Item);
    if (gone.length === came.length && gone.every((one, i) => isAlike(one, came[i])))
      result.push(...gone.map((one, i) => ({ before: one, after: came[i] as number })));
    else result.push(...pairs.slice(at, end));
    const next = pairs[end];
    if (next) result.push(next);
    at = end + 1;
  }
  return result;
}

/** A row whose words differ too much is another row. Paragraphs match only if they share a mark or one has none, and look alike. */
const mayBe = (was: Item, is: Item) =>
  was.kind === is.kind &&
  was.form === is.form &&
  !is.isNew &&
  (was.kind === 'paragraph'
    ? is.keys.length === 0 || was.keys.length === 0 || is.keys.some((key) => was.keys.includes(key))
    : likeness(wordsOf(was.text), wordsOf(is.text)) >= 0.25);

const isPaired = (pair: Pair | undefined) => pair?.before !== undefined && pair.after !== undefined;
