import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { editYaml, type YamlValue } from '../../../src/inputs/yaml/edit.ts';
import fc from '../../properties.ts';

const inputs = join(import.meta.dirname, '..', '..', '..', 'inputs');
const files = readdirSync(inputs, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);
const texts = files.map((file) => readFileSync(join(inputs, file), 'utf8'));

type Path = Array<string | number>;

/** The paths of all fields that hold a text, a number or nothing. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inside]) =>
    leaves(inside, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inside, key) => (inside as Record<string, unknown> | null)?.[key], value);

const trimmed = (value: unknown) => (typeof value === 'string' ? value.trimEnd() : value);

/** What people write: words, figures, marks that mean something in YAML, several lines. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Vacancies: two posts',
        '# not a comment',
        '- a list',
        '12',
        '2023-06-16',
        'Yes',
        'null',
        "it's",
        '"so"',
      ),
      fc.constantFrom(
        '',
        '> a quotation',
        '{{kpi ehcps-actual 2023-09}}',
        '| a | b |',
        'é – “ ” £60.1m',
        '%',
        '@',
        '`',
        '\\n',
        '?',
        '*bold*',
      ),
      fc.lorem(),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .chain((lines) => fc.constantFrom(lines.join('\n'), lines.join('\n\n'), lines.join(' ')))
  .filter((value) => value.trim() !== '' && value.trimStart() === value);

describe('an edit of a YAML file', () => {
  test.each(files)('of %s changes one value, and no line but those that hold it', (file) => {
    const before = readFileSync(join(inputs, file), 'utf8');
    const paths = leaves(parse(before));
    fc.assert(
      fc.property(fc.constantFrom(...paths), text, fc.boolean(), (path, value, windows) => {
        const given = windows ? before.replaceAll('\n', '\r\n') : before;
        const after = editYaml(given, [{ path, value }]);
        expect(trimmed(at(parse(after), path))).toBe(value.trimEnd());
        // What comes before and after the field is the same to the byte.
        const lines = (whole: string) => whole.split('\n');
        const [old, fresh] = [lines(given), lines(after)];
        let start = 0;
        while (start < old.length && old[start] === fresh[start]) start += 1;
        let end = 0;
        while (end < old.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
        const was = String(at(parse(before), path) ?? '');
        expect(old.length - start - end).toBeLessThanOrEqual(was.split('\n').length + was.length / 60 + 3);
        if (windows) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
      }),
      { numRuns: 12 },
    );
  });

  test('and the same edit backwards gives the file back to the byte, where its kind of text stays the same', () => {
    const file = texts[files.findIndex((name) => name.includes('4-school'))] as string;
    const once = editYaml(file, [{ path: ['rating'], value: 'Amber' }]);
    expect(editYaml(once, [{ path: ['rating'], value: 'Green' }])).toBe(file);
    const progress = String(parse(file).progress);
    const changed = editYaml(file, [{ path: ['progress'], value: progress.replace('Fifteen', 'Sixteen') }]);
    expect(editYaml(changed, [{ path: ['progress'], value: progress }])).toBe(file);
  });

  test('of one paragraph of a folded text leaves the wrapping of the others', () => {
    const before = 'a: >-\n  one two\n  three\n\n  four\n  five\nb: 1 # kept\n';
    const after = editYaml(before, [{ path: ['a'], value: 'one two three\nsix' }]);
    expect(after).toBe('a: >-\n  one two\n  three\n\n  six\nb: 1 # kept\n');
  });

  test.each<[string, string, Path, YamlValue | undefined, string]>([
    [
      'fills an empty field and keeps the comment after it',
      'a: # why\nb: 2\n',
      ['a'],
      'x',
      'a: x # why\nb: 2\n',
    ],
    [
      'adds a field to a group',
      'a:\n  b: 1\n\n# end\nc: 2\n',
      ['a', 'd'],
      'x',
      'a:\n  b: 1\n  d: x\n\n# end\nc: 2\n',
    ],
    ['adds the groups that are missing', 'a: 1\n', ['b', 'c'], 'x', 'a: 1\nb:\n  c: x\n'],
    [
      'adds an entry to a list',
      'a:\n  - b: 1\n    c: 2\nd: 3\n',
      ['a', 1],
      { b: 4 },
      'a:\n  - b: 1\n    c: 2\n  - b: 4\nd: 3\n',
    ],
    ['adds an entry to a list in brackets', 'a: [1, 2] # two\n', ['a', 2], 3, 'a: [1, 2, 3] # two\n'],
    ['adds an entry to an empty list', 'a: []\n', ['a', 0], 'x', 'a:\n  - x\n'],
    [
      'removes an entry',
      'a:\n  - one\n  # about two\n  - two\n  - three\n',
      ['a', 1],
      undefined,
      'a:\n  - one\n  # about two\n  - three\n',
    ],
    ['removes the last entry', 'a:\n  - one\nb: 2\n', ['a', 0], undefined, 'a:\n  []\nb: 2\n'],
    [
      'removes the first field of an entry',
      'a:\n  - b: 1\n    c: 2\n',
      ['a', 0, 'b'],
      undefined,
      'a:\n  - c: 2\n',
    ],
    ['puts quotes where the file has them', "a: 'one'\n", ['a'], 'two', "a: 'two'\n"],
    ['writes a text that reads like a number in quotes', 'a: one\n', ['a'], '12', 'a: "12"\n'],
    ['writes into a group in braces', 'a: {b: 1, c: 2}\n', ['a', 'c'], 'x: y', 'a: {b: 1, c: "x: y"}\n'],
    ['writes into a file without a line end', 'a: 1', ['b'], 2, 'a: 1\nb: 2'],
  ])('%s', (_, before, path, value, after) => {
    expect(editYaml(before, [value === undefined ? { path } : { path, value }])).toBe(after);
  });

  test('that cannot be made by itself is refused', () => {
    expect(() => editYaml('a: &x 1\nb: *x\n', [{ path: ['a'], value: 2 }])).toThrow();
    expect(() => editYaml('a: [', [{ path: ['a'], value: 2 }])).toThrow();
  });
});
