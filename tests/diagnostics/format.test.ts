import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type Diagnostic, error, type Where, warning } from '../../src/diagnostics/diagnostic.ts';
import { countDiagnostics, formatDiagnostic, sortDiagnostics } from '../../src/diagnostics/format.ts';
import { didYouMean, nearest } from '../../src/diagnostics/nearest.ts';
import { locate } from '../../src/inputs/yaml/locate.ts';
import { readYaml } from '../../src/inputs/yaml/read-yaml.ts';
import fc from '../properties.ts';

const text = 'condition: 4\nrating: Gren\nprogress: |\n  Nine zones; tbc the tenth.\n';
const { source } = readYaml('4.yaml', Buffer.from(text), z.looseObject({}));
const sources = new Map(source ? [['4.yaml', source]] : []);
const shown = (where: Where) =>
  formatDiagnostic(locate(error('yaml/value', where, 'it is wrong'), sources, 'inputs')).split('\n');

describe('a diagnostic says where', () => {
  test('a field of a YAML file is, by line and column, and underlines its value', () => {
    expect(shown({ file: '4.yaml', path: ['rating'] })).toEqual([
      'inputs/4.yaml:2:9: error: it is wrong [yaml/value]',
      '2 | rating: Gren',
      '  |         ^^^^',
    ]);
  });

  test("a field's name is, where the name is wrong", () => {
    expect(shown({ file: '4.yaml', path: ['rating'], key: true })[2]).toBe('  | ^^^^^^');
  });

  test('a few words of a longer text are', () => {
    expect(shown({ file: '4.yaml', path: ['progress'], words: 'tbc' })).toEqual([
      'inputs/4.yaml:4:15: error: it is wrong [yaml/value]',
      '4 |   Nine zones; tbc the tenth.',
      '  |               ^^^',
    ]);
  });

  test('a stretch of a YAML file is, counted from its first character', () => {
    expect(shown({ file: '4.yaml', offset: [11, 12] })).toEqual([
      'inputs/4.yaml:1:12: error: it is wrong [yaml/value]',
      '1 | condition: 4',
      '  |            ^',
    ]);
  });

  test('a field that is missing would be: at the beginning of its file, which shows no other field', () => {
    expect(shown({ file: '4.yaml', path: ['owner'] })).toEqual([
      'inputs/4.yaml:1:1: error: it is wrong [yaml/value]',
    ]);
  });

  test('a cell is, by workbook, sheet and cell', () => {
    expect(shown({ file: 'kpis.xlsx', sheet: 'KPI values', cell: 'H12' })).toEqual([
      "inputs/kpis.xlsx 'KPI values'!H12: error: it is wrong [yaml/value]",
    ]);
  });

  test('a tag of a template is, by part, paragraph and tag', () => {
    const place = { file: 'templates/t.docx', inside: 'body, paragraph 14, {{totl}}' };
    expect(
      formatDiagnostic({ severity: 'error', code: 'template/unknown-tag', message: 'no "totl"', place }),
    ).toBe('templates/t.docx: body, paragraph 14, {{totl}}: error: no "totl" [template/unknown-tag]');
  });

  test('a file as a whole is, by its name', () => {
    expect(shown({ file: 'agreement.yaml' })).toEqual([
      'inputs/agreement.yaml: error: it is wrong [yaml/value]',
    ]);
  });

  test('the other place is, in a note before the help', () => {
    const finding = {
      ...warning('kpi/duplicate', { file: 'kpis.xlsx', sheet: 'K', cell: 'B9' }, 'again', 'keep one'),
      note: { message: 'the first is here', where: { file: '4.yaml', path: ['rating'] } },
    };
    expect(formatDiagnostic(locate(finding, sources, 'inputs/')).split('\n')).toEqual([
      "inputs/kpis.xlsx 'K'!B9: warning: again [kpi/duplicate]",
      'note: inputs/4.yaml:2:9: the first is here',
      'help: keep one',
    ]);
  });
});

