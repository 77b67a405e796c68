import { describe, expect, test } from '@jest/globals';
import { type Case, expected, outcomeOf } from '../cases.ts';
import { p, row, table } from '../documents.ts';

/** Columns from a list: cells that are repeated across a row, and what is said of those that cannot be. */

const years = '{{#columns years}}{{this}}{{/columns}}';
const context = {
  name: 'Ann',
  years: ['22/23', '23/24', '24/25'],
  none: [],
  yes: true,
  lines: [
    { name: 'Income', values: ['1', '2', '3'], total: false },
    { name: 'Total', values: ['4', '5', '6'], total: true },
  ],
  uneven: [{ name: 'Income', values: ['1', '2'] }],
  tables: [
    { title: 'A', years: ['x', 'y'], lines: [{ values: ['1', '2'] }] },
    { title: 'B', years: ['z'], lines: [{ values: ['3'] }, { values: ['4'] }] },
  ],
  quarters: [
    { name: 'Q1', plan: '1', actual: '2' },
    { name: 'Q2', plan: '3', actual: '4' },
  ],
};

const wide = (span: number, text: string) =>
  `<w:tc><w:tcPr><w:tcW w:w="${span * 100}" w:type="dxa"/><w:gridSpan w:val="${span}"/></w:tcPr>${p(text)}</w:tc>`;

const right: Record<string, Case> = {
  'a block in one cell': {
    body: table(row('Line', years)),
    gives: ['Line | 22/23 | 23/24 | 24/25'],
  },
  'a block that is split over runs by a word processor': {
    body: table(row('Line', '{{#colu|mns ye|ars}}{{th|is}}{{/col|umns}}')),
    gives: ['Line | 22/23 | 23/24 | 24/25'],
  },
  'rows that a loop repeats, each with its own list, and a total row': {
    body: table(
      row('Line', years, 'End'),
      row('{{#each lines}}', '', ''),
      row('{{#if total}}', '', ''),
      row('Sum', '{{#columns values}}[{{this}}]{{/columns}}', '{{name}}'),
      row('{{else}}', '', ''),
      row('{{name}}', '{{#columns values}}{{this}}{{#if @last}}!{{/if}}{{/columns}}', ''),
      row('{{/if}}', '', ''),
      row('{{/each}}', '', ''),
    ),
    gives: ['Line | 22/23 | 23/24 | 24/25 | End', 'Income | 1 | 2 | 3! | ', 'Sum | [4] | [5] | [6] | Total'],
  },
  'a loop that begins in the first cell and ends in the cell of the columns': {
    body: table(row('{{#each lines}}{{name}}', '{{#columns values}}{{this}}{{/columns}}{{/each}}')),
    gives: ['Income | 1 | 2 | 3', 'Total | 4 | 5 | 6'],
  },
  'a loop round columns in the only cell of a row': {
    body: table(row('{{#each lines}}{{#columns values}}{{this}}{{../name}}{{/columns}}{{/each}}')),
    gives: ['1Income | 2Income | 3Income', '4Total | 5Total | 6Total'],
  },
  'a group of cells': {
    body: table(
      row('{{#columns quarters}}{{name}} plan', '{{name}} actual{{/columns}}'),
      row('{{#columns quarters}}{{plan}}', '{{actual}}{{/columns}}'),
    ),
    gives: ['Q1 plan | Q1 actual | Q2 plan | Q2 actual', '1 | 2 | 3 | 4'],
  },
  'two blocks in one row': {
    body: table(row(years, 'and', '{{#columns quarters}}{{name}}{{/columns}}')),
    gives: ['22/23 | 23/24 | 24/25 | and | Q1 | Q2'],
  },
  'two blocks side by side': {
    body: table(
      row(years, '{{#columns quarters}}{{name}}{{/columns}}'),
      row(years, years.replace('years', 'quarters').replace('this', 'name')),
    ),
    gives: ['22/23 | 23/24 | 24/25 | Q1 | Q2', '22/23 | 23/24 | 24/25 | Q1 | Q2'],
  },
  'tables that a loop repeats, with columns of their own': {
    body:
      p('{{#each tables}}') +
      p('{{title}}') +
      table(
        row('h', years),
        row('{{#each lines}}', ''),
        row('b', '{{#columns values}}{{this}}{{/columns}}'),
        row('{{/each}}', ''),
      ) +
      p('{{/each}}'),
    gives: ['A', 'h | x | y', 'b | 1 | 2', 'B', 'h | z', 'b | 3', 'b | 4'],
  },
  'an empty list beside other columns': {
    body: table(row('Line', '{{#columns none}}{{this}}{{/columns}}', 'End')),
    gives: ['Line | End'],
  },
  'tags in paragraphs of their own, which go': {
    body: table(row('Line', `${p('{{#columns years}}')}${p('{{this}}')}${p('{{/columns}}')}`)),
    gives: ['Line | 22/23 | 23/24 | 24/25'],
  },
  'a choice, a loop and a value from further out, inside a cell': {
    body: table(
      row(
        'Line',
        '{{#columns years}}{{#if @first}}{{../name}} {{/if}}{{#each ../quarters}}{{name}}{{/each}}{{/columns}}',
      ),
    ),
    gives: ['Line | Ann Q1Q2 | Q1Q2 | Q1Q2'],
  },
  'a table inside a repeated cell, with columns of its own': {
    body: table(
      row(
        'Line',
        `${p('{{#columns tables}}')}${table(row('{{#columns years}}{{this}}{{/columns}}'))}${p('{{title}}{{/columns}}')}`,
      ),
    ),
    gives: ['Line | x | y / A | z / B'],
  },
  'a merged cell over columns': {
    body: table(`<w:tr>${wide(3, 'All of {{name}}')}</w:tr>`, row('Line', years, 'End')),
    gives: ['All of Ann', 'Line | 22/23 | 23/24 | 24/25 | End'],
  },
  'markdown in a repeated cell': {
    body: table(row('Line', `${p('{{#columns years}}')}${p('{{markdown this}}')}${p('{{/columns}}')}`)),
    gives: ['Line | 22/23 | 23/24 | 24/25'],
  },
};

