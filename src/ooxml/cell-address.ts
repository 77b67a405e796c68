/** How Excel names cells: by letters for the column, and the number of the row, both from 1. */

/** `K12` for row 12 and column 11. */
export function addressOf(row: number, column: number): string {
  return `${lettersOf(column)}${row}`;
}

/** `M` for 13. */
export function lettersOf(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? lettersOf(before) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

/** A to 1, AA to 27. */
export function columnOf(name: string): number {
  return [...name].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
