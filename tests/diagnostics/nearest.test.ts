import { expect, test } from '@jest/globals';
import { nearest } from '../../src/diagnostics/nearest.ts';
import fc from '../properties.ts';

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

/** The processor time that some work takes, in milliseconds: other programs on the machine hardly change it. */
function work(run: () => void): number {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

test('a thousand names are compared with fifty in a tenth of the time that the textbook takes, or less', () => {
  const known = Array.from(
    { length: 50 },
    (_, i) => `Number of pupils in setting ${i * 37}, by quarter and need`,
  );
  const typed = (i: number) => `Something that nobody registered, number ${i}`;
  const textbook = work(() => {
    for (let i = 0; i < 10; i++) for (const name of known) distance(typed(i), name);
  });
  const ours = work(() => {
    for (let i = 0; i < 1000; i++) nearest(typed(i), known);
  });
  expect(ours / 1000).toBeLessThan(textbook / 10 / 10);
});
