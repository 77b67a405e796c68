import { describe, expect, test } from '@jest/globals';
import type ExcelJS from 'exceljs';
import { textAt } from '../../../src/inputs/workbook/sheet.ts';
import { openWorkbook } from '../../../src/inputs/workbook/workbook.ts';
import { partsOf, rawWorkbook, relationships, stylesOf, workbookOf, zipped } from './workbooks.ts';

/** What exceljs reads wrong or falls over at, and what is read all the same. */

async function cellsOf(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const { sheets, findings } = await openWorkbook('plan.xlsx', bytes);
  expect(findings).toEqual([]);
  const cells = [...(sheets[0]?.rows ?? [])].flatMap(([row, columns]) =>
    [...columns].map(([column, content]) => {
      const address = `${String.fromCharCode(64 + column)}${row}`;
      if (content.kind === 'number')
        return [address, content.mark ? `${content.value}${content.mark}` : content.value];
      return [address, content.kind === 'text' ? content.text : content];
    }),
  );
  return Object.fromEntries(cells);
}

const cell = (address: string, inside: string, attributes = '') =>
  `<row r="${address.slice(1)}"><c r="${address}"${attributes}>${inside}</c></row>`;
const number = cell('A1', '<v>59.262</v>');

describe('number formats', () => {
  test.each([
    ['\\£#,##0.000\\m', '25.149m'],
    ['\\£0.000\\ \\m', '25.149m'],
    ['0.000\\ \\y', 25.149],
    ['#,##0.000\\ \\d\\a\\y\\s', 25.149],
    ['_d0.000_m', 25.149],
    ['0.000"m"', '25.149m'],
    ['£0.000" million"', '25.149m'],
    ['[Red]0.000;[Blue]-0.000', 25.149],
    ['_-£* #,##0.000_-;-£* #,##0.000_-;_-£* "-"??_-', 25.149],
    ['General', 25.149],
    ['0.0%', '2514.9%'],
    ['#,##0.0,,"m"', '0.000025149m'],
  ])('%s is no format of a date', async (format, seen) => {
    const bytes = await rawWorkbook(cell('A1', '<v>25.149</v>', ' s="1"'), '', {
      'xl/styles.xml': stylesOf(format),
    });
    expect(await cellsOf(bytes)).toEqual({ A1: seen });
  });

  test.each(['dd/mm/yyyy', 'mmm-yy', '[$-809]dd mmmm yyyy', 'd\\-mmm\\-yy', 'yyyy"年"m"月"'])(
    '%s is',
    async (format) => {
      const bytes = await rawWorkbook(cell('A1', '<v>45093</v>', ' s="1"'), '', {
        'xl/styles.xml': stylesOf(format),
      });
      expect(await cellsOf(bytes)).toEqual({ A1: { kind: 'date', date: '2023-06-16' } });
    },
  );

  test('dates counted from 1904 are the same days', async () => {
    const parts = partsOf(cell('A1', '<v>43631</v>', ' s="1"'));
    parts.set('xl/styles.xml', stylesOf('dd/mm/yyyy'));
    parts.set(
      'xl/workbook.xml',
      (parts.get('xl/workbook.xml') ?? '').replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
    );
    expect(await cellsOf(await zipped(parts))).toEqual({ A1: { kind: 'date', date: '2023-06-16' } });
  });

  test('a date beyond all calendars is no date', async () => {
    const bytes = await rawWorkbook(cell('A1', '<v>1e300</v>', ' s="1"'), '', {
      'xl/styles.xml': stylesOf('dd/mm/yyyy'),
    });
    expect(await cellsOf(bytes)).toEqual({ A1: { kind: 'error', error: 'a date that does not exist' } });
  });
});

