import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import {
  childOf,
  isElement,
  isOn,
  ownText,
  textOf,
  valOf,
  type XmlElement,
  type XmlNode,
} from '../../ooxml/xml/tree.ts';
import { spanOf } from '../template/table.ts';
import { type Block, type By, type Look, noteSign } from './block.ts';
import { type Fields, openFields } from './complex-fields.ts';
import type { Looks } from './looks.ts';

/** Reads the paragraphs of a part in order, as they are once all tracked changes are accepted. */

const byOf = ({ attributes }: XmlElement): By => {
  const date = attributes['w:date'];
  return { author: attributes['w:author'] ?? '', ...(date && { date }) };
};

/** Places of a document at which nothing of its text is read: settings, and what is there a second time for older programs. */
const passedOver = new Set(
  'w:pPr w:rPr w:tblPr w:tblGrid w:tcPr w:trPr w:sectPr w:sdtPr w:sdtEndPr w:instrText w:delInstrText mc:Fallback'.split(
    ' ',
  ),
);

type Open = { name: string; from: number };

interface Using {
  looks: Looks;
  /** The addresses of links and the words of footnotes, by their ids. */
  links?: ReadonlyMap<string, string>;
  notes?: ReadonlyMap<string, string>;
  fields?: Fields;
}

export class BlockReader {
  readonly blocks: Block[] = [];
  readonly #using: Using;
  readonly #fields: Fields;
  /** The paragraph that is being read; one whose mark was deleted goes on in the next. */
  #block: Block | undefined;
  #isJoined = false;
  #table = -1;
  #tables = 0;
  #row = 0;
  #column = 0;
  #rowBy: By | undefined;
  #inserted: By | undefined;
  #deleted: By | undefined;
  #link: string | undefined;
  readonly #openMarks = new Map<string, Open>();
  readonly #openComments = new Map<string, number>();
  /** Deleted text of paragraphs that are gone, until the next one begins. */
  #gone: Block['deleted'] = [];

  constructor(using: Using) {
    this.#using = using;
    this.#fields = using.fields ?? openFields();
  }

  /** The paragraphs of a part; none of one that is not there. */
  read(parts: Package, part: string): Block[] {
    const root = parsePart(parts, part);
    if (root) this.visit(root);
    this.#end();
    return this.blocks;
  }

  visit(element: XmlElement): void {
    const { name } = element;
    if (name === 'w:r') this.#run(element);
    else if (name === 'w:p') this.#paragraph(element);
    else if (passedOver.has(name)) this.#fields.instruct(element);
    else if (name === 'w:tbl') this.#inTable(element);
    else if (name === 'w:tr') this.#inRow(element);
    else if (/^w:(bookmark|comment(Range|Reference))/.test(name)) this.#mark(element);
    else if (!this.#fields.isSimple(element)) this.#around(element);
  }

  /** What lies inside of a change, a link or a cell. */
  #around(element: XmlElement): void {
    const { name } = element;
    const before = [this.#inserted, this.#deleted, this.#link] as const;
    if (name === 'w:tc') this.#column += 1;
    if (name === 'w:ins' || name === 'w:moveTo') this.#inserted = byOf(element);
    if (name === 'w:del' || name === 'w:moveFrom') this.#deleted = byOf(element);
    if (name === 'w:hyperlink') this.#link = this.#using.links?.get(element.attributes['r:id'] ?? '');
    this.#inside(element);
    // One that was merged with its neighbours has the place of all of them.
    if (name === 'w:tc') this.#column += spanOf(element) - 1;
    [this.#inserted, this.#deleted, this.#link] = before;
  }

  #inside({ children }: XmlElement): void {
    for (const child of children) if (isElement(child)) this.visit(child);
  }

  #inTable(element: XmlElement): void {
    this.#endJoined();
    const outer = [this.#table, this.#row, this.#column] as const;
    [this.#table, this.#row, this.#column] = [this.#tables++, -1, -1];
    this.#inside(element);
    [this.#table, this.#row, this.#column] = outer;
  }

  /** A row that was deleted is no row; what it held is noted with the next paragraph. */
  #inRow(element: XmlElement): void {
    const properties = childOf(element, 'w:trPr');
    const deleted = childOf(properties, 'w:del');
    const inserted = childOf(properties, 'w:ins');
    if (deleted) {
      this.#gone.push({ ...byOf(deleted), at: 0, text: textOf(element) });
      return;
    }
    this.#row += 1;
    this.#column = -1;
    this.#rowBy = inserted && byOf(inserted);
    this.#inside(element);
    this.#rowBy = undefined;
  }

  #paragraph(element: XmlElement): void {
    const properties = childOf(element, 'w:pPr');
    const outer = this.#isJoined ? undefined : this.#block;
    const block =
      this.#isJoined && this.#block ? this.#goOn(this.#block, properties) : this.#begin(properties);
    this.#block = block;
    this.#isJoined = false;
    this.#inside(element);
    const mark = childOf(properties, 'w:rPr');
    const gone = childOf(mark, 'w:del') ?? childOf(mark, 'w:moveFrom');
    const came = childOf(mark, 'w:ins') ?? childOf(mark, 'w:moveTo');
    if (came) block.inserted ??= byOf(came);
    if (gone && !this.#isLastInCell(element)) {
      block.deleted.push({ ...byOf(gone), at: block.text.length, text: '' });
      this.#isJoined = true;
      return;
    }
    this.#finish(block);
    this.#block = outer;
  }

  #isLastInCell({ parent, end }: XmlElement): boolean {
    const isNext = (one: XmlNode) => isElement(one) && one.name === 'w:p' && one.start >= end;
    return parent?.name === 'w:tc' && !parent.children.some(isNext);
  }

