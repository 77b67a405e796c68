import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { plainPagesOf } from '../../src/word/layout/index.ts';
import fc from '../../tests/properties.ts';
import { tablesOfRows, withRowsMarked } from '../../tests/word/render/tables-of-rows.ts';

test('LibreOffice breaks tables of any length where the program says that they break', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rows-'));
  const rows = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 60 });
  const samples = fc.sample(fc.tuple(fc.integer({ min: 0, max: 45 }), rows, rows, rows), 40);
  const expected = [];
  for (const [i, [above, ...tables]] of samples.entries()) {
    const bytes = await tablesOfRows(above, tables);
    writeFileSync(join(folder, `${i}.docx`), bytes);
    expected.push(Object.fromEntries(plainPagesOf(await withRowsMarked(bytes)) ?? []));
  }
  const files = samples.map((_, i) => join(folder, `${i}.docx`));
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], { stdio: 'ignore' });
  const found = samples.map((_, i) => {
    const pdf = join(folder, `${i}.pdf`);
    const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f');
    return Object.fromEntries(
      pages.flatMap((page, p) => (page.match(/\b[RT]\d+x(?:\d+x)?/g) ?? []).map((name) => [name, String(p + 1)])),
    );
  });
  expect(found).toEqual(expected);
  rmSync(folder, { recursive: true });
});
