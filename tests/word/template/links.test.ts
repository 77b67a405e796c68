import { describe, expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { relationshipsOf } from '../../../src/ooxml/relationships.ts';
import { parseXml } from '../../../src/ooxml/xml/parse.ts';
import { descendants } from '../../../src/ooxml/xml/tree.ts';
import { compileTemplate, Sourced } from '../../../src/word/index.ts';
import { outcomeOf } from '../cases.ts';
import { documentOf, type Others, p, paragraphText, row, sourceOf, table } from '../documents.ts';
import { problemsOf } from '../sound.ts';

/** Links and colours whose address or digits are values. */

const context = {
  url: 'https://a.example/?q=1&r=2',
  mail: 'mailto:ann@a.example',
  words: 'our <plan>',
  none: '',
  nothing: [],
  id: 'a b',
  bad: 'javascript:alert(1)',
  l: [
    { url: 'http://b.example', words: 'b' },
    { url: 'https://c.example', words: 'c' },
  ],
  colour: '#d4edda',
  number: 1,
};

/** The links of a document as a reader meets them: words and address. */
async function linksOf(body: string, others?: Others): Promise<string[]> {
  const { template, findings } = await compileTemplate(await documentOf(body, others));
  const filled = await template?.fill(context);
  if (!filled?.bytes) return [...findings, ...(filled?.findings ?? [])].map(({ message }) => message);
  expect(await problemsOf(filled.bytes)).toEqual([]);
  const addresses = new Map(
    relationshipsOf(await readPackage(filled.bytes), 'word/document.xml').map(({ id, target }) => [
      id,
      target,
    ]),
  );
  expect([...addresses.values()].filter((address) => /\{|%7b/i.test(address))).toEqual([]);
  return descendants(parseXml(await sourceOf(filled.bytes)))
    .filter(({ name }) => name === 'w:hyperlink')
    .map((link) => `${paragraphText(link)} -> ${addresses.get(link.attributes['r:id'] ?? '')}`);
}

const linked = (words: string) =>
  `<w:p><w:hyperlink r:id="rId1"><w:r><w:t>${words}</w:t></w:r></w:hyperlink></w:p>`;
const to = (address: string): Others => ({ links: [['hyperlink', address, 'External']] });

const cases: Record<string, [body: string, links: string[], others?: Others]> = {
  'an address and words': [
    p('See {{link url words}}, {{li|nk mail "write"}}.'),
    ['our <plan> -> https://a.example/?q=1&r=2', 'write -> mailto:ann@a.example'],
  ],
  'one for each turn, in rows': [
    table(row('{{#each l}}'), row('{{link url words}} {{link ../url words}}'), row('{{/each}}')),
    [
      'b -> http://b.example',
      'b -> https://a.example/?q=1&r=2',
      'c -> https://c.example',
      'c -> https://a.example/?q=1&r=2',
    ],
  ],
  'no words, and no address': [
    p('{{link url none}}{{link none words}}'),
    ['https://a.example/?q=1&r=2 -> https://a.example/?q=1&r=2'],
  ],
  'a tag as the address of a link': [
    linked('here'),
    ['here -> https://a.example/?q=1&r=2'],
    to('%7b%7burl%7d%7d'),
  ],
  'a tag in an address, with what Word puts before it': [
    linked('{{words}}'),
    ['our <plan> -> https://a.example/?q=1&r=2'],
    to('http://{{url}}'),
  ],
  'a tag in a part of an address': [
    linked('x'),
    ['x -> https://x.example/a%20b?y=1&z'],
    to('https://x.example/{{id}}?y=1&amp;z'),
  ],
  'an address of each turn': [
    p('{{#each l}}') + linked('{{words}}') + p('{{/each}}'),
    ['b -> http://b.example', 'c -> https://c.example'],
    to('%7B%7B url %7D%7D'),
  ],
  'no turn': [
    p('{{#each nothing}}') + linked('x') + p('{{/each}}') + p('{{link mail words}}'),
    ['our <plan> -> mailto:ann@a.example'],
    to('{{url}}'),
  ],
  'an address that nobody should follow': [
    p('{{link bad words}}'),
    ['a document cannot link to "javascript:alert(1)"'],
  ],
  'such an address in a link': [
    linked('x'),
    ['a document cannot link to "javascript:alert(1)"'],
    to('{{bad}}'),
  ],
  'a link without an address': [linked('x'), ['this link has no address'], to('{{none}}')],
  'a link without words': [p('{{link url}}'), ['a link has an address and the words that lead to it']],
  'a link whose words are a number': [
    p('{{link url number}}'),
    ['"number" is a number and cannot be printed by itself'],
  ],
  'a name of an address that is not there': [
    linked('x'),
    ['no such value "ulr"; did you mean "url"?'],
    to('{{ulr}}'),
  ],
  'a link in alternative text': [
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{{link url words}}"/></wp:inline></w:drawing></w:r></w:p>',
    ['a link cannot be put here'],
  ],
};

describe('links', () => {
  test.each(Object.entries(cases))('%s', async (_, [body, links, others]) => {
    expect(await linksOf(body, others)).toEqual(links);
  });
});

test('the address and the words of a link are listed with where they come from', async () => {
  const { template } = await compileTemplate(await documentOf(p('{{link a b}}')));
  const filled = await template?.fill({
    a: new Sourced('https://x.example', 'A'),
    b: new Sourced('words', 'B'),
  });
  expect(filled?.printed?.map(({ name, text, origin }) => [name, text, origin])).toEqual([
    ['a', 'https://x.example', 'A'],
    ['b', 'words', 'B'],
  ]);
});

test('a tag as the fill of a shading is a colour', async () => {
  const cell = (fill: string) =>
    `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="${fill}"/></w:tcPr>${p('x')}</w:tc></w:tr></w:tbl>`;
  const fill = async (tag: string) => {
    const { template } = await compileTemplate(await documentOf(cell(tag)));
    const filled = await template?.fill(context);
    return filled?.bytes
      ? /w:fill="(\w*)"/.exec(await sourceOf(filled.bytes))?.[1]
      : filled?.findings[0]?.message;
  };
  expect(await fill('{{colour}}')).toBe('d4edda');
  expect(await fill('{{none}}')).toBe('auto');
  expect(await fill('{{words}}')).toBe('"our <plan>" is no colour');
  expect(await outcomeOf({ body: cell('{{#if none}}FF0000{{/if}}'), context })).toEqual({
    refused: [
      'template/structure at body 1 {{#if none}}: a block cannot be used here',
      'template/structure at body 1 {{/if}}: a block cannot be used here',
    ],
  });
});
