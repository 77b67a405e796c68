/** A cell of a workbook: `kpis.xlsx 'KPIs'!H12`. `file` is relative to the inputs folder. */
export interface CellPlace {
  file: string;
  sheet: string;
  cell: string;
  /** How it is hidden in Excel, in words: `row 12 is hidden`. */
  hidden?: string;
}

/** A number and the cell it was read from, so that every printed figure can be traced. */
export interface Figure {
  value: number;
  cell: CellPlace;
  /** What was typed, where the cell holds a text: a ratio is printed so, and the formula of a total passes such a cell over. */
  typed?: string;
}

/** The cell as it is written in the manifest and in messages. */
export function cellName(place: CellPlace): string {
  return `${place.file} '${place.sheet}'!${place.cell}`;
}

/**
 * How far a printed total may be from the sum of printed terms before it is more than rounding, in £m. Each figure is
 * rounded to £0.001m on its own, so each of the terms and the total is off by up to 0.0005.
 */
export function roundingTolerance(terms: number): number {
  return 0.0005 * (terms + 1) + 1e-9;
}

/**
 * Names of lines and KPIs are compared by their letters, figures and signs that mean something, so that stray spaces and
 * dashes do not matter, and "< 16" and "> 16" stay apart.
 */
export function lineKey(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}.%<>]+/gu, ' ')
    .replace(/([<>]) +/g, '$1')
    .trim();
  if (keys.size >= 1000) keys.clear();
  keys.set(name, key);
  return key;
}

/** The same hundred names are compared again and again. */
const keys = new Map<string, string>();
