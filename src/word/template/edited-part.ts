import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import type { Edit } from './edits.ts';
import type { Instruction } from './instructions.ts';
import type { Occurrence } from './occurrences.ts';
import type { Tree } from './part-tree.ts';

/**
 * Where the instruction of a tag goes. `inline`: where the tag is, between runs. `replace`: in place of an element that
 * holds nothing else, a paragraph or a row, so that no blank one is left. `before` and `after`: round a row or cell that it
 * repeats, and out of the text.
 */
export type Placement = Beside &
  ({ to: 'inline' } | { to: 'replace' | 'before' | 'after'; element: XmlElement });

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

/** A part with its tags. */
export interface PartTags {
  tree: Tree;
  /** The tags in each paragraph. */
  inParagraph: Map<XmlElement, Occurrence[]>;
  /** All tags in document order. */
  tags: Occurrence[];
}

/** What a block repeats or chooses; `list` is the path of a loop's list from the top. */
interface Stretch {
  from: number;
  to: number;
  isLoop: boolean;
  list?: string;
}

/** A part of the template on its way to a program: its tags, and the changes to make. */
export interface EditedPart extends PartTags {
  path: string;
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