describe('formulas and their stored results', () => {
  test.each<[string, string, unknown]>([
    ['a result', '<f>B1+C1</f><v>45.613</v>', 45.613],
    ['the result 0', '<f>B1-B1</f><v>0</v>', 0],
    ['an array formula', '<f t="array" ref="A1">SUM(B1:B2*C1:C2)</f><v>7</v>', 7],
    ['a formula that others share', '<f t="shared" ref="A1:A3" si="0">B1*2</f><v>8</v>', 8],
    ['one that shares it, where the first is not there', '<f t="shared" si="7"/><v>9</v>', 9],
    ['no result', '<f>SUM(B1:B9)</f>', { kind: 'formula', formula: 'SUM(B1:B9)' }],
    [
      'an empty result, as openpyxl writes for none',
      '<f>SUM(B1:B9)</f><v/>',
      { kind: 'formula', formula: 'SUM(B1:B9)' },
    ],
    ['no result of a shared formula', '<f t="shared" si="7"/>', { kind: 'formula', formula: 'of this cell' }],
  ])('%s', async (_, inside, wanted) => {
    expect(await cellsOf(await rawWorkbook(cell('A1', inside)))).toEqual({ A1: wanted });
  });

  test.each<[string, string, string, unknown]>([
    ['text', 'str', '<f>B1</f><v>n/a</v>', 'n/a'],
    ['an error', 'e', '<f>1/0</f><v>#DIV/0!</v>', { kind: 'error', error: '#DIV/0!' }],
    ['false', 'b', '<f>1=2</f><v>0</v>', 'false'],
  ])('a result that is %s', async (_, type, inside, wanted) => {
    expect(await cellsOf(await rawWorkbook(cell('A1', inside, ` t="${type}"`)))).toEqual({ A1: wanted });
  });

  test.each(['<f>IF(B1="","",B1)</f><v></v>', '<f>IF(B1="","",B1)</f><v/>'])(
    'a result that is no text is a blank cell: %s',
    async (inside) => {
      expect(await cellsOf(await rawWorkbook(cell('A1', inside, ' t="str"')))).toEqual({});
    },
  );
});

describe('texts', () => {
  test.each<[string, string, string, string]>([
    ['in the list of texts', ' t="s"', '<v>1</v>', 'second'],
    ['in its cell', ' t="inlineStr"', '<is><t>Total income</t></is>', 'Total income'],
    [
      'in its cell, with several formats',
      ' t="inlineStr"',
      '<is><r><t>Total </t></r><r><t>income</t></r></is>',
      'Total income',
    ],
    ['with entities', ' t="inlineStr"', '<is><t>Schools &amp; &#163;</t></is>', 'Schools & £'],
    [
      'with line breaks',
      ' t="inlineStr"',
      '<is><t>Baseline&#10;(June 2023)</t></is>',
      'Baseline (June 2023)',
    ],
    ['with spaces of other kinds', ' t="inlineStr"', '<is><t>\u00a0a\u2009b\u200b </t></is>', 'a b'],
  ])('%s', async (_, attributes, inside, wanted) => {
    expect(await cellsOf(await rawWorkbook(cell('A1', inside, attributes)))).toEqual({ A1: wanted });
  });

  test.each([
    ['in CDATA', '<si><t><![CDATA[A & B]]></t></si>', 'A & B'],
    ['plain and then in runs', '<si><t>A </t><r><t>&amp; </t></r><r><t>B</t></r></si>', 'A & B'],
    ['in no way', '<si/>', undefined],
  ])('in the list %s', async (_, listed, wanted) => {
    const others = { 'xl/sharedStrings.xml': `<sst>${listed}</sst>` };
    const bytes = await rawWorkbook(cell('A1', '<v>0</v>', ' t="s"'), '', others);
    expect(await cellsOf(bytes)).toEqual(wanted === undefined ? {} : { A1: wanted });
  });

  test('in its cell, after an empty value', async () => {
    const inside = '<v></v><is><r><t>Total </t></r><r><t>income</t></r><rPh><t>x</t></rPh></is>';
    expect(await cellsOf(await rawWorkbook(cell('A1', inside, ' t="inlineStr"')))).toEqual({
      A1: 'Total income',
    });
  });

  test('a result of a formula that is in the list of texts is no number', async () => {
    expect(await cellsOf(await rawWorkbook(cell('A1', '<f>B1</f><v>1</v>', ' t="s"')))).toEqual({
      A1: 'second',
    });
  });

  test('with a raised footnote mark, which is no digit', async () => {
    const list =
      '<sst><si><r><t>10,305</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si></sst>';
    const bytes = await rawWorkbook(cell('A1', '<v>0</v>', ' t="s"'), '', { 'xl/sharedStrings.xml': list });
    expect(await cellsOf(bytes)).toEqual({ A1: '10,305' });
  });

  test.each([
    ['struck out', '<r><rPr><strike/></rPr><t>3</t></r><r><t>38</t></r>', '38'],
    [
      'lowered behind a number',
      '<r><t>38</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>1</t></r>',
      '38',
    ],
    ['lowered in a word', '<r><t>CO</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r>', 'CO2'],
  ])('with a digit that is %s', async (_, runs, wanted) => {
    const others = { 'xl/sharedStrings.xml': `<sst><si>${runs}</si></sst>` };
    const bytes = await rawWorkbook(cell('A1', '<v>0</v>', ' t="s"'), '', others);
    expect(await cellsOf(bytes)).toEqual({ A1: wanted });
  });

  test('with escapes, and with how a Japanese name is said', async () => {
    const list =
      '<sst><si><t>Total_x0020_income</t></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si></sst>';
    const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>';
    const bytes = await rawWorkbook(rows, '', { 'xl/sharedStrings.xml': list });
    expect(await cellsOf(bytes)).toEqual({ A1: 'Total income', B1: '東京' });
  });
});

