import { describe, expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { compileTemplate } from '../../../src/word/index.ts';
import { type Case, expected, outcomeOf, standard } from '../cases.ts';
import { documentOf, p, row, table } from '../documents.ts';

/** Where tags may stand, how they may be typed, and what is said of a tag where none can be filled. */

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const control = (properties: string, text: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${text}</w:sdtContent></w:sdt>`;
const drawing = (properties: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" ${properties}/></wp:inline></w:drawing></w:r></w:p>`;

const right: Record<string, Case> = {
  'smart quotes in a tag': {
    body: p('{{mark name \u201C!\u201D}} {{mark name \u2018?\u2019}}'),
    gives: ['Ann! Ann?'],
  },
  'non-breaking spaces in a tag': { body: p('{{mark\u00A0name\u202F"!"}}'), gives: ['Ann!'] },
  'a line break and a zero-width space in a tag': {
    body: `<w:p>${run('{{#each items}}{{te')}<w:r><w:br/></w:r>${run('\u200Bxt}};{{/each}}')}</w:p>`,
    gives: ['one;two;'],
  },
  'the text of a link': {
    body: `<w:p><w:hyperlink w:anchor="_top">${run('to {{na')}${run('me}}')}</w:hyperlink>${run(', {{name}}')}</w:p>`,
    gives: ['to Ann, Ann'],
  },
  'a nested table': { body: table(row(`${table(row('{{name}}'))}<w:p/>`)), gives: ['Ann / '] },
  'a content control in a line, and round a cell': {
    body: `<w:p>${run('Dear ')}${control('', run('{{name}}'))}</w:p>${table(`<w:tr>${control('', `<w:tc>${p('{{name}}')}</w:tc>`)}</w:tr>`)}`,
    gives: ['Dear Ann', ''],
  },
  'the alternative text of a table': {
    body: `<w:tbl><w:tblPr><w:tblCaption w:val="{{nmae}}"/></w:tblPr>${row('x')}</w:tbl>`,
    refused: ['template/unknown-tag at body 1 {{nmae}}: no such value "nmae"; did you mean "name"?'],
  },
  'text that was deleted with tracked changes': {
    body: `<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>{{old}}</w:delText></w:r></w:del>${run('{{name}}')}</w:p>`,
    gives: ['Ann'],
  },
  'an endnote': {
    body: p('x'),
    others: {
      parts: [
        [
          'word/endnotes.xml',
          'wordprocessingml.endnotes+xml',
          `<w:endnotes><w:endnote w:id="1">${p('See {{na|me}}')}</w:endnote></w:endnotes>`,
        ],
      ],
    },
    part: 'word/endnotes.xml',
    gives: ['See Ann'],
  },
  'text that was moved with tracked changes': {
    body: `<w:p><w:moveFrom w:id="1" w:author="A">${run('{{gone}}')}</w:moveFrom><w:moveTo w:id="2" w:author="A">${run('{{na')}</w:moveTo>${run('me}}')}</w:p>`,
    gives: ['{{gone}}Ann'],
  },
  'a header': { body: p('x'), others: { header: p('{{name}}') }, part: 'word/header1.xml', gives: ['Ann'] },
};

const cannot = 'template/structure at';
const refused: Record<string, Case> = {
  'the code of a field': {
    body: '<w:p><w:r><w:instrText>HYPERLINK "{{name}}"</w:instrText></w:r></w:p>',
    refused: [`${cannot} body 1 {{name}}: a tag cannot be filled in the code of a field`],
  },
  'an equation': {
    body: p('x') + '<w:p><m:oMath><m:r><m:t>{{name}}</m:t></m:r></m:oMath></w:p>',
    refused: [`${cannot} body 2 {{name}}: a tag cannot be filled in an equation`],
  },
  'the label of a chart': {
    body: p('x'),
    others: {
      parts: [
        [
          'word/charts/chart1.xml',
          'drawingml.chart+xml',
          '<c:chart><a:p><a:r><a:t>{{na</a:t></a:r><a:r><a:t>me}} a</a:t></a:r></a:p></c:chart>',
        ],
      ],
    },
    refused: [`${cannot} chart 1 {{name}}: a tag cannot be filled in a label of a chart`],
  },
  'a block in alternative text': {
    body: drawing('name="P" descr="{{#if yes}}a{{/if}}"'),
    refused: [
      `${cannot} body 1 {{#if yes}}: a block cannot be used here`,
      `${cannot} body 1 {{/if}}: a block cannot be used here`,
    ],
  },
  'a picture inside a tag': {
    body: `<w:p>${run('{{na')}<w:r><w:drawing/></w:r>${run('me}}')}</w:p>`,
    refused: [
      'template/tag at body 1 {{name}}: there is something other than text inside this tag: a picture, a note, a comment or a field',
    ],
  },
  'an unknown helper': {
    body: p('{{mrak name}}'),
    refused: [
      'template/unknown-helper at body 1 {{mrak name}}: there is no helper "mrak"; did you mean "mark"?',
    ],
  },
  'a choice on a name that does not exist': {
    body: p('{{#if nmae}}x{{/if}}'),
    refused: ['template/unknown-tag at body 1 {{#if nmae}}: no such value "nmae"; did you mean "name"?'],
  },
  'what Handlebars knows beside values and blocks': {
    body: p(
      '{{{name}}} {{&amp;name}} {{> part}} {{* inline}} {{log name}} {{name a=1}} {{(name)}} {{"name"}}',
    ),
    refused: [
      'template/tag at body 1 {{{name}}: a tag cannot begin with "{"',
      'template/tag at body 1 {{&name}}: a tag cannot begin with "&"',
      'template/tag at body 1 {{> part}}: a tag cannot begin with ">"',
      'template/tag at body 1 {{* inline}}: a tag cannot begin with "*"',
      'template/tag at body 1 {{name a=1}}: this tag cannot be understood',
      'template/tag at body 1 {{(name)}}: this tag cannot be understood',
      'template/tag at body 1 {{"name"}}: this tag cannot be understood',
    ],
  },
  'narrative beside other text': {
    body: p('Summary: {{markdown name}}'),
    refused: [
      `${cannot} body 1 {{markdown name}}: Markdown becomes whole paragraphs, and there is other text beside this tag`,
    ],
  },
};

describe('filled:', () => {
  test.each(Object.entries(right))('%s', async (_, one) => {
    expect(await outcomeOf(one)).toEqual(expected(one));
  });
});

describe('refused:', () => {
  test.each(Object.entries(refused))('%s', async (_, one) => {
    expect(await outcomeOf(one)).toEqual(expected(one));
  });
});

const hidden = [
  '{{constructor}}',
  '{{__proto__}}',
  '{{name.constructor}}',
  '{{name.length}}',
  '{{items.length}}',
  '{{toString}}',
  '{{@root.constructor}}',
  '{{../name}}',
  '{{#with __proto__}}{{/with}}',
  '{{#each constructor}}{{/each}}',
  '{{#each items}}{{constructor.name}}{{/each}}',
];
const shape = { name: 'text', items: [{ text: 'text' }] } as const;

describe('a path to what is no value is unknown:', () => {
  test.each(hidden)('%s', async (body) => {
    for (const given of [{ shape }, {}]) {
      const { refused: found } = await outcomeOf({
        body: p(body),
        context: { name: 'a', items: [] },
        ...given,
      });
      // In a list without entries nothing is known of them, and nothing is printed.
      if (body.includes('constructor.name') && !('shape' in given)) continue;
      expect(found).toHaveLength(1);
      expect(found?.[0]).toMatch(/^template\/unknown-tag at body 1 /);
    }
  });

  test.each([
    '{{constructor name}}',
    '{{toString name}}',
    '{{__proto__ name}}',
    '{{each name}}',
    '{{lookup name}}',
  ])('%s is an unknown helper', async (body) => {
    const { refused: found } = await outcomeOf({ body: p(body) });
    expect(found).toEqual([expect.stringMatching(/^template\/unknown-helper at body 1 /)]);
  });
});

test('a content control with a tag is no longer bound to data, and shows no hint', async () => {
  const bound = control('<w:dataBinding w:xpath="/x"/><w:showingPlcHdr/><w:text/>', p('{{name}}'));
  const { template } = await compileTemplate(await documentOf(bound + control('<w:dataBinding/>', p('x'))));
  const { bytes } = (await template?.fill(standard)) ?? {};
  const source = (await readPackage(bytes as Uint8Array)).get('word/document.xml')?.text;
  expect(source).toContain('<w:sdtPr><w:text/></w:sdtPr>');
  expect(source).toContain('<w:sdtPr><w:dataBinding/></w:sdtPr>');
});
