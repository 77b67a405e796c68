import { describe, expect, test } from '@jest/globals';
import { headedPeriod, headedYear, periodIn } from '../../../src/inputs/workbook/periods.ts';

const reports = [
  { number: 1, month: 'June' },
  { number: 2, month: 'September' },
  { number: 3, month: 'December' },
  { number: 4, month: 'March' },
] as never;

describe('the heading of a column', () => {
  test.each([
    ['June 2023', '2023-06'],
    ['JUNE 2023', '2023-06'],
    ['Jun 2023', '2023-06'],
    ['Jun-23', '2023-06'],
    ["June '23", '2023-06'],
    ['Sept 2023', '2023-09'],
    ['Sep.2023', '2023-09'],
    ['30 June 2023', '2023-06'],
    ['30th June 2023', '2023-06'],
    ['30-Jun-23', '2023-06'],
    ['2023-06', '2023-06'],
    ['2023-06-30', '2023-06'],
    ['30/06/2023', '2023-06'],
    ['06/2023', '2023-06'],
    ['2023 June', '2023-06'],
    ['Baseline (June 2023)', '2023-06'],
    ['Baseline - June 2023', '2023-06'],
    ['Value, June 2024', '2024-06'],
    ['Actual as at 30 June 2023', '2023-06'],
    ['Position at end of September 2023 (provisional)', '2023-09'],
    ['Q1 2023-24', '2023-06'],
    ['Q1 2023/24', '2023-06'],
    ['2023/24 Q2', '2023-09'],
    ['Q3 (December) 2023/24', '2023-12'],
    ['Q1 (June) 2023/2024', '2023-06'],
    ['Report 2, 2023-24', '2023-09'],
    ['June 2023/24', '2023-06'],
    ['March 2023-24', '2024-03'],
    ['Q4 2023-24', '2024-03'],
    ['Q1 2023-24 (June 2023)', '2023-06'],
  ])('"%s" is the values of %s', (heading, month) => {
    expect(headedPeriod(heading, reports)).toBe(month);
  });

  test.each([
    'Target December 2024',
    'Trajectory June 2023',
    'Forecast June 2023',
    'Plan June 2023',
    'Change since June 2023',
    'June 2023 to September 2023',
    'Comment June 2023',
    'Updated June 2023',
    'June 16 2023',
    'Q5 2023-24',
    'Q2 (June) 2023-24',
    'Q1 2023-25',
    'Q1',
    'June',
    '2023',
    '2023/24',
    '2023-24',
    '2011-13',
    '13/2023',
    'Version 12',
    'Mayor 2023',
    'Data Source',
    '',
  ])('"%s" is none', (heading) => {
    expect(headedPeriod(heading, reports)).toBeUndefined();
  });

  test('"Q1" means nothing without the calendar of an agreement', () => {
    expect(headedPeriod('Q1 2023-24', [])).toBeUndefined();
  });
});

test.each([
  ['Forecast at September 2023, £m', '2023-09'],
  ['Version 12 of the forecast, June 2023', '2023-06'],
  ['Forecast at Q2 2023-24', '2023-09'],
])('a title "%s" names %s', (title, month) => {
  expect(periodIn(title, reports)?.id).toBe(month);
});

describe('a financial year', () => {
  test.each([
    ['2022/23', '2022/23'],
    ['2022-23', '2022/23'],
    ['2022–23', '2022/23'],
    ['2022/2023', '2022/23'],
    ['FY 2022/23', '2022/23'],
    ['22/23', '2022/23'],
    ['2022/23 £m', '2022/23'],
    ['2022/23 (£m)', '2022/23'],
    ['1999/00', '1999/00'],
  ])('"%s" is %s', (heading, year) => {
    expect(headedYear(heading)).toBe(year);
  });

  test.each(['2022', '22/24', '10/12', 'Plan 2022/23', '2022/23 to 2024/25', 'Total'])(
    '"%s" is none',
    (heading) => {
      expect(headedYear(heading)).toBeUndefined();
    },
  );
});
