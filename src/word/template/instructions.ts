import type { Condition } from './condition-tags.ts';
import type { TagPlace } from './occurrences.ts';
import type { Path } from './path.ts';
import type { BlockName } from './tags.ts';

/** The columns of a template's grid that a list repeats, from `from` up to, and without, `to`. */
export interface Region {
  from: number;
  to: number;
}

/** A table of the template with columns blocks. Lengths are twips. */
export interface ColumnTable {
  /** In the order of the grid. They do not overlap. */
  regions: Region[];
  /** Its columns blocks: the region that each repeats, the name of its list, and where its tag is. */
  blocks: Array<{ region: number; list: string; place: TagPlace }>;
  /** Of the template's columns. */
  widths: number[];
  /** How wide a table can be in its place: the text area of its section, or the cell that it is in. */
  room: number;
  /** Whether the table is inside a cell. */
  inCell: boolean;
}

/** What prints by itself. */
type Leaf = Print | Unique | NoteCall | Wording | LinkCall | PictureCall | MarkCall;

/** The tag that begins a block; for `if` and `unless` with what it chooses by, in place of the path. */
export interface Opening {
  do: 'open';
  block: BlockName;
  path: Path;
  when?: Condition | undefined;
  place: TagPlace;
  unsure?: Unsure;
}

/** Keeps what is inside whole when its blocks print nothing, and shares out the columns of a table: see render.ts. */
type Wrapper =
  | { do: 'wrap'; wrapper: 'cell' | 'table' }
  | { do: 'wrap'; wrapper: 'columns'; table: ColumnTable };

/** What is put into the source of a part in place of its tags: what prints, and the ends of what holds other steps. */
export type Instruction =
  | Leaf
  | Opening
  | (Omit<Opening, 'do' | 'block' | 'path'> & {
      do: 'else';
      block: BlockName | undefined;
      path: Path | undefined;
    })
  | Wrapper
  | { do: 'close' }
  | { do: 'unwrap' };

/** What is not known of a block with a fault: where it ends, or what its tag names. Only names are checked in it. */
type Unsure = 'end' | 'name';

/** A part in the order of its source: pieces of XML, and instructions between them. */
export type Sequence = ReadonlyArray<string | Instruction>;

/** Prints a value. `site` counts the tags of a template, so that a problem at rendering finds its place again. */
export interface Print {
  do: 'print';
  helper: string | undefined;
  path: Path;
  options: Array<string | number>;
  /** Of a link. */
  words?: Path | string | undefined;
  site: number;
}

/** Prints what a picture of the template gets from one of the context: the number of its part, or its height for a width in EMU. */
export interface PictureCall {
  do: 'picture';
  what: 'part' | 'height' | 'drawing';
  width: number;
  path: Path;
  site: number;
}

/**
 * Begins or ends a bookmark round what a value prints in a run, where the caller wants such. In the middle of a run, `cut` is what
 * the run begins anew with.
 */
export interface MarkCall {
  do: 'mark';
  at: 'start' | 'end';
  print: Print;
  cut: string | undefined;
}

/** Prints the number of a relationship to the address that is inside. */
interface LinkCall {
  do: 'link';
  inside: Program;
  site: number;
}

/** A number or name that must be different in each turn of a loop, and that references of the turn share. */
export interface Unique {
  do: 'unique';
  what: 'id' | 'name';
  /** What the template has; '' if several have it. */
  was: string;
  key: string;
  /** How many loops further out the thing is. */
  up: number;
}

/** Prints the number of a note, and the note. */
interface NoteCall {
  do: 'note';
  note: LoopedNote;
}

/** A footnote, endnote or comment that a loop refers to: each turn prints one of its own. */
export interface LoopedNote {
  kind: string;
  was: string;
  /** Filled when the part that it is in has been read. */
  inside: Program;
}

/**
 * Notes that wording of the template is printed: all that a stretch of the source says, by its offsets, or a text beside a tag with
 * the number of its paragraph.
 */
export type Wording =
  | { do: 'wording'; from: number; to: number }
  | { do: 'wording'; text: string; paragraph: number };

/** How a tag prints: as text of a run, as plain text of another element, as an attribute, or as whole paragraphs. */
export interface PrintSite {
  place: TagPlace;
  as: 'run' | 'element' | 'attribute' | 'paragraphs' | 'shading' | 'chart' | 'address' | 'colour' | 'image';
  /** For `paragraphs`: how the paragraph of the tag is formatted. For `shading`: the shading that was there. */
  format?: { paragraph: string; run: string };
  /** For a picture in the text: how wide it may be, in twips. */
  room?: number;
  /** Whether it is in a cell of a table. */
  inCell?: boolean;
  /** For narrative: whether there can be footnotes. */
  takesNotes?: boolean;
  /** The part's path, for its links. */
  part: string;
}

/**
 * What a part of a template becomes: a tree of pieces of its XML, as they are in the source, and of what is printed between
 * them. It is built once; names are checked in it, and render.ts makes functions of it.
 */
export type Program = readonly Step[];
export type Step = string | Leaf | Branch | (Wrapper & { inside: Program });

/** A block: prints `then` once, or once for each entry, or else `else`. An "else if" is a block inside `else`. */
export interface Branch extends Omit<Opening, 'do' | 'block'> {
  do: BlockName;
  then: Program;
  else: Program;
}
