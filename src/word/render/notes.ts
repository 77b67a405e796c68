import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';

/** The footnotes, endnotes and comments that were printed by loops, and go into their parts. */
export class Notes {
  readonly #added = new Map<string, string[]>();

  /** @param kind `footnotes`, `endnotes` or `comments`. */
  add(kind: string, note: string): void {
    const known = this.#added.get(kind);
    if (known) known.push(note);
    else this.#added.set(kind, [note]);
  }

  /** @param paths the part of each kind. */
  addTo(filled: Package, paths: ReadonlyMap<string, string>): void {
    for (const [kind, notes] of this.#added) {
      const path = paths.get(kind) as string;
      const source = filled.get(path)?.text ?? '';
      const end = source.lastIndexOf('</');
      filled.set(path, new Part(source.slice(0, end) + notes.join('') + source.slice(end)));
    }
  }
}
