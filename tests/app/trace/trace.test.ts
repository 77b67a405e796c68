import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { linesOf, linesSaying } from '../../../src/app/trace/lines-on-page.ts';
import type { Traced } from '../../../src/app/trace/trace.ts';
import { main } from '../../../src/cli.ts';
import { readPackage, writePackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import { copyFolder } from '../../copy-folder.ts';
import { editWorkbook } from '../../real-programme.ts';

/** Where what the documents of a round and a paper say comes from, through the command line. */

const root = join(import.meta.dirname, '..', '..', '..');
let folder: string;
let output: string;
let drafts: string[];
const report = () => join(output, '2023-09', 'tri-annual-report-2023-09-draft-1.docx');

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const status = await main(
    args.some((one) => one === '--inputs') ? args : [...args, '--inputs', join(root, 'inputs')],
    {
      stdout: { write: (text) => (said.out += text) },
      stderr: { write: (text) => (said.err += text) },
    },
  );
  return { status, ...said };
}
const trace = (...args: string[]) => run('trace', ...args, '--output', output, '--today', '2023-12-01');
const found = async (...args: string[]): Promise<Traced[]> =>
  JSON.parse((await trace(...args, '--json')).out).found;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracé of '));
  output = join(folder, 'output');
  const templates = ['--templates', join(root, 'templates'), '--output', output, '--today', '2023-12-01'];
  await run('build', '2023-09', '2023-05-17', ...templates);
  drafts = (await readdir(output, { recursive: true }))
    .filter((name) => name.endsWith('.docx') && !name.includes('.drafts'))
    .sort();
});
afterAll(() => rm(folder, { recursive: true }));

/** A draft that somebody has worked on, under another name. */
async function edited(edit: (xml: string) => string, file = report()): Promise<string> {
  const parts = await readPackage(await readFile(file));
  const xml = parts.get('word/document.xml')?.text ?? '';
  const changed = edit(xml);
  expect(changed).not.toBe(xml);
  parts.set('word/document.xml', new Part(changed));
  const path = join(folder, 'back from the board.docx');
  await writeFile(path, await writePackage(parts));
  return path;
}

const withoutMarks = (xml: string) => xml.replace(/<w:bookmark(?:Start|End)[^>]*>/g, '');

test('a figure has its cell, what that holds, and that it is still so', async () => {
  const [one] = await found(report(), '19.637', '--table', 'Agreed plan');
  expect(one).toMatchObject({
    text: '19.637',
    place: { heading: 'Agreed plan', column: '2022/23' },
    word: 'as printed',
    inputs: 'same',
    from: { kind: 'cell', cell: "dsg-plan.xlsx 'Agreed plan'!B20", held: 19.637 },
  });
  const { out, status } = await trace(report(), '19.637', '--table', 'Agreed plan');
  expect(out).toContain("dsg-plan.xlsx 'Agreed plan'!B20 holds 19.637 (Plan: In-year");
  expect(out).toContain('still so in the inputs');
  expect(status).toBe(0);
});

test('a rounded figure is found, and one in a sentence has the parts that it is worked out from', async () => {
  const all = await found(report(), '£60.1m');
  const sentence = all.find(({ text }) => text.startsWith('The forecast is a deficit of £60.062m'));
  expect(sentence?.from).toMatchObject({ kind: 'worked out', how: expect.stringContaining('forecast') });
  expect(sentence?.from.kind === 'worked out' && sentence.from.parts).toContainEqual(
    expect.objectContaining({ cell: "dsg-plan.xlsx 'Agreed plan'!C24", held: 59.262 }),
  );
  expect(all.map(({ text }) => text)).toContain('60.062');
});

test.each([
  [
    'Table 2: Ratings at a glance',
    'a caption, which is numbered in the order of the document',
    'body, paragraph',
  ],
  [
    'See Table 5 and Table 6',
    'a line with a cross-reference, which takes the number of its caption',
    'body, paragraph',
  ],
  ['At a glance 1', 'the headings, each with the page on which it begins', ''],
  ['Norfolk County Council Page', 'a line of a header or footer', ''],
  ['Rating now', undefined, 'tri-annual-report.docx: body, paragraph'],
  ['Emerging risks', undefined, 'tri-annual-report.docx: body, paragraph'],
])('words that no field holds are explained too: %s', async (words, how, place) => {
  const [one] = await found(report(), words);
  if (how !== undefined) expect(one?.from).toMatchObject({ kind: 'worked out', how });
  expect(JSON.stringify(one?.from)).toContain(place);
});

