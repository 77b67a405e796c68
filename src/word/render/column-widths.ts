/** A column that is to be printed. Widths are twips; `least` is a whole number of them. */
export interface Wish {
  /** What the template gives it: for a repeated column, its share. */
  width: number;
  /** Its widest word with the margins of its cell. */
  least: number;
  repeated: boolean;
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/**
 * Shares a table's width among its columns, in whole twips that add up to it. No column gets less than its least: where
 * the shares of a list are too narrow, the fixed columns give way, and then the wider columns of the list. If that is
 * not enough, the table gets wider.
 */
export function shareWidths(columns: readonly Wish[], total: number): number[] {
  const given = sum(columns.map(({ width }) => width));
  // Columns of a list that is empty leave their width to the others.
  const scale = given > 0 ? total / given : 1;
  const widths = columns.map(({ width, least }) => Math.max(width * scale, least));
  for (const repeated of [false, true]) {
    const excess = sum(widths) - total;
    const slack = columns.map((column, i) =>
      column.repeated === repeated ? (widths[i] as number) - column.least : 0,
    );
    const available = sum(slack);
    const taken = available > 0 && excess > 0 ? Math.min(1, excess / available) : 0;
    for (const [i, one] of slack.entries()) widths[i] = (widths[i] as number) - one * taken;
  }
  return wholeNumbers(widths);
}

/** Whole numbers with the same sum, rounded: those that lose most by being cut get the units that are left over. */
function wholeNumbers(numbers: readonly number[]): number[] {
  const whole = numbers.map((one) => Math.floor(one + 1e-6));
  const missing = Math.round(sum(numbers)) - sum(whole);
  const byLoss = numbers.map((_, i) => i).sort((a, b) => loss(b) - loss(a) || a - b);
  function loss(i: number) {
    return (numbers[i] as number) - (whole[i] as number);
  }
  for (const i of byLoss.slice(0, missing)) whole[i] = (whole[i] as number) + 1;
  return whole;
}
