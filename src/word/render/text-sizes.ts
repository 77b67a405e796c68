import { childOf, closest, isElement, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { nearestWidthOf } from '../layout/arial.ts';
import { cellsOf, columnWidths, rowsOf } from '../template/table.ts';

/** How wide the words of a cell are, with every font taken as Arial. Lengths are twips. */

/** How text is set, as its styles and it itself say. */
interface Setting {
  /** Points. */
  size?: number;
  bold?: boolean;
  caps?: boolean;
  /** Indents of the paragraph. */
  left?: number;
  right?: number;
}

/** What the two ends of a word need beside Arial's widths: word processors round each character. */
const allowance = 10;

const isOn = (element: XmlElement) => !/^(0|false|off)$/.test(valOf(element) ?? '');

/** What an element that holds `w:pPr` or `w:rPr`, a style or a run, says of text. */
function settingOf(element: XmlElement | undefined): Setting {
  const setting: Setting = {};
  for (const child of childOf(element, 'w:rPr')?.children.filter(isElement) ?? []) {
    if (child.name === 'w:sz') setting.size = Number(valOf(child)) / 2;
    else if (child.name === 'w:b') setting.bold = isOn(child);
    else if (child.name === 'w:caps') setting.caps = isOn(child);
  }
  const indent = childOf(childOf(element, 'w:pPr'), 'w:ind')?.attributes ?? {};
  const [left, right] = [indent['w:left'] ?? indent['w:start'], indent['w:right'] ?? indent['w:end']];
  return {
    ...setting,
    ...(left === undefined ? {} : { left: Number(left) }),
    ...(right === undefined ? {} : { right: Number(right) }),
  };
}

/** Parts of a table that its style may set otherwise: where they are, their flag in `w:tblLook` and its bit there. */
const conditions = [
  { type: 'firstCol', flag: 'w:firstColumn', bit: 0x80, here: ({ column }: InTable) => column === 0 },
  { type: 'lastCol', flag: 'w:lastColumn', bit: 0x100, here: (at: InTable) => at.isLastColumn },
  { type: 'firstRow', flag: 'w:firstRow', bit: 0x20, here: ({ row }: InTable) => row === 0 },
  { type: 'lastRow', flag: 'w:lastRow', bit: 0x40, here: (at: InTable) => at.isLastRow },
];

/** Where a cell is in its table. */
export interface InTable {
  table: XmlElement;
  row: number;
  column: number;
  isLastRow: boolean;
  isLastColumn: boolean;
}

/** Measures cells with the styles of a template. */
export class TextSizes {
  readonly #styles = new Map<string, XmlElement>();
  /** What was worked out, by style and part: a table asks for the same few in each cell. */
  readonly #settings = new Map<string, Setting>();
  readonly #defaults: Setting;
  #normal: string | undefined;
  #plainTable: string | undefined;

  constructor(styles: XmlElement | undefined) {
    for (const style of styles?.children.filter(isElement) ?? []) {
      const { 'w:styleId': id = '', 'w:type': type, 'w:default': isDefault = '' } = style.attributes;
      if (style.name !== 'w:style') continue;
      this.#styles.set(id, style);
      if (!/^(1|true|on)$/.test(isDefault)) continue;
      if (type === 'paragraph') this.#normal = id;
      if (type === 'table') this.#plainTable = id;
    }
    this.#defaults = { size: 10, ...settingOf(childOf(childOf(styles, 'w:docDefaults'), 'w:rPrDefault')) };
  }

  /** The least width of a cell: its widest word, and its margins. */
  leastWidth(cell: XmlElement, at: InTable): number {
    const id = valOf(childOf(childOf(at.table, 'w:tblPr'), 'w:tblStyle')) ?? this.#plainTable;
    const styles = this.#chain(id);
    const parts = partsOf(at).map((type) =>
      this.#once(`${type}/${id}`, () => styles.flatMap((style) => settingsOfPart(style, type))),
    );
    const base: Setting = Object.assign({}, this.#defaults, this.#settingOfStyle(id), ...parts);
    const content = cell.children.map((child) => (isElement(child) ? this.#leastOf(child, base) : 0));
    const margins = marginsOf(cell, [childOf(at.table, 'w:tblPr'), ...styles.map(tableProperties).reverse()]);
    return Math.ceil(Math.max(0, ...content) + margins);
  }

  /** What a block needs: a paragraph its widest word, a table its own width. */
  #leastOf(block: XmlElement, base: Setting): number {
    if (block.name === 'w:p') return this.#widestWord(block, base);
    if (block.name === 'w:tbl')
      return columnWidths(block, rowsOf(block).map(cellsOf), 0).reduce((sum, one) => sum + one, 0);
    return Math.max(0, ...block.children.map((child) => (isElement(child) ? this.#leastOf(child, base) : 0)));
  }

  #widestWord(paragraph: XmlElement, base: Setting): number {
    const style = valOf(childOf(childOf(paragraph, 'w:pPr'), 'w:pStyle')) ?? this.#normal;
    const setting: Setting = { ...base, ...this.#settingOfStyle(style) };
    const { left = 0, right = 0 }: Setting = { ...setting, ...settingOf(paragraph) };
    let widest = 0;
    let word = 0;
    const add = (width: number) => {
      word += width;
      widest = Math.max(widest, word);
    };
    const visit = (element: XmlElement) => {
      if (element.name === 'w:t') {
        const run = closest(element, 'w:r');
        const ofStyle = this.#settingOfStyle(valOf(childOf(childOf(run, 'w:rPr'), 'w:rStyle')));
        const own: Setting = { ...setting, ...ofStyle, ...settingOf(run) };
        const text = element.children.map((child) => ('text' in child ? child.text : '')).join('');
        for (const [i, piece] of text.split(/[^\S\u00A0\u202F]+/).entries()) {
          if (i > 0) word = 0;
          add(widthOfText(piece, own));
        }
      } else if (/^w:(tab|br|cr)$/.test(element.name) && element.parent?.name === 'w:r') word = 0;
      else if (element.name === 'wp:extent') add(Number(element.attributes.cx) / 635);
      else for (const child of element.children) if (isElement(child)) visit(child);
    };
    visit(paragraph);
    return widest === 0 ? 0 : widest + left + right + allowance;
  }

  #settingOfStyle(id: string | undefined): Setting | undefined {
    return id === undefined ? undefined : this.#once(`/${id}`, () => this.#chain(id).map(settingOf));
  }

  #once(key: string, work: () => Setting[]): Setting {
    const known = this.#settings.get(key) ?? Object.assign({}, ...work());
    this.#settings.set(key, known);
    return known;
  }

  /** A style and what it is based on, the furthest first. */
  #chain(id: string | undefined): XmlElement[] {
    const found: XmlElement[] = [];
    let style = id === undefined ? undefined : this.#styles.get(id);
    while (style && !found.includes(style)) {
      found.unshift(style);
      style = this.#styles.get(valOf(childOf(style, 'w:basedOn')) ?? '');
    }
    return found;
  }
}

/** The parts of its table that a cell is in and that the table wants set otherwise. */
function partsOf(at: InTable): string[] {
  const look = childOf(childOf(at.table, 'w:tblPr'), 'w:tblLook')?.attributes ?? {};
  return conditions
    .filter(({ here, flag, bit }) => {
      const own = look[flag];
      const isWanted =
        own === undefined ? Number.parseInt(look['w:val'] ?? '0', 16) & bit : /^(1|true|on)$/.test(own);
      return here(at) && isWanted;
    })
    .map(({ type }) => type);
}

const settingsOfPart = ({ children }: XmlElement, type: string) =>
  children
    .filter(isElement)
    .filter(({ name, attributes }) => name === 'w:tblStylePr' && attributes['w:type'] === type)
    .map(settingOf);

const tableProperties = (style: XmlElement) => childOf(style, 'w:tblPr');

/** The margins at the sides of a cell: its own, its table's, those of the table's styles, or Word's. */
function marginsOf(cell: XmlElement, tables: ReadonlyArray<XmlElement | undefined>): number {
  const places = [
    childOf(childOf(cell, 'w:tcPr'), 'w:tcMar'),
    ...tables.map((properties) => childOf(properties, 'w:tblCellMar')),
  ];
  const side = (...names: string[]) => {
    for (const place of places)
      for (const name of names) {
        const width = Number(childOf(place, name)?.attributes['w:w']);
        if (!Number.isNaN(width)) return width;
      }
    return 108;
  };
  return side('w:left', 'w:start') + side('w:right', 'w:end');
}

function widthOfText(text: string, { size = 10, bold = false, caps = false }: Setting): number {
  return 20 * nearestWidthOf(caps ? text.toUpperCase() : text, size, bold);
}
