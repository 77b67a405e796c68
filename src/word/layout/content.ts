import { childOf, isElement, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Block, Paragraph } from './block.ts';
import { type ParagraphFormat, readParagraphFormat, readText, type TextFormat } from './formats.ts';
import { bookmarkOf, fontOf, type Item, readItems } from './items.ts';
import type { Level } from './lists.ts';
import type { Styles } from './styles.ts';
import { readTable } from './tables.ts';
import { unsupported } from './unsupported.ts';

export interface Reader {
  styles: Styles;
  level: (list: string, level: number) => Level | undefined;
  /** What a table's style gives the paragraphs in it. */
  table: { paragraph: ParagraphFormat; text: TextFormat } | undefined;
}

/** Blocks, with the elements that end their sections. */
export function readBlocks(
  parent: XmlElement,
  reader: Reader,
): { blocks: Block[]; ends: Map<number, XmlElement> } {
  const blocks: Block[] = [];
  const ends = new Map<number, XmlElement>();
  let loose: Item[] = [];
  const visit = (element: XmlElement) => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      if (child.name === 'w:p') {
        const paragraph = readParagraph(child, reader, loose);
        loose = [];
        blocks.push(paragraph);
        const section = childOf(childOf(child, 'w:pPr'), 'w:sectPr');
        if (section) ends.set(blocks.length - 1, section);
      } else if (child.name === 'w:tbl') blocks.push(readTable(child, reader));
      else if (child.name === 'w:sdt') visit(childOf(child, 'w:sdtContent') ?? child);
      else if (child.name === 'w:bookmarkStart') loose.push(bookmarkOf(child));
      else if (child.name === 'w:sectPr') ends.set(blocks.length - 1, child);
      else if (!/^w:(bookmarkEnd|proofErr|tcPr)$/.test(child.name)) unsupported(child.name);
    }
  };
  visit(parent);
  return { blocks, ends };
}

function readParagraph(element: XmlElement, reader: Reader, loose: Item[]): Paragraph {
  const { styles, table } = reader;
  const properties = childOf(element, 'w:pPr');
  const id = valOf(childOf(properties, 'w:pStyle')) ?? styles.normal;
  const style = styles.of(id);
  const own = readParagraphFormat(properties);
  const inherited = { ...styles.defaults.paragraph, ...table?.paragraph, ...style.paragraph };
  const { list = '0', level = 0 } = { ...inherited, ...own };
  if (own.list === undefined && inherited.list !== undefined && style.paragraph.left !== undefined)
    unsupported('a list whose style has an indent of its own');
  const listed = reader.level(list, level);
  const format = { ...inherited, ...listed?.indent, ...own };
  if (own.tabs && inherited.tabs) unsupported('tab stops beside those of the style');
  const text = { ...styles.defaults.text, ...table?.text, ...style.text };
  const items = [...loose, ...readItems(element, styles, text)];
  const font = fontOf({ ...text, ...readText(childOf(properties, 'w:rPr')) });
  return {
    kind: 'paragraph',
    items,
    format,
    number: listed?.number,
    font,
    style: id,
    endsSection:
      childOf(properties, 'w:sectPr') !== undefined && items.every(({ kind }) => kind === 'bookmark'),
  };
}
