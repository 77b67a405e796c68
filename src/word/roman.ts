/** Roman numerals in small letters, from 1 on. */

const signs = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const;

/** `xiv` for 14. */
export function roman(number: number): string {
  let text = '';
  let left = number;
  for (const [sign, value] of signs) for (; left >= value; left -= value) text += sign;
  return text;
}
