import { describe, expect, test } from '@jest/globals';
import type { CellValue } from 'exceljs';
import fc from 'fast-check';
import { partText, readPackage, writePackage } from '../../src/container/package.ts';
import { openWorkbook, readFigure } from '../../src/inputs/workbook.ts';
import { cureWorkbook } from '../../src/inputs/workbook-cures.ts';
import { workbookOf } from './workbooks.ts';

const place = { file: 'plan.xlsx', sheet: 'Plan', cell: 'A1' };

/** What is read from a cell that was written with a value and a number format. */
async function figureOf(value: CellValue, numFmt?: string) {
  const bytes = await workbookOf({ Plan: [[value]] }, (workbook) => {
    const cell = workbook.getWorksheet('Plan')?.getCell('A1');
    if (cell && numFmt) cell.numFmt = numFmt;
  });
  const { sheets } = await openWorkbook('plan.xlsx', bytes);
  const cell = sheets[0]?.getCell('A1');
  if (!cell) throw new Error('no cell');
  return readFigure(cell, place);
}

describe('a number', () => {
  test.each<[string, CellValue, number]>([
    ['typed', 59.262, 59.262],
    ['that is zero', 0, 0],
    ['that is negative', -5.5, -5.5],
    ['the stored result of a formula', { formula: 'B1+C1', result: 45.613 }, 45.613],
    ['the stored result 0 of a formula', { formula: 'B1-B1', result: 0 }, 0],
    ['a sum with noise in its last digits', { formula: '0.1+0.2', result: 0.1 + 0.2 }, 0.3],
    ['typed as text', '59.262', 59.262],
    ['with thousands', '1,234,567.8', 1234567.8],
    ['with spaces for thousands', '9 512', 9512],
    ['with no-break spaces around it', '\u00a0 9512 \u00a0', 9512],
    ['with a pound sign', '£24,310', 24310],
    ['with a minus before the pound sign', '-£240', -240],
    ['with a minus after the pound sign', '£-240', -240],
    ['with a true minus', '\u22120.3', -0.3],
    ['with a dash for a minus', '\u20130.3', -0.3],
    ['in brackets', '(1.2)', -1.2],
    ['with a percent sign', '18.6%', 18.6],
    ['without a digit before the point', '.5', 0.5],
    [
      'with a raised footnote mark',
      { richText: [{ text: '12' }, { text: '1', font: { vertAlign: 'superscript' } }] },
      12,
    ],
  ])('%s is read', async (_, value, wanted) => {
    expect(await figureOf(value)).toEqual({ figure: { value: wanted, cell: place } });
  });

  test('a blank cell, or one with spaces, is no figure and nothing wrong', async () => {
    expect(await figureOf('   ')).toEqual({});
    const { sheets } = await openWorkbook('plan.xlsx', await workbookOf({ Plan: [['x']] }));
    expect(sheets[0] && readFigure(sheets[0].getCell('B7'), place)).toEqual({});
  });

  test('read as text is the number that was printed', async () => {
    const { sheets } = await openWorkbook('plan.xlsx', await workbookOf({ Plan: [['x']] }));
    const cell = sheets[0]?.getCell('A1');
    if (!cell) throw new Error('no cell');
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 3 }), (n, digits) => {
        const number = n / 10 ** digits;
        cell.value = number.toLocaleString('en-GB', { minimumFractionDigits: digits });
        expect(readFigure(cell, place).figure?.value).toBe(number);
      }),
    );
  });
});

describe('what is no number is a finding that names its cell', () => {
  test.each<[string, CellValue, string]>([
    ['text', 'tbc', 'workbook/not-a-number'],
    ['a dash', '-', 'workbook/not-a-number'],
    ['two numbers', '5.2 / 6.1', 'workbook/not-a-number'],
    ['a comma that may be a decimal one', '1,2', 'workbook/not-a-number'],
    ['digits with a gap between them', '5 6', 'workbook/not-a-number'],
    ['a sum of money with its unit', '£1.250m', 'workbook/not-a-number'],
    ['a bracket that does not close', '(1.2', 'workbook/not-a-number'],
    ['true', true, 'workbook/not-a-number'],
    ['the text that a formula gives', { formula: 'A2', result: 'n/a' }, 'workbook/not-a-number'],
    ['a date', new Date(Date.UTC(2023, 5, 16)), 'workbook/date-in-number'],
    ['an error', { error: '#REF!' }, 'workbook/cell-error'],
    ['the error of a formula', { formula: '1/0', result: { error: '#DIV/0!' } }, 'workbook/cell-error'],
    ['a formula without a stored result', { formula: 'SUM(B1:B9)' }, 'workbook/formula-no-result'],
  ])('%s', async (_, value, code) => {
    const { figure, finding } = await figureOf(value);
    expect(figure).toBeUndefined();
    expect(finding).toMatchObject({ severity: 'error', code, where: place });
    expect(finding?.help).toBeTruthy();
  });

  test('and says what was found', async () => {
    const said = async (value: CellValue) => (await figureOf(value)).finding?.message;
    expect(await said('to be confirmed')).toBe('a number belongs here, and "to be confirmed" was found');
    expect(await said(new Date(Date.UTC(2023, 5, 16)))).toBe(
      'a number belongs here, and a date was found (2023-06-16)',
    );
    expect(await said({ error: '#N/A' })).toBe('a number belongs here, and #N/A was found');
    expect(await said({ formula: 'SUM(B1:B9)' })).toBe('the formula SUM(B1:B9) has no stored result');
  });
});