test('a long line is shown around the place, and the caret stays under it', () => {
  const line = `${'a '.repeat(100)}HERE${' b'.repeat(100)}`;
  const place = { file: 'x', line: 7, column: 201, source: { text: line, column: 201, length: 4 } };
  const [, frame = '', carets = ''] = formatDiagnostic({
    severity: 'error',
    code: 'yaml/value',
    message: 'm',
    place,
  }).split('\n');
  expect(frame.length).toBeLessThan(110);
  expect(frame.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
});

const place = fc.record(
  {
    file: fc.string(),
    line: fc.nat(),
    column: fc.nat(),
    source: fc.record({
      text: fc.string({ unit: 'binary' }).map((line) => line.split('\n')[0] as string),
      column: fc.nat(300),
      length: fc.nat(300),
    }),
    inside: fc.string({ unit: 'binary' }),
  },
  { requiredKeys: ['file'] },
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a\nb', 'a\r\nb', '\u001B[2J', '\u2028'),
);

test('any message at any place is one line for each part, without a character that moves the cursor', () => {
  fc.assert(
    fc.property(
      place,
      anyText,
      fc.option(anyText.filter((help) => help !== '')),
      fc.option(fc.record({ message: anyText, place })),
      (where, message, help, note) => {
        const parts: Diagnostic = { severity: 'error', code: 'yaml/value', message, place: where };
        const printed = formatDiagnostic({
          ...parts,
          ...(help === null ? {} : { help }),
          ...(note === null ? {} : { note }),
        });
        const frame = where.source !== undefined && where.line !== undefined ? 2 : 0;
        const lines = 1 + frame + (help === null ? 0 : 1) + (note === null ? 0 : 1);
        expect(printed.split(/\r\n|[\n\r\u2028\u2029]/)).toHaveLength(lines);
        expect(printed).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
      },
    ),
    { numRuns: 1000 },
  );
});

describe('a list of diagnostics', () => {
  const at = (file: string, line: number, message = 'm'): Diagnostic => ({
    severity: 'error',
    code: 'yaml/value',
    message,
    place: { file, line },
  });

  test('is in the order in which people count, each once', () => {
    const list = [at('10.yaml', 1), at('2.yaml', 10), at('2.yaml', 9), at('2.yaml', 9)];
    expect(sortDiagnostics(list).map((d) => `${d.place.file}:${d.place.line}`)).toEqual([
      '2.yaml:9',
      '2.yaml:10',
      '10.yaml:1',
    ]);
  });

  test('is counted in words', () => {
    expect(countDiagnostics([])).toBe('no problems');
    expect(countDiagnostics([at('a', 1)])).toBe('1 error in 1 file');
    expect(countDiagnostics([at('a', 1), at('a', 2), { ...at('b', 1), severity: 'warning' }])).toBe(
      '2 errors and 1 warning in 2 files',
    );
  });
});

describe('the name that was meant', () => {
  const fields = ['owner', 'rating', 'reason', 'progress'];

  test.each([
    ['ratting', 'rating'],
    ['progres', 'progress'],
    ['onwer', 'owner'],
    ['OWNER', 'owner'],
  ])('by "%s" is "%s"', (typed, meant) => {
    expect(didYouMean(typed, fields)).toBe(`; did you mean "${meant}"?`);
  });

  test('is not guessed where none is near', () => {
    expect(didYouMean('appendix', fields)).toBe('');
    expect(nearest('rating', [])).toBeUndefined();
  });

  test('is always one of those that exist, and a name that exists is itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.string({ unit: 'binary' }), (names, typed) => {
        const found = nearest(typed, names);
        if (found !== undefined) expect(names).toContain(found);
        const same = nearest(typed, [...names, typed]);
        expect(same?.toLowerCase()).toBe(typed.toLowerCase());
      }),
    );
  });
});
