import type { Additions } from './additions.ts';
import type { NarrativeStyles } from './styles.ts';

/** How a paragraph is formatted: the inside of its `w:pPr`, and the `w:rPr` of its runs. */
export interface Format {
  paragraph: string;
  run: string;
}

/** What narrative is printed with. */
export interface Setting {
  format: Format;
  styles: NarrativeStyles;
  add: Additions;
  /** The part that is printed, for its links. */
  part: string;
}
