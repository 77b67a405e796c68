import { childOf, eachChild, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { nearestWidthOf } from '../layout/arial.ts';
import { type StyleTree, stylesIn } from '../style-tree.ts';
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

/** What an element that holds `w:pPr` or `w:rPr`, a style or a run, says of text. */
function settingOf(element: XmlElement | undefined): Setting {
  const setting: Setting = {};
  for (const child of childOf(element, 'w:rPr')?.children.filter(isElement) ?? []) {
    if (child.name === 'w:sz') setting.size = Number(valOf(child)) / 2;
    else if (child.name === 'w:b') setting.bold = isOn(child) ?? false;
    else if (child.name === 'w:caps') setting.caps = isOn(child) ?? false;
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
interface InTable {
  row: number;
  column: number;
  isLastRow: boolean;
  isLastColumn: boolean;
}

/** Measures cells with the styles of a template. */
export class TextSizes {
  readonly #styles: StyleTree;
  /** What was worked out, by style and part: a table asks for the same few in each cell. */
  readonly #settings = new Map<string, Setting>();
  readonly #defaults: Setting;

  constructor(styles: XmlElement | undefined) {
    this.#styles = stylesIn(styles);
    this.#defaults = { size: 10, ...settingOf(childOf(childOf(styles, 'w:docDefaults'), 'w:rPrDefault')) };
  }

  /** How wide the cells of this table are at least. What follows from the table alone is worked out once. */
  ofTable(table: XmlElement): (cell: XmlElement, at: InTable) => number {
    const properties = childOf(table, 'w:tblPr');
    const id = valOf(childOf(properties, 'w:tblStyle')) ?? this.#styles.plainTable;
    const styles = this.#chain(id);
    const margins = [properties, ...styles.map(tableProperties).reverse()];
    const wanted = conditionsOf(properties);
    const bases = new Map<string, Map<string | undefined, Setting>>();
    return (cell, at) => {
      const parts = wanted.filter(({ here }) => here(at)).map(({ type }) => type);
      const key = parts.join('/');
      const base = bases.get(key) ?? new Map([[undefined, this.#base(id, styles, parts)]]);
      bases.set(key, base);
      const content = cell.children.map((child) => (isElement(child) ? this.#leastOf(child, base) : 0));
      return Math.ceil(Math.max(0, ...content) + marginsOf(cell, margins));
    };
  }

  /** How text is set in these parts of a table. */
  #base(id: string | undefined, styles: readonly XmlElement[], parts: readonly string[]): Setting {
    const settings = parts.map((type) =>
      this.#once(`${type}/${id}`, () => styles.flatMap((style) => settingsOfPart(style, type))),
    );
    return Object.assign({}, this.#defaults, this.#settingOfStyle(id), ...settings);
  }

  /** What a block needs: a paragraph its widest word, a table its own width. @param base by style of paragraph. */
  #leastOf(block: XmlElement, base: Map<string | undefined, Setting>): number {
    if (block.name === 'w:p') return this.#widestWord(block, base);
    if (block.name === 'w:tbl')
      return columnWidths(block, rowsOf(block).map(cellsOf), 0).reduce((sum, one) => sum + one, 0);
    return Math.max(0, ...block.children.map((child) => (isElement(child) ? this.#leastOf(child, base) : 0)));
  }

  #widestWord(paragraph: XmlElement, base: Map<string | undefined, Setting>): number {
    const style = valOf(childOf(childOf(paragraph, 'w:pPr'), 'w:pStyle')) ?? this.#styles.normal ?? '';
    const setting = base.get(style) ?? { ...base.get(undefined), ...this.#settingOfStyle(style) };
    base.set(style, setting);
    const { left = 0, right = 0 }: Setting = { ...setting, ...settingOf(paragraph) };
    let widest = 0;
    let word = 0;
    const add = (width: number) => {
      word += width;
      widest = Math.max(widest, word);
    };
    const visit = (element: XmlElement, ofRun: Setting) => {
      if (element.name === 'w:t') {
        const text = element.children.map((child) => ('text' in child ? child.text : '')).join('');
        for (const [i, piece] of text.split(/[^\S\u00A0\u202F]+/).entries()) {
          if (i > 0) word = 0;
          add(widthOfText(piece, ofRun));
        }
      } else if (/^w:(tab|br|cr)$/.test(element.name) && element.parent?.name === 'w:r') word = 0;
      else if (element.name === 'wp:extent') add(Number(element.attributes.cx) / 635);
      else {
        const own = element.name === 'w:r' ? this.#ofRun(element, setting) : ofRun;
        eachChild(element, (child) => visit(child, own));
      }
    };
    visit(paragraph, setting);
    return widest === 0 ? 0 : widest + left + right + allowance;
  }

  #ofRun(run: XmlElement, setting: Setting): Setting {
    const properties = childOf(run, 'w:rPr');
    if (!properties) return setting;
    const style = this.#settingOfStyle(valOf(childOf(properties, 'w:rStyle')));
    return { ...setting, ...style, ...settingOf(run) };
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
    return this.#styles.chain(id).reverse();
  }
}

/** The parts that a table wants set otherwise. */
function conditionsOf(properties: XmlElement | undefined): typeof conditions {
  const look = childOf(properties, 'w:tblLook')?.attributes ?? {};
  return conditions.filter(({ flag, bit }) => {
    const own = look[flag];
    return own === undefined
      ? (Number.parseInt(look['w:val'] ?? '0', 16) & bit) !== 0
      : /^(1|true|on)$/.test(own);
  });
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
