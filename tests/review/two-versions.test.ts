import { expect, test } from '@jest/globals';
import { withBoth } from '../../src/review/merge.ts';
import fc from '../properties.ts';

/** Two people's versions of one text. */

const was = 'Nine of the fifteen teams began in June, and six start later.';
test.each([
  [
    'other words',
    was.replace('Nine', 'Ten'),
    was.replace('later', 'soon'),
    'Ten of the fifteen teams began in June, and six start soon.',
  ],
  [
    'neighbouring words',
    was.replace('fifteen', '15'),
    was.replace('teams', 'zones'),
    was.replace('fifteen teams', '15 zones'),
  ],
  ['the same', was.replace('June', 'July'), was.replace('June', 'July'), was.replace('June', 'July')],
  [
    'the same and more',
    was.replace('June', 'July'),
    was.replace('June', 'July').replace('six', 'five'),
    was.replace('June', 'July').replace('six', 'five'),
  ],
  ['one of them', was, was.replace('June', 'July'), was.replace('June', 'July')],
  ['one word in two ways', was.replace('Nine', 'Ten'), was.replace('Nine', 'Eight'), undefined],
  [
    'a word that the other took out',
    was.replace('fifteen teams', 'zones'),
    was.replace('teams', 'groups'),
    undefined,
  ],
  ['two sentences in one place', `${was} It is late.`, `${was} It is early.`, undefined],
  [
    'words put in beside a word that was changed',
    was.replace('Nine', 'Only nine'),
    was.replace('Nine of', 'Ten of'),
    undefined,
  ],
])('%s', (_, one, other, both) => {
  expect(withBoth(was, one, other)).toBe(both);
  expect(withBoth(was, other, one)).toBe(both);
});

const word = fc.constantFrom('a', 'b', 'c', 'dd', 'e1', '£2m', 'f');
const put = fc.array(word, { maxLength: 2 });
test('edits of two stretches that are apart are both made, whoever comes first', () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 8, maxLength: 12 }),
      put,
      put,
      fc.nat(2),
      (words, first, second, at) => {
        const own = words.map((one, i) => `${one}${i}`);
        const edited = (from: number, change: readonly string[]) =>
          own.toSpliced(from, 1, ...change.map((one) => `new${one}`));
        const [one, other] = [edited(at, first), edited(at + 4, second)];
        const both = own
          .toSpliced(at + 4, 1, ...second.map((two) => `new${two}`))
          .toSpliced(at, 1, ...first.map((two) => `new${two}`));
        expect(withBoth(own.join(' '), one.join(' '), other.join(' '))).toBe(both.join(' '));
        expect(withBoth(own.join(' '), other.join(' '), one.join(' '))).toBe(both.join(' '));
      },
    ),
    { numRuns: 200 },
  );
});

test('nothing is made up: where both are made, each word is of one of the three', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ' '), { maxLength: 12 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(text, text, text, (before, one, other) => {
      const both = withBoth(before, one, other);
      expect(withBoth(before, other, one)).toBe(both);
      expect(withBoth(before, before, one)).toBe(one);
      const known = new Set(`${before} ${one} ${other}`.split(/\s+/));
      for (const each of both?.match(/\S+/g) ?? []) expect(known).toContain(each);
    }),
  );
});
