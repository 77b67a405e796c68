import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyFolder } from '../copy-folder.ts';
import { partsOf, rawWorkbook, stylesOf, zipped } from '../inputs/workbook/workbooks.ts';
import { type Installed, installProgram, runMeasured } from '../program.ts';

/**
 * Workbooks made to exhaust whoever reads them, through the front door in a process of its own: what it says, how long it
 * takes and how much memory it comes to. The whole program is measured, with its start and the rest of the inputs.
 */

const root = join(import.meta.dirname, '..', '..');
let program: Installed;
/** Seconds of processor time that a run of the sample takes: what a run takes on this machine is compared with it. */
let sample = 0;
beforeAll(async () => {
  program = await installProgram('triannual hostile ');
  copyFolder(join(root, 'inputs'), join(program.folder, 'inputs'));
  sample = (await check(await readFile(join(root, 'inputs', 'kpis.xlsx')))).seconds;
});
afterAll(() => program.remove());

async function check(bytes: Uint8Array) {
  await writeFile(join(program.folder, 'inputs', 'kpis.xlsx'), bytes);
  const { stdout, stderr, ...rest } = await runMeasured(
    program.bin,
    ['check', '2023-06', '--today', '2023-06-01'],
    program.folder,
  );
  return { ...rest, output: stderr + stdout };
}

const mb = 1024 * 1024;
const sheet = (xml: string) => rawWorkbook('', '', { 'xl/worksheets/sheet1.xml': xml });
/** Another unpacked size for the part, in the directory of the ZIP file. */
async function lying(size: number): Promise<Uint8Array> {
  const bytes = Buffer.from(await zipped(new Map([['xl/workbook.xml', ' '.repeat(40 * mb)]])));
  bytes.writeUInt32LE(size, bytes.indexOf('PK\u0001\u0002', 'latin1') + 24);
  return bytes;
}
const entity = `<!DOCTYPE sst [<!ENTITY a "${'a'.repeat(100)}">${'bcdefghij'.replace(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;

describe('is named with less than three times the work of a good one and 300 MB, without a stack', () => {
  test.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'a sheet of 60 MB',
      () => sheet('<row/>'.repeat(10 * mb)),
      'it would unpack to 61 MB; the limit is 50 MB',
    ],
    [
      'a sheet of 45 MB',
      () => sheet(`<worksheet><sheetData>${'<row/>'.repeat(7.5 * mb)}</sheetData></worksheet>`),
      '"Plan" was not looked at, being larger than any such table',
    ],
    [
      'a text of 45 MB',
      () =>
        rawWorkbook('', '', { 'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(45 * mb)}</t></si></sst>` }),
      'the workbook holds more text than any real one',
    ],
    [
      'formats of 45 MB',
      () =>
        rawWorkbook('', '', {
          'xl/styles.xml': `<styleSheet><cellXfs>${'<xf/>'.repeat(9 * mb)}</cellXfs></styleSheet>`,
        }),
      'the workbook holds more text than any real one',
    ],
    ['a size that says less', () => lying(100), 'a part of it is larger than the file says'],
    ['a size that says more', () => lying(4e9), 'it would unpack to 3815 MB; the limit is 50 MB'],
    [
      'five thousand parts',
      () => zipped(new Map(Array.from({ length: 5000 }, (_, i) => [`${i}`, '']))),
      'it holds 5000 parts; the limit is 2000',
    ],
    ['a thousand sheets', thousandSheets, 'no table of KPIs was found'],
    [
      'a row that says it is the last of billions',
      () => rawWorkbook('<row r="4000000000"><c><v>1</v></c></row>'),
      'it has a row or column beyond the last that a sheet can have',
    ],
    [
      'cells at the last row and column',
      () => rawWorkbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      'no table of KPIs was found',
    ],
    [
      'one merged area of a whole sheet',
      () => rawWorkbook('', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
      'no table of KPIs was found',
    ],
    [
      'a validation of a whole sheet',
      () => rawWorkbook('', '<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>'),
      'no table of KPIs was found',
    ],
    [
      'entities that grow',
      () => rawWorkbook('', '', { 'xl/sharedStrings.xml': `${entity}<sst><si><t>&j;</t></si></sst>` }),
      'its part xl/sharedStrings.xml declares a document type, as no workbook does',
    ],
    [
      'ten thousand nested elements',
      () => rawWorkbook(`<row><c>${'<is>'.repeat(10_000)}${'</is>'.repeat(10_000)}</c></row>`),
      'a sheet, or the list of its texts, is damaged',
    ],
    [
      'what looks like cells and never ends',
      () => rawWorkbook(`<row>${'<c r="A1'.repeat(15_000)}</row>`),
      'a sheet, or the list of its texts, is damaged',
    ],
    [
      'cells that never end',
      () => rawWorkbook(`<row>${'<c r="A1"><v>1</v>'.repeat(15_000)}</row>`),
      'a sheet, or the list of its texts, is damaged',
    ],
    [
      'comments that never end',
      () => rawWorkbook('', '', { 'xl/workbook.xml': `<workbook>${'<!--'.repeat(mb)}</workbook>` }),
      'its part xl/workbook.xml is damaged',
    ],
    [
      'a format of a megabyte in every cell',
      () =>
        rawWorkbook(`<row>${'<c s="1"><v>1</v></c>'.repeat(15_000)}</row>`, '', {
          'xl/styles.xml': stylesOf('['.repeat(mb)),
        }),
      'no table of KPIs was found',
    ],
    [
      'texts of digits and spaces without end',
      () =>
        rawWorkbook(
          `<row><c t="str"><v>Ref</v></c><c t="str"><v>Name</v></c><c t="str"><v>June 2023</v></c></row>${[
            ' 1',
            '1,',
            '1 000',
            '((',
            '  ',
            'a ',
            '20',
          ]
            .map(
              (text) =>
                `<row><c><v>1</v></c><c t="str"><v>${text.repeat(50_000)}</v></c><c t="str"><v>x${text.repeat(50_000)}</v></c></row>`,
            )
            .join('')}`,
        ),
      'a number belongs here',
    ],
  ])('%s', async (_, file, message) => {
    const { status, output, megabytes, seconds } = await check(await file());
    expect(output).toContain(message);
    expect(output).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
    expect(megabytes).toBeLessThan(300);
    expect(seconds / sample).toBeLessThan(3);
  });
});

