import type { ColumnTable } from './column-table.ts';
import type { Condition } from './conditions.ts';
import type { TagPlace } from './occurrences.ts';
import type { Path } from './path.ts';
import type { BlockName } from './tags.ts';

/** What is put into the source of a part in place of its tags: what prints, and the ends of what holds other steps. */
export type Instruction =
  | Print
  | Unique
  | {
      do: 'open';
      block: BlockName;
      path: Path;
      when?: Condition | undefined;
      place: TagPlace;
      unsure?: Unsure;
    }
  | {
      do: 'else';
      block: BlockName | undefined;
      path: Path | undefined;
      when?: Condition | undefined;
      place: TagPlace;
    }
  | { do: 'close' }
  | { do: 'wrap'; wrapper: 'cell' | 'table' }
  | { do: 'wrap'; wrapper: 'columns'; table: ColumnTable }
  | { do: 'unwrap' };

/** What is not known of a block with a fault: where it ends, or what its tag names. Only names are checked in it. */
export type Unsure = 'end' | 'name';

/** A part in the order of its source: pieces of XML, and instructions between them. */
export type Sequence = ReadonlyArray<string | Instruction>;

/** Prints a value. `site` counts the tags of a template, so that a problem at rendering finds its place again. */
export interface Print {
  do: 'print';
  helper: string | undefined;
  path: Path;
  options: Array<string | number>;
  site: number;
}

/** A number or name that must be different in each turn of a loop. */
export interface Unique {
  do: 'unique';
  what: 'id' | 'name';
  was: string;
}

/** How a tag prints: as text of a run, as plain text of another element, as an attribute, or as whole paragraphs. */
export interface PrintSite {
  place: TagPlace;
  as: 'run' | 'element' | 'attribute' | 'paragraphs' | 'shading' | 'chart';
  /** For `paragraphs`: how the paragraph of the tag is formatted. For `shading`: the shading that was there. */
  format?: { paragraph: string; run: string };
  /** The part's path, for its links. */
  part: string;
}
