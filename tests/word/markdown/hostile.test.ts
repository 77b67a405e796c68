import { expect, test } from '@jest/globals';
import { compileTemplate } from '../../../src/word/index.ts';
import { findDoubts } from '../../../src/word/markdown/doubts.ts';
import { documentOf, p } from '../documents.ts';

/** Texts over which Markdown parsers take time that grows with the square of their length: these end at once. */

const size = 30_000;
const filled = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

const units = [
  '_a',
  ' a',
  '`',
  '**a',
  '**a**a',
  '[',
  '](',
  '[a](',
  '![',
  '<',
  '> ',
  '>\n',
  '- ',
  '- a\n',
  '• a ',
  '• a\n',
  '(i) x\n',
  '1. ',
  '|',
  '\\',
  '~~a',
  '***',
  'www.',
  'http://',
  'a@b.',
  '---\n',
  '\t',
  '\u00A0',
  '-a\n',
  '](https://a b ',
  '5*3*',
];

test.each<[string, string]>([
  ...units.map((unit): [string, string] => [JSON.stringify(unit), filled(unit)]),
  ['a. and an @', `${'a.'.repeat(20_000)}@`],
  ['many blanks', ` a${' '.repeat(50_000)}b`],
  ['backticks between letters', `${'a'.repeat(40)}\``.repeat(1_000)],
  ['emphasis in emphasis', '*a '.repeat(10_000) + 'b*'.repeat(10_000)],
  ['quotations in quotations', `${'>'.repeat(5_000)} word`],
  ['lists in lists', Array.from({ length: 400 }, (_, i) => `${' '.repeat(2 * i)}- word`).join('\n')],
])('%s', async (_, text) => {
  const { template } = await compileTemplate(await documentOf(p('{{markdown text}}') + p('end')));
  const { bytes } = (await template?.fill({ text })) ?? {};
  expect(bytes?.length).toBeGreaterThan(0);
  expect(findDoubts(text).length).toBeGreaterThanOrEqual(0);
});

test.each([
  ['{'.repeat(300_000), 'a tag begins here and does not end'],
  ['{{a'.repeat(100_000), 'a tag begins here and does not end'],
  ['{{a}}'.repeat(100_000), 'this paragraph has more than 20,000 tags'],
])('braces without end in a template are one kind of fault', async (text, message) => {
  const { template, findings } = await compileTemplate(await documentOf(p(text)));
  expect(template).toBeUndefined();
  expect(new Set(findings.map((finding) => finding.message))).toEqual(new Set([message]));
});
