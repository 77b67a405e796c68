import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { childOf, escapeText, isElement, ownText, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { applyEdits, type Edit, insert, replace } from '../template/edits.ts';
import { headingStyles } from './contents.ts';
import { Counters, inCase, type Reference, readCode } from './field-values.ts';

/**
 * Word works out the numbers of captions and the references to them when its reader asks for it, and prints until then what the file
 * holds: in a filled document, what the template said of itself. So they are worked out here, as loops and choices have left them.
 */

/** A stretch of text in its order: words, or what a field says in their place. */
interface Piece {
  paragraph: XmlElement | undefined;
  text: string;
  field?: Field;
}

/** A field that is worked out. */
interface Field {
  value: string | undefined;
  reference?: Reference;
  /** The elements with its text, and where one goes if it has none. */
  texts: XmlElement[];
  place: { at: number; before: string; after: string };
}

/** A field that has begun. */
interface Open {
  code: string;
  field?: Field | undefined;
  inResult: boolean;
}

export function fillFields(parts: Package, main: string): void {
  const part = parts.get(main);
  // Most bodies have no field.
  if (!part || !/<w:(?:instrText|fldSimple)\b/.test(part.text)) return;
  const { root, text: source } = part;
  // Where no caption begins anew below a heading, there is no need to know headings.
  const reader = new FieldReader(/\\s\s*\d/.test(source) ? headingStyles(parts) : new Map());
  reader.visit(root);
  const edits = reader.fields.flatMap((field) => editsOf(field, reader.textOf(field)));
  if (edits.length > 0) parts.set(main, new Part(applyEdits(source, edits).join('')));
}

const textElement = (text: string) => `<w:t xml:space="preserve">${escapeText(text)}</w:t>`;

/** The text goes into the first element that there is for it, and so looks as that did. */
function editsOf({ texts, place }: Field, text: string | undefined): Edit[] {
  if (text === undefined) return [];
  if (texts.length === 0)
    return text === '' ? [] : [insert(place.at, place.before + textElement(text) + place.after)];
  return texts.map((one, i) => replace(one, textElement(i === 0 ? text : '')));
}

class FieldReader {
  readonly fields: Field[] = [];
  readonly #levels: ReadonlyMap<string, number>;
  readonly #counters = new Counters();
  readonly #pieces: Piece[] = [];
  readonly #open: Open[] = [];
  /** Bookmarks as stretches of the pieces. */
  readonly #bookmarks = new Map<string, { from: number; to: number }>();
  readonly #begun = new Map<string, string>();
  readonly #asked = new Set<Field>();
  #paragraph: XmlElement | undefined;

  /** @param levels of headings, by their styles. */
  constructor(levels: ReadonlyMap<string, number>) {
    this.#levels = levels;
  }

  visit(element: XmlElement): void {
    const { name } = element;
    if (name === 'w:p') this.#inParagraph(element);
    else if (name === 'mc:AlternateContent') this.#alternatives(element);
    else if (name === 'w:fldChar') this.#turn(element);
    else if (name === 'w:fldSimple') this.#simple(element);
    else if (name === 'w:instrText') {
      const top = this.#open.at(-1);
      if (top && !top.inResult) top.code += ownText(element);
    } else if (name === 'w:t') this.#text(element);
    else if (/^w:(tab|br|noBreakHyphen)$/.test(name)) this.#add(name === 'w:noBreakHyphen' ? '-' : ' ');
    else if (name.startsWith('w:bookmark')) this.#bookmark(element);
    else if (!/^w:(del|moveFrom|pPr|rPr)$/.test(name)) this.#inside(element);
  }

  #inside({ children }: XmlElement): void {
    for (const child of children) if (isElement(child)) this.visit(child);
  }

  #inParagraph(element: XmlElement): void {
    const style = valOf(childOf(childOf(element, 'w:pPr'), 'w:pStyle'));
    const level = this.#levels.get(style ?? '');
    if (level !== undefined) this.#counters.heading(level);
    const outer = this.#paragraph;
    this.#paragraph = element;
    this.#inside(element);
    this.#paragraph = outer;
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
  #bookmark({ name, attributes }: XmlElement): void {
    const id = attributes['w:id'] ?? '';
    const at = this.#pieces.length;
    const own = attributes['w:name'] ?? '';
    if (name === 'w:bookmarkEnd') {
      const found = this.#bookmarks.get(this.#begun.get(id) ?? '');
      if (found && found.to < 0) found.to = at;
    } else if (!this.#bookmarks.has(own.toLowerCase())) {
      this.#begun.set(id, own.toLowerCase());
      this.#bookmarks.set(own.toLowerCase(), { from: at, to: -1 });
    }
  }

  /** What a field says; undefined if it stays as it is: its bookmark is not there, holds no text, or more than a paragraph. */
  textOf(field: Field): string | undefined {
    const { value, reference } = field;
    if (!reference || value !== undefined) return value;
    const { from, to } = this.#bookmarks.get(reference.bookmark.toLowerCase()) ?? { from: 0, to: -1 };
    const pieces = this.#pieces.slice(from, Math.max(from, to));
    // One that refers to itself has no text of its own.
    if (this.#asked.has(field) || pieces.some((one) => one.paragraph !== pieces[0]?.paragraph))
      return undefined;
    this.#asked.add(field);
    const said = pieces.map((one) => (one.field ? (this.textOf(one.field) ?? '') : one.text)).join('');
    this.#asked.delete(field);
    if (said.trim() !== '') field.value = inCase(reference.format, said);
    return field.value;
  }
}
