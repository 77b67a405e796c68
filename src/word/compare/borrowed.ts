import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { addRelationships, relationshipsOf } from '../../ooxml/relationships.ts';
import {
  childOf,
  descendants,
  escapeAttribute,
  isElement,
  sourceOf,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';
import { type StyleTree, stylesIn } from '../style-tree.ts';
import { childrenOf, tagOf } from './accepted-content.ts';

/** A file that is compared: its parts, and which of them is the document. */
export interface File {
  parts: Package;
  main: string;
}

type NoteKind = 'footnotes' | 'endnotes';

/** What text of the earlier file needs to be in the later one: links, lists, styles and notes. Each is added once. */
export class Borrowed {
  readonly #before: File;
  readonly #after: File;
  readonly lists: Lists;
  readonly #links = new Map<string, Map<string, string>>();
  readonly #styles = new Map<string, string>();
  readonly #known: [StyleTree['byId'], StyleTree['byId']];
  readonly #ownNotes = new Map<string, string>();
  readonly #lastNote = new Map<NoteKind, number>();
  /** The note of the earlier file that a note of the later one is. */
  readonly pairedNotes = new Map<string, string>();

  constructor(before: File, after: File) {
    this.#before = before;
    this.#after = after;
    this.lists = new Lists(before.parts, after.parts);
    this.#known = [stylesOf(before.parts), stylesOf(after.parts)];
  }

  /** The start tag of a link or a field, of either file. */
  linkTag(wrapper: XmlElement, part: string): string {
    const id = wrapper.attributes['r:id'];
    const isOurs = wrapper.source !== this.#sourceOfLater(part);
    if (id === undefined || !isOurs) return tagOf(wrapper);
    const found = relationshipsOf(this.#before.parts, this.partBefore(part)).find((one) => one.id === id);
    if (!found) return tagOf(wrapper).replace(/\s+r:id="[^"]*"/, '');
    const ofPart = this.#links.get(part) ?? new Map<string, string>();
    this.#links.set(part, ofPart);
    const attributes = `Type="${found.type}" Target="${escapeAttribute(found.target)}"${found.external ? ' TargetMode="External"' : ''}`;
    const own = ofPart.get(attributes) ?? `rIdWas${ofPart.size + 1}`;
    ofPart.set(attributes, own);
    return tagOf(wrapper).replace(/(\br:id=")[^"]*/, `$1${own}`);
  }

  #sourceOfLater = (part: string) => this.#after.parts.get(part)?.root.source;

  /** The part of the earlier file that one of the later file is compared with. */
  partBefore(part: string): string {
    if (part === this.#after.main) return this.#before.main;
    return partBeside(this.#before, part.includes('endnotes') ? 'endnotes' : 'footnotes');
  }

  /** XML of the earlier file, whose styles are then in the later one. */
  styled(xml: string): string {
    for (const [, id = ''] of xml.matchAll(
      /<w:(?:pStyle|rStyle|tblStyle|basedOn|link|next) w:val="([^"]*)"/g,
    )) {
      const style = this.#known[0].get(id);
      if (!style || this.#known[1].has(id) || this.#styles.has(id)) continue;
      this.#styles.set(id, sourceOf(style));
      this.styled(sourceOf(style));
    }
    return xml;
  }

  /** The properties of a paragraph of the earlier file, in the lists of the later one. */
  paragraph(look: string): string {
    const listed = look.replace(/<w:numPr>.*?<\/w:numPr>/s, (own) => {
      const id = /<w:numId w:val="([^"]*)"/.exec(own)?.[1] ?? '';
      const later = this.lists.later(id);
      return later === undefined ? '' : own.replace(/(<w:numId w:val=")[^"]*/, `$1${later}`);
    });
    return this.styled(listed);
  }

  /** The id that a note of the earlier file has in the later one, which must have notes. */
  note(kind: NoteKind, before: string): string | undefined {
    const part = this.#after.parts.get(partBeside(this.#after, kind));
    if (!part) return undefined;
    const key = `${kind} ${before}`;
    const known = this.#ownNotes.get(key);
    if (known !== undefined) return known;
    const ids = part.root.children.filter(isElement).map(({ attributes }) => Number(attributes['w:id']));
    const last = (this.#lastNote.get(kind) ?? Math.max(0, ...ids)) + 1;
    this.#lastNote.set(kind, last);
    this.#ownNotes.set(key, String(last));
    return String(last);
  }

  /** The notes that only the earlier file has: their ids in both. */
  notesOf(kind: NoteKind): Array<{ before: string; own: string }> {
    return [...this.#ownNotes]
      .filter(([key]) => key.startsWith(`${kind} `))
      .map(([key, own]) => ({ before: key.slice(kind.length + 1), own }));
  }

  addTo(parts: Package): void {
    for (const [part, links] of this.#links) addRelationships(parts, part, links);
    const path = partBeside(this.#after, 'styles');
    const source = this.#styles.size > 0 ? parts.get(path)?.text : undefined;
    const all = [...this.#styles.values(), '</w:styles>'].join('');
    if (source) parts.set(path, new Part(source.replace(/<\/w:styles>\s*$/, () => all)));
    this.lists.addTo(parts);
  }
}

/** The part of a kind that the document has. */
export function partBeside({ parts, main }: File, kind: string): string {
  const found = relationshipsOf(parts, main).find(({ type }) => type.endsWith(`/relationships/${kind}`));
  return found?.target ?? `word/${kind}.xml`;
}

const stylesOf = (parts: Package) => stylesIn(parsePart(parts, 'word/styles.xml')).byId;

const numberingPart = 'word/numbering.xml';

/** Lists of the earlier file in the later one. */
class Lists {
  readonly #later = new Map<string, string>();
  readonly #added: string[] = [];
  readonly #definitions: string[] = [];
  readonly #all: Record<'before' | 'after', XmlElement[]>;

  constructor(beforeParts: Package, afterParts: Package) {
    const numberings = (parts: Package) => descendants(parsePart(parts, numberingPart));
    this.#all = { before: numberings(beforeParts), after: numberings(afterParts) };
  }

  /** The levels of a list, as XML, without the numbers that each file gives them. */
  lookOf(id: string, side: 'before' | 'after'): string {
    return childrenOf(this.#definition(id, side), /^w:(nsid|tmpl|name)$/);
  }

  #definition(id: string, side: 'before' | 'after'): XmlElement | undefined {
    const of = (name: string, key: string, value: string | undefined) =>
      this.#all[side].find((one) => one.name === name && one.attributes[key] === value);
    return of(
      'w:abstractNum',
      'w:abstractNumId',
      valOf(childOf(of('w:num', 'w:numId', id), 'w:abstractNumId')),
    );
  }

  /** Says that two lists are one. */
  pair(earlier: string, later: string): void {
    if (!this.#later.has(earlier)) this.#later.set(earlier, later);
  }

  /** The id of a list with the same levels; undefined if the later file has no lists at all. */
  later(id: string): string | undefined {
    const known = this.#later.get(id);
    if (known !== undefined || id === '0') return known ?? id;
    const definition = this.#definition(id, 'before');
    const numberOf = (key: string) => this.#all.after.map(({ attributes }) => Number(attributes[key] ?? 0));
    if (!definition || this.#all.after.length === 0) return undefined;
    const look = this.lookOf(id, 'before');
    const same = this.#all.after.find(
      (one) => one.name === 'w:num' && this.lookOf(one.attributes['w:numId'] ?? '', 'after') === look,
    );
    let levels = valOf(childOf(same, 'w:abstractNumId'));
    if (levels === undefined) {
      levels = String(Math.max(...numberOf('w:abstractNumId')) + this.#definitions.length + 1);
      const source = sourceOf(definition).replace(/(w:abstractNumId=")[^"]*/, `$1${levels}`);
      this.#definitions.push(source.replace(/<w:(nsid|tmpl|name|styleLink|numStyleLink) [^>]*\/>/g, ''));
    }
    const own = String(Math.max(...numberOf('w:numId')) + this.#added.length + 1);
    const number = this.#all.before.find((one) => one.name === 'w:num' && one.attributes['w:numId'] === id);
    const starts = childrenOf(number, /^w:abstractNumId$/);
    this.#added.push(`<w:num w:numId="${own}"><w:abstractNumId w:val="${levels}"/>${starts}</w:num>`);
    this.#later.set(id, own);
    return own;
  }

  addTo(parts: Package): void {
    if (this.#added.length === 0) return;
    const source = parts.get(numberingPart)?.text ?? '';
    const ends = (name: string) => this.#all.after.filter((one) => one.name === name).at(-1)?.end ?? 0;
    const [definitions, numbers] = [ends('w:abstractNum'), ends('w:num')];
    const text = [
      source.slice(0, definitions),
      ...this.#definitions,
      source.slice(definitions, numbers),
      ...this.#added,
      source.slice(numbers),
    ];
    parts.set(numberingPart, new Part(text.join('')));
  }
}
