import type Handlebars from 'handlebars';
import type { Related } from '../../ooxml/relationships.ts';
import type { Helpers } from '../shape.ts';
import type { EditedPart } from './edited-part.ts';
import type { PrintSite, Program } from './instructions.ts';
import type { Occurrence } from './occurrences.ts';
import type { Tree } from './part-tree.ts';
import type { Path } from './path.ts';
import type { LoopedNotes } from './unique-ids.ts';

/** A chart of the template and the name of its data. */
interface ChartPlace {
  path: Path;
  /** The part that holds the drawing, and the drawing's relationship to the chart. */
  part: string;
  relationship: string;
  site: number;
}

/** What the parts of a template share while they are read. */
export interface Reading {
  /** @internal */
  parse: typeof Handlebars.parse;
  file: string;
  helpers: Helpers;
  sites: PrintSite[];
  /** The document, which has the pages' widths. */
  body: Tree;
  charts: ChartPlace[];
  /** The parts that hold paragraphs, by path. */
  trees: Map<string, Tree>;
  related: Related;
  /** The notes and comments that loops refer to. */
  notes: LoopedNotes;
}

/** A part as it is printed. */
export interface ReadPart {
  /** Absent if the part has no tags. If it has errors, the program has its names alone, to be checked. */
  program?: Program;
  findings: EditedPart['findings'];
  /** Whether a bookmark or the like begins in a block of it and ends outside. */
  hasCrossing?: boolean;
  /** Those of its tags that could be understood, in their order. */
  tags: Occurrence[];
}