test('a sign of percent that is escaped multiplies nothing', async () => {
  const bytes = await rawWorkbook(cell('A1', '<v>0.8</v>', ' s="1"'), '', {
    'xl/styles.xml': stylesOf('0.0\\%'),
  });
  expect(await cellsOf(bytes)).toEqual({ A1: '0.8%' });
});

describe('cells that exceljs would read as another number', () => {
  test.each<[string, string, string, unknown]>([
    ['a date written as one, in a Strict workbook', ' t="d"', '<v>2023-06-16T00:00:00</v>', '2023-06-16'],
    ['a decimal comma', '', '<v>12,5</v>', '12,5'],
    ['digits with letters behind', '', '<v>12abc</v>', '12abc'],
    ['the formula of such a cell', '', '<f>B1</f><v>12,5</v>', '12,5'],
    ['a number in powers of ten', '', '<v>1.5E-3</v>', 0.0015],
    ['a number of a Mac, with a plus', '', '<v>+5</v>', 5],
  ])('%s', async (_, attributes, inside, wanted) => {
    expect(await cellsOf(await rawWorkbook(cell('A1', inside, attributes)))).toEqual({ A1: wanted });
  });
});

describe('sheets that exceljs falls over at', () => {
  test.each<[string, string, string, Record<string, string>]>([
    [
      'a comment with an absolute target, as openpyxl writes it',
      number,
      '<legacyDrawing r:id="rId2"/>',
      {
        'xl/worksheets/_rels/sheet1.xml.rels': relationships(
          ['comments', '/xl/comments/comment1.xml'],
          ['vmlDrawing', '/xl/drawings/v.vml'],
        ),
        'xl/comments/comment1.xml': '<comments/>',
      },
    ],
    ['a drawing that is not there', number, '<drawing r:id="rId9"/>', {}],
    ['a table that is not there', number, '<tableParts count="1"><tablePart r:id="rId9"/></tableParts>', {}],
    ['a link that leads nowhere', number, '<hyperlinks><hyperlink ref="A1" r:id="rId9"/></hyperlinks>', {}],
    [
      'a validation of a whole sheet',
      number,
      '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
      {},
    ],
    [
      'one merged area of a whole sheet',
      number,
      '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
      {},
    ],
    [
      'protection, a filter that is on, hidden columns',
      number,
      '<sheetProtection password="CC1A" sheet="1"/><autoFilter ref="A1:A9"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>',
      {},
    ],
    ['rows and cells without numbers', '<row><c><v>59.262</v></c></row>', '', {}],
    [
      'a last cell that holds a format only',
      `${number}<row r="1048576"><c r="XFD1048576" s="0"/></row>`,
      '',
      {},
    ],
  ])('%s', async (_, rows, after, others) => {
    expect(await cellsOf(await rawWorkbook(rows, after, others))).toEqual({ A1: 59.262 });
  });

  test('merged areas that overlap: the first holds', async () => {
    const areas =
      '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:D1"/></mergeCells>';
    expect(await cellsOf(await rawWorkbook(number, areas))).toEqual({ A1: 59.262, B1: 59.262 });
  });

  test('thousands of merged areas', async () => {
    const areas = Array.from({ length: 5000 }, (_, i) => `<mergeCell ref="A${i + 1}:B${i + 1}"/>`).join('');
    expect(await cellsOf(await rawWorkbook(number, `<mergeCells>${areas}</mergeCells>`))).toEqual({
      A1: 59.262,
      B1: 59.262,
    });
  });

  test('a merged area whose value is that of a formula', async () => {
    const formula = cell('A1', '<f>C9</f><v>59.262</v>');
    const areas = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>';
    expect(await cellsOf(await rawWorkbook(formula, areas))).toEqual({ A1: 59.262, B1: 59.262 });
  });

  test('rows and cells of which some have numbers', async () => {
    const rows =
      '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row r=""><c r=""><v>3</v></c></row><row r="9"/><row><c><v>4</v></c></row>';
    expect(await cellsOf(await rawWorkbook(rows))).toEqual({ B2: 1, C2: 2, A3: 3, A10: 4 });
  });

  test.each([
    '<row r="0"><c><v>1</v></c></row>',
    '<row r="1"><c r="5"><v>1</v></c></row>',
    '<row r="1"><c r="a1"><v>1</v></c></row>',
  ])('%s has no place in a sheet', async (rows) => {
    const { opened, findings } = await openWorkbook('plan.xlsx', await rawWorkbook(rows));
    expect([opened, findings.map(({ code }) => code)]).toEqual([false, ['workbook/unreadable']]);
  });

  test('names with a prefix before them, in every part', async () => {
    const prefixed = (xml: string) =>
      xml
        .replace(/<(\/?)(?=[a-z])/gi, '<$1x:')
        .replace(/ xmlns="([^"]*spreadsheetml[^"]*)"/, ' xmlns:x="$1"');
    const parts = partsOf('<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" t="s"><v>0</v></c></row>');
    parts.set('xl/styles.xml', stylesOf('0%'));
    for (const name of [
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/styles.xml',
      'xl/sharedStrings.xml',
    ])
      parts.set(name, prefixed(parts.get(name) ?? ''));
    expect(await cellsOf(await zipped(parts))).toEqual({ A1: '50%', B1: 'first' });
  });

  test('the Strict flavour of the standard', async () => {
    const parts = [...partsOf(cell('A1', '<v>0</v>', ' t="s"'))].map(([name, xml]): [string, string] => [
      name,
      xml
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        ),
    ]);
    expect(await cellsOf(await zipped(new Map(parts)))).toEqual({ A1: 'first' });
  });

  test.each(['$A$1:$IV$99999', '$A$1:$XFD$1048576', '$A:$P'])('a name for the range %s', async (range) => {
    const parts = partsOf(number);
    const names = `<definedNames><definedName name="all">Plan!${range}</definedName></definedNames>`;
    parts.set(
      'xl/workbook.xml',
      (parts.get('xl/workbook.xml') ?? '').replace('</sheets>', `</sheets>${names}`),
    );
    expect(await cellsOf(await zipped(parts))).toEqual({ A1: 59.262 });
  });

  test('sheets under other names, in another folder, and in other letters', async () => {
    const parts = partsOf(number);
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    parts.delete('xl/worksheets/sheet1.xml');
    parts.set('xl/Tabellen/PLAN.xml', sheet);
    const rels = parts.get('xl/_rels/workbook.xml.rels') ?? '';
    parts.set('xl/_rels/workbook.xml.rels', rels.replace('worksheets/sheet1.xml', '/xl/tabellen/plan.xml'));
    expect(await cellsOf(await zipped(parts))).toEqual({ A1: 59.262 });
  });

  test('a sheet whose name has a character that cannot be seen loses it', async () => {
    const parts = partsOf(number);
    parts.set(
      'xl/workbook.xml',
      (parts.get('xl/workbook.xml') ?? '').replace('"Plan"', '"Pl&#x202E;an &lt;1&gt;"'),
    );
    expect((await openWorkbook('plan.xlsx', await zipped(parts))).sheets.map(({ name }) => name)).toEqual([
      'Plan <1>',
    ]);
  });

  test.each(['History', "'Plan'", 'A name of more than thirty-one letters', 'Plan: 2023/24?', 'A & B'])(
    'a sheet with the name %s keeps it',
    async (name) => {
      const parts = partsOf(number);
      const escaped = name.replace('&', '&amp;');
      parts.set('xl/workbook.xml', (parts.get('xl/workbook.xml') ?? '').replace('"Plan"', `"${escaped}"`));
      const { sheets } = await openWorkbook('plan.xlsx', await zipped(parts));
      expect(sheets.map((sheet) => [sheet.name, textAt(sheet, 1, 1)])).toEqual([[name, '59.262']]);
    },
  );
});

