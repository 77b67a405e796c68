import { expect, test } from '@jest/globals';
import { compileTemplate, type Shape } from '../../../src/word/index.ts';
import { documentOf, p, row, table } from '../documents.ts';

/** All faults of a template are reported in one run, each cause once. */

const shape: Shape = {
  title: 'text',
  summary: 'markdown',
  items: [{ text: 'text' }],
  chart: 'chart',
  open: 'flag',
};

async function faultsOf(body: string, required: string[] = []) {
  const { findings } = await compileTemplate(await documentOf(body), { shape, required });
  return findings.map(
    ({ code, where, message }) =>
      `${code.slice(9)} ${'tag' in where ? `${where.paragraph} ${where.tag}` : 'file'}: ${message.slice(0, 40)}`,
  );
}

const cases: Record<string, [body: string, faults: string[], required?: string[]]> = {
  'a tag that does not end, and a name': [
    p('Not closed: {{summary') + p('Unknown: {{titel}}'),
    [
      'unclosed 1 {{summary: a tag begins here and does not end',
      'unknown-tag 2 {{titel}}: no such value "titel"; did you mean "tit',
    ],
  ],
  'a block that is never closed, a name in it and one after it': [
    p('{{#each items}}') + p('{{text}} {{txet}} {{title}}') + p('{{tilte}}'),
    [
      'unclosed 1 {{#each items}}: this block is never closed',
      'unknown-tag 2 {{txet}}: no such value "txet"',
      'unknown-tag 3 {{tilte}}: no such value "tilte"; did you mean "tit',
    ],
  ],
  'a block that does not exist: its inside has names of its own': [
    p('{{#for items}}') + p('{{anything}}') + p('{{/for}}') + p('{{titl}}'),
    [
      'tag 1 {{#for items}}: there is no block "for"',
      'unknown-tag 4 {{titl}}: no such value "titl"; did you mean "titl',
    ],
  ],
  'a block tag without its end brace is closed once': [
    p('{{#each items') + p('{{text}}') + p('{{/each}}'),
    ['unclosed 1 {{#each items: a tag begins here and does not end'],
  ],
  'blocks that cross': [
    p('{{#if open}}{{#each items}}{{text}}{{/if}}{{/each}}{{nmae}}'),
    [
      'unclosed 1 {{#each items}}: this block ends after the block that it ',
      'unknown-tag 1 {{nmae}}: no such value "nmae"',
    ],
  ],
  'a block over a table and its outside, and names': [
    p('{{#each items}}') + table(row('{{text}}', '{{/each}}{{tittle}}')),
    [
      'structure 1 {{#each items}}: this block begins and ends in different ',
      'unknown-tag 3 {{tittle}}: no such value "tittle"; did you mean "ti',
    ],
  ],
  'a fault of a tag, one of a block, a name and a missing one': [
    p('{{}}') + p('{{#each items}}') + table(row('{{/each}}')) + p('{{sumary}}'),
    [
      'tag 1 {{}}: this tag is empty',
      'structure 2 {{#each items}}: this block begins and ends in different ',
      'unknown-tag 4 {{sumary}}: no such value "sumary"; did you mean "su',
      'required-tag file: no tag prints "title", which the documen',
    ],
    ['title', 'summary'],
  ],
  'alternative text beside a fault, in its loop': [
    p('{{#each items}}') +
      '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{{text}} {{name}}"/></wp:inline></w:drawing></w:r></w:p>' +
      p('{{/each}}') +
      p('{{'),
    ['unclosed 4 {{: a tag begins here and does not end', 'unknown-tag 2 {{name}}: no such value "name"'],
  ],
};

test.each(Object.entries(cases))('%s', async (_, [body, faults, required]) => {
  expect(await faultsOf(body, required)).toEqual(faults);
});
