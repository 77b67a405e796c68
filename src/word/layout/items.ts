import { childOf, eachChild, sourceOf, textOf, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { readText, type TextFormat } from './formats.ts';
import type { Styles } from './styles.ts';
import { unsupported } from './unsupported.ts';

/** What a paragraph holds. Lengths are points. */

export interface Font {
  size: number;
  bold: boolean;
  /** If it is drawn smaller: the size of the text beside it. */
  line: number;
}

export type Item =
  | { kind: 'text'; text: string; font: Font }
  | { kind: 'tab'; font: Font }
  | { kind: 'break' }
  /** It ends the paragraph too. */
  | { kind: 'pageBreak' }
  /** A picture or chart. */
  | { kind: 'box'; width: number; height: number; font: Font }
  | { kind: 'bookmark'; name: string }
  /** The place of a footnote, by its id. */
  | { kind: 'note'; name: string };

/** What a paragraph's runs have if they do not say otherwise, and their fonts, by the XML of their properties. */
interface Texts {
  styles: Styles;
  text: TextFormat;
  fonts: Map<string, Font>;
}

export function readItems(paragraph: XmlElement, texts: Texts): Item[] {
  const runs = new Runs(texts);
  runs.read(paragraph);
  const broken = runs.items.findIndex(({ kind }) => kind === 'pageBreak');
  if (broken >= 0 && broken < runs.items.length - 1) unsupported('text after a page break');
  return runs.items;
}

export const bookmarkOf = (bookmark: XmlElement): Item => ({
  kind: 'bookmark',
  name: bookmark.attributes['w:name'] ?? '',
});

/** Word draws raised and lowered text at 65 % of its size, in half points. */
export function fontOf({ arial, size = 10, bold = false, script = false }: TextFormat): Font {
  if (!arial) unsupported('text that names no font');
  const drawn = script ? Math.ceil(size * 2 * 0.65 - 0.5 - 1e-9) / 2 : size;
  return { size: drawn, bold, line: size };
}

/** Reads the runs of a paragraph. A field shows its result, not its code. */
class Runs {
  readonly items: Item[] = [];
  private readonly texts: Texts;
  /** Of the fields that are open, innermost last, whether their results have begun. */
  private readonly fields: boolean[] = [];

  constructor(texts: Texts) {
    this.texts = texts;
  }

  read(parent: XmlElement): void {
    eachChild(parent, (child) => {
      if (child.name === 'w:r') this.readRun(child);
      else if (child.name === 'w:hyperlink' || child.name === 'w:fldSimple') this.read(child);
      else if (child.name === 'w:bookmarkStart') this.items.push(bookmarkOf(child));
      else if (!/^w:(bookmarkEnd|proofErr|pPr)$/.test(child.name)) unsupported(child.name);
    });
  }

  private readRun(run: XmlElement): void {
    const font = this.fontOf(childOf(run, 'w:rPr'));
    eachChild(run, (child) => {
      if (child.name === 'w:fldChar') this.field(child.attributes['w:fldCharType']);
      else if (this.fields.includes(false)) {
        if (child.name !== 'w:instrText' && child.name !== 'w:rPr')
          unsupported(`${child.name} in a field's code`);
      } else this.readContent(child, font);
    });
  }

  private fontOf(properties: XmlElement | undefined): Font {
    const { styles, text, fonts } = this.texts;
    const xml = properties ? sourceOf(properties) : '';
    let font = fonts.get(xml);
    if (font === undefined) {
      const style = styles.of(valOf(childOf(properties, 'w:rStyle'))).text;
      font = fontOf({ ...text, ...style, ...readText(properties) });
      fonts.set(xml, font);
    }
    return font;
  }

  private field(type: string | undefined): void {
    if (type === 'begin') this.fields.push(false);
    else if (type === 'separate') this.fields[this.fields.length - 1] = true;
    else if (type === 'end') this.fields.pop();
  }

  private readContent(child: XmlElement, font: Font): void {
    const { items } = this;
    switch (child.name) {
      case 'w:rPr':
      case 'w:lastRenderedPageBreak':
        return;
      case 'w:t':
        for (const [i, text] of textOf(child).split('\t').entries()) {
          if (i > 0) items.push({ kind: 'tab', font });
          if (text !== '') items.push({ kind: 'text', text, font });
        }
        return;
      case 'w:tab':
        items.push({ kind: 'tab', font });
        return;
      case 'w:br':
        if (child.attributes['w:type'] === 'page') items.push({ kind: 'pageBreak' });
        else if ((child.attributes['w:type'] ?? 'textWrapping') === 'textWrapping')
          items.push({ kind: 'break' });
        else unsupported('a column break');
        return;
      case 'w:drawing':
        items.push(readDrawing(child, font));
        return;
      case 'w:footnoteReference': {
        const id = child.attributes['w:id'] ?? '';
        items.push({ kind: 'note', name: id }, { kind: 'text', text: id, font });
        return;
      }
      // The number of a note in its text is as wide as one digit.
      case 'w:footnoteRef':
        items.push({ kind: 'text', text: '0', font });
        return;
      case 'w:separator':
        items.push({ kind: 'text', text: '', font });
        return;
      default:
        unsupported(child.name);
    }
  }
}

const emusToPoint = 12_700;

function readDrawing(drawing: XmlElement, font: Font): Item {
  const inline = childOf(drawing, 'wp:inline') ?? unsupported('a picture that text flows round');
  const extent = childOf(inline, 'wp:extent')?.attributes ?? {};
  const effects = childOf(inline, 'wp:effectExtent')?.attributes ?? {};
  const side = (name: string) =>
    Number(effects[name] ?? 0) + Number(inline.attributes[`dist${name.toUpperCase()}`] ?? 0);
  return {
    kind: 'box',
    width: (Number(extent.cx) + side('l') + side('r')) / emusToPoint,
    height: (Number(extent.cy) + side('t') + side('b')) / emusToPoint,
    font,
  };
}
