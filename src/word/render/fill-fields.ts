import type { Package } from '../../ooxml/package.ts';
import {
  childOf,
  eachChild,
  escapeText,
  isElement,
  ownText,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';
import { type Edit, insert, replace } from '../template/edits.ts';
import { beginsMark, markAttributes } from '../value-marks.ts';
import { Counters, inCase, numberAs, type Pages, type Reference, readCode } from './field-values.ts';
import { headingStyles } from './fill-contents.ts';

/**
 * Word works out the numbers of captions and the references to them when its reader asks for it, and prints until then what the file
 * holds: in a filled document, what the template said of itself. So they are worked out here, as loops and choices have left them.
 */

/** A stretch of text in its order: words, or what a field says in their place. */
interface Piece {
  paragraph: XmlElement | undefined;
  text: string;
  field?: Field;
  /** The number of a note whose place is here. */
  note?: string;
}

/** A field that is worked out. */
interface Field {
  value: string | undefined;
  reference?: Reference;
  /** The elements with its text, and where one goes if it has none. */
  texts: XmlElement[];
  place: { at: number; before: string; after: string };
  /** Whether its text is being worked out. */
  isAsked?: boolean;
}

/** A bookmark as a stretch of the pieces of its part. */
interface Bookmark {
  pieces: readonly Piece[];
  from: number;
  to: number;
}
type Bookmarks = Map<string, Bookmark>;

/**
 * The edits that write what fields say into the parts with some of these paths. Each part counts by itself; bookmarks are known in all
 * of them.
 */
export function fieldEdits(parts: Package, paths: readonly string[], pages?: Pages): Map<string, Edit[]> {
  const written = paths.filter((path) => /<w:(?:instrText|fldSimple)\b/.test(parts.get(path)?.text ?? ''));
  // Most documents have no field.
  if (written.length === 0) return new Map();
  const bookmarks: Bookmarks = new Map();
  const readers = paths.flatMap((path) => {
    const part = parts.get(path);
    if (!part || !(written.includes(path) || part.text.includes('<w:bookmarkStart'))) return [];
    // Where no caption begins anew below a heading, there is no need to know headings.
    const levels = /\\s\s*\d/.test(part.text) ? headingStyles(parts) : new Map<string, number>();
    const reader = new FieldReader({ levels, bookmarks, numbersNotes: numbersNotes(parts, part.text) });
    reader.visit(part.root);
    return [{ path, reader }];
  });
  return new Map(
    readers.map(({ path, reader }) => [
      path,
      reader.fields.flatMap((field) => editsOf(field, textOf(field, bookmarks, pages))),
    ]),
  );
}

/** Whether nobody has chosen other numbers for notes, in the settings or a section. */
const numbersNotes = (parts: Package, source: string) =>
  ![parts.get('word/settings.xml')?.text ?? '', source].some(
    (xml) =>
      xml.includes('notePr>') &&
      /<w:num(?:Fmt|Start|Restart)\b[^>]*>/.test(
        [...xml.matchAll(/<w:(foot|end)notePr>.*?<\/w:\1notePr>/gs)].join(''),
      ),
  );

const textElement = (text: string) => `<w:t xml:space="preserve">${escapeText(text)}</w:t>`;

/** The text goes into the first element that there is for it, and so looks as that did. */
function editsOf({ texts, place }: Field, text: string | undefined): Edit[] {
  if (text === undefined) return [];
  if (texts.length === 0)
    return text === '' ? [] : [insert(place.at, place.before + textElement(text) + place.after)];
  return texts.map((one, i) => replace(one, textElement(i === 0 ? text : '')));
}

/** What is of use in text that is in no field and no bookmark. */
const asked = new RegExp(
  `<w:(?:fld|instrText|footnoteReference|endnoteReference|txbxContent|bookmarkStart(?! ${markAttributes}))|<mc:`,
);

const passedOver = new Set(['w:rPr', 'w:pPr', 'w:tcPr', 'w:del', 'w:moveFrom']);

interface Using {
  /** Of headings, by their styles. */
  levels: ReadonlyMap<string, number>;
  bookmarks: Bookmarks;
  /** Whether notes are numbered as Word does by itself. */
  numbersNotes: boolean;
}

class FieldReader {
  readonly fields: Field[] = [];
  readonly #using: Using;
  readonly #counters = new Counters();
  readonly #pieces: Piece[] = [];
  /** Fields that have begun. */
  readonly #open: Array<{ code: string; field?: Field | undefined; inResult: boolean }> = [];
  readonly #begun = new Map<string, Bookmark>();
  readonly #notes = { footnote: 0, endnote: 0 };
  #paragraph: XmlElement | undefined;

  constructor(using: Using) {
    this.#using = using;
  }

  visit(element: XmlElement): void {
    const { name } = element;
    // Most are runs and what they look like.
    if (passedOver.has(name)) return;
    if (name === 'w:tbl' && this.#using.levels.size === 0 && this.#saysNothing(element)) return;
    if (name === 'w:r') this.#inside(element);
    else if (name === 'w:p') this.#inParagraph(element);
    else if (name === 'mc:AlternateContent') this.#alternatives(element);
    else if (name === 'w:fldChar') this.#turn(element);
    else if (name === 'w:fldSimple') this.#simple(element);
    else if (name === 'w:instrText') {
      const top = this.#open.at(-1);
      if (top && !top.inResult) top.code += ownText(element);
    } else if (name === 'w:t') this.#text(element);
    else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') this.#note(element);
    else if (/^w:(tab|br|noBreakHyphen)$/.test(name)) this.#add(name === 'w:noBreakHyphen' ? '-' : ' ');
    else if (name.startsWith('w:bookmark')) this.#bookmark(element);
    else this.#inside(element);
  }

  /** Notes are counted in their order; one with a sign of its own is none of them. */
  #note({ name, attributes }: XmlElement): void {
    if (!this.#using.numbersNotes || /^(?:1|true|on)$/.test(attributes['w:customMarkFollows'] ?? '')) return;
    const kind = name === 'w:footnoteReference' ? 'footnote' : 'endnote';
    this.#notes[kind] += 1;
    const note = numberAs(kind === 'endnote' ? 'roman' : '', this.#notes[kind]);
    this.#pieces.push({ paragraph: this.#paragraph, text: '', note });
  }

  #inside(element: XmlElement): void {
    eachChild(element, (child) => this.visit(child));
  }

  #inParagraph(element: XmlElement): void {
    const style = valOf(childOf(childOf(element, 'w:pPr'), 'w:pStyle'));
    const level = this.#using.levels.get(style ?? '');
    if (level !== undefined) this.#counters.heading(level);
    if (this.#saysNothing(element)) return;
    const outer = this.#paragraph;
    this.#paragraph = element;
    this.#inside(element);
    this.#paragraph = outer;
  }

  /** Whether there is no field in it, and nobody asks for its text. Of most paragraphs and tables that is all there is to know. */
  #saysNothing({ source, open, close }: XmlElement): boolean {
    return this.#open.length === 0 && this.#begun.size === 0 && !asked.test(source.slice(open, close));
  }

  /** The same text box for newer and older programs. */
  #alternatives({ children }: XmlElement): void {
    const begin = this.#counters.saved();
    let end: (() => void) | undefined;
    for (const child of children.filter(isElement)) {
      if (end) begin();
      this.#inside(child);
      end ??= this.#counters.saved();
    }
    end?.();
  }

  #turn(element: XmlElement): void {
    const type = element.attributes['w:fldCharType'];
    const top = this.#open.at(-1);
    if (type === 'begin') this.#open.push({ code: '', inResult: false });
    else if (type === 'separate' && top) {
      top.inResult = true;
      top.field = this.#begin(top.code, { at: element.end, before: '', after: '' });
    } else if (type === 'end') {
      this.#open.pop();
      const before = '<w:fldChar w:fldCharType="separate"/>';
      if (top && !top.inResult) this.#begin(top.code, { at: element.start, before, after: '' });
    }
  }

  #simple(element: XmlElement): void {
    const place = { at: element.open, before: '<w:r>', after: '</w:r>' };
    const isEmpty = element.open === element.end;
    const field = isEmpty ? undefined : this.#begin(element.attributes['w:instr'] ?? '', place);
    this.#open.push({ code: '', field, inResult: true });
    this.#inside(element);
    this.#open.pop();
  }

  /** What is inside of what a field says is worked out with it. */
  #begin(code: string, place: Field['place']): Field | undefined {
    const read = this.#within() ? undefined : readCode(code);
    if (!read) return undefined;
    const field: Field = { value: undefined, texts: [], place };
    if (read.kind === 'sequence') field.value = this.#counters.next(read);
    else field.reference = read;
    this.fields.push(field);
    this.#pieces.push({ paragraph: this.#paragraph, text: '', field });
    return field;
  }

  #within = () => this.#open.findLast(({ field }) => field)?.field;

  #text(element: XmlElement): void {
    const field = this.#within();
    if (field) field.texts.push(element);
    else this.#add(ownText(element));
  }

  #add(text: string): void {
    const isCode = this.#open.some(({ inResult }) => !inResult);
    if (!isCode && !this.#within()) this.#pieces.push({ paragraph: this.#paragraph, text });
  }

  /** Of two with one name Word keeps the first. */
  #bookmark(element: XmlElement): void {
    const at = this.#pieces.length;
    if (element.name === 'w:bookmarkEnd') {
      // Nearly all are ends of marks.
      if (this.#begun.size === 0) return;
      const id = element.attributes['w:id'] ?? '';
      const found = this.#begun.get(id);
      if (found) found.to = at;
      this.#begun.delete(id);
    } else if (!beginsMark(element)) {
      const own = (element.attributes['w:name'] ?? '').toLowerCase();
      if (this.#using.bookmarks.has(own)) return;
      const bookmark = { pieces: this.#pieces, from: at, to: -1 };
      this.#begun.set(element.attributes['w:id'] ?? '', bookmark);
      this.#using.bookmarks.set(own, bookmark);
    }
  }
}

/** What a field says; undefined if it stays as it is: its bookmark is not there, holds no text, or more than a paragraph. */
function textOf(field: Field, bookmarks: Bookmarks, pages: Pages | undefined): string | undefined {
  const { value, reference } = field;
  if (reference?.kind === 'page') return pages?.get(reference.bookmark.toLowerCase());
  const found = reference && bookmarks.get(reference.bookmark.toLowerCase());
  // One that refers to itself has no text of its own.
  if (value !== undefined || !found || field.isAsked) return value;
  const pieces = found.pieces.slice(found.from, Math.max(found.from, found.to));
  if (reference.kind === 'note') return pieces.find(({ note }) => note)?.note;
  if (pieces.some((one) => one.paragraph !== pieces[0]?.paragraph)) return undefined;
  field.isAsked = true;
  const said = pieces
    .map((one) => (one.field ? (textOf(one.field, bookmarks, pages) ?? '') : one.text))
    .join('');
  field.isAsked = false;
  if (said.trim() !== '') field.value = inCase(reference.format, said);
  return field.value;
}
