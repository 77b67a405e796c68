import { groupBy } from '../model/group-by.ts';
import { align } from '../word/compare/align.ts';
import { likeness, wordsOf } from '../word/compare/words.ts';
import type { Block } from '../word/read/block.ts';
import { plain } from './narrative.ts';
import { type Item, pairsOf, paragraphOf } from './pairing.ts';

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

function itemsOf(blocks: readonly Block[]): Item[] {
  const items: Item[] = [];
  let open: string | undefined;
  blocks.forEach((block, i) => {
    const { cell } = block;
    const row = cell && `${cell.table} ${cell.row}`;
    const own = paragraphOf(block, i);
    const last = items.at(-1);
    if (row !== undefined && row === open && last) {
      last.blocks.push(i);
      last.text += `\t${own.text}`;
      last.keys.push(...own.keys);
      last.isAllNew &&= own.isAllNew;
    } else items.push(row ? { ...own, kind: 'row', form: '' } : own);
    open = row;
  });
  return items;
}

export function compareBlocks(before: readonly Block[], after: readonly Block[]): Compared {
  const lists = [itemsOf(before), itemsOf(after)] as const;
  const result: Compared = { partners: new Map(), removed: [], added: [], moves: new Map() };
  const pairs = pairsOf(lists);
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
  const columns = (item: Item, blocks: readonly Block[]) =>
    groupBy(item.blocks, (at) => blocks[at]?.cell?.column ?? 0);
  const [own, other] = [columns(was, before), columns(is, after)];
  const tableOf = ({ blocks }: Item, list: readonly Block[]) => list[blocks[0] as number]?.cell?.table ?? 0;
  const changed = own.size === other.size ? undefined : columnsOf(tableOf(was, before), tableOf(is, after));
  const partnerOf = (column: number) => (changed ? (changed.get(column) ?? -1) : column);
  for (const [column, places] of own) {
    const theirs = other.get(partnerOf(column)) ?? [];
    other.delete(partnerOf(column));
    const items = (list: readonly number[], blocks: readonly Block[]) =>
      list.map((at) => paragraphOf(blocks[at] as Block, at));
    const pairs =
      places.length === 1 && theirs.length === 1
        ? [{ before: 0, after: 0 }]
        : pairsOf([items(places, before), items(theirs, after)]);
    let behind = (places[0] as number) - 1;
    for (const pair of pairs) {
      const [a, b] = [places[pair.before ?? -1], theirs[pair.after ?? -1]];
      if (a !== undefined && b !== undefined) result.partners.set(a, b);
      else if (a !== undefined) result.removed.push([a]);
      else if (b !== undefined) result.added.push({ blocks: [b], behind });
      behind = a ?? behind;
    }
  }
  for (const blocks of other.values()) result.added.push({ blocks, behind: was.blocks.at(-1) as number });
}

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