test('a workbook with links, comments, validation, protection, colours and hidden rows and columns reads as its values', async () => {
  const bytes = await workbookOf(
    {
      Plan: [
        [1, 2],
        [3, 4],
      ],
    },
    (workbook) => {
      const sheet = workbook.getWorksheet('Plan') as ExcelJS.Worksheet;
      sheet.getCell('A1').note = 'as agreed';
      sheet.getCell('B1').value = { text: '2', hyperlink: 'https://www.norfolk.gov.uk/' };
      sheet.getCell('A3').value = { formula: 'A1+A2', result: 4 };
      sheet.getCell('A2').dataValidation = { type: 'whole', operator: 'greaterThan', formulae: [0] };
      sheet.getRow(2).hidden = true;
      sheet.getColumn(2).hidden = true;
      sheet.autoFilter = 'A1:B2';
      sheet.addConditionalFormatting({
        ref: 'A1:B2',
        rules: [{ type: 'expression', priority: 1, formulae: ['A1>1'], style: {} }],
      });
      void sheet.protect('secret', {});
    },
  );
  expect(await cellsOf(bytes)).toEqual({ A1: 1, B1: '2', A2: 3, B2: 4, A3: 4 });
});

describe('is refused in words', () => {
  const refusal = async (bytes: Uint8Array) => {
    const { sheets, findings } = await openWorkbook('plan.xlsx', bytes);
    expect(sheets).toEqual([]);
    return findings.map(({ message }) => message);
  };
  const without = (name: string) => {
    const parts = partsOf(number);
    parts.delete(name);
    return zipped(parts);
  };

  test.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'a sheet that is not in the file',
      () => without('xl/worksheets/sheet1.xml'),
      'its sheet "Plan" is not in the file',
    ],
    ['formats that are not there', () => without('xl/styles.xml'), 'its part xl/styles.xml is missing'],
    [
      'texts that are not there',
      () => without('xl/sharedStrings.xml'),
      'its part xl/sharedStrings.xml is missing',
    ],
    ['no list of sheets', () => without('xl/workbook.xml'), 'its part xl/workbook.xml is missing'],
    [
      'a text that is not in the list',
      () => rawWorkbook(cell('A1', '<v>7</v>', ' t="s"')),
      'a sheet, or the list of its texts, is damaged',
    ],
    [
      'a row beyond the last',
      () => rawWorkbook(cell('A9999999', '<v>7</v>')),
      'it has a row or column beyond the last that a sheet can have',
    ],
    [
      'a column beyond the last',
      () => rawWorkbook('<row r="1"><c r="XFE1"><v>7</v></c></row>'),
      'it has a row or column beyond the last that a sheet can have',
    ],
    [
      'a document type in a sheet',
      () =>
        rawWorkbook(number, '', {
          'xl/worksheets/sheet1.xml': `<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData>${cell('A1', '<is><t>&x;</t></is>', ' t="inlineStr"')}</sheetData></worksheet>`,
        }),
      'its part xl/worksheets/sheet1.xml declares a document type, as no workbook does',
    ],
    [
      'a document type in the list of texts',
      () =>
        rawWorkbook(number, '', {
          'xl/sharedStrings.xml':
            '<!doctype sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
        }),
      'its part xl/sharedStrings.xml declares a document type, as no workbook does',
    ],
    [
      'a part that is not UTF-8',
      async () =>
        zipped(
          new Map<string, string | Uint8Array>([
            ...partsOf(number),
            ['xl/styles.xml', Buffer.from([0xff, 0xfe, 0x3c, 0x00])],
          ]),
        ),
      'its part xl/styles.xml is not UTF-8 text',
    ],
    [
      'a list of sheets that breaks off',
      () => rawWorkbook(number, '', { 'xl/workbook.xml': '<workbook><sheets><sheet' }),
      'its part xl/workbook.xml is damaged',
    ],
  ])('%s', async (_, file, why) => {
    expect(await refusal(await file())).toEqual([`the workbook cannot be read: ${why}`]);
  });

  test('a workbook without sheets, or with charts only', async () => {
    const empty = await rawWorkbook('', '', { 'xl/workbook.xml': '<workbook><sheets/></workbook>' });
    expect(await refusal(empty)).toEqual(['the workbook has no sheets']);
    const rels = relationships(
      ['chartsheet', 'chartsheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    );
    expect(await refusal(await rawWorkbook('', '', { 'xl/_rels/workbook.xml.rels': rels }))).toEqual([
      'the workbook has no sheets',
    ]);
  });
});

test.each([
  ['<strike val="0"/>', '104'],
  ['<strike val="false"/>', '104'],
  ['<vertAlign val="baseline"/>', '104'],
  ['<b val="0"/>', '104'],
  ['<strike/>', '4'],
  ['<strike val="1"/>', '4'],
  ['<vertAlign val="subscript"/>', '4'],
])('a run whose look is %s', async (look, seen) => {
  const runs = `<is><r><rPr>${look}</rPr><t>10</t></r><r><t>4</t></r></is>`;
  const bytes = await rawWorkbook(cell('A1', runs, ' t="inlineStr"'));
  expect(await cellsOf(bytes)).toEqual({ A1: seen });
});

test('a number that is struck out is no number, and says so', async () => {
  const bytes = await workbookOf({ Plan: [[104, 112]] }, (workbook) => {
    const first = workbook.worksheets[0]?.getCell('A1');
    if (first) first.font = { strike: true };
  });
  expect(await cellsOf(bytes)).toEqual({ A1: '104, struck out', B1: 112 });
});
