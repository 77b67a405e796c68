import { expect, test } from '@jest/globals';
import { compileTemplate, Sourced } from '../../src/word/index.ts';
import { documentOf, linesOf, p, row, table } from './documents.ts';

/** Values that say where they come from: printed like any others, and listed with their origins. */

const body = [
  p('{{title}} of {{council}}{{#if blank}}never{{/if}}'),
  p('{{#if note}}'),
  p('{{markdown note}}'),
  p('{{/if}}'),
  table(
    row('{{#each rows}}{{name}}', '{{#columns values}}{{this}}{{/columns}}{{/each}}'),
    row('{{#with total}}{{../title}}', '{{#columns values}}{{loud this}}{{/columns}}{{/with}}'),
  ),
].join('');

const helpers = { loud: { takes: 'text', print: (value: string) => `${value}!` } } as const;

test('values with an origin are printed like plain ones, and listed in order with their places', async () => {
  const value = (text: string, origin: string) => new Sourced(text, origin);
  const { template, findings } = await compileTemplate(await documentOf(body), { helpers });
  expect(findings).toEqual([]);
  const filled = await template?.fill({
    title: value('Report', 'file: title'),
    council: 'Eastshire',
    note: value('- one\n- **two**', 'file: note'),
    blank: value('', 'file: blank'),
    rows: [
      { name: value('A', 'line 1'), values: [value('1', 'H1'), value('2', 'H2')] },
      { name: value('B', 'line 2'), values: [value('3', 'I1'), value('4', 'I2')] },
    ],
    total: { values: [value('4', 'sum 1'), value('6', 'sum 2')] },
  });
  expect(await linesOf(filled?.bytes as Uint8Array)).toEqual([
    'Report of Eastshire',
    'one',
    'two',
    'A | 1 | 2',
    'B | 3 | 4',
    'Report | 4! | 6!',
  ]);
  expect(filled?.printed?.map(({ name, text, origin }) => [name, text, origin])).toEqual([
    ['title', 'Report', 'file: title'],
    ['note', '- one\n- **two**', 'file: note'],
    ['rows.0.name', 'A', 'line 1'],
    ['rows.0.values.0', '1', 'H1'],
    ['rows.0.values.1', '2', 'H2'],
    ['rows.1.name', 'B', 'line 2'],
    ['rows.1.values.0', '3', 'I1'],
    ['rows.1.values.1', '4', 'I2'],
    ['title', 'Report', 'file: title'],
    ['total.values.0', '4!', 'sum 1'],
    ['total.values.1', '6!', 'sum 2'],
  ]);
  expect(filled?.printed?.[0]).toMatchObject({ part: 'word/document.xml', paragraph: 1 });
});

test('in JSON such a value is the value alone', () => {
  expect(JSON.stringify({ a: new Sourced('x', 'y') })).toBe('{"a":"x"}');
});
