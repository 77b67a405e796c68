import { describe, expect, test } from '@jest/globals';
import { type Case, expected, outcomeOf } from '../cases.ts';
import { p, row, table } from '../documents.ts';

/** Blocks: where they may begin and end, and what is said of those that cannot be repeated. */

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const inserted = (text: string) => `<w:ins w:id="1" w:author="A">${run(text)}</w:ins>`;
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = `${mark('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>${mark('separate')}${run('1')}${mark('end')}`;
const context = {
  name: 'Ann',
  a: [{ x: 1, in: [{ y: 'p' }, { y: 'q' }] }, { in: [{ y: 'r' }] }],
  b: ['s', 't'],
  none: [],
  yes: true,
  no: false,
};

const right: Record<string, Case> = {
  'two loops in a row, in one paragraph': {
    body: p('{{#each b}}{{this}}{{/each}}{{#each b}}[{{this}}]{{/each}}'),
    gives: ['st[s][t]'],
  },
  'two loops in a row, one ends in the paragraph where the other begins': {
    body: p('{{#each b}}') + p('{{this}}') + p('{{/each}}{{#each b}}') + p('[{{this}}]') + p('{{/each}}'),
    gives: ['s', 't', '[s]', '[t]'],
  },
  'two loops in a row, over the rows of one table': {
    body: table(
      row('{{#each b}}', ''),
      row('{{this}}', '1'),
      row('{{/each}}{{#each b}}', ''),
      row('{{this}}', '2'),
      row('', '{{/each}}'),
    ),
    gives: ['s | 1', 't | 1', 's | 2', 't | 2'],
  },
  'a loop opened in one cell and closed in another': {
    body: table(row('{{#each b}}{{this}}', 'x', 'y{{/each}}'), row('end', '', '')),
    gives: ['s | x | y', 't | x | y', 'end |  | '],
  },
  'two loops round one row, one inside the other': {
    body: table(row('{{#each a}}{{#each in}}{{y}}', 'x{{/each}}{{/each}}')),
    gives: ['p | x', 'q | x', 'r | x'],
  },
  'a loop over rows of a nested table, inside a loop over rows': {
    body: table(
      row('{{#each a}}', ''),
      row('x', `${table(row('{{#each in}}{{y}}', '{{/each}}'))}<w:p/>`),
      row('{{/each}}', ''),
    ),
    gives: ['x | p |  / q |  / ', 'x | r |  / '],
  },
  'a nested table all of whose rows go': {
    body: table(
      row(
        'x',
        `${table(row('{{#each none}}{{this}}', '{{/each}}'))}${p('{{#if no}}')}${p('z')}${p('{{/if}}')}`,
      ),
    ),
    gives: ['x | '],
  },
  'rows inside a content control that repeats them': {
    body: `${table(`<w:sdt><w:sdtPr/><w:sdtContent>${row('{{#each none}}{{this}}', '{{/each}}')}</w:sdtContent></w:sdt>`)}${p('end')}`,
    gives: ['end'],
  },
  'a loop whose only row holds nothing but its tags': {
    body: table(row('{{#each a}}', ''), row('{{#each in}}', '{{/each}}{{/each}}'), row('end', '')),
    gives: ['end | '],
  },
  'tags that were typed with tracked changes': {
    body: `<w:p>${inserted('{{#if yes}}')}${run('kept')}${inserted('{{else}}not{{/if}}')}${run('!')}</w:p>`,
    gives: ['kept!'],
  },
  'a field inside a block, and a block inside a field': {
    body:
      `<w:p>${run('{{#if yes}}')}${field}${run('{{/if}}')}</w:p>` +
      `<w:p>${mark('begin')}${mark('separate')}${run('{{#if yes}}in{{/if}}')}${mark('end')}</w:p>`,
    gives: ['1', 'in'],
  },
  'content controls and drawings in a loop': {
    body:
      p('{{#each b}}') +
      `<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>${p('{{this}}')}</w:sdtContent></w:sdt>` +
      '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="Of {{this}}"/></wp:inline></w:drawing></w:r></w:p>' +
      p('{{/each}}'),
    gives: ['s', '', 't', ''],
  },
  'a comment with anything in it': { body: p('{{! if you like }}') + p('x{{!-- note --}}y'), gives: ['xy'] },
};

const structure = 'template/structure at body';
const unclosed = 'template/unclosed at body';
const refused: Record<string, Case> = {
  'crossed blocks': {
    body: p('{{#if yes}}') + p('{{#each b}}') + p('{{/if}}') + p('{{/each}}'),
    refused: [`${unclosed} 2 {{#each b}}: this block ends after the block that it begins in`],
  },
  'a block whose end is called by the name of its list': {
    body: p('{{#each b}}x{{/b}}'),
    refused: [`${unclosed} 1 {{/b}}: no block is called "b"; the one that is open here is {{#each b}}`],
  },
  'a block that does not exist': {
    body: p('{{#for b}}') + p('x') + p('{{/for}}'),
    refused: ['template/tag at body 1 {{#for b}}: there is no block "for"'],
  },
  'an else too many': {
    body: p('{{#if yes}}a{{else}}b{{else}}c{{/if}}'),
    refused: [`${unclosed} 1 {{else}}: a second else in one block`],
  },
  'an end of a tag without its beginning': {
    body: p('Dear { {name}}, welcome'),
    refused: [`${unclosed} 1 Dear { {name}}: a tag ends here and does not begin`],
  },
  'a loop that begins in the middle of one row and ends in another': {
    body: table(row('a', '{{#each b}}'), row('{{this}}', '{{/each}}')),
    refused: [
      `${structure} 2 {{#each b}}: a block over table rows has other text on the wrong side of one of its tags`,
    ],
  },
  'a loop from one table to another': {
    body: table(row('{{#each b}}')) + p('x') + table(row('{{/each}}')),
    refused: [
      `${structure} 1 {{#each b}}: this block begins and ends in different places: one end is in a table cell, text box or field, the other is not`,
    ],
  },
  'a block that begins in a link': {
    body: `<w:p><w:hyperlink w:anchor="_top">${run('{{#if yes}}a')}</w:hyperlink>${run('{{/if}}')}</w:p>`,
    refused: [
      `${structure} 1 {{#if yes}}: this block begins inside a link, content control or field and ends outside it`,
    ],
  },
  'a block that begins in a field': {
    body: `<w:p>${mark('begin')}${mark('separate')}${run('{{#if yes}}')}${mark('end')}${run('x{{/if}}')}</w:p>`,
    refused: [
      `${structure} 1 {{#if yes}}: a field of Word begins in this block and ends outside it, or the other way round`,
    ],
  },
};

describe('right:', () => {
  test.each(Object.entries(right))('%s', async (_, one) => {
    expect(await outcomeOf({ context, ...one })).toEqual(expected(one));
  });
});

describe('refused:', () => {
  test.each(Object.entries(refused))('%s', async (_, one) => {
    expect(await outcomeOf({ context, ...one })).toEqual(expected(one));
  });
});
