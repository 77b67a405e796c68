import { expect, test } from '@jest/globals';
import { dayTyped } from '../../src/review/typed-days.ts';

/** Days as people in Britain type them. */

test.each([
  '29 February 2024',
  '29 Feb 2024',
  '29 Feb. 24',
  '29th February 2024',
  '29th of February 2024',
  '29 February, 2024',
  'Thursday 29 February 2024',
  'Thu, 29th Feb 2024.',
  '29/2/2024',
  '29/02/24',
  '29.2.2024',
  '29-2-24',
  '29-Feb-24',
  '29-feb-2024',
  'February 29, 2024',
  '2024-02-29',
  '  29   February 2024 ',
])('%s is read', (text) => {
  expect(dayTyped(text)).toEqual({ day: '2024-02-29' });
});

test('the day comes before the month', () => {
  expect(dayTyped('1/3/24')).toEqual({ day: '2024-03-01' });
});

test.each([
  ['31 February 2024', '"31 February 2024" is no day of the calendar'],
  ['29/2/2023', '"29/2/2023" is no day of the calendar'],
  ['2/29/2024', '"2/29/2024" is no day of the calendar'],
  ['Monday 29 February 2024', '"Monday 29 February 2024" is a Thursday, not a Monday'],
  ['March 2024', '"March 2024" is not a day: type day, month and year, for example 29 February 2024'],
  ['TBC', '"TBC" is not a day'],
  ['w/c 26 February', '"w/c 26 February" is not a day'],
  ['29 February', '"29 February" is not a day'],
  ['end of March 2024', '"end of March 2024" is not a day'],
  ['29 February 2024 or later', '"29 February 2024 or later" is not a day'],
  ['2024', '"2024" is not a day'],
  ['45350', '"45350" is not a day'],
])('%s is refused', (text, why) => {
  expect(dayTyped(text)).toEqual({ why: expect.stringContaining(why) });
});
