import { align } from '../word/compare/align.ts';
import { likeness, wordsOf } from '../word/compare/words.ts';
import type { Block } from '../word/read/block.ts';
import { plain } from './narrative.ts';

/** A draft as it was written beside what came back: which paragraph is which, and what is gone, new or moved. */

export interface Compared {
  /** For each paragraph of the draft, that of the file that came back. */
  partners: Map<number, number>;
  /** Paragraphs of the draft that are gone, and rows as all their paragraphs. */
  removed: number[][];
  /** New paragraphs and rows, with the paragraph of the draft that they follow; -1 at the beginning. */
  added: Array<{ blocks: number[]; behind: number }>;
  /** Of those that are gone, the new ones that say the same elsewhere: places in both lists. */
  moves: Map<number, number>;
}

/** A paragraph outside of tables, or a row. */
interface Item {
  blocks: number[];
  text: string;
  kind: 'paragraph' | 'row';
  keys: string[];
  /** What it looks like: an item of which kind of list, and whether all of it is bold, as a heading of a narrative is. */
  form: string;
  /** Whether Word says that it is new. */
  isNew: boolean;
}

function itemsOf(blocks: readonly Block[]): Item[] {
  const items: Item[] = [];
  let open: string | undefined;
  blocks.forEach(({ text, cell, marks, inserted }, i) => {
    const row = cell && `${cell.table} ${cell.row}`;
    const keys = marks.map(({ name }) => name).filter((name) => name.startsWith('_t'));
    const last = items.at(-1);
    if (row !== undefined && row === open && last) {
      last.blocks.push(i);
      last.text += `\t${plain(text)}`;
      last.keys.push(...keys);
    } else
      items.push({
        blocks: [i],
        text: plain(text),
        kind: row ? 'row' : 'paragraph',
        keys,
        form: row ? '' : formOf(blocks[i] as Block),
        isNew: inserted !== undefined,
      });
    open = row;
  });
  return items;
}

const formOf = ({ list, runs }: Block) =>
  `${list?.format} ${runs.every(({ text, bold }) => bold || text.trim() === '')}`;

export function compareBlocks(before: readonly Block[], after: readonly Block[]): Compared {
  const lists = [itemsOf(before), itemsOf(after)] as const;
  const result: Compared = { partners: new Map(), removed: [], added: [], moves: new Map() };
  const pairs = withLikely(withOwnForm(align(...lists), lists), lists);
  const columnsOf = columnPairs(before, after);
  let behind = -1;
  for (const pair of pairs) {
    const was = pair.before === undefined ? undefined : lists[0][pair.before];
    const is = pair.after === undefined ? undefined : lists[1][pair.after];
    if (was && is) pairItems(was, is, { before, after, result, columnsOf });
    else if (was) result.removed.push(was.blocks);
    else if (is) result.added.push({ blocks: is.blocks, behind });
    if (was) behind = Math.max(behind, was.blocks.at(-1) ?? -1);
  }
  findMoves(result, before, after);
  return result;
}

type Pairs = ReturnType<typeof align>;

