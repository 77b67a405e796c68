import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** What people read is in plain English: messages and help, comments, docs and the comments in the inputs. */

const root = join(import.meta.dirname, '..', '..');

/** Phrases that an English engineer or council officer would not use here, each with what to write in its place. */
const phrases: ReadonlyArray<[RegExp, string]> = [
  [/nothing where\b/i, 'undefined if'],
  [/what became of\b/i, 'the result of'],
  [/as far as\b/i, 'what … needs; if'],
  [/\bstands\b/i, 'is, means'],
  [/\bspeaks of\b/i, 'mentions, names'],
  [/\bis told\b/i, 'is sent, is shown; sees'],
  [/\bcomes to\b/i, 'is, adds up to'],
  [/\bcan be had\b/i, 'is available'],
];

const filesIn = (folder: string, wanted: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => wanted.test(name));

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'templates/README.md', 'output/README.md'],
  ...filesIn('docs', /\.md$/),
];
const files = [
  ...pages,
  ...filesIn('src', /\.ts$/),
  ...filesIn('schedules', /(crontab|Dockerfile|\.\w+)$/),
  ...filesIn('inputs', /\.yaml$/),
  ...filesIn('tests/fixtures', /\.out$/),
];

/** `file:line: phrase` for each phrase in a text. Lines of a comment are joined, as a phrase may be cut by their end. */
function wrongIn(file: string, text: string): string[] {
  return phrases.flatMap(([phrase, better]) => {
    const source = phrase.source.replaceAll(' ', String.raw`(?: |\s*\n[\s/*#>|-]*)`);
    return [...text.matchAll(new RegExp(source, 'gi'))].map(
      ({ 0: found, index }) =>
        `${file}:${text.slice(0, index).split('\n').length}: "${found.replace(/\s[\s/*#>|-]*/g, ' ')}"; write: ${better}`,
    );
  });
}

test('the test finds a phrase, also where a line ends in it', () => {
  expect(wrongIn('a.ts', '/** The part; nothing where\n *   none is. */')).toEqual([
    'a.ts:1: "nothing where"; write: undefined if',
  ]);
  expect(wrongIn('a.ts', '// It\n// is\n  // told so.')).toEqual([
    'a.ts:2: "is told"; write: is sent, is shown; sees',
  ]);
  expect(wrongIn('a.md', 'It understands, and the standstill is toldable as faraway.')).toEqual([]);
});

/** Of the sample's inputs only the comments, and of messages all but the lines of inputs that they quote. */
function readable(file: string): string {
  const text = readFileSync(join(root, file), 'utf8');
  if (file.startsWith('inputs/')) return text.replace(/^(?! *#).*$/gm, '');
  return file.endsWith('.out') ? text.replace(/^\d+ \| .*$/gm, '') : text;
}

describe('plain words in', () => {
  test.each(files)('%s', (file) => {
    expect(wrongIn(file, readable(file))).toEqual([]);
  });
});