  /** A paragraph whose mark was deleted, with no other after it to go on in. */
  #endJoined(): void {
    if (this.#isJoined && this.#block) this.#finish(this.#block);
    if (this.#isJoined) this.#block = undefined;
    this.#isJoined = false;
  }

  #end(): void {
    this.#endJoined();
    const last = this.blocks.at(-1);
    last?.deleted.push(...this.#gone.map((one) => ({ ...one, at: last.text.length })));
  }

  /** Two paragraphs that became one look as the second, whose mark is left. */
  #goOn({ list: _, ...block }: Block, properties: XmlElement | undefined): Block {
    const { style, list } = this.#begin(properties);
    return { ...block, style, ...(list && { list }) };
  }

  #begin(properties: XmlElement | undefined): Block {
    const style = valOf(childOf(properties, 'w:pStyle')) ?? '';
    const list = this.#using.looks.listOf(properties, style);
    const cell = { table: this.#table, row: this.#row, column: this.#column };
    const deleted = this.#gone.splice(0);
    return {
      text: '',
      runs: [],
      style,
      ...(list && { list }),
      ...(this.#table >= 0 && { cell }),
      deleted,
      ...(this.#rowBy && { inserted: this.#rowBy }),
      marks: [],
      comments: [],
    };
  }

  /** A paragraph that is empty once all is accepted leaves what was deleted in it to the next. */
  #finish(block: Block): void {
    const isEmpty = block.text.trim() === '' && block.runs.every(({ note }) => note === undefined);
    if (!isEmpty || block.cell) this.blocks.push(block);
    else this.#gone.push(...block.deleted);
  }

  #run(element: XmlElement): void {
    const properties = childOf(element, 'w:rPr');
    const look = this.#using.looks.ofRun(properties);
    // Hidden text is on no page.
    const isHidden = isOn(childOf(properties, 'w:vanish'));
    for (const child of element.children) {
      if (!isElement(child)) continue;
      const { name } = child;
      if (name === 'w:fldChar') this.#fields.turn(child);
      else if (name === 'w:instrText') this.#fields.instruct(child);
      else if (name === 'w:t' || name === 'w:delText') {
        if (!isHidden) this.#add(ownText(child), look);
      } else if (/^w:(tab|cr)$/.test(name)) this.#add(' ', look);
      // LibreOffice moves page breaks into runs.
      else if (name === 'w:br') child.attributes['w:type'] ?? this.#add('\n', look);
      else if (name === 'w:noBreakHyphen') this.#add('-', look);
      else if (name === 'w:footnoteReference')
        this.#add(noteSign, look, this.#using.notes?.get(child.attributes['w:id'] ?? '') ?? '');
      else if (name === 'w:commentReference') this.#mark(child);
      else this.visit(child);
    }
  }

  /** Soft hyphens say where a word may be cut, and are no text. */
  #add(typed: string, look: Look, note?: string): void {
    const block = this.#block;
    const text = typed.replaceAll('\u00AD', '');
    if (!block || text === '' || this.#fields.isWorkedOut()) return;
    if (this.#deleted) {
      const last = block.deleted.at(-1);
      if (last?.at === block.text.length && last.author === this.#deleted.author) last.text += text;
      else block.deleted.push({ ...this.#deleted, at: block.text.length, text });
      return;
    }
    const link = this.#link ?? this.#fields.link();
    block.text += text;
    block.runs.push({
      ...look,
      text,
      ...(link && { link }),
      ...(note !== undefined && { note }),
      ...(this.#inserted && { inserted: this.#inserted }),
    });
  }

  /** Where bookmarks and comments begin and end. One that ends in another paragraph covers the first to its end. */
  #mark({ name, attributes }: XmlElement): void {
    const block = this.#block;
    const id = attributes['w:id'] ?? '';
    if (!block) return;
    const at = block.text.length;
    if (name === 'w:bookmarkStart') {
      block.marks.push({ name: attributes['w:name'] ?? '', from: at, to: Number.MAX_SAFE_INTEGER });
      this.#openMarks.set(id, { name: attributes['w:name'] ?? '', from: at });
    } else if (name === 'w:bookmarkEnd') {
      const open = this.#openMarks.get(id);
      const mark = open && block.marks.findLast((one) => one.name === open.name);
      if (mark) mark.to = at;
    } else if (name === 'w:commentRangeStart') {
      this.#openComments.set(id, at);
      block.comments.push({ id, from: at, to: Number.MAX_SAFE_INTEGER });
    } else {
      const comment = block.comments.findLast((one) => one.id === id);
      if (name === 'w:commentRangeEnd' && comment) comment.to = at;
      else if (name === 'w:commentReference' && !this.#openComments.has(id)) {
        this.#openComments.set(id, at);
        block.comments.push({ id, from: at, to: at });
      }
    }
  }
}
