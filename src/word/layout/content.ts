import { childOf, eachChild, sourceOf, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Block, Paragraph } from './block.ts';
import { type ParagraphFormat, readParagraphFormat, readText, type TextFormat } from './formats.ts';
import { bookmarkOf, type Font, fontOf, type Item, readItems } from './items.ts';
import type { Level } from './lists.ts';
import type { Styles } from './styles.ts';
import { readTable } from './tables.ts';
import { unsupported } from './unsupported.ts';

export interface Reader {
  styles: Styles;
  level: (list: string, level: number) => Level | undefined;
  /** What a table's style gives the paragraphs in it. */
  table: { paragraph: ParagraphFormat; text: TextFormat } | undefined;
  /** What it has read, by the XML of the properties: few paragraphs of a document are formatted otherwise than all others. */
  formats: Map<string, Formats>;
}

/** What a paragraph's properties give it and its runs. */
interface Formats extends Pick<Paragraph, 'format' | 'number' | 'font' | 'style'> {
  /** What its runs have if they do not say otherwise. */
  text: TextFormat;
  /** Of its runs, by the XML of their properties. */
  fonts: Map<string, Font>;
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
    eachChild(element, (child) => {
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
    });
  };
  visit(parent);
  return { blocks, ends };
}

function readParagraph(element: XmlElement, reader: Reader, loose: Item[]): Paragraph {
  const properties = childOf(element, 'w:pPr');
  const { text, fonts, ...formats } = formatsOf(properties, reader);
  const items = [...loose, ...readItems(element, { styles: reader.styles, text, fonts })];
  return {
    kind: 'paragraph',
    items,
    ...formats,
    endsSection:
      childOf(properties, 'w:sectPr') !== undefined && items.every(({ kind }) => kind === 'bookmark'),
  };
}

function formatsOf(properties: XmlElement | undefined, reader: Reader): Formats {
  const xml = properties ? sourceOf(properties) : '';
  const known = reader.formats.get(xml);
  if (known) return known;
  const { styles, table } = reader;
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
  const font = fontOf({ ...text, ...readText(childOf(properties, 'w:rPr')) });
  const read = { format, number: listed?.number, font, style: id, text, fonts: new Map() };
  reader.formats.set(xml, read);
  return read;
}
