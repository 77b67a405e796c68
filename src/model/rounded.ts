/**
 * The number that is printed: what a reader sees, and may subtract from another. Node's own formatter of numbers gives the same, and
 * takes 8 ms to make in a program that has just started, as it looks through all locales first.
 */
export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  const size = Math.abs(value) * scale;
  const below = Math.floor(size);
  const rest = size - below;
  // About a half, what one types for the number decides: 1.005 is 1.01, though the computer holds a little less.
  const isUp = Math.abs(rest - 0.5) < 0.001 ? decimalAt(value, digits) >= '5' : rest > 0.5;
  return (Math.sign(value) * (below + Number(isUp))) / scale + 0; // -0 + 0 is 0
}

/** The digit after so many decimals. */
const decimalAt = (value: number, digits: number) => String(value).split('.')[1]?.[digits] ?? '0';