test('no line of a document is without an answer, whatever Word has worked out in it', async () => {
  for (const name of drafts) {
    const path = join(output, name);
    const parts = await readPackage(await readFile(path));
    const { printed } = JSON.parse(await readFile(path.replace(/docx$/, 'json'), 'utf8'));
    const lines = linesOf(parts);
    // Lines that have a value by its mark are found by it.
    const others = lines.filter(({ marks, text }) => marks.length === 0 && text.trim() !== '');
    for (const { text, style } of others.filter((_, i) => i % 3 === 0)) {
      const own = linesSaying(text, [lines, lines], printed).find((one) => one.text === text);
      expect(own?.one.origin).toMatchObject({ from: expect.any(Array) });
      if (!/^TOC/.test(style)) expect(own?.one.origin).not.toMatchObject({ from: [] });
    }
  }
});

test('a sentence has its file, line and column', async () => {
  const [one] = await found(report(), 'Some families have moved from residential stays');
  const { file = '', line = 0, column = 0 } = one?.from.kind === 'field' ? one.from : {};
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect(lines[line - 1]?.slice(column - 1)).toMatch(/^Some families have moved/);
});

describe('a figure that was changed in Word', () => {
  const change = (xml: string) => xml.replaceAll('>19.637<', '>19.700<');
  const outside = (xml: string) =>
    xml.replaceAll(
      /(<w:bookmarkStart[^>]*>)<w:r>((?:(?!<\/w:r>).)*)>19\.637<\/w:t><\/w:r>(<w:bookmarkEnd[^>]*>)/g,
      '$1$3<w:r>$2>19.700</w:t></w:r>',
    );
  test.each([
    ['inside its bookmark', change],
    ['and typed after its bookmark', outside],
    ['in a file without bookmarks', (xml: string) => withoutMarks(change(xml))],
  ])('%s is said to have been changed', async (_, edit) => {
    const [one] = await found(await edited(edit), '19.700', '--table', 'Agreed plan');
    expect(one).toMatchObject({ text: '19.700', word: 'changed', was: '19.637', inputs: 'same' });
    const { out } = await trace(await edited(edit), '19.7', '--table', 'Agreed plan');
    expect(out).toContain('changed in Word, was 19.637; still so in the inputs');
  });
});

test('a figure whose cell holds another value now is said with it', async () => {
  const inputs = join(folder, 'other inputs');
  copyFolder(join(root, 'inputs'), inputs);
  await editWorkbook(join(inputs, 'dsg-plan.xlsx'), (workbook) => {
    const cell = workbook.getWorksheet('Forecast September 2023')?.getCell('C26');
    if (cell) cell.value = 60.3104;
  });
  const { out } = await trace(
    report(),
    '60.062',
    '--table',
    'Evidence',
    '--row',
    '2023/24',
    '--inputs',
    inputs,
  );
  expect(out).toContain("dsg-plan.xlsx 'Forecast September 2023'!C26 holds 60.3104, rounded to 3 decimals");
  expect(out).toContain('now 60.310');
});

test('the answer is the same whether inputs are known to be those of the draft, or are all read again', async () => {
  const copies = ['as they were', 'with a comment'].map((name) => join(folder, name));
  for (const inputs of copies) copyFolder(join(root, 'inputs'), inputs);
  await appendFile(join(copies[1] as string, 'programme.yaml'), '\n# Nothing that is printed.\n');
  for (const name of drafts.filter((one) => /tri-annual|forum/.test(one))) {
    const said = copies.map(async (inputs) => {
      const { out } = await trace(join(output, name), '--csv', '--inputs', inputs);
      return out.replaceAll(inputs, 'inputs').split('\n');
    });
    const [known, read] = (await Promise.all(said)) as [string[], string[]];
    expect(known.length).toBeGreaterThan(20);
    // What no field of the inputs says, as the number of a draft, is not known to be so still where all is read again.
    const without = (lines: string[]) =>
      lines.map((line) => line.replace(/,(same|unknown),([^,]*)$/, ',,$2'));
    expect(without(known)).toEqual(without(read));
  }
});

test('all of it is there as CSV, in which nothing is a formula', async () => {
  const { out, status } = await trace(report(), '--csv');
  const lines = out.split('\n');
  expect(lines[0]).toBe(
    'text,heading,table,row,column,comes from,holds,rounded to,in Word,was,in the inputs,now',
  );
  expect(lines.length).toBeGreaterThan(1000);
  expect(lines.filter((line) => /(?:^|,)"?[=+@]/.test(line))).toEqual([]);
  expect(status).toBe(0);
});

test('what the document does not print is not found, with status 1', async () => {
  const { status, err } = await trace(report(), '123.456');
  expect(status).toBe(1);
  expect(err).toContain('the document prints nothing like that');
});

test.each([
  ['nowhere.docx', 'there is no such file'],
  [join(root, 'templates', 'tri-annual-report.docx'), 'it does not say which draft it is'],
  [join(root, 'inputs', 'kpis.xlsx'), 'word/document.xml'],
])('%s cannot be traced: %s', async (file, why) => {
  const { status, err } = await trace(file, '7');
  expect(status).toBe(1);
  expect(err).toContain(why);
  expect(err).not.toContain('    at ');
});
