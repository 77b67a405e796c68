import { expect, test } from '@jest/globals';
import { widthOf } from '../../../src/word/layout/arial.ts';

/**
 * The widths of Helvetica and Helvetica-Bold for ASCII, in thousandths of the font's size, from Adobe's "Font Metrics for PDF
 * Core 14 Fonts" (Helvetica.afm, Helvetica-Bold.afm): Arial was drawn to the same widths.
 */
const regular: Record<number, string> = {
  191: "'",
  222: 'ijl',
  260: '|',
  278: ' !,./:;I[\\]ft',
  333: '()-`r',
  334: '{}',
  355: '"',
  389: '*',
  469: '^',
  500: 'Jckvsxyz',
  556: '#$0123456789?L_abdeghnopqu',
  584: '+<=>~',
  611: 'FTZ',
  667: '&ABEKPSVXY',
  722: 'CDHNRUw',
  778: 'GOQ',
  833: 'Mm',
  889: '%',
  944: 'W',
  1015: '@',
};
const bold: Record<number, string> = {
  238: "'",
  278: ' ,./I\\ijl',
  280: '|',
  333: '!()-:;[]`ft',
  389: '*r{}',
  474: '"',
  500: 'z',
  556: '#$0123456789J_aceksvxy',
  584: '+<=>^~',
  611: '?FLTZbdghnopqu',
  667: 'EPSVXY',
  722: '&ABCDHKNRU',
  778: 'GOQw',
  833: 'M',
  889: '%m',
  944: 'W',
  975: '@',
};

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i));

test.each([
  ['Arial', regular, false],
  ['Arial in bold', bold, true],
])('the characters of ASCII are as wide as those of %s', (_, widths, isBold) => {
  const wanted = Object.entries(widths).flatMap(([width, characters]) =>
    [...characters].map((character) => [character, Number(width)]),
  );
  expect(wanted.map(([character]) => character).sort()).toEqual(ascii);
  const ours = ascii.map((character) => [character, Math.round(widthOf(character, 1000, isBold))]);
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(wanted));
});

/** An i with an accent has no dot, and is as wide as the i without one. */
const dotless = new Set('ìíîï');

test.each([false, true])('a letter with an accent is as wide as the letter alone (bold: %j)', (isBold) => {
  const letters = Array.from({ length: 64 }, (_, i) => String.fromCharCode(0xc0 + i));
  const accented = letters.filter((letter) => letter.normalize('NFD').length > 1 && !dotless.has(letter));
  expect(accented).toHaveLength(49);
  for (const letter of accented)
    expect([letter, widthOf(letter, 10, isBold)]).toEqual([
      letter,
      widthOf(letter.normalize('NFD').charAt(0), 10, isBold),
    ]);
  for (const letter of dotless) expect(widthOf(letter, 1000, isBold)).toBeCloseTo(278);
});

test('a text is as wide as its characters together, and grows with the size', () => {
  expect(widthOf('Wide', 12, false)).toBeCloseTo(((944 + 222 + 556 + 556) * 12) / 1000);
  expect(widthOf('–’…€−', 10, true)).toBeCloseTo(((556 + 278 + 1000 + 556 + 584) * 10) / 1000);
});

test.each([...'ŴŵŶŷŠšČčŐőȘșŽžĀāĞğ'])(
  '%s, as in names, is as wide as the letter without its mark',
  (letter) => {
    for (const isBold of [false, true])
      expect(widthOf(letter, 10, isBold)).toBe(widthOf(letter.normalize('NFD').charAt(0), 10, isBold));
  },
);
