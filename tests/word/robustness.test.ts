import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Case, expected, outcomeOf } from './cases.ts';
import { p, row, table } from './documents.ts';

/** Where other template engines print nothing, print the wrong thing, or write a file that Word calls damaged. */

const run = (text: string, look = '') =>
  `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const link = (text: string) => `<w:hyperlink r:id="rId1">${run(text)}</w:hyperlink>`;
const value = (name: unknown, gives: string): Case => ({
  body: p('Name: {{name}} end'),
  context: { name },
  gives: [`Name: ${gives} end`],
});
const spelling = '<w:proofErr w:type="spellStart"/>';

const cases: Record<string, Case> = {
  'plain tag': { body: p('Name: {{name}} end'), gives: ['Name: Ann end'] },
  'split in the name': { body: p('Name: {{na|me}} end'), gives: ['Name: Ann end'] },
  'split in the delimiter': { body: p('Name: {|{name}|} end'), gives: ['Name: Ann end'] },
  'one run per character, spell-check marks between': {
    body: `<w:p>${[...'Name: {{name}} end'].map((letter) => run(letter)).join(spelling)}</w:p>`,
    gives: ['Name: Ann end'],
  },
  'bookmark inside the tag': {
    body: `<w:p>${run('{{na')}<w:bookmarkStart w:id="1" w:name="b"/>${run('me')}<w:bookmarkEnd w:id="1"/>${run('}} end')}</w:p>`,
    gives: ['Ann end'],
  },
  'half of the tag bold': {
    body: `<w:p>${run('{{na')}${run('me}}', '<w:b/>')}${run(' end')}</w:p>`,
    gives: ['Ann end'],
  },
  'tracked change inside the tag': {
    body: `<w:p>${run('{{n')}<w:ins w:id="1" w:author="A">${run('am')}</w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del>${run('e}} end')}</w:p>`,
    gives: ['Ann end'],
  },
  'spaces inside the tag': { body: p('{{  name }} {{ mark  name  "!" }}'), gives: ['Ann Ann!'] },
  'loop tag split over runs': {
    body: p('{|{#ea|ch ite|ms}|}') + p('{{te|xt}}') + p('{|{/ea|ch}}'),
    gives: ['one', 'two'],
  },
  'row loop': {
    body: table(row('{{#each items}}{{text}}', '', '{{/each}}')),
    gives: ['one |  | ', 'two |  | '],
  },
  'unknown value': {
    body: p('text') + p('Name: {{nmae}} end'),
    refused: ['template/unknown-tag at body 2 {{nmae}}: no such value "nmae"; did you mean "name"?'],
  },
  'unknown nested value': {
    body: p('{{no.such.thing}}'),
    refused: [
      'template/unknown-tag at body 1 {{no.such.thing}}: no such value "such" in "no", which is a yes-or-no value',
    ],
  },
  'unknown loop': {
    body: p('{{#each itmes}}') + p('x') + p('{{/each}}'),
    refused: ['template/unknown-tag at body 1 {{#each itmes}}: no such value "itmes"; did you mean "items"?'],
  },
  'loop not closed': {
    body: p('{{#each items}}') + p('{{text}}'),
    refused: ['template/unclosed at body 1 {{#each items}}: this block is never closed'],
  },
  'loop closed but not opened': {
    body: p('{{text}}') + p('{{/each}}'),
    refused: ['template/unclosed at body 2 {{/each}}: this closes a block that is not open'],
  },
  'loop closed with another name': {
    body: p('{{#each items}}') + p('{{text}}') + p('{{/itmes}}'),
    refused: [
      'template/unclosed at body 3 {{/itmes}}: no block is called "itmes"; the one that is open here is {{#each items}}',
    ],
  },
  'delimiter not closed': {
    body: p('Name: {{name end'),
    refused: ['template/unclosed at body 1 {{name end: a tag begins here and does not end'],
  },
  'loop opens in a row, closes outside the table': {
    body: table(row('{{#each items}}', 'b')) + p('{{/each}}'),
    refused: [
      'template/structure at body 1 {{#each items}}: this block begins and ends in different places: one end is in a table cell, text box or field, the other is not',
    ],
  },
  'empty list, only content of a cell': {
    body: table(row(p('{{#each none}}') + p('{{this}}') + p('{{/each}}'), 'b')),
    gives: [' | b'],
  },
  'empty list, all rows of a table': {
    body: table(row('{{#each none}}{{this}}', '{{/each}}')) + p('end'),
    gives: ['end'],
  },
  'bookmark and paraId inside a loop': {
    body:
      p('{{#each items}}') +
      `<w:p w14:paraId="1A"><w:bookmarkStart w:id="1" w:name="b"/>${run('{{text}}')}<w:bookmarkEnd w:id="1"/></w:p>` +
      p('{{/each}}'),
    gives: ['one', 'two'],
  },
  'value: < > & " \'': value('< > & " \'', '< > & " \''),
  'value: looks like an entity': value('&amp; &lt; &#65;', '&amp; &lt; &#65;'),
  'value: newline': value('line 1\nline 2', 'line 1\nline 2'),
  'value: tab': value('a\tb', 'a\tb'),
  'value: control character U+0000': {
    body: p('{{name}}'),
    context: { name: 'a\u0000b' },
    refused: [
      'document/value at body 1 {{name}}: the value of this tag holds a character that Word cannot (U+0000, after "a")',
    ],
  },
  'value: control character U+000B': {
    body: p('{{name}}'),
    context: { name: '\u000bb' },
    refused: [
      'document/value at body 1 {{name}}: the value of this tag holds a character that Word cannot (U+000B, at its beginning)',
    ],
  },
  'value: lone surrogate': {
    body: p('{{name}}'),
    context: { name: 'a\ud800b' },
    refused: [
      'document/value at body 1 {{name}}: the value of this tag holds a character that Word cannot (U+D800, after "a")',
    ],
  },
  'value: two pairs of pipes': value('cost || R&D || net', 'cost || R&D || net'),
  'value: 1 MB of text': value('R&D '.repeat(2 ** 18), 'R&D '.repeat(2 ** 18)),
  'value: 20 MB of text': value('abcd '.repeat(2 ** 22), 'abcd '.repeat(2 ** 22)),
  'value: null': {
    body: p('{{name}}'),
    context: { name: null },
    refused: ['document/value at body 1 {{name}}: this tag has no value to print'],
  },
  'value: number 0': { body: p('{{money name}}'), context: { name: 0 }, gives: ['£0m'] },
  'value: object': {
    body: p('{{name}}'),
    context: { name: { first: 'A' } },
    refused: [
      'template/wrong-kind at body 1 {{name}}: "name" is a group of values and cannot be printed by itself',
    ],
  },
  'value: array of strings': {
    body: p('{{name}}'),
    context: { name: ['a', 'b'] },
    refused: ['template/wrong-kind at body 1 {{name}}: "name" is a list and cannot be printed by itself'],
  },
  'value: text that looks like a tag': value('{{name}} {{#each x}}', '{{name}} {{#each x}}'),
  "value: XML through another engine's raw delimiter": value('||<w:p/>||', '||<w:p/>||'),
  'tag in a footer': {
    body: p('x'),
    others: { footer: p('Page of {{name}}') },
    part: 'word/footer1.xml',
    gives: ['Page of Ann'],
  },
  'tag in a footnote': {
    body: p('x'),
    others: { footnotes: `<w:footnote w:id="1">${p('See {{name}}')}</w:footnote>` },
    part: 'word/footnotes.xml',
    gives: ['See Ann'],
  },
  'tag in a comment': {
    body: p('x'),
    others: { comments: `<w:comment w:id="1" w:author="A">${p('Ask {{name}}')}</w:comment>` },
    part: 'word/comments.xml',
    gives: ['Ask Ann'],
  },
  'tag in the document title property': {
    body: p('x'),
    others: { title: 'About {{name}}' },
    part: 'docProps/core.xml',
    gives: ['About Ann'],
  },
  'tag in a hyperlink target': {
    body: p('text') + `<w:p>${link('here')}</w:p>`,
    others: { links: [['hyperlink', 'https://%7B%7Bname%7D%7D/', 'External']] },
    gives: ['text', 'here'],
  },
  'tag in a text box': {
    body: `<w:p>${run('Dear {{na')}${run('me}}, ')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>${p('Box {{name}}')}</w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>`,
    gives: ['Dear Ann, Box Ann'],
  },
  'tag in a content control': {
    body: `<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>${p('Name: {{name}} end')}</w:sdtContent></w:sdt>`,
    gives: ['Name: Ann end'],
  },
  'tag in a cell-shading attribute': {
    body: table(
      `<w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="{{name}}"/></w:tcPr>${p('x')}</w:tc></w:tr>`,
    ),
    refused: ['document/value at body 1 {{name}}: "Ann" is no colour'],
  },
  're-saved by LibreOffice': {
    body: readFileSync(join(import.meta.dirname, 'saved-by-libreoffice.docx')),
    gives: ['Dear Ann, this is the end', 'Name | ', 'one | x', 'two | x', 'one', 'two', 'There are none.'],
  },
};

describe('a template with', () => {
  test.each(Object.entries(cases))('%s', async (_, one) => {
    expect(await outcomeOf(one)).toEqual(expected(one));
  });
});

test('the table is complete', () => {
  expect(Object.keys(cases)).toHaveLength(46);
});
