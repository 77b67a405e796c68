import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const source = join(import.meta.dirname, '..', 'src');

/** Which rooms each room may import from, beside itself: those below it. docs/architecture.md says what each is for. */
const allowed: Record<string, string[]> = {
  cli: ['commands'],
  commands: [
    'page',
    'schedule',
    'status',
    'app',
    'review',
    'new',
    'init',
    'documents',
    'checks',
    'inputs',
    'calendar',
    'files',
    'diagnostics',
    'model/field-types',
  ],
  page: [
    'status',
    'review',
    'app',
    'calendar',
    'model',
    'word/compare/words',
    'word/html/index',
    'files',
    'diagnostics',
  ],
  schedule: ['status', 'app', 'review', 'checks', 'calendar', 'model', 'files', 'diagnostics'],
  status: ['app', 'documents', 'checks', 'calendar', 'output', 'model', 'files', 'diagnostics'],
  app: [
    'review',
    'documents',
    'checks',
    'inputs',
    'calendar',
    'output',
    'word',
    'model',
    'files',
    'ooxml/cell-address',
    'ooxml/has-password',
    'ooxml/package',
    'diagnostics',
  ],
  review: ['inputs', 'output', 'word', 'model', 'files', 'ooxml', 'diagnostics'],
  init: [
    'checks',
    'inputs',
    'output/spreadsheet',
    'word/read/block',
    'word/read/blocks',
    'word/check/accessibility',
    'word/images/read-picture',
    'model',
    'files',
    'ooxml',
    'diagnostics',
  ],
  new: ['checks', 'inputs', 'calendar', 'model', 'files', 'ooxml', 'diagnostics'],
  documents: ['calendar', 'model', 'word/dates-and-numbers', 'word/shape', 'word/sourced', 'word/spelling'],
  checks: ['model', 'diagnostics', 'word/markdown/doubts'],
  inputs: ['model', 'files', 'ooxml', 'diagnostics'],
  output: ['word/read/say-same', 'model/form-record', 'files', 'ooxml'],
  calendar: ['model'],
  word: ['ooxml', 'diagnostics'],
  model: [],
  files: [],
  ooxml: [],
  diagnostics: [],
};

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => name.replaceAll('\\', '/'));

const textOf = (file: string) => readFileSync(join(source, file), 'utf8');

const roomOf = (file: string) =>
  (file.includes('/') ? file.split('/')[0] : file.replace(/\.ts$/, '')) as string;

const imports = new Map(
  files.map((file) => {
    const from = [...textOf(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(
      ([, path]) => path as string,
    );
    return [
      file,
      from.map((path) => relative(source, resolve(source, dirname(file), path)).replaceAll('\\', '/')),
    ];
  }),
);

/** The allowance that lets a file import another: a room, or one file of a room. */
const allowanceFor = (room: string, target: string) =>
  allowed[room]?.find((one) => one === roomOf(target) || one === target.replace(/\.ts$/, ''));

test('the root of the source holds the command line and rooms alone', () => {
  expect(files.filter((file) => !file.includes('/'))).toEqual(['cli.ts']);
});

test.each(files)('%s imports only from rooms below its own', (file) => {
  const room = roomOf(file);
  const wrong = imports
    .get(file)
    ?.filter((target) => roomOf(target) !== room && allowanceFor(room, target) === undefined);
  expect(wrong).toEqual([]);
});

test('every import that is allowed is used', () => {
  const used = new Set(
    [...imports].flatMap(([file, targets]) =>
      targets.map((target) => `${roomOf(file)} > ${allowanceFor(roomOf(file), target)}`),
    ),
  );
  const all = Object.entries(allowed).flatMap(([room, others]) =>
    others.map((other) => `${room} > ${other}`),
  );
  expect(all.filter((allowance) => !used.has(allowance))).toEqual([]);
});

/** A table's cells hold what a document holds, tables among it: reading one calls the other. */
const recursion = 'word/layout/content.ts > word/layout/tables.ts > word/layout/content.ts';

test('no files import each other in a circle, but where what they read contains itself', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file].join(' > '));
    if (at >= 0 || done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([recursion]);
});

test('only the command line knows of the process that it runs in', () => {
  expect(files.filter((file) => /\bprocess\./.test(textOf(file)))).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  expect(files.filter((file) => textOf(file).split('\n').length > 300)).toEqual([]);
});

/**
 * Functions of a file, by their first and last line: the formatter gives both lines one indent. A parameter list may take
 * lines of its own, which begin or end in the same indent.
 */
function functionsIn(text: string): Array<{ name: string; lines: number }> {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (!/\bfunction\b.*[({]$|=> [({]$|^\s+(async )?\w+\(.*\{$/.test(line)) return [];
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const length = lines.slice(at + 1).findIndex((end) => end.startsWith(`${indent}}`) && !/[{(]$/.test(end));
    return [{ name: line.trim(), lines: length + 2 }];
  });
}

/** Functions that are still longer. The list only gets shorter. */
const unfinished = ['new/report-file.ts: reportFile'];

test('no function is longer than 60 lines', () => {
  const long = files.flatMap((file) =>
    functionsIn(textOf(file))
      .filter(({ lines }) => lines > 60)
      .map(({ name }) => `${file}: ${/\w+(?=[(:]| =)/.exec(name)?.[0]}`),
  );
  expect(long).toEqual(unfinished);
});

test('a function that is too long is found', () => {
  const body = '  work();\n'.repeat(70);
  expect(functionsIn(`export async function long(\n  a: A,\n): B {\n${body}}\n\nconst next = 1;\n`)).toEqual([
    { name: 'export async function long(', lines: 74 },
  ]);
  expect(functionsIn(`const long = () => {\n${body}};\n`)).toEqual([
    { name: 'const long = () => {', lines: 72 },
  ]);
});
