import { readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { isMap, isScalar, parseDocument } from 'yaml';
import { copyFolder } from './copy-folder.ts';

const root = join(import.meta.dirname, '..');

/** What `copyAsReal` made of the sample, by file: many tests want it, and its workbooks take a while. */
let sample: Map<string, Buffer> | undefined;

/** A copy of a programme, by itself the sample, without its marks of made-up content, as a council's own inputs would be. */
export async function copyAsReal(inputs: string, from?: string): Promise<void> {
  copyFolder(from ?? join(root, 'inputs'), inputs);
  if (from === undefined && sample) {
    for (const [name, bytes] of sample) writeFileSync(join(inputs, name), bytes);
    return;
  }
  const names = await readdir(inputs, { recursive: true });
  for (const name of names.filter((one) => one.endsWith('.yaml'))) {
    const path = join(inputs, name);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/^ *illustrative: true\r?\n/gm, ''));
  }
  for (const name of names.filter((one) => one.endsWith('.xlsx')))
    await editWorkbook(join(inputs, name), (workbook) => {
      for (const sheet of workbook.worksheets)
        for (const address of ['A1', 'A2'])
          if (/^illustrative/i.test(sheet.getCell(address).text)) sheet.getCell(address).value = null;
    });
  if (from !== undefined) return;
  const changed = names.filter((one) => /\.(yaml|xlsx)$/.test(one));
  sample = new Map(changed.map((name) => [name, readFileSync(join(inputs, name))]));
}

export async function editWorkbook(path: string, edit: (workbook: ExcelJS.Workbook) => void): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  edit(workbook);
  await writeFile(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}

/** Sets values in a YAML file as a person would: what stands around them stays. */
export async function setYaml(
  path: string,
  values: ReadonlyArray<[at: Array<string | number>, value: unknown]>,
) {
  const document = parseDocument(await readFile(path, 'utf8'));
  for (const [at, value] of values) {
    // A value under a key that has none yet, as in "sign_offs:\n  s151:\n    name:".
    for (const end of at.keys())
      if (isScalar(document.getIn(at.slice(0, end), true)) && !isMap(document.getIn(at.slice(0, end))))
        document.deleteIn(at.slice(0, end));
    document.setIn(at, value);
  }
  await writeFile(path, document.toString({ lineWidth: 0 }));
}

/** The two signatures of a round under a draft, on a day. */
export const signatures = (date: string, draft = 1): Array<[string[], unknown]> => [
  [['sign_offs', 's151'], { name: 'A. Treasurer', date, draft }],
  [['sign_offs', 'dcs'], { name: 'B. Director', date, draft }],
];
