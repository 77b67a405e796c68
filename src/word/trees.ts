import type { TagPlace } from './occurrences.ts';
import type { Paragraph } from './paragraphs.ts';
import { ancestors, descendants, type XmlElement } from './xml.ts';

/** A part with text, as it was read: for whoever looks for more in it than its tags. */
export interface Tree {
  file: string;
  /** What the part is called in messages. */
  name: string;
  root: XmlElement;
  paragraphs: ReadonlyMap<XmlElement, Paragraph>;
}

/** The number of the paragraph that an element stands in; round paragraphs, as a table does, that of the first. */
export function numberAt(paragraphs: Tree['paragraphs'], element: XmlElement): number {
  for (const above of ancestors(element))
    for (const inside of descendants(above)) {
      const found = paragraphs.get(inside);
      if (found) return found.number;
    }
  return 0;
}

/** A place in a message. */
export function placeIn(tree: Tree, element: XmlElement, tag = ''): TagPlace {
  return { file: tree.file, part: tree.name, paragraph: numberAt(tree.paragraphs, element), tag };
}
