import { expect, test } from '@jest/globals';
import { parseAmount, targetText } from '../../../src/inputs/workbook/number-text.ts';
import { headedTarget } from '../../../src/inputs/workbook/periods.ts';

/** Columns of targets by their headings, and targets as people type them. */

const reports = [{ number: 3, month: 'December' }] as never;

test.each([
  ['Target', {}],
  ['TARGETS', {}],
  ['Annual target', {}],
  ['Target agreed by the DfE', {}],
  ['Target 2023/24', { year: '2023/24' }],
  ['2023-24 target', { year: '2023/24' }],
  ['Target 23/24', { year: '2023/24' }],
  ['Target 23-24', { year: '2023/24' }],
  ['Agreed target for 2023/2024', { year: '2023/24' }],
  ['End of year target (FY 2023/24)', { year: '2023/24' }],
  ['Target December 2023', { month: '2023-12' }],
  ['Target by Mar-24', { month: '2024-03' }],
  ['Target Q3 2023/24', { month: '2023-12' }],
  ['Target 23/25', undefined],
  ['Change against target', undefined],
  ['Variance from target 2023/24', undefined],
  ['December 2023', undefined],
])('"%s" heads targets for %j', (heading, of) => {
  expect(headedTarget(heading, reports)).toEqual(of);
});

test.each([
  ['35', 35],
  ['≤35', 35],
  ['<= 35', 35],
  ['< 35', 35],
  ['at most 35', 35],
  ['No more than 35', 35],
  ['35 or fewer', 35],
  ['35 (max)', 35],
  ['≥ £1,800', 1800],
  ['at least 18.6%', 18.6],
  ['minimum of 18.6% ', 18.6],
  ['Under £1.25m', 1.25],
  ['0', 0],
])('the target "%s" is %d', (text, value) => {
  expect(parseAmount(targetText(text) ?? '')?.value).toBe(value);
});

test.each(['tbc', 'To be agreed', 'n/a', '-', 'none'])('"%s" is no target yet', (text) => {
  expect(targetText(text)).toBeUndefined();
});

test.each(['30 to 35', '970 placements', 'see note 3'])('"%s" is no number', (text) => {
  expect(parseAmount(targetText(text) ?? '')).toBeUndefined();
});