test.each<[string, () => Promise<Uint8Array>]>([
  [
    'texts',
    () =>
      rawWorkbook('', '', { 'xl/sharedStrings.xml': `<sst>${'<si><t>a</t></si>'.repeat(0.7 * mb)}</sst>` }),
  ],
  [
    'formats',
    () =>
      rawWorkbook('', '', {
        'xl/styles.xml': `<styleSheet><cellXfs>${'<xf/>'.repeat(0.23 * mb)}</cellXfs></styleSheet>`,
      }),
  ],
  ['cells', () => rawWorkbook(`<row>${'<c><v>1</v></c>'.repeat(100)}</row>`.repeat(1500))],
])(
  'the most %s that are read take less than 300 MB, or 400 MB where Node itself takes more, from 24 on',
  async (_, file) => {
    const { output, megabytes } = await check(await file());
    expect(output).toContain('error: no table of KPIs was found [workbook/no-table]');
    expect(megabytes).toBeLessThan(Number(process.versions.node.split('.')[0]) < 24 ? 300 : 400);
  },
);

function thousandSheets(): Promise<Uint8Array> {
  const numbers = Array.from({ length: 1000 }, (_, i) => i + 1);
  const parts = partsOf('');
  const rels = numbers.map(
    (n) => `<Relationship Id="r${n}" Type="x/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  parts.set('xl/_rels/workbook.xml.rels', `<Relationships>${rels.join('')}</Relationships>`);
  parts.set(
    'xl/workbook.xml',
    `<workbook><sheets>${numbers.map((n) => `<sheet name="S${n}" r:id="r${n}"/>`).join('')}</sheets></workbook>`,
  );
  for (const n of numbers)
    parts.set(
      `xl/worksheets/sheet${n}.xml`,
      '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>',
    );
  return zipped(parts);
}
