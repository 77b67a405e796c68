import { childOf, childrenNamed, type XmlElement } from '../../ooxml/xml/tree.ts';
import { stylesIn } from '../style-tree.ts';
import { type ParagraphFormat, readParagraphFormat, readText, type TextFormat } from './formats.ts';
import { unsupported } from './unsupported.ts';

/** What a style gives, with what it is based on. */
interface Style {
  paragraph: ParagraphFormat;
  text: TextFormat;
  /** Table properties, nearest first. */
  tables: XmlElement[];
  /** What a table's first row has otherwise. */
  firstRow: XmlElement | undefined;
}

export interface Styles {
  defaults: { paragraph: ParagraphFormat; text: TextFormat };
  /** The style of paragraphs that name none. */
  normal: string | undefined;
  of(id: string | undefined): Style;
}

const none: Style = { paragraph: {}, text: {}, tables: [], firstRow: undefined };

export function readStyles(root: XmlElement | undefined): Styles {
  const { chain, normal } = stylesIn(root);
  const read = new Map<string | undefined, Style>();
  const of = (id: string | undefined): Style => {
    const style =
      read.get(id) ?? chain(id).reduceRight((base: Style, element) => readStyle(element, base), none);
    read.set(id, style);
    return style;
  };
  const defaults = childOf(root, 'w:docDefaults');
  return {
    defaults: {
      paragraph: readParagraphFormat(childOf(childOf(defaults, 'w:pPrDefault'), 'w:pPr')),
      text: { size: 10, ...readText(childOf(childOf(defaults, 'w:rPrDefault'), 'w:rPr')) },
    },
    normal,
    of,
  };
}

function readStyle(element: XmlElement, base: Style): Style {
  const paragraph = readParagraphFormat(childOf(element, 'w:pPr'));
  const table = childOf(element, 'w:tblPr');
  const conditional = childrenNamed(element, 'w:tblStylePr');
  for (const one of conditional)
    if (one.attributes['w:type'] !== 'firstRow') unsupported('a style of some rows or columns');
  return {
    paragraph: { ...base.paragraph, ...paragraph },
    text: { ...base.text, ...readText(childOf(element, 'w:rPr')) },
    tables: table ? [table, ...base.tables] : base.tables,
    firstRow: conditional[0] ?? base.firstRow,
  };
}
