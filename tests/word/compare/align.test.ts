import { describe, expect, test } from '@jest/globals';
import { align, type Entry, type Pair } from '../../../src/word/compare/align.ts';
import fc from '../../properties.ts';

const entries = (...texts: string[]): Entry[] => texts.map((text) => ({ text }));

/** `0=0` a pair, `1-` removed, `+1` added. */
const shown = (pairs: readonly Pair[]) =>
  pairs
    .map(({ before, after }) =>
      before === undefined ? `+${after}` : after === undefined ? `${before}-` : `${before}=${after}`,
    )
    .join(' ');

describe('entries are paired', () => {
  test('with those that say the same', () => {
    expect(shown(align(entries('a', 'b', 'c'), entries('a', 'c', 'd')))).toBe('0=0 1- 2=1 +2');
  });

  test('with those that have half of their words, in the gaps between the same', () => {
    const before = entries('Opening', 'The first school opens in May', 'Closing');
    const after = entries('Opening', 'A wholly new one', 'The first school opened in June', 'Closing');
    expect(shown(align(before, after))).toBe('0=0 +1 1=2 2=3');
  });

  test('by a key where they share no word', () => {
    const of = (text: string, key: string): Entry => ({ text, keys: [key] });
    expect(shown(align([of('old words', 'x')], [of('other text', 'x')]))).toBe('0=0');
    expect(shown(align([of('old words', 'x')], [of('other text', 'y')]))).toBe('0- +0');
  });

  test('by their words before a key, which names a place in a list', () => {
    const of = (text: string, key: string): Entry => ({ text, keys: [key] });
    const before = [of('Late tenders', 'r0'), of('Too few teachers of speech', 'r1')];
    const after = [of('Too few teachers of maths', 'r0')];
    expect(shown(align(before, after))).toBe('0- 1=0');
  });

  test('only with their own kind', () => {
    expect(shown(align([{ text: 'a', kind: 'table' }], [{ text: 'a', kind: 'paragraph' }]))).toBe('0- +0');
  });

  test('in order: what moved is removed and added', () => {
    expect(shown(align(entries('a', 'b', 'c'), entries('b', 'c', 'a')))).toBe('0- 1=0 2=1 +2');
  });
});

const lists = fc.array(
  fc.record({
    text: fc.constantFrom('a b c', 'a b d', 'e', 'f g', 'f h', ''),
    kind: fc.constantFrom('p', 't'),
    keys: fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 2 }),
  }),
  { maxLength: 25 },
);

describe('whatever the lists hold', () => {
  test('each entry is there once, in its order, paired with its kind', () => {
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const pairs = align(before, after);
        const of = (side: 'before' | 'after') => pairs.flatMap((pair) => pair[side] ?? []);
        expect(of('before')).toEqual([...before.keys()]);
        expect(of('after')).toEqual([...after.keys()]);
        for (const pair of pairs)
          if (pair.before !== undefined && pair.after !== undefined)
            expect(before[pair.before]?.kind).toBe(after[pair.after]?.kind);
      }),
    );
  });

  test('a list is paired with itself whole', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(align(list, list)).toEqual([...list.keys()].map((at) => ({ before: at, after: at })));
      }),
    );
  });

  test('an entry that is added or taken away leaves all others paired', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 60 }), fc.nat(), (texts, where) => {
        const at = where % texts.length;
        const less = texts.toSpliced(at, 1);
        expect(
          align(entries(...texts), entries(...less)).filter(({ after }) => after === undefined),
        ).toHaveLength(1);
        expect(
          align(entries(...less), entries(...texts)).filter(({ before }) => before === undefined),
        ).toHaveLength(1);
      }),
    );
  });
});

test('lists of a hundred thousand entries are paired where they are the same, and not compared one by one elsewhere', () => {
  const long = (word: string) => entries(...Array.from({ length: 100_000 }, (_, at) => `${word} ${at}`));
  const before = [...long('same'), ...long('old'), { text: 'end' }];
  const after = [...long('same'), ...long('new'), { text: 'end' }];
  expect(
    align(before, after).filter((pair) => pair.before !== undefined && pair.after !== undefined),
  ).toHaveLength(100_001);
});
