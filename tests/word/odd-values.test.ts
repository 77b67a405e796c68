import { describe, expect, test } from '@jest/globals';
import { type ChartData, compileTemplate } from '../../src/word/index.ts';
import { faultIn } from '../../src/word/render/charts.ts';
import { type Case, expected, outcomeOf } from './cases.ts';
import { documentOf, p } from './documents.ts';

/** Values of the wrong kind, and tags as people type them who come from other programs: none is printed wrong without a word. */

const says = (tag: string, said: string, context: object = {}): Case => ({
  body: p(`{{${tag}}}`),
  context: { date: '2023-06-06', n: 5, name: 'Ann', list: [{ name: 'x' }], ...context },
  refused: [said],
});
const value = (tag: string, given: unknown, said: string) =>
  says(tag, `document/value at body 1 {{${tag}}}: ${said}`, { date: given, n: given });
const noDate = (given: unknown, shown = String(given)) =>
  value('date date "D MMM"', given, `"${shown}" is no date, and "date" takes one`);

const cases: Record<string, Case> = {
  'a day that the calendar does not have': noDate('2023-02-30'),
  'a date as people write it': noDate('06/06/2023'),
  'a date with a time': noDate('2023-06-06T10:00:00Z'),
  'a year': noDate('2023'),
  'a name in place of a date': noDate('Ann'),
  'a number that is none': value('number n', Number.NaN, '"NaN" is no number, and "number" takes one'),
  'a number without end': value(
    'percent n 1',
    Number.NEGATIVE_INFINITY,
    '"-Infinity" is no number, and "percent" takes one',
  ),
  'a number of another type': value('number n', 5n, '"5" is no number, and "number" takes one'),
  'a list of groups that is looked through for a text': says(
    '#if (includes list "x")',
    'template/wrong-kind at body 1 {{#if (includes list "x")}}: list has a group of values in it, and "x" is text',
  ),
  'a date that is compared with one as people write it': says(
    '#if (lt date "6 June 2023")',
    'template/wrong-kind at body 1 {{#if (lt date "6 June 2023")}}: date is text and can\'t be less than "6 June 2023"',
  ),
  'a pattern without quotes': says(
    'date date D',
    'template/tag at body 1 {{date date D}}: D cannot follow the name',
  ),
  'a literal in place of a name': says(
    'number 5',
    'template/tag at body 1 {{number 5}}: "number" takes a name, and 5 is none',
  ),
  'the name of a helper by itself': says(
    'image',
    'template/tag at body 1 {{image}}: the helper "image" needs a name',
  ),
  'a condition that would be printed': says(
    'eq name "x"',
    'template/unknown-helper at body 1 {{eq name "x"}}: "eq" is a condition, and prints nothing',
  ),
  'a list whose entry is named by number': says(
    'list.0.name',
    'template/unknown-tag at body 1 {{list.0.name}}: no such value "0" in "list", which is a list',
  ),
};
for (const one of Object.values(cases))
  if (/^<w:p>.*\{\{#if/.test(String(one.body))) one.body += p('{{/if}}');

describe('it says what is wrong with', () => {
  test.each(Object.entries(cases))('%s', async (_, one) => {
    expect(await outcomeOf(one)).toEqual(expected(one));
  });
});

const series = (name: unknown, ...values: unknown[]) => ({ name, values });
const drawn = { categories: ['a', 'b'], series: [series('s', 1, null)], description: 'A chart' };
test.each<[string, object, string]>([
  ['right', {}, ''],
  ['without series', { series: [] }, 'it has no series'],
  ['without categories', { categories: [] }, 'it has no categories'],
  ['without a description', { description: ' ' }, 'it has no description'],
  ['with fewer values', { series: [series('s', 1)] }, 'series 1, "s", has 1 values for 2 categories'],
  ['with a text', { series: [series('s', 1, 'x')] }, 'series 1, "s", has "x" in place of a number'],
  [
    'with a character that Word cannot',
    { categories: ['a', 'b\u0001'] },
    'it has a character that Word cannot (U+0001, after "b")',
  ],
])('data of a chart %s', (_, change, said) => {
  expect(faultIn({ ...drawn, ...change } as ChartData) ?? '').toBe(said);
});

test.each([
  ['http://', 'this link has no address'],
  ['mailto:', 'this link has no address'],
  ['https://a.example/\nx', 'a document cannot link to "https://a.example/%0Ax"'],
  ['www.a.example', 'a document cannot link to "www.a.example"'],
])('the address %j is refused', async (address, said) => {
  const { refused } = await outcomeOf({ body: p('{{link address "x"}}'), context: { address } });
  expect(refused).toEqual([`document/value at body 1 {{link address "x"}}: ${said}`]);
});

const help = async (tag: string) => {
  const { findings } = await compileTemplate(await documentOf(p(`{{${tag}}}`)), {
    shape: { name: 'text', rows: [{ due: 'date' }] },
  });
  return findings[0]?.help;
};
test.each([
  ['elseif name', 'write {{else if name}}'],
  ['else (eq name "x")', 'write {{else if (eq name "x")}}'],
  ['../@number', 'write {{@../number}}'],
  ['#each rows as |row|', 'write {{#each rows}}: inside it the names are those of the entry'],
  ['#if (length rows)', 'compare the number: {{#if (gt (length rows) 0)}}'],
  ['#if (lt rows null)', 'write {{#each list}}, or {{#if (eq rating "Red")}}'],
  [
    'date name format="D"',
    'write what follows the name by itself: {{date deadline "D MMM YYYY"}}, {{number share 1}}',
  ],
  ['.', 'choose one of its values: {{name}}, {{rows}}'],
  ['rows.due', 'repeat over it with {{#each rows}} and {{/each}}'],
])('the help for {{%s}}', async (tag, said) => {
  expect(await help(tag)).toBe(said);
});

test('an empty date prints nothing', async () => {
  const { gives } = await outcomeOf({ body: p('On {{date day}}.'), context: { day: '' } });
  expect(gives).toEqual(['On .']);
});
