import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearest } from '../../src/diagnostics/nearest.ts';

/** As the textbook has it, with all the words' beginnings. */
function distance(from: string, to: string): number {
  const known = new Map<string, number>();
  const between = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i} ${j}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const ways = [
      between(i - 1, j) + 1,
      between(i, j - 1) + 1,
      between(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1),
    ];
    if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
      ways.push(between(i - 2, j - 2) + 1);
    const least = Math.min(...ways);
    known.set(key, least);
    return least;
  };
  return between(from.length, to.length);
}

const word = fc.string({ unit: fc.constantFrom(...'abcd é😀'), maxLength: 9 });

test('the nearest word is the first of those with the fewest edits, within the edits that are allowed', () => {
  fc.assert(
    fc.property(
      word,
      fc.array(word, { maxLength: 6 }),
      fc.integer({ min: 0, max: 5 }),
      (typed, words, edits) => {
        const distances = words.map((one) => distance(typed, one));
        const least = Math.min(...distances);
        const wanted = least <= edits ? words[distances.indexOf(least)] : undefined;
        expect(nearest(typed, words, edits)).toBe(wanted);
      },
    ),
  );
});

test('capitals make no difference', () => {
  expect(nearest('PROGRES', ['Reason', 'Progress'])).toBe('Progress');
});

test('ten thousand names are compared with fifty in a second or two', () => {
  const known = Array.from(
    { length: 50 },
    (_, i) => `Number of pupils in setting ${i * 37}, by quarter and by need`,
  );
  const started = performance.now();
  for (let i = 0; i < 10_000; i++) nearest(`Something that nobody registered, number ${i}`, known);
  expect(performance.now() - started).toBeLessThan(20_000);
});
