import { describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { money, number, percent, pounds } from '../../src/documents/house-formats.ts';
import { lettersOf } from '../../src/ooxml/cell-address.ts';
import { numberIn, writeSpreadsheet } from '../../src/output/spreadsheet.ts';
import fc from '../properties.ts';

describe('a number as it is printed', () => {
  test.each([
    ['\u2212120.578', -120.578, '#,##0.000;\u2212#,##0.000'],
    ['9,512', 9512, '#,##0;\u2212#,##0'],
    ['£25.149m', 25.149, '"£"#,##0.000"m";\u2212"£"#,##0.000"m"'],
    ['12.3%', 0.123, '#,##0.0%;\u2212#,##0.0%'],
    ['\u2212£0.650m (deficit)', -0.65, '"£"#,##0.000"m"" (deficit)";\u2212"£"#,##0.000"m"" (deficit)"'],
    ['0', 0, '#,##0;\u2212#,##0'],
  ])('%s is the number and its format', (printed, value, format) => {
    expect(numberIn(printed)).toEqual({ value, format });
  });

  test.each(['None', 'No value', 'fewer than 5', '2023/24', '1:3', '1 2', '', '-5', '12,34', 'Jun 2023'])(
    '%j stays text',
    (text) => {
      expect(numberIn(text)).toBeUndefined();
    },
  );
});

test('whatever a report prints, the cell has that number', () => {
  const prints: Array<[(value: number) => string, number]> = [
    [(value) => number(value, 3), 3],
    [(value) => number(value), 0],
    [money, 3],
    [pounds, 0],
    [percent, 3],
  ];
  fc.assert(
    fc.property(
      fc.double({ min: -1e7, max: 1e7, noNaN: true }),
      fc.constantFrom(...prints),
      (value, [print, digits]) => {
        const found = numberIn(print(value));
        expect(found?.value).toBeCloseTo(
          print === percent ? value / 100 : value,
          digits === 0 ? -0.4 : digits - 0.4,
        );
      },
    ),
  );
});

test('texts are as they were, columns beyond Z have names, and the same rows give the same bytes', async () => {
  const row = Array.from({ length: 30 }, (_, i) => `A <b> & "${i}"`);
  const sheets = [{ name: "Plan's & more", widths: [20], rows: [row, row] }];
  const bytes = await writeSpreadsheet(sheets);
  expect(Buffer.from(await writeSpreadsheet(sheets))).toEqual(Buffer.from(bytes));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as never);
  const values = workbook.getWorksheet("Plan's & more")?.getRow(2).values ?? [];
  expect(Object.values(values)).toEqual(row);
  expect([1, 26, 27, 52, 53].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
});
