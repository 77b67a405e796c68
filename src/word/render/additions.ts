import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { relationshipsPath, withLinks } from '../../ooxml/relationships.ts';
import {
  largestNumbering,
  type NarrativeStyles,
  type Numbering,
  numberingPart,
  withLists,
} from './styles.ts';

/** What narrative adds to the package while it is printed: numberings and links. */
export class Additions {
  readonly #lists: Array<Numbering & { id: number }> = [];
  readonly #links = new Map<string, Map<string, string>>();
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
    const ofPart = this.#links.get(part) ?? new Map<string, string>();
    this.#links.set(part, ofPart);
    if (!ofPart.has(address)) ofPart.set(address, `rIdLink${ofPart.size + 1}`);
    return ofPart.get(address) as string;
  }

  /** Puts what was added into the parts of a document. */
  addTo(filled: Package, styles: NarrativeStyles | undefined): void {
    for (const [part, addresses] of this.#links) {
      const path = relationshipsPath(part);
      filled.set(path, new Part(withLinks(withoutTagged(this.#parts.get(path)?.text), addresses)));
    }
    if (styles && this.#lists.length > 0)
      filled.set(numberingPart, new Part(withLists(this.#parts, styles, this.#lists)));
  }
}

/** Relationships less those whose address has tags: each address that was printed has one of its own. */
const withoutTagged = (source: string | undefined) =>
  source?.replace(/<Relationship\b[^>]*\sTarget="[^"]*(?:\{\{|%7b%7b)[^"]*"[^>]*\/>/gi, '');
