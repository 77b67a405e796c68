import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Worksheet } from 'exceljs';
import { parseAmount } from '../../src/inputs/workbook/number-text.ts';
import type { Content } from '../../src/inputs/workbook/sheet.ts';
import { openWorkbook } from '../../src/inputs/workbook/workbook.ts';
import { numberFormats, shownValues } from '../../tests/inputs/workbook/number-formats.ts';
import { workbookOf } from '../../tests/inputs/workbook/workbooks.ts';

/** A row for each format, with each value in it. */
const workbook = () =>
  workbookOf({ Formats: numberFormats.map(() => shownValues) }, (book) => {
    for (const [i, format] of numberFormats.entries())
      for (const [j] of shownValues.entries())
        (book.worksheets[0] as Worksheet).getCell(i + 1, j + 1).numFmt = format;
  });

/** What LibreOffice shows in each cell: its CSV files can have cells as they are shown. */
function shownByLibreOffice(bytes: Uint8Array): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  writeFileSync(join(folder, 'formats.xlsx'), bytes);
  const filter = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,true';
  const options = [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', filter];
  execFileSync('soffice', [...options, '--outdir', folder, join(folder, 'formats.xlsx')], { stdio: 'ignore' });
  const text = readFileSync(join(folder, 'formats.csv'), 'utf8');
  rmSync(folder, { recursive: true });
  return text.split('\n').map((line) => line.split('\t').map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')));
}

const withoutWords = (text: string) => text.replace(/ (pupils|minus)\s*$/, '');

/** Whether a format shows that a number is negative: one with a section of its own for them may show a colour or a word. */
function showsSign(format: string): boolean {
  const [, negative] = format.replace(/\[[^\]]*\]/g, '').split(';');
  return negative === undefined || /[-(]/.test(negative.replace(/"[^"]*"/g, ''));
}

/** `alike`, `asked` where the text that is shown is passed on to be asked about, or `wrong`. */
function judge(read: Content | undefined, shown: string, format: string): string {
  const text = shown.replace(/[\s\u00a0]+/g, ' ').trim();
  if (read === undefined) return text === '' ? 'alike' : 'wrong';
  if (read.kind === 'text') return read.text.replace(/\s+/g, ' ') === text ? 'alike' : 'asked';
  if (read.kind !== 'number') return 'wrong';
  if (/E[+-]\d+$|\/\d/.test(text)) return 'alike';
  const amount = /^£? ?-$/.test(text) ? { value: 0 } : parseAmount(withoutWords(text));
  if (!amount) return 'wrong';
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const isNear = Math.abs(Math.abs(read.value) - Math.abs(amount.value)) <= 0.5 * 10 ** -decimals + 1e-9;
  const isOtherSign = amount.value !== 0 && showsSign(format) && Math.sign(read.value) !== Math.sign(amount.value);
  return isNear && !isOtherSign && read.mark === ('mark' in amount ? amount.mark : undefined) ? 'alike' : 'wrong';
}

test('numbers are read as LibreOffice shows them, or asked about', async () => {
  expect(numberFormats.length).toBeGreaterThan(1000);
  const bytes = await workbook();
  const shown = shownByLibreOffice(bytes);
  const { sheets } = await openWorkbook('formats.xlsx', bytes);
  const wrong: unknown[] = [];
  let alike = 0;
  for (const [i, format] of numberFormats.entries())
    for (const [j, value] of shownValues.entries()) {
      const read = sheets[0]?.rows.get(i + 1)?.get(j + 1);
      const verdict = judge(read, shown[i]?.[j] ?? '', format);
      if (verdict === 'wrong') wrong.push([format, value, shown[i]?.[j], read]);
      if (verdict === 'alike') alike += 1;
    }
  expect(wrong.map((one) => JSON.stringify(one))).toEqual([]);
  expect(alike / (numberFormats.length * shownValues.length)).toBeGreaterThan(0.98);
});
