import { addContentTypes } from '../../ooxml/add-part.ts';
import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { relationshipsPath, relationshipTypes, withRelationships } from '../../ooxml/relationships.ts';
import { escapeAttribute } from '../../ooxml/xml/tree.ts';
import type { Picture } from '../images/read-picture.ts';
import {
  largestNumbering,
  type NarrativeStyles,
  type Numbering,
  numberingPart,
  withLists,
} from './styles.ts';

/** What is added to the package while it is printed: numberings, links and pictures. */
export class Additions {
  readonly #lists: Array<Numbering & { id: number }> = [];
  readonly #links = new Map<string, Map<string, string>>();
  readonly #pictures = new Map<Uint8Array, string>();
  readonly #parts: Package;
  #lastList: number | undefined;

  /** @param parts those of the template. */
  constructor(parts: Package) {
    this.#parts = parts;
  }

  /** The id of a numbering of its own, so that each list counts anew. */
  list(numbering: Numbering): string {
    this.#lastList ??= largestNumbering(this.#parts);
    this.#lastList += 1;
    this.#lists.push({ ...numbering, id: this.#lastList });
    return String(this.#lastList);
  }

  /** The relationship id of a link from a part. */
  link(part: string, address: string): string {
    return this.relate(
      part,
      `Type="${relationshipTypes.link}" Target="${escapeAttribute(address)}" TargetMode="External"`,
    );
  }

  /** The relationship id of a picture from a part. The same bytes are put into the document once. */
  picture(part: string, { type, bytes }: Pick<Picture, 'type' | 'bytes'>): string {
    let path = this.#pictures.get(bytes);
    if (path === undefined) {
      path = `word/media/filled${this.#pictures.size + 1}.${type}`;
      this.#pictures.set(bytes, path);
    }
    return this.relate(part, `Type="${relationshipTypes.image}" Target="/${path}"`);
  }

  /** The id of a relationship from a part, by its other attributes. */
  relate(part: string, relationship: string): string {
    const ofPart = this.#links.get(part) ?? new Map<string, string>();
    this.#links.set(part, ofPart);
    if (!ofPart.has(relationship)) ofPart.set(relationship, `rIdLink${ofPart.size + 1}`);
    return ofPart.get(relationship) as string;
  }

  /** Puts what was added into the parts of a document. */
  addTo(filled: Package, styles: NarrativeStyles | undefined): void {
    for (const [part, addresses] of this.#links) {
      const path = relationshipsPath(part);
      filled.set(path, new Part(withRelationships(withoutTagged(this.#parts.get(path)?.text), addresses)));
    }
    for (const [bytes, path] of this.#pictures) filled.set(path, new Part(bytes));
    const types = new Set([...this.#pictures.values()].map((path) => path.slice(path.lastIndexOf('.') + 1)));
    if (types.size > 0) addContentTypes(filled, types);
    if (styles && this.#lists.length > 0)
      filled.set(numberingPart, new Part(withLists(this.#parts, styles, this.#lists)));
  }
}

/** Relationships less those whose address has tags: each address that was printed has one of its own. */
const withoutTagged = (source: string | undefined) =>
  source?.replace(/<Relationship\b[^>]*\sTarget="[^"]*(?:\{\{|%7b%7b)[^"]*"[^>]*\/>/gi, '');
