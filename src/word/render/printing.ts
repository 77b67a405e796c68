import type { Finding } from '../codes.ts';
import type { Picture } from '../images/read-picture.ts';
import type { Parse } from '../markdown/parser.ts';
import type { Helpers } from '../shape.ts';
import type { Marks, PrintedValue } from '../sourced.ts';
import type { PrintSite } from '../template/instructions.ts';
import type { Additions } from './additions.ts';
import type { Images } from './images.ts';
import type { Notes } from './notes.ts';
import type { Numbers } from './numbers.ts';
import type { MarkedTable } from './share-columns.ts';
import type { NarrativeStyles } from './styles.ts';
import type { TextSizes } from './text-sizes.ts';

/** A bookmark that has begun. */
export interface OpenMark {
  name: string;
  end: string;
}

/** What one rendering keeps while it prints, and leaves behind. */
export interface Printing {
  sites: readonly PrintSite[];
  helpers: Helpers;
  /** Reads narrative. */
  parse: Parse | undefined;
  /** For narrative, like the parser. */
  styles: NarrativeStyles | undefined;
  additions: Additions;
  /** The sizes of text by the template's styles, for tables with repeated columns. */
  textSizes(): TextSizes;
  /** Printed tables whose columns come from lists, until all have been printed. */
  marked: MarkedTable[];
  findings: Finding[];
  /** The sourced values among what was printed. */
  printed: PrintedValue[];
  /** Notes on wording of the template that was printed. */
  said: Set<object>;
  numbers: Numbers;
  /** Finds the pictures that narrative names. */
  images: Images | undefined;
  /** Pictures that were read, by the bytes that were given. */
  pictures: Map<Uint8Array, { picture: Picture; pixels: Picture }>;
  notes: Notes;
  /** Whether a value is printed in typographic signs, by its origin. */
  typography: ((origin: unknown) => boolean) | undefined;
  nameMarks: ReturnType<Marks> | undefined;
  /** The bookmark of the value that is being printed in a run. */
  mark: OpenMark | undefined;
  turn: number;
}
