import { childOf, sourceOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { childrenOf, tagOf, Wrappers } from './accepted-content.ts';
import { paired } from './align.ts';
import { type Block, blocksIn, entryOf, type Paragraph } from './blocks.ts';
import type { Address } from './pieces.ts';
import { printParagraph } from './print-paragraph.ts';
import type { Pen } from './print-text.ts';
import { cellsIn, type Row, rowPairs, rowsIn } from './rows.ts';

/** Prints a body, a cell or a note as it is in the later file, with what was in the earlier one, as tracked changes. */

/** Containers of the two files; one of them is absent of what was inserted or deleted whole. */
interface Sides {
  before?: XmlElement | undefined;
  after?: XmlElement | undefined;
}

export interface Tools {
  pen: Pen;
  addressIn: { before: Address; after: Address };
}

export function printInside({ before, after }: Sides, tools: Tools): string {
  const none = { blocks: [], rest: '' };
  const was = before ? blocksIn(before, tools.addressIn.before) : none;
  const is = after ? blocksIn(after, tools.addressIn.after) : none;
  const isCell = /^w:(tc|footnote|endnote)$/.test((after ?? before)?.name ?? '');
  const pairs = pairsOf(was.blocks, is.blocks, isCell);
  pairLists(pairs, tools.pen);
  let xml = '';
  const wrappers = new Wrappers();
  for (const pair of pairs) {
    const block = pair.after;
    if (block) xml += wrappers.changeTo(block.wrappers) + block.ahead;
    const isTable = (block ?? pair.before)?.kind === 'table';
    xml += isTable
      ? printTable(pair, tools)
      : printParagraph(pair as { before?: Paragraph; after?: Paragraph }, tools.pen);
  }
  return xml + wrappers.changeTo([]) + is.rest;
}

interface BlockPair {
  before?: Block;
  after?: Block;
}

/**
 * Cells of one paragraph always pair. So do the last paragraphs of two containers: the mark of the last can't be inserted or
 * deleted, so one that follows it takes its mark, and its words are printed again before it.
 */
function pairsOf(before: readonly Block[], after: readonly Block[], isCell: boolean): BlockPair[] {
  const isOne = isCell && before.length === 1 && after.length === 1;
  const [was, is] = [before.at(-1), after.at(-1)];
  const pairs: BlockPair[] = paired(before, after, isOne ? sameKind : entryOf);
  if (was?.kind !== 'paragraph' || is?.kind !== 'paragraph') return pairs;
  if (pairs.some((pair) => pair.before === was && pair.after === is)) return pairs;
  const others = pairs.flatMap((pair): BlockPair[] => {
    if (pair.before === was) return pair.after ? [{ after: pair.after }] : [];
    if (pair.after === is) return pair.before ? [{ before: pair.before }] : [];
    return [pair];
  });
  return [...others, { before: was, after: is }];
}

const sameKind = ({ kind, element }: Block) => ({
  text: '',
  kind: kind === 'table' ? `${element.start}` : kind,
});

/** Items of one list in the earlier file are items of one list in the later. */
function pairLists(pairs: readonly BlockPair[], { borrowed }: Pen): void {
  for (const { before, after } of pairs) {
    if (before?.kind !== 'paragraph' || after?.kind !== 'paragraph') continue;
    const [was, is] = [before, after].map(({ element }) => listOf(element));
    if (was && is && borrowed.lists.lookOf(was, 'before') === borrowed.lists.lookOf(is, 'after'))
      borrowed.lists.pair(was, is);
  }
}

function listOf(paragraph: XmlElement): string | undefined {
  const numbering = childOf(childOf(paragraph, 'w:pPr'), 'w:numPr');
  return childOf(numbering, 'w:numId')?.attributes['w:val'];
}

function printTable({ before, after }: BlockPair, tools: Tools): string {
  const { borrowed } = tools.pen;
  const rows = {
    before: before ? rowsIn(before.element) : { rows: [], rest: '' },
    after: after ? rowsIn(after.element) : { rows: [], rest: '' },
  };
  const frame = (after ?? before)?.element as XmlElement;
  const head = childrenOf(frame, /^(?!w:tblPr$|w:tblGrid$)/);
  let xml = `${tagOf(frame)}${after ? head : borrowed.styled(head)}`;
  const wrappers = new Wrappers();
  for (const pair of rowPairs(rows.before.rows, rows.after.rows)) {
    if (pair.after) xml += wrappers.changeTo(pair.after.wrappers) + pair.after.ahead;
    xml += printRow(pair, tools);
  }
  return `${xml}${wrappers.changeTo([])}${rows.after.rest}</w:tbl>`;
}

function printRow({ before, after }: { before?: Row; after?: Row }, tools: Tools): string {
  const { revisions } = tools.pen;
  const row = ((after ?? before) as Row).element;
  const properties = childrenOf(childOf(row, 'w:trPr'), /^w:(ins|del|trPrChange)$/);
  const mark = before && after ? '' : revisions.write(after ? 'ins' : 'del');
  const all = properties + mark;
  const exceptions = childOf(row, 'w:tblPrEx');
  const cells = { before: before ? cellsIn(before.element) : [], after: after ? cellsIn(after.element) : [] };
  const last = { before: cells.before, after: cells.after }[after ? 'after' : 'before'];
  const printed = last.map((_, at) => printCell({ before: cells.before[at], after: cells.after[at] }, tools));
  const tag = after ? tagOf(row) : '<w:tr>';
  return `${tag}${exceptions ? sourceOf(exceptions) : ''}${all ? `<w:trPr>${all}</w:trPr>` : ''}${printed.join('')}</w:tr>`;
}

/** A cell keeps the shading of the earlier file as a change: a struck-out rating is not on the colour of the new one. */
function printCell({ before, after }: Sides, tools: Tools): string {
  const cell = (after ?? before) as XmlElement;
  const look = (of: XmlElement | undefined) =>
    childrenOf(childOf(of, 'w:tcPr'), /^w:(tcPrChange|cellIns|cellDel)$/);
  const shading = (of: XmlElement | undefined) => {
    const found = childOf(childOf(of, 'w:tcPr'), 'w:shd')?.attributes;
    return found ? `${found['w:val']} ${found['w:fill']} ${found['w:color']}` : '';
  };
  const change =
    before && after && shading(before) !== shading(after)
      ? tools.pen.revisions.write('tcPrChange', `<w:tcPr>${look(before)}</w:tcPr>`)
      : '';
  const properties = look(cell) + change;
  const inside = printInside({ before, after }, tools);
  return `${after ? tagOf(cell) : '<w:tc>'}${properties ? `<w:tcPr>${properties}</w:tcPr>` : ''}${inside}</w:tc>`;
}
