import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { Occurrence } from './occurrences.ts';
import type { Paragraph } from './paragraphs.ts';

/**
 * Where a tag goes when the text becomes a program. `inline`: where it stands, between runs. `replace`: in place of an
 * element that holds nothing else, a paragraph or a row, so that no blank one is left. `before` and `after`: round a row
 * that it repeats, and out of the text.
 */
export type Lift =
  | { to: 'inline' }
  | { to: 'replace'; element: XmlElement }
  | { to: 'before' | 'after'; element: XmlElement };

export interface Block {
  open: Occurrence;
  elses: Occurrence[];
  close: Occurrence;
}

/** The paragraphs of a part by their element, and the tags in each. */
export interface PartTags {
  paragraphs: ReadonlyMap<XmlElement, Paragraph>;
  /** The same in document order. */
  inOrder: readonly Paragraph[];
  inParagraph: Map<XmlElement, Occurrence[]>;
  /** All tags in document order. */
  tags: Occurrence[];
  /** Where fields begin and end. */
  fields: XmlElement[];
}
