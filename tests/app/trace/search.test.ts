import { describe, expect, test } from '@jest/globals';
import { search } from '../../../src/app/trace/search.ts';
import { numbersIn } from '../../../src/app/trace/where-from.ts';
import fc from '../../properties.ts';

const entry = (text: string, place = {}) => ({ text, place });
const textsOf = (texts: string[], text: string) =>
  search(
    texts.map((one) => entry(one)),
    { text },
  ).map((one) => one.text);

/** What is asked for, what it finds, and what it does not. */
const cases: Array<[asked: string, found: string[], others: string[]]> = [
  [
    '£60.1m',
    ['£60.062m', 'a deficit of £60.1m in March', '60.14', '−60.062'],
    ['60.16', '160.062', '60.1%', '60'],
  ],
  ['60.062', ['60.062', '£60.062m'], ['60.06', '60.1', '160.0625']],
  ['-25.9', ['−25.949'], ['25.8']],
  ['(25.949)', ['−25.949'], []],
  ['12%', ['12.4%', 'up to 12%'], ['12.6%', '12m']],
  ['1,340', ['1,340', '1340'], ['340', '11,340']],
  ['£2m', ['£2.000m', '£1.9m'], ['£2.6m', '2%']],
  ['vacancies  remain', ['Two vacancies remain, and'], ['vacancy remains']],
  ['Q1 (June)', ['Q1 (June)'], ['Q1']],
];

describe.each(cases)('"%s"', (asked, found, others) => {
  test.each(found)('finds "%s"', (text) => expect(textsOf([text], asked)).toEqual([text]));
  test.each([...others, ''])('does not find "%s"', (text) => expect(textsOf([text], asked)).toEqual([]));
});

test('what is said exactly comes first, and all else in the order of the document', () => {
  expect(textsOf(['is Amber now', 'Amber', 'amber too'], 'Amber')).toEqual([
    'Amber',
    'is Amber now',
    'amber too',
  ]);
});

test('a table is found by its heading or its number, and in it rows and columns by their words', () => {
  const place = { heading: 'Agreed plan', table: 25, row: 'In-year +deficit/-surplus', column: '2022/23' };
  const entries = [entry('19.637', place), entry('7', { heading: 'Agreed plan' })];
  const find = (wanted: object) => search(entries, wanted).map(({ text }) => text);
  expect(find({ table: 'agreed' })).toEqual(['19.637']);
  expect(find({ table: '25', row: 'in-year', column: '2022' })).toEqual(['19.637']);
  expect(find({ table: '2' })).toEqual([]);
  expect(find({ row: 'cumulative' })).toEqual([]);
  expect(find({})).toEqual(['19.637', '7']);
});

test('a figure is found by each way of rounding it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.integer({ min: 0, max: 3 }),
      (thousandths, decimals) => {
        const exact = (thousandths / 1000).toFixed(3);
        const rounded = (thousandths / 1000).toFixed(decimals);
        expect(textsOf([`a deficit of £${exact}m`], `£${rounded}m`)).toHaveLength(1);
      },
    ),
  );
});

test('numbers are read with their decimals and units', () => {
  expect(
    numbersIn('£1,234.50 and −3% of 12m').map(({ size, decimals, unit }) => [size, decimals, unit]),
  ).toEqual([
    [1234.5, 2, ''],
    [3, 0, '%'],
    [12, 0, 'm'],
  ]);
});
