import { expect, test } from '@jest/globals';
import { londonTime, londonToday } from '../../src/calendar/today.ts';

const today = (utc: string) => londonToday(new Date(utc));

test('in winter the day in London is that of UTC', () => {
  expect(today('2023-12-14T23:59:59Z')).toBe('2023-12-14');
  expect(today('2023-12-15T00:00:00Z')).toBe('2023-12-15');
});

test('in summer the day in London begins an hour before that of UTC', () => {
  expect(today('2023-06-15T22:59:59Z')).toBe('2023-06-15');
  expect(today('2023-06-15T23:00:00Z')).toBe('2023-06-16');
});

test.each([
  ['before the clocks go forward', '2023-03-25T23:30:00Z', '2023-03-25'],
  ['as they go forward, 01:00 UTC on 26 March 2023', '2023-03-26T01:00:00Z', '2023-03-26'],
  ['on the evening after', '2023-03-26T23:00:00Z', '2023-03-27'],
  ['before the clocks go back', '2023-10-28T23:30:00Z', '2023-10-29'],
  ['as they go back, 01:00 UTC on 29 October 2023', '2023-10-29T01:00:00Z', '2023-10-29'],
  ['on the evening after', '2023-10-29T23:30:00Z', '2023-10-29'],
])('the day is right %s (%s)', (_, utc, date) => {
  expect(today(utc)).toBe(date);
});

test('the year turns at midnight in London', () => {
  expect(today('2023-12-31T23:59:59Z')).toBe('2023-12-31');
  expect(today('2024-01-01T00:00:00Z')).toBe('2024-01-01');
});

test('the leap day is a day', () => {
  expect(today('2024-02-29T12:00:00Z')).toBe('2024-02-29');
});

test('a time of day is told in London, with its day if that is another one', () => {
  const time = (utc: string) => londonTime(new Date(utc), new Date('2023-06-01T10:00:00Z'));
  expect(time('2023-06-01T08:14:59Z')).toBe('09:14');
  expect(time('2023-05-31T23:05:00Z')).toBe('00:05');
  expect(time('2023-05-31T22:55:00Z')).toBe('31 May, 23:55');
});
