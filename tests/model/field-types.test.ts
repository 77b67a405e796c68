import { expect, test } from '@jest/globals';
import { isoDate } from '../../src/model/field-types.ts';

test.each([
  '2024-06-16',
  '16/06/2024',
  '16/6/2024',
  '16.6.2024',
  '16-06-2024',
  '16 June 2024',
  '16th June 2024',
  '16 Jun 2024',
  '16 jun. 2024',
  '16th of June 2024',
  ' 16  June, 2024 ',
  '2024-6-16',
  '16/06/24',
  '16.6.24',
  '16 Jun 24',
  '16-Jun-2024',
  '16-Jun-24',
  'June 16, 2024',
  'Jun 16th 2024',
  '2024/06/16',
  '2024-06-16T00:00:00Z',
  '2024-06-16 00:00:00',
])('%s is 16 June 2024', (text) => {
  expect(isoDate.parse(text)).toBe('2024-06-16');
});

test.each([
  ['06/16/2024', 'a date that exists'],
  ['31/06/2024', 'a date that exists'],
  ['2024-02-30', 'a date that exists'],
  ['06/16/24', 'a date that exists'],
  ['2024-06-16 09:00', 'a date as year-month-day'],
  ['24/06/2', 'a date as year-month-day'],
  ['16 Ju 2024', 'a date as year-month-day'],
  ['June 2024', 'a date as year-month-day'],
  ['soon', 'a date as year-month-day'],
])('%s is refused', (text, message) => {
  expect(isoDate.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([
    expect.stringContaining(message),
  ]);
});
