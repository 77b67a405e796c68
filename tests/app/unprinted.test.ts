import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { copyFolder } from '../copy-folder.ts';
import { unprinted } from '../diagnostics/word-cases.ts';

/** A field that holds something and is printed nowhere is a warning, with the field and its file. */

const root = join(import.meta.dirname, '..', '..');
let folder = '';
let report = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triannual unprinted '));
  copyFolder(join(root, 'templates'), join(folder, 'templates'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Builds the report with a template that leaves something out. */
async function buildWithout(edit: (body: string) => string): Promise<string[]> {
  const parts = await readPackage(await readFile(join(root, 'templates/tri-annual-report.docx')));
  const body = parts.get('word/document.xml')?.text ?? '';
  parts.set('word/document.xml', new Part(edit(body)));
  await writeFile(join(folder, 'templates/tri-annual-report.docx'), await writePackage(parts));
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const folders = ['--inputs', join(root, 'inputs'), '--templates', join(folder, 'templates')];
  await main(['build', '2023-06', ...folders, '--output', join(folder, 'output'), '--today', '2023-06-01'], {
    stdout: { write },
    stderr: { write },
  });
  report = output.replaceAll('\\', '/');
  return output.split('\n').filter((line) => line.includes('[template/field-not-printed]'));
}

/** Takes out the paragraphs and tables from the one with some words up to the next with others. */
const without = (from: string, to: string) => (body: string) => {
  const start = body.lastIndexOf('<w:p>', body.lastIndexOf(from));
  return body.slice(0, start) + body.slice(body.lastIndexOf('<w:p>', body.indexOf(to, start + 500)));
};

test('nothing of the sample is left out', async () => {
  expect(await buildWithout((body) => body)).toEqual([]);
});

test('typed risks, and a section that was deleted', async () => {
  const found = await buildWithout(without('>Emerging risks<', 'Heading1'));
  expect(found).toHaveLength(1);
  expect(report).toContain(unprinted.slice(unprinted.indexOf('rounds/')));
});

test('a field of several files is one problem, and the draft that is there says so again', async () => {
  const edit = (body: string) => body.replace(/{{(?:\.\.\/)?mitigation\w*}}|{{date mitigation\w*}}/g, '');
  const found = await buildWithout(edit);
  expect(found).toEqual([expect.stringMatching(/"mitigation" holds something, .* as in \d other files? \[/)]);
  expect(await buildWithout(edit)).toEqual(found);
});
