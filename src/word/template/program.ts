import type { ColumnTable } from './column-table.ts';
import type { TagPlace } from './occurrences.ts';
import type { BlockName, Path } from './tags.ts';

/**
 * What a part of a template becomes: pieces of its XML, as they stand in the source, and instructions between them.
 * run.ts makes functions of this once; rendering is then joining strings.
 */
export type Instruction =
  /** Prints a value. `site` counts the tags of a template, so that a problem at rendering finds its place again. */
  | { do: 'print'; helper: string | undefined; path: Path; options: Array<string | number>; site: number }
  | { do: 'open'; block: BlockName; path: Path; place: TagPlace }
  | { do: 'else'; block: BlockName | undefined; path: Path | undefined; place: TagPlace }
  | { do: 'close' }
  /** Sees to it that what it wraps is still whole when its blocks print nothing: see `wrappers` in run.ts. */
  | { do: 'wrap'; wrapper: 'cell' | 'table' }
  | { do: 'wrap'; wrapper: 'columns'; table: ColumnTable }
  | { do: 'unwrap' }
  /** A number or name that must be different in each turn of a loop. */
  | { do: 'unique'; what: 'id' | 'name'; was: string };

/** How a tag prints: as text of a run, as plain text of another element, as an attribute, or as whole paragraphs. */
export interface Site {
  place: TagPlace;
  as: 'run' | 'element' | 'attribute' | 'paragraphs' | 'shading' | 'chart';
  /** For `paragraphs`: the look of the paragraph that the tag stood in. For `shading`: what was there. */
  look?: { paragraph: string; run: string };
  /** The part's path, for its links. */
  part: string;
}

/** A change to the source between two offsets. `order` settles which of two at the same place comes first. */
export interface Edit {
  start: number;
  end: number;
  order: number;
  put: Array<string | Instruction>;
}

/** The source with its edits made. An edit inside a stretch that another replaces has gone with it. */
export function applyEdits(source: string, edits: readonly Edit[]): Array<string | Instruction> {
  const sequence: Array<string | Instruction> = [];
  let at = 0;
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.order - b.order || b.end - a.end);
  for (const { start, end, put } of inOrder) {
    if (start < at) continue;
    sequence.push(source.slice(at, start), ...put);
    at = end;
  }
  sequence.push(source.slice(at));
  return sequence;
}
