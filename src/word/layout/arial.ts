import { unsupported } from './unsupported.ts';

/**
 * How wide Arial's characters are and how tall its lines: what the places of lines on a page depend on. The figures are
 * those of the font's own tables (Liberation Sans, which LibreOffice prints in its place, has the same).
 */

/** Thousandths of the font's size, from U+0020 to U+007E and from U+00A0 to U+00FF. */
const regular = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 278, 333, 556, 556, 556, 556, 260, 556, 333, 737,
  370, 556, 584, 333, 737, 552, 400, 549, 333, 333, 333, 576, 537, 333, 333, 333, 365, 556, 834, 834, 834,
  611, 667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778,
  778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 500, 556,
  556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 549, 611, 556, 556, 556, 556, 500,
  556, 500,
];
const bold = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
  556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
  556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
  333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, 278, 333, 556, 556, 556, 556, 280, 556, 333, 737,
  370, 556, 584, 333, 737, 552, 400, 549, 333, 333, 333, 576, 556, 333, 333, 333, 365, 556, 834, 834, 834,
  611, 722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778,
  778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 556, 556,
  556, 556, 556, 278, 278, 278, 278, 611, 611, 611, 611, 611, 611, 611, 549, 611, 611, 611, 611, 611, 556,
  611, 556,
];
/** Of the others, those that are typed in English: their widths, and their widths in bold. */
const others: Readonly<Record<string, readonly [number, number]>> = {
  '–': [556, 556],
  '—': [1000, 1000],
  '‘': [222, 278],
  '’': [222, 278],
  '“': [333, 500],
  '”': [333, 500],
  '•': [350, 350],
  '…': [1000, 1000],
  '€': [556, 556],
  '−': [584, 584],
};

/** From one line of text to the next with single spacing, to the font's size: ascent, descent and gap. */
export const lineHeight = 1.14990234375;
/** The part of it that is below the baseline. */
export const descent = 0.2119140625;

/** @param size in points. @param otherwise how wide, in thousandths of its size, what Arial has not got is. @returns points. */
export function widthOf(text: string, size: number, isBold: boolean, otherwise = unknown): number {
  let thousandths = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const width = code < 0x7f ? (isBold ? bold : regular)[code - 0x20] : undefined;
    if (width === undefined) return widthOfAny(text, size, isBold, otherwise);
    thousandths += width;
  }
  return (thousandths * size) / 1000;
}

/** The same of any text: what Arial has not got is taken to be as wide as it is tall. */
export const nearestWidthOf = (text: string, size: number, isBold: boolean): number =>
  widthOf(text, size, isBold, () => 1000);

const unknown = (character: string): number => unsupported(`the width of ${character}`);

function widthOfAny(text: string, size: number, isBold: boolean, otherwise: typeof unknown): number {
  let thousandths = 0;
  for (const character of text) thousandths += widthOfLetter(character, isBold) ?? otherwise(character);
  return (thousandths * size) / 1000;
}

/** A letter with a mark is as wide as without. */
const widthOfLetter = (character: string, isBold: boolean): number | undefined =>
  widthOfOne(character, isBold) ?? widthOfOne(character.normalize('NFD').charAt(0), isBold);

function widthOfOne(character: string, isBold: boolean): number | undefined {
  const code = character.charCodeAt(0);
  const at = code < 0x7f ? code - 0x20 : code - 0xa0 + 95;
  const known = code < 0x7f || code >= 0xa0 ? (isBold ? bold : regular)[at] : undefined;
  return known ?? others[character]?.[isBold ? 1 : 0];
}