const at = 'at body 2 {{#columns years}}';

const refused: Record<string, Case> = {
  'outside a table': {
    body: p('x') + p(years),
    refused: [
      `template/structure ${at}: this repeats cells of a table, and one of its ends is not in a table`,
    ],
  },
  'from one row to the next': {
    body: table(row('x', '{{#columns years}}'), row('y', '{{/columns}}')),
    refused: [
      `template/structure ${at}: this begins in one row of a table and ends in another, or inside a content control and ends outside it`,
    ],
  },
  'text before it in its cell': {
    body: table(row('x', `Year ${years}`)),
    refused: [
      `template/structure ${at}: this repeats whole cells, and before its first tag the cell has other text`,
    ],
  },
  'text after it in its cell': {
    body: table(row('x', `${years} (£m)`)),
    refused: [
      'template/structure at body 2 {{/columns}}: this repeats whole cells, and after its last tag the cell has other text',
    ],
  },
  'an else': {
    body: table(row('x', '{{#columns years}}{{this}}{{else}}-{{/columns}}')),
    refused: [
      'template/structure at body 2 {{else}}: a columns block has no else: where its list is empty there is no cell to print it in',
    ],
  },
  'a row without one': {
    body: table(row('x', years), row('y', 'z')),
    refused: [
      `template/columns ${at}: row 2 of this table has other cells where row 1 has {{#columns years}}`,
    ],
  },
  'a row that is too short': {
    body: table(row('x', years), row('y')),
    refused: [
      `template/columns ${at}: row 2 of this table ends before the cell that row 1 has for {{#columns years}}`,
    ],
  },
  'one inside another': {
    body: table(
      row('x', '{{#columns years}}{{this}}', '{{#columns ../quarters}}{{name}}{{/columns}}', '{{/columns}}'),
    ),
    refused: [
      'template/columns at body 3 {{#columns ../quarters}}: two columns blocks are in one cell, or one is inside the other',
    ],
  },
  'a choice round it that does not take the row': {
    body: table(row('x', `{{#if yes}}${years}{{/if}}`)),
    refused: [
      'template/structure at body 2 {{#if yes}}: a block over table rows has other text on the wrong side of one of its tags',
    ],
  },
  'lists of other lengths': {
    body: table(
      row('x', years),
      row('{{#each uneven}}', ''),
      row('y', '{{#columns values}}{{this}}{{/columns}}'),
      row('{{/each}}', ''),
    ),
    refused: [
      'document/columns at body 6 {{#columns values}}: row 1 has 3 columns, and row 2 has 2: their lists are "years" and "values"',
    ],
  },
  'no column left': {
    body: table(row('{{#columns none}}{{this}}{{/columns}}')),
    refused: [
      'document/columns at body 1 {{#columns none}}: this table has no column left, for "none" is empty',
    ],
  },
  'a name that is not a list': {
    body: table(row('x', '{{#columns name}}{{this}}{{/columns}}')),
    refused: [
      'template/wrong-kind at body 2 {{#columns name}}: "name" is text and cannot be used with "columns"',
    ],
  },
};

describe('cells are repeated across a row', () => {
  test.each(Object.entries(right))('%s', async (_, one) => {
    expect(await outcomeOf({ context, ...one })).toEqual(expected(one));
  });
});

describe('columns are refused with', () => {
  test.each(Object.entries(refused))('%s', async (_, one) => {
    expect(await outcomeOf({ context, ...one })).toEqual(expected(one));
  });
});
