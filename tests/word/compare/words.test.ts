import { describe, expect, test } from '@jest/globals';
import { likeness, stepsBetween, tokensOf, wordsOf } from '../../../src/word/compare/words.ts';
import fc from '../../properties.ts';

describe('the tokens of a text', () => {
  test.each([
    ['The deficit is −£25.949m.', ['The', ' ', 'deficit', ' ', 'is', ' ', '−£25.949m', '.']],
    ['rose 12.5% to 1,204', ['rose', ' ', '12.5%', ' ', 'to', ' ', '1,204']],
    ['£2m and £350k, £1bn', ['£2m', ' ', 'and', ' ', '£350k', ',', ' ', '£1bn']],
    ['2023-24 and 3–5', ['2023', '-', '24', ' ', 'and', ' ', '3', '–', '5']],
    ['(-5) +7', ['(', '-5', ')', ' ', '+7']],
    ['5th of S151', ['5th', ' ', 'of', ' ', 'S151']],
    ["children’s in-year don't", ['children’s', ' ', 'in-year', ' ', "don't"]],
    ['now {{kpi 7 "June 2023"}}.', ['now', ' ', '{{kpi 7 "June 2023"}}', '.']],
    ['a \u00a0\n b', ['a', ' \u00a0\n ', 'b']],
    ['café 😀!', ['café', ' ', '😀', '!']],
    ['', []],
  ])('%j', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  test('are the text when they are put together, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(tokensOf(text).join('')).toBe(text)),
    );
  });
});

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ' '), { maxLength: 40 });

describe('the steps from one list of tokens to another', () => {
  test('lead from the one to the other, both followed from end to end, with no two of a kind in a row', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const steps = stepsBetween(before, after);
        const read = (side: 'before' | 'after', not: string) =>
          steps
            .filter(({ kind }) => kind !== not)
            .flatMap((step) => {
              const list = side === 'before' ? before : after;
              return list.slice(step[side], step[side] + step.count);
            });
        expect(read('before', 'added')).toEqual(before);
        expect(read('after', 'removed')).toEqual(after);
        const kinds = steps.map(({ kind }) => kind);
        expect(kinds.filter((kind, at) => kind === kinds[at - 1])).toEqual([]);
        expect(kinds.filter((kind, at) => kind === 'removed' && kinds[at - 1] === 'added')).toEqual([]);
        expect(steps.filter(({ count }) => count < 1)).toEqual([]);
      }),
    );
  });

  test('keep every token of two lists that are the same', () => {
    fc.assert(
      fc.property(words, (list) => {
        const whole = { kind: 'same', before: 0, after: 0, count: list.length };
        expect(stepsBetween(list, list)).toEqual(list.length > 0 ? [whole] : []);
      }),
    );
  });

  test('replace a text whole where next to nothing is left of it, in little time', () => {
    const long = (word: string) => Array.from({ length: 50_000 }, (_, at) => `${word}${at}`);
    expect(stepsBetween(long('a'), long('b'))).toEqual([
      { kind: 'removed', before: 0, after: 0, count: 50_000 },
      { kind: 'added', before: 50_000, after: 0, count: 50_000 },
    ]);
  });
});

describe('the likeness of two texts', () => {
  const of = (a: string, b: string) => likeness(wordsOf(a), wordsOf(b));

  test.each([
    ['one two three', 'one two four', 2 / 3],
    ['One, two.', 'two one', 1],
    ['one', 'two', 0],
    ['', '', 1],
    ['…', '…', 1],
    ['the the', 'the', 2 / 3],
  ])('of %j and %j', (a, b, share) => {
    expect(of(a, b)).toBeCloseTo(share);
  });

  test('is a share, the same both ways, and whole of a text with itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(of(a, b)).toBeGreaterThanOrEqual(0);
        expect(of(a, b)).toBeLessThanOrEqual(1);
        expect(of(a, b)).toBe(of(b, a));
        expect(of(a, a)).toBe(1);
      }),
    );
  });
});
