import { describe, expect, test } from '@jest/globals';
import type { CellValue } from 'exceljs';
import { readFigure } from '../../../src/inputs/workbook/read-figure.ts';
import { contentAt } from '../../../src/inputs/workbook/sheet.ts';
import { openWorkbook } from '../../../src/inputs/workbook/workbook.ts';
import type { KpiUnit } from '../../../src/model/kpi.ts';
import { workbookOf } from './workbooks.ts';

const place = { file: 'plan.xlsx', sheet: 'Plan', cell: 'A1' };

/** What is read from a cell that was written with a value and a number format. */
async function figureOf(value: CellValue, numFmt = '', unit: KpiUnit | 'none' = 'millions') {
  const bytes = await workbookOf({ Plan: [[value]] }, (workbook) => {
    const cell = workbook.getWorksheet('Plan')?.getCell('A1');
    if (cell && numFmt) cell.numFmt = numFmt;
  });
  const { sheets } = await openWorkbook('plan.xlsx', bytes);
  const { figure, ...read } = readFigure(
    sheets[0] && contentAt(sheets[0], 1, 1),
    place,
    unit === 'none' ? undefined : unit,
  );
  // What was typed is looked at by itself.
  return { ...read, ...(figure && { figure: { value: figure.value, cell: figure.cell } }) };
}

const link = { text: '59.262', hyperlink: 'https://www.norfolk.gov.uk/' };
const raised = { richText: [{ text: '12' }, { text: '1', font: { vertAlign: 'superscript' as const } }] };

describe('a number', () => {
  test.each<[string, CellValue, number]>([
    ['typed', 59.262, 59.262],
    ['that is zero', 0, 0],
    ['that is negative', -5.5, -5.5],
    ['the stored result of a formula', { formula: 'B1+C1', result: 45.613 }, 45.613],
    ['the stored result 0 of a formula', { formula: 'B1-B1', result: 0 }, 0],
    ['the text that a formula gives', { formula: 'TEXT(B1,"0.0")', result: '45.6' }, 45.6],
    ['a sum with noise in its last digits', { formula: '0.1+0.2', result: 0.1 + 0.2 }, 0.3],
    ['typed as text', '59.262', 59.262],
    ['with no-break spaces around it', '\u00a0 9512 \u00a0', 9512],
    ['with a link', link, 59.262],
    ['with a raised footnote mark', raised, 12],
  ])('%s is read', async (_, value, wanted) => {
    expect(await figureOf(value)).toEqual({ figure: { value: wanted, cell: place } });
  });

  test('a blank cell, or one with spaces, is no figure and nothing wrong', async () => {
    expect(await figureOf('   ')).toEqual({});
    expect(readFigure(undefined, place, 'count')).toEqual({});
  });
});

describe('a number with a mark is read in the unit of its row', () => {
  test.each<[CellValue, string, KpiUnit, number]>([
    ['£1.250m', '', 'millions', 1.25],
    ['£1,250k', '', 'millions', 1.25],
    ['£1.250m', '', 'pounds', 1_250_000],
    ['£24.31k', '', 'pounds', 24_310],
    ['£24,310', '', 'pounds', 24_310],
    ['£1.1k', '', 'pounds', 1100],
    ['18.6%', '', 'percent', 18.6],
    ['18.6', '', 'percent', 18.6],
    [0.186, '0.0%', 'percent', 18.6],
    [7, '0', 'percent', 7],
    [0.07, '0%', 'percent', 7],
    [0.07, '', 'percent', 0.07],
    [1.25, '£0.000"m"', 'millions', 1.25],
    [1_250_000, '£#,##0.000,,"m"', 'millions', 1.25],
    [1_250_000, '#,##0.000,,', 'millions', 1.25],
    [1250, '£#,##0"k"', 'millions', 1.25],
    [1250, '£#,##0"k"', 'pounds', 1_250_000],
    [-25.149, '£0.000"m";[Red](£0.000"m")', 'millions', -25.149],
  ])('%s in the format "%s" is, in %s, %d', async (value, format, unit, wanted) => {
    expect(await figureOf(value, format, unit)).toEqual({ figure: { value: wanted, cell: place } });
  });

  test.each<[CellValue, string, KpiUnit | 'none', string]>([
    ['18.6%', '', 'count', 'a count belongs here, and "18.6%" was found'],
    ['18.6%', '', 'millions', 'an amount in £m belongs here, and "18.6%" was found'],
    [0.186, '0.0%', 'pounds', 'an amount in pounds belongs here, and "18.6%" was found'],
    ['9.9k', '', 'count', 'a count belongs here, and "9.9k" was found'],
    ['£1.250m', '', 'percent', 'a percentage belongs here, and "£1.250m" was found'],
    [1.25, '£0.000"m"', 'ratio', 'a ratio (1:2.1, or 2.1) belongs here, and "1.25m" was found'],
    ['£1.250m', '', 'none', 'a number belongs here, and "£1.250m" was found'],
  ])('%s in the format "%s" is no %s', async (value, format, unit, message) => {
    const { figure, finding } = await figureOf(value, format, unit);
    expect(figure).toBeUndefined();
    expect(finding).toMatchObject({ code: 'workbook/not-a-number', message, where: place });
  });
});

