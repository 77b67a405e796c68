import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const source = join(import.meta.dirname, '..', 'src');

/** Which rooms each room may import from, beside itself. */
const allowed: Record<string, string[]> = {
  cli: ['commands'],
  commands: [
    'owner',
    'pipeline',
    'submit',
    'run',
    'status',
    'new-round',
    'templates',
    'work',
    'job',
    'output',
    'documents',
    'checks',
    'inputs',
    'calendar',
    'diagnostics',
  ],
  'new-round': ['output', 'checks', 'inputs', 'calendar', 'model', 'diagnostics'],
  run: ['pipeline', 'status', 'job', 'output', 'checks', 'calendar', 'diagnostics'],
  status: ['pipeline', 'work', 'job', 'output', 'documents', 'calendar', 'model', 'diagnostics'],
  submit: [
    'pipeline',
    'final',
    'templates',
    'work',
    'job',
    'output',
    'word',
    'documents',
    'checks',
    'calendar',
    'model',
    'diagnostics',
  ],
  pipeline: [
    'make-draft',
    'final',
    'templates',
    'work',
    'job',
    'word',
    'checks',
    'inputs',
    'model',
    'diagnostics',
  ],
  'make-draft': [
    'templates',
    'work',
    'job',
    'output',
    'word',
    'documents',
    'checks',
    'inputs',
    'model',
    'diagnostics',
  ],
  final: ['work', 'job', 'output', 'word', 'documents', 'model', 'diagnostics'],
  job: ['work'],
  owner: [],
  work: ['word', 'documents', 'checks', 'calendar', 'model', 'diagnostics'],
  templates: ['owner', 'work', 'output', 'word', 'documents', 'diagnostics'],
  output: ['calendar', 'model', 'diagnostics'],
  documents: ['calendar', 'model', 'diagnostics', 'word/shape', 'word/spelling'],
  checks: ['calendar', 'model', 'diagnostics'],
  inputs: ['owner', 'calendar', 'model', 'diagnostics', 'container'],
  word: ['diagnostics', 'container'],
  container: [],
  calendar: ['model'],
  model: [],
  diagnostics: [],
};

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => name.replaceAll('\\', '/'));

const roomOf = (file: string) =>
  (file.includes('/') ? file.split('/')[0] : file.replace(/\.ts$/, '')) as string;

function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  const from = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) => path as string);
  return from.map((path) => relative(source, resolve(source, dirname(file), path)).replaceAll('\\', '/'));
}

test.each(files)('%s imports only from rooms below its own', (file) => {
  const room = roomOf(file);
  const wrong = importsOf(file).filter((target) => {
    const ways = [roomOf(target), target.replace(/\.ts$/, '')];
    return roomOf(target) !== room && !ways.some((way) => (allowed[room] ?? []).includes(way));
  });
  expect(wrong).toEqual([]);
});

test('only the command line knows of the process that it runs in', () => {
  const knowing = files.filter((file) => /\bprocess\./.test(readFileSync(join(source, file), 'utf8')));
  expect(knowing).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  const long = files.filter((file) => readFileSync(join(source, file), 'utf8').split('\n').length > 300);
  expect(long).toEqual([]);
});
