import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import type { Edit } from './edits.ts';
import type { Instruction } from './instructions.ts';
import type { Occurrence } from './occurrences.ts';
import type { Paragraph } from './paragraphs.ts';
import type { Field } from './read-fields.ts';

/**
 * Where the instruction of a tag goes. `inline`: where the tag is, between runs. `replace`: in place of an element that
 * holds nothing else, a paragraph or a row, so that no blank one is left. `before` and `after`: round a row or cell that it
 * repeats, and out of the text.
 */
export type Placement = Beside &
  (
    | { to: 'inline' }
    | { to: 'replace'; element: XmlElement }
    | { to: 'before' | 'after'; element: XmlElement }
  );

/** What is put before and after the instruction of a tag. */
interface Beside {
  before?: Array<string | Instruction>;
  after?: Array<string | Instruction>;
}

/** The tags of one block. */
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
  fields: readonly Field[];
}

/** What a block repeats or chooses; `list` is the path of a loop's list from the top. */
interface Stretch {
  from: number;
  to: number;
  isLoop: boolean;
  list?: string;
}

/** A part of the template on its way to a program: its source, its tags, and the changes to make. */
export interface EditedPart extends PartTags {
  path: string;
  source: string;
  edits: Edit[];
  findings: Finding[];
  /** What lies between the tags of its blocks, by offsets: in a loop it is printed many times. */
  blocks: Stretch[];
}

/** The same once it is known where each tag goes. */
export interface PlacedPart {
  part: EditedPart;
  placements: ReadonlyMap<Occurrence, Placement>;
  /** The elements that tags take the place of. */
  replaced: ReadonlySet<XmlElement>;
  instructionsOf(tag: Occurrence): Array<string | Instruction>;
}