describe('what is no number is a finding that names its cell', () => {
  const date = new Date(Date.UTC(2023, 5, 16));
  test.each<[string, CellValue, string, string]>([
    ['text', 'to be confirmed', 'not-a-number', 'a number belongs here, and "to be confirmed" was found'],
    ['two numbers', '5.2 / 6.1', 'not-a-number', 'a number belongs here, and "5.2 / 6.1" was found'],
    [
      'a comma that may be a decimal one',
      '1,2',
      'not-a-number',
      'a number belongs here, and "1,2" was found',
    ],
    ['true', true, 'not-a-number', 'a number belongs here, and "true" was found'],
    [
      'a long text',
      'x'.repeat(90),
      'not-a-number',
      `a number belongs here, and "${'x'.repeat(40)}…" was found`,
    ],
    ['a date', date, 'date-in-number', 'a number belongs here, and a date was found (2023-06-16)'],
    [
      'a date of a formula',
      { formula: 'TODAY()', result: date },
      'date-in-number',
      'a number belongs here, and a date was found (2023-06-16)',
    ],
    ['an error', { error: '#REF!' }, 'cell-error', 'a number belongs here, and #REF! was found'],
    [
      'the error of a formula',
      { formula: '1/0', result: { error: '#DIV/0!' } },
      'cell-error',
      'a number belongs here, and #DIV/0! was found',
    ],
    [
      'a formula without a stored result',
      { formula: 'SUM(B1:B9)' },
      'formula-no-result',
      'the formula SUM(B1:B9) has no stored result',
    ],
  ])('%s', async (_, value, code, message) => {
    const { figure, finding } = await figureOf(value);
    expect(figure).toBeUndefined();
    expect(finding).toMatchObject({ severity: 'error', code: `workbook/${code}`, message, where: place });
    expect(finding?.help).toBeTruthy();
  });
});

test.each<[CellValue, string]>([
  ['c', 'Not shown'],
  ['<5', '<5'],
  ['n/a', 'Not applicable'],
  [{ formula: 'IF(B1<5,"c",B1)', result: 'c' }, 'Not shown'],
])(
  'a suppressed value %j is neither zero nor blank: it is told of, and printed as "%s"',
  async (value, words) => {
    const { figure, withheld, finding } = await figureOf(value, '', 'count');
    expect(figure).toBeUndefined();
    expect(withheld).toBe(words);
    expect(finding).toMatchObject({ severity: 'warning', code: 'workbook/withheld', where: place });
  },
);

describe('a ratio', () => {
  const ratioOf = async (value: CellValue, numFmt = '') => {
    const bytes = await workbookOf({ Plan: [[value]] }, (workbook) => {
      const cell = workbook.getWorksheet('Plan')?.getCell('A1');
      if (cell && numFmt) cell.numFmt = numFmt;
    });
    const { sheets } = await openWorkbook('plan.xlsx', bytes);
    const { figure, finding } = readFigure(sheets[0] && contentAt(sheets[0], 1, 1), place, 'ratio');
    return finding?.message ?? [figure?.value, figure?.typed];
  };

  test.each<[CellValue, string, unknown]>([
    ['1:2.1', '', [2.1, '1:2.1']],
    ['1 : 2.1', '', [2.1, '1:2.1']],
    ['1 to 12', '', [12, '1:12']],
    ['2:5', '', [2.5, '2:5']],
    ['1:0.42', '', [0.42, '1:0.42']],
    ['2.1', '', [2.1, '2.1']],
    [2.1, '0.00', [2.1, undefined]],
    // What Excel makes of 1:2, 1:20, 25:3, 1:2.1 and 1:0.42.
    [62 / 1440, 'h:mm', [2, '1:2']],
    [80 / 1440, 'h:mm', [20, '1:20']],
    [1503 / 1440, '[h]:mm:ss', [0.12, '25:3']],
    [62.1 / 86_400, 'mm:ss.0', [2.1, '1:2.1']],
    [60.42 / 86_400, 'mm:ss.0', [0.42, '1:0.42']],
    ['0:2', '', 'a number belongs here, and "0:2" was found'],
    ['one to two', '', 'a number belongs here, and "one to two" was found'],
  ])('%p in the format "%s" is read', async (value, format, wanted) => {
    expect(await ratioOf(value, format)).toEqual(wanted);
  });
});
