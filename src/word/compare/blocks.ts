import { childOf, sourceOf, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { isMark } from '../value-marks.ts';
import { type Inside, insideOf, isDeleted, saidIn } from './accepted-content.ts';
import type { Entry } from './align.ts';
import { type Address, type Pieces, piecesOf } from './pieces.ts';

/** The paragraphs and tables of a body, a cell, a note. */

interface Common extends Omit<Inside, 'element'> {
  said: string;
}
export interface Paragraph extends Common {
  kind: 'paragraph';
  /** One, or those that deleted paragraph marks make one; the mark of the last is that of all. */
  elements: XmlElement[];
  element: XmlElement;
  style: string;
  /** Whether a section ends with it. */
  endsSection: boolean;
  /** The paragraph as it is in the file; undefined if it is more than one, or has tracked changes. */
  source: string | undefined;
  address: Address;
}
export interface Table extends Common {
  kind: 'table';
  element: XmlElement;
}
export type Block = Paragraph | Table;

const tracked = /<w:(ins|del|moveFrom|moveTo|rPrChange|pPrChange)[ >]/;

export function blocksIn(container: XmlElement, address: Address): { blocks: Block[]; rest: string } {
  const { items, rest } = insideOf(container, /^w:(p|tbl)$/);
  const blocks: Block[] = [];
  let joined: Inside[] = [];
  const endParagraph = () => {
    if (joined.length > 0) blocks.push(paragraphOf(joined, address));
    joined = [];
  };
  for (const item of items) {
    const { element } = item;
    if (element.name === 'w:tbl') {
      endParagraph();
      blocks.push({ ...item, kind: 'table', said: saidIn(element) });
    } else {
      joined.push(item);
      if (!isDeleted(element)) endParagraph();
    }
  }
  endParagraph();
  return { blocks, rest };
}

function paragraphOf(items: readonly Inside[], address: Address): Paragraph {
  const elements = items.map((one) => one.element);
  const element = elements.at(-1) as XmlElement;
  const properties = childOf(element, 'w:pPr');
  const source = sourceOf(element);
  return {
    kind: 'paragraph',
    elements,
    element,
    wrappers: items[0]?.wrappers ?? [],
    ahead: items.map(({ ahead }) => ahead).join(''),
    said: elements.map(saidIn).join(''),
    style: valOf(childOf(properties, 'w:pStyle')) ?? '',
    endsSection: childOf(properties, 'w:sectPr') !== undefined,
    source: elements.length === 1 && !tracked.test(source) ? source : undefined,
    address,
  };
}

export const piecesIn = ({ elements, address }: Paragraph): Pieces => piecesOf(elements, address);

/** The names of our marks in what is before or in a paragraph. */
const marksIn = ({ ahead, elements }: Paragraph): string[] =>
  [...(ahead + elements.map(sourceOf).join('')).matchAll(/<w:bookmarkStart\b[^>]*w:name="([^"]+)"/g)]
    .map(([, name]) => name as string)
    .filter(isMark);

/** By what blocks are known: paragraphs by marks, else style and words; tables by titles and columns. */
export function entryOf(block: Block): Entry {
  const { said: text, element } = block;
  if (block.kind === 'paragraph')
    return {
      text,
      kind: `${block.style}${block.endsSection ? ' and a section' : ''}`,
      keys: marksIn(block),
    };
  const title = valOf(childOf(childOf(element, 'w:tblPr'), 'w:tblCaption'));
  const columns = childOf(element, 'w:tblGrid')?.children.length ?? 0;
  return { text, kind: `table of ${columns}`, ...(title && { keys: [title] }) };
}
