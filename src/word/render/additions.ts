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
  addTo(filled: Package, styles: NarrativeStyles): void {
    for (const [part, addresses] of this.#links) {
      const path = relationshipsPath(part);
      filled.set(path, new Part(withLinks(this.#parts.get(path)?.text, addresses)));
    }
    if (this.#lists.length > 0)
      filled.set(numberingPart, new Part(withLists(this.#parts, styles, this.#lists)));
  }
}