describe('number formats', () => {
  test.each([
    '0.000',
    '£0.000"m"',
    '£0.000\\m',
    '\\£#,##0.000\\m',
    '0.0%',
    '#,##0;[Red]-#,##0',
    '0.000\\ \\y',
  ])('%s shows a number, which is read as one', async (format) => {
    expect((await figureOf(25.149, format)).figure?.value).toBe(25.149);
    expect((await figureOf({ formula: 'B1', result: 25.149 }, format)).figure?.value).toBe(25.149);
  });

  test('a real date format still makes a date', async () => {
    expect((await figureOf(45093, 'dd/mm/yyyy')).finding?.code).toBe('workbook/date-in-number');
  });
});

describe('before a workbook is read', () => {
  const curedText = async (name: string, text: string) => {
    const parts = new Map([[name, Buffer.from(text)]]) as Awaited<ReturnType<typeof readPackage>>;
    return { changed: cureWorkbook(parts), text: partText(parts, name) };
  };

  test('defined names and comments are left out of the copy in memory', async () => {
    const names =
      '<workbook><definedNames><definedName name="a">A!$A:$IV</definedName></definedNames></workbook>';
    expect(await curedText('xl/workbook.xml', names)).toEqual({
      changed: true,
      text: '<workbook></workbook>',
    });
    const comment =
      '<Relationship Id="r1" Type="http://x/relationships/comments" Target="/xl/comments/c.xml"/>';
    const drawing =
      '<Relationship Id="r2" Type="http://x/relationships/drawing" Target="../drawings/d.xml"/>';
    expect(await curedText('xl/worksheets/_rels/sheet1.xml.rels', comment + drawing)).toEqual({
      changed: true,
      text: drawing,
    });
  });

  test('a workbook that needs no cure is left as it is', async () => {
    const parts = await readPackage(await workbookOf({ Plan: [[1]] }));
    expect(cureWorkbook(parts)).toBe(false);
  });

  test('a defined name over whole columns does not stop the reading', async () => {
    const parts = await readPackage(await workbookOf({ Plan: [[59.262]] }));
    const workbook = partText(parts, 'xl/workbook.xml') ?? '';
    const name = '<definedNames><definedName name="all">Plan!$A$1:$XFD$1048576</definedName></definedNames>';
    parts.set('xl/workbook.xml', Buffer.from(workbook.replace('</sheets>', `</sheets>${name}`)));
    const { sheets, findings } = await openWorkbook('plan.xlsx', await writePackage(parts));
    expect(findings).toEqual([]);
    expect(sheets[0]?.getCell('A1').value).toBe(59.262);
  });
});

describe('what is no workbook is refused in words', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['an empty file', Buffer.alloc(0), /empty/],
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), /old Excel file/],
    ['a web page', Buffer.from('<html>'), /web page/],
    ['a text file', Buffer.from('Ref,Name\n1,x\n'), /text or CSV/],
    ['a ZIP that stops short', Buffer.from('PK\u0003\u0004....'), /cannot be read/],
  ])('%s', async (_, bytes, words) => {
    const { sheets, findings } = await openWorkbook('plan.xlsx', bytes);
    expect(sheets).toEqual([]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ severity: 'error', where: { file: 'plan.xlsx' } });
    expect(findings[0]?.message).toMatch(words);
  });

  test('bytes cut off or changed anywhere never make the reader throw', async () => {
    const good = await workbookOf({
      Plan: [
        [1, 2],
        [3, 4],
      ],
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: good.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        async (at, byte, cut) => {
          const bytes = cut ? good.slice(0, at) : Uint8Array.from(good);
          if (!cut) bytes[at] = byte;
          const { sheets, findings } = await openWorkbook('plan.xlsx', bytes);
          expect(sheets.length > 0).toBe(findings.length === 0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
