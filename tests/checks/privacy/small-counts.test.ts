import { describe, expect, test } from '@jest/globals';
import { smallCountsInTable } from '../../../src/checks/privacy/counts-in-tables.ts';
import { privateDetailsIn } from '../../../src/checks/privacy/find-private-details.ts';
import { silentSentences, toldSentences } from '../public/count-sentences.ts';
import { heldOutSilent, heldOutTold } from '../public/held-out-sentences.ts';

const countsIn = (text: string, smallestCount = 5) =>
  privateDetailsIn(text, { smallestCount, listed: new Set(), allowed: [] })
    .found.filter(({ kind }) => kind === 'small count')
    .map(({ words }) => words);

test('there are a hundred sentences of each kind, and as many that the rule was not made on', () => {
  expect(toldSentences.length).toBeGreaterThanOrEqual(100);
  expect(silentSentences.length).toBeGreaterThanOrEqual(100);
  expect([heldOutTold.length, heldOutSilent.length]).toEqual([80, 129]);
});

describe('a small count of pupils is found', () => {
  test.each([...toldSentences, ...heldOutTold])('%s', (sentence) => {
    expect(countsIn(sentence)).not.toEqual([]);
  });
});

describe('what is no small count of pupils is left alone', () => {
  test.each([...silentSentences, ...heldOutSilent])('%s', (sentence) => {
    expect(countsIn(sentence)).toEqual([]);
  });
});

test('the words found are those of the text as it was given, marks and all', () => {
  expect(countsIn('We saw **3** *autistic* pupils.')).toEqual(['3** *autistic* pupils']);
  expect(countsIn('So 3\u00A0pu\u00ADpils, and 2 girls.')).toEqual(['3\u00A0pu\u00ADpils', '2 girls']);
});

test.each([2, 3, 5, 10])('what is small is below the smallest count of %i', (least) => {
  const found = (count: number) =>
    countsIn(`There: ${count} ${count === 1 ? 'pupil' : 'pupils'} and ${count} others.`, least).length > 0;
  for (let count = 0; count <= 12; count++)
    expect([count, found(count)]).toEqual([count, count > 0 && count < least]);
});

test('the cells of a table are counts where the column or the row says of whom', () => {
  const cells = (rows: string[][]) =>
    smallCountsInTable(rows, 5).map(({ row, column }) => rows[row]?.[column]);
  expect(
    cells([
      ['Area', 'Pupils', 'Schools'],
      ['North', '3', '4'],
      ['South', '0', '2'],
    ]),
  ).toEqual(['3']);
  expect(
    cells([
      ['Ref', 'Measure', 'June', 'Workstreams'],
      ['4', 'Pupils placed', 'two', '1'],
    ]),
  ).toEqual(['two']);
  expect(
    cells([
      ['Ref', 'Measure', 'June'],
      ['4', 'Places for pupils', '3'],
      ['3', '% of pupils', '2'],
    ]),
  ).toEqual([]);
});
