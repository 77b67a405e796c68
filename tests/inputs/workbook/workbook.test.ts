import { describe, expect, test } from '@jest/globals';
import type { CellValue } from 'exceljs';
import { readKpiWorkbook } from '../../../src/inputs/workbook/kpi-workbook.ts';
import { textAt } from '../../../src/inputs/workbook/sheet.ts';
import { openWorkbook } from '../../../src/inputs/workbook/workbook.ts';
import fc from '../../properties.ts';
import { partsOf, rawWorkbook, workbookOf, zipped } from './workbooks.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const compound = (...streams: string[]) =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), ...streams.map(utf16)]);
const withPart = (name: string, text: string) => zipped(new Map([...partsOf(''), [name, text]]));
const withType = (type: string) =>
  zipped(
    new Map([
      ['[Content_Types].xml', `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`],
      ['xl/workbook.xml', ''],
    ]),
  );

describe('what is no workbook is named for what it is', () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['an empty file', () => Buffer.alloc(0), 'the file is empty'],
    ['an old .xls', () => compound('Root Entry', 'Workbook'), 'this is an old Excel file (.xls)'],
    [
      'an encrypted .xlsx',
      () => compound('EncryptionInfo', 'EncryptedPackage'),
      'this workbook has a password',
    ],
    ['an old .doc', () => compound('WordDocument'), 'this is an old Word file (.doc), not a workbook'],
    [
      'the head of one of these',
      () => compound(),
      'this is an old Excel file (.xls), or one with a password',
    ],
    [
      'a web page',
      () => Buffer.from('<html><table>'),
      'this is a web page or XML file, whatever its name says',
    ],
    [
      'a web page with a byte order mark',
      () => Buffer.from('\uFEFF\r\n<!DOCTYPE html>'),
      'this is a web page or XML file, whatever its name says',
    ],
    [
      'a spreadsheet of Excel 2003',
      () =>
        Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
      'this is an XML spreadsheet of Excel 2003 (.xml)',
    ],
    [
      'a CSV file',
      () => Buffer.from('Ref,Name\n1,x\n'),
      'this is not an Excel workbook; it may be a text or CSV file',
    ],
    ['a PDF', () => Buffer.from('%PDF-1.7'), 'this is a PDF file, whatever its name says'],
    [
      'an .ods',
      () =>
        zipped(
          new Map([
            ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
            ['content.xml', ''],
          ]),
        ),
      'this is an OpenDocument spreadsheet (.ods)',
    ],
    [
      'an .xlsm',
      () => withType('application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
      'this workbook has macros (.xlsm)',
    ],
    [
      'an .xlsx with macros in it',
      () => withPart('xl/vbaProject.bin', ''),
      'this workbook has macros (.xlsm)',
    ],
    ['an .xlsb', () => zipped(new Map([['xl/workbook.bin', '']])), 'this is a binary workbook (.xlsb)'],
    ['a .docx', () => zipped(new Map([['word/document.xml', '']])), 'this is a Word file, not a workbook'],
    [
      'a .pptx',
      () => zipped(new Map([['ppt/presentation.xml', '']])),
      'this is a PowerPoint file, not a workbook',
    ],
    ['a .numbers', () => zipped(new Map([['Index/Document.iwa', '']])), 'this is a Numbers file'],
    ['another ZIP file', () => zipped(new Map([['readme.txt', '']])), 'this is not an Excel workbook'],
  ])('%s', async (_, bytes, message) => {
    const { opened, sheets, findings } = await openWorkbook('plan.xlsx', await bytes());
    expect([opened, sheets]).toEqual([false, []]);
    expect(findings).toEqual([
      {
        severity: 'error',
        code: 'workbook/not-xlsx',
        where: { file: 'plan.xlsx' },
        message,
        help: message.includes('has a password')
          ? 'open it in Excel, take the password off (File > Info > Protect Workbook > Encrypt with Password: delete it), and save it'
          : 'open it in Excel and save it as an Excel workbook (.xlsx)',
      },
    ]);
  });

  test('a ZIP that stops short, and one without parts', async () => {
    for (const bytes of [Buffer.from('PK\u0003\u0004....'), (await zipped(partsOf(''))).subarray(0, 900)])
      expect((await openWorkbook('plan.xlsx', bytes)).findings).toMatchObject([
        { code: 'workbook/unreadable', message: 'the workbook cannot be read: it is damaged or cut short' },
      ]);
    expect((await openWorkbook('plan.xlsx', await zipped(new Map()))).findings).toMatchObject([
      { code: 'workbook/not-xlsx', message: 'this is not an Excel workbook' },
    ]);
  });

  test('bytes cut off or changed anywhere never make the reader throw', async () => {
    const good = await workbookOf({
      Plan: [
        [1, 'two'],
        [3, { formula: 'A1', result: 1 }],
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
          const { opened, findings } = await openWorkbook('plan.xlsx', bytes);
          expect(opened).toBe(findings.every(({ severity }) => severity !== 'error'));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('nor do parts cut off, doubled or emptied', async () => {
    const parts = partsOf('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>2</v></c></row>');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...parts.keys()),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('', '<', '&', '"', '<x', '</row>', '-1', '999999999999'),
        async (name, where, insert) => {
          const xml = parts.get(name) ?? '';
          const at = Math.floor(where * xml.length);
          const edited = new Map([
            ...parts,
            [name, insert === '' ? xml.slice(0, at) : xml.slice(0, at) + insert + xml.slice(at)],
          ]);
          const { opened, findings } = await openWorkbook('plan.xlsx', await zipped(edited));
          expect(opened || findings.length > 0).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('sheets', () => {
  test('that are hidden come after those that are shown', async () => {
    const bytes = await workbookOf({ Old: [['x']], Plan: [['y']], Older: [['z']] }, (workbook) => {
      (workbook.getWorksheet('Old') as { state: string }).state = 'hidden';
      (workbook.getWorksheet('Older') as { state: string }).state = 'veryHidden';
    });
    const { sheets } = await openWorkbook('plan.xlsx', bytes);
    expect(sheets.map((sheet) => [sheet.name, sheet.hidden, textAt(sheet, 1, 1)])).toEqual([
      ['Plan', false, 'y'],
      ['Old', true, 'x'],
      ['Older', true, 'z'],
    ]);
  });

  test('of raw data are passed over, and named where no table is found', async () => {
    const row = `<row>${'<c><v>1</v></c>'.repeat(100)}</row>`;
    const { sheets, passedOver } = await openWorkbook('plan.xlsx', await rawWorkbook(row.repeat(1501)));
    expect([sheets, passedOver]).toEqual([[], ['Plan']]);
    const { findings } = await readKpiWorkbook('kpis.xlsx', await rawWorkbook(row.repeat(1501)));
    expect(findings.map(({ message }) => message)).toEqual([
      'no table of KPIs was found; "Plan" was not looked at, being larger than any such table',
    ]);
    expect((await openWorkbook('plan.xlsx', await rawWorkbook(row.repeat(1500)))).passedOver).toEqual([]);
  });

  test('with one text of many megabytes are passed over, and a list of such texts is refused', async () => {
    const long = 'x'.repeat(13 * 1024 * 1024);
    const inCell = await rawWorkbook(`<row><c t="inlineStr"><is><t>${long}</t></is></c></row>`);
    expect((await openWorkbook('plan.xlsx', inCell)).passedOver).toEqual(['Plan']);
    const inList = await rawWorkbook('', '', {
      'xl/sharedStrings.xml': `<sst><si><t>${long}</t></si></sst>`,
    });
    expect((await openWorkbook('plan.xlsx', inList)).findings.map(({ message }) => message)).toEqual([
      'the workbook holds more text than any real one',
    ]);
  });
});

describe('a character that no Word file can hold', () => {
  const read = async (value: CellValue) => {
    const { sheets, findings } = await openWorkbook('kpis.xlsx', await workbookOf({ KPIs: [[null, value]] }));
    return { text: sheets[0] && textAt(sheets[0], 1, 2), findings };
  };

  test.each([
    ['_x0001_', 'U+0001'],
    ['_xFFFE_', 'U+FFFE'],
    ['\u202E', 'U+202E'],
  ])('%s is told of at its cell, and left out', async (typed, name) => {
    const { text, findings } = await read(`Actual${typed} EHCPs`);
    expect(text).toBe('Actual EHCPs');
    expect(findings).toMatchObject([
      {
        severity: 'warning',
        code: 'text/character',
        where: { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'B1' },
        message: `this text holds a character that cannot be seen and that no document should hold (${name}, after "Actual"); it is read without it`,
      },
    ]);
  });
});

describe('parts with more elements than any real one', () => {
  test('a sheet of them is passed over', async () => {
    for (const sheet of ['<row/>'.repeat(600_000), `<row>${'<a/>'.repeat(600_000)}</row>`])
      expect((await openWorkbook('plan.xlsx', await rawWorkbook(sheet))).passedOver).toEqual(['Plan']);
  });

  test('a list of formats of them is refused', async () => {
    const styles = `<styleSheet><cellXfs>${'<a/>'.repeat(500_000)}</cellXfs></styleSheet>`;
    const { findings } = await openWorkbook(
      'plan.xlsx',
      await rawWorkbook('', '', { 'xl/styles.xml': styles }),
    );
    expect(findings.map(({ message }) => message)).toEqual([
      'the workbook holds more text than any real one',
    ]);
  });
});
