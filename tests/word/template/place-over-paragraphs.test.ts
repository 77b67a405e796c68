import { describe, expect, test } from '@jest/globals';
import fc from '../../properties.ts';
import { type Case, expected, outcomeOf } from '../cases.ts';
import { p, row, table } from '../documents.ts';

/** Blocks over several paragraphs with text beside their tags. */

const context = { l: ['a', 'b'], none: [], yes: true, no: false, v: 'V' };
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const section = '<w:pPr><w:sectPr/></w:pPr>';

const cases: Record<string, [lines: string[], gives: string[]]> = {
  'text inside: the paragraphs are repeated': [
    ['{{#each l}}{{this}}', 'more', 'x{{/each}}'],
    ['a', 'more', 'x', 'b', 'more', 'x'],
  ],
  'text outside: the paragraphs are printed once': [
    ['Risks: {{#each l}}', '{{this}}', '{{/each}} end'],
    ['Risks: ', 'a', 'b', ' end'],
  ],
  'one tag alone, text outside the other': [
    ['{{#each l}}', '{{this}}', '{{/each}} end'],
    ['a', 'b', ' end'],
  ],
  'one tag alone, text inside the other': [
    ['{{#each l}}', 'x', '{{this}}{{/each}}', 'end'],
    ['x', 'a', 'x', 'b', 'end'],
  ],
  'text on both sides of the first tag': [
    ['See {{#each l}}{{this}}', 'more', '{{/each}}', 'end'],
    ['See a', 'more', 'b', 'more', 'end'],
  ],
  'text on both sides of the last tag': [
    ['{{#each l}}', 'x', '{{this}}{{/each}} end'],
    ['x', 'a', 'x', 'b end'],
  ],
  'text on all sides': [
    ['See {{#each l}}{{this}}', 'x{{/each}} end'],
    ['See a', 'x', 'b', 'x end'],
  ],
  'none of a list, with text on each side': [
    [
      'See {{#each none}}x',
      'x',
      '{{/each}}',
      '{{#each none}}',
      'x',
      'x{{/each}} end',
      'A {{#each none}}x',
      'x{{/each}} z',
      '{{#each none}}x',
      'y{{/each}}',
      'end',
    ],
    ['See ', ' end', 'A  z', 'end'],
  ],
  choices: [
    [
      'See {{#if yes}}x',
      'y{{/if}} z',
      'See {{#if no}}x',
      'y{{/if}} z',
      '{{#if no}}',
      'x',
      'y{{else}}n',
      'm{{/if}}',
    ],
    ['See x', 'y z', 'See  z', 'n', 'm'],
  ],
  'an else with text on both sides': [
    ['{{#if yes}}x', 'y{{else}}n', 'm{{/if}}', '{{#if no}}x', 'y{{else}}n', 'm{{/if}}'],
    ['x', 'y', 'n', 'm'],
  ],
  'one block after another in a paragraph': [
    ['{{#each l}}x', '{{this}}{{/each}}{{#if yes}}, {{v}}', 'end{{/if}}'],
    ['x', 'a', 'x', 'b, V', 'end'],
  ],
  'blocks in blocks': [
    ['{{#each l}}{{#if ../yes}}{{this}}', 'x{{/if}}{{/each}}'],
    ['a', 'x', 'b', 'x'],
  ],
};

describe('is printed as it is typed', () => {
  test.each(Object.entries(cases))('%s', async (_, [lines, gives]) => {
    const body = lines.map(p).join('');
    expect(await outcomeOf({ body, context })).toEqual({ gives });
    // A cell must end with a paragraph.
    const cell = await outcomeOf({ body: table(row(body)), context });
    expect(cell).toEqual({ gives: [gives.join(' / ')] });
  });
});

const others: Record<string, Case> = {
  'a cell whose loop prints nothing': {
    body: table(row(p('{{#each none}}x') + p('y{{/each}}'))),
    gives: [''],
  },
  'a look and a bold run on both sides': {
    body: `<w:p><w:pPr><w:pStyle w:val="Bullets"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>See {{#each l}}{{this}}</w:t></w:r></w:p>${p('{{/each}}')}`,
    gives: ['See a', 'b'],
  },
  'a tag in a link with text on both sides': {
    body: `<w:p><w:hyperlink w:anchor="_top">${run('a {{#each l}} b')}</w:hyperlink></w:p>${p('{{/each}}')}`,
    refused: [
      'template/structure at body 1 {{#each l}}: a block over several paragraphs has other text on both sides of one of its tags',
    ],
  },
  'a paragraph that ends a section, with text on both sides': {
    body: `<w:p>${section}${run('a {{#each l}} b')}</w:p>${p('{{/each}}')}`,
    refused: [
      'template/structure at body 1 {{#each l}}: a block over several paragraphs has other text on both sides of one of its tags',
    ],
  },
  'text on both sides, and an else': {
    body: p('a {{#if yes}} b') + p('{{else}}') + p('{{/if}}'),
    refused: [
      'template/structure at body 1 {{#if yes}}: a block over several paragraphs has other text on both sides of one of its tags',
    ],
  },
};

test.each(Object.entries(others))('%s', async (_, one) => {
  expect(await outcomeOf({ ...one, context })).toEqual(expected(one));
});

test('a choice that holds prints its paragraphs as they are typed, wherever its tags are', async () => {
  const words = fc.constantFrom('', 'x', 'y ');
  await fc.assert(
    fc.asyncProperty(words, words, words, words, async (a, b, c, d) => {
      const body = p(`${a}{{#if yes}}${b}`) + p('middle') + p(`${c}{{/if}}${d}`) + p('end');
      const gives = [a + b, 'middle', c + d, 'end'].filter((line) => line !== '');
      expect(await outcomeOf({ body, context })).toEqual({ gives });
    }),
    { numRuns: 40 },
  );
});