/** Two paragraphs that were made one are that of the two which looks as it does. */
function withOwnForm(pairs: Pairs, [before, after]: readonly [readonly Item[], readonly Item[]]): Pairs {
  const result = pairs.map((pair) => ({ ...pair }));
  result.forEach((pair, i) => {
    const is = after[pair.after ?? -1];
    const was = before[pair.before ?? -1];
    if (!is || !was || was.form === is.form || is.keys.length < 2) return;
    const isIts = (other: Pairs[number] | undefined) => {
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
function withLikely(pairs: Pairs, [before, after]: readonly [readonly Item[], readonly Item[]]): Pairs {
  const result: Pairs = [];
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

/** A row with other words is another row, and a paragraph with the mark of another one is a part of that; so is an item no heading. */
const mayBe = (was: Item, is: Item) =>
  was.kind === is.kind &&
  was.form === is.form &&
  !is.isNew &&
  (was.kind === 'paragraph'
    ? is.keys.length === 0 || was.keys.length === 0 || is.keys.some((key) => was.keys.includes(key))
    : likeness(wordsOf(was.text), wordsOf(is.text)) >= 0.25);

const isPaired = (pair: Pairs[number] | undefined) => pair?.before !== undefined && pair.after !== undefined;

type Columns = ReadonlyMap<number, number>;

/** Which column is which, of two tables whose rows have another number of cells. Each pair of tables is looked at once. */
function columnPairs(before: readonly Block[], after: readonly Block[]) {
  const known = new Map<string, Columns>();
  const columnsIn = (blocks: readonly Block[], table: number) => {
    const texts: string[] = [];
    for (const { cell, text } of blocks)
      if (cell?.table === table) texts[cell.column] = `${texts[cell.column] ?? ''}${plain(text)}\n`;
    return Array.from(texts, (text = '') => ({ text }));
  };
  return (was: number, is: number): Columns => {
    const key = `${was} ${is}`;
    const found =
      known.get(key) ??
      new Map(
        align(columnsIn(before, was), columnsIn(after, is)).flatMap((pair) =>
          pair.before === undefined || pair.after === undefined ? [] : [[pair.before, pair.after] as const],
        ),
      );
    known.set(key, found);
    return found;
  };
}

interface Sides {
  before: readonly Block[];
  after: readonly Block[];
  result: Compared;
  columnsOf: ReturnType<typeof columnPairs>;
}

/** Cells of a row go together by their columns, and the paragraphs of a cell in their order. */
function pairItems(was: Item, is: Item, { before, after, result, columnsOf }: Sides): void {
  if (was.kind === 'paragraph') {
    result.partners.set(was.blocks[0] as number, is.blocks[0] as number);
    return;
  }
  const columns = (item: Item, blocks: readonly Block[]) => {
    const found = new Map<number, number[]>();
    for (const at of item.blocks) {
      const column = blocks[at]?.cell?.column ?? 0;
      found.set(column, [...(found.get(column) ?? []), at]);
    }
    return found;
  };
  const [own, other] = [columns(was, before), columns(is, after)];
  const tableOf = ({ blocks }: Item, list: readonly Block[]) => list[blocks[0] as number]?.cell?.table ?? 0;
  const changed = own.size === other.size ? undefined : columnsOf(tableOf(was, before), tableOf(is, after));
  const partnerOf = (column: number) => (changed ? (changed.get(column) ?? -1) : column);
  for (const [column, places] of own) {
    const theirs = other.get(partnerOf(column)) ?? [];
    other.delete(partnerOf(column));
    const texts = (list: readonly number[], blocks: readonly Block[]) =>
      list.map((at) => ({ text: plain(blocks[at]?.text ?? '') }));
    const pairs =
      places.length === 1 && theirs.length === 1
        ? [{ before: 0, after: 0 }]
        : align(texts(places, before), texts(theirs, after));
    let behind = places[0] as number;
    for (const pair of withLikelyParagraphs(pairs)) {
      const [a, b] = [places[pair.before ?? -1], theirs[pair.after ?? -1]];
      if (a !== undefined && b !== undefined) result.partners.set(a, b);
      else if (a !== undefined) result.removed.push([a]);
      else if (b !== undefined) result.added.push({ blocks: [b], behind });
      behind = a ?? behind;
    }
  }
  for (const blocks of other.values()) result.added.push({ blocks, behind: was.blocks.at(-1) as number });
}

/** Of a cell, a paragraph that went and one that came are one that was rewritten. */
const withLikelyParagraphs = (pairs: Pairs): Pairs => {
  const gone = pairs.filter((pair) => pair.after === undefined);
  const came = pairs.filter((pair) => pair.before === undefined);
  if (gone.length === 0 || gone.length !== came.length) return pairs;
  const taken = new Map(gone.map((pair, i) => [pair, came[i]?.after as number]));
  return pairs.flatMap((pair) =>
    taken.has(pair)
      ? [{ before: pair.before as number, after: taken.get(pair) as number }]
      : came.includes(pair)
        ? []
        : [pair],
  );
};

/** What is gone and says the same as something new was moved. */
function findMoves(
  { removed, added, moves }: Compared,
  before: readonly Block[],
  after: readonly Block[],
): void {
  const textOf = (places: readonly number[], blocks: readonly Block[]) =>
    places.map((at) => plain(blocks[at]?.text ?? '')).join('\t');
  const came = added.map(({ blocks }) => textOf(blocks, after));
  const free = new Set(added.keys());
  removed.forEach((places, i) => {
    const text = textOf(places, before);
    const words = wordsOf(text);
    const same =
      [...free].find((one) => came[one] === text) ??
      (words.total > 3 && free.size * removed.length < 10_000
        ? [...free].find((one) => likeness(words, wordsOf(came[one] as string), 0.8) >= 0.8)
        : undefined);
    if (same === undefined || text === '') return;
    free.delete(same);
    moves.set(i, same);
  });
}
