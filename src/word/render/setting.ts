import type { Inline } from '../markdown/tree.ts';
import type { Blanks } from '../typography.ts';
import type { Additions } from './additions.ts';
import type { NarrativeStyles } from './styles.ts';

/** How tables look whose columns are known beforehand: the shares of their columns, and the size of their text. */
export interface TableLook {
  shares: readonly number[];
  points: number;
}

/** What narrative is printed with. */
export interface Setting {
  /** How its paragraph is formatted: the inside of its `w:pPr`, and the `w:rPr` of its runs. */
  format: { paragraph: string; run: string };
  styles: NarrativeStyles;
  add: Additions;
  /** The part that is printed, for its links. */
  part: string;
  /** Notes of the narrative by their labels, each a paragraph of text. */
  notes?: ReadonlyMap<string, readonly Inline[]>;
  /** Prints a note by its inside, and gives what refers to it; absent where no notes can be. */
  note?(inside: (setting: Setting) => string): string;
  /** Prints a picture by its name, or nothing if there is none. */
  picture?(name: string, alt: string, room: number | undefined): string;
  /** Puts a bookmark round the inside of a paragraph. */
  mark?: ((inside: string) => string) | undefined;
  /** Prints in typographic signs, and joins blanks where there is room for that. */
  typeset?: Blanks;
  /** How wide a picture may be, in twips. */
  room?: number;
  /** Without it, columns are of one width. */
  tables?: TableLook | undefined;
  /** Of a table, for screen readers. */
  title?: string | undefined;
}
