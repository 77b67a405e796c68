import { describe, expect, test } from '@jest/globals';
import { marksOf } from '../../../src/model/mark-names.ts';
import { readPackage, writePackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import { compileTemplate, Sourced } from '../../../src/word/index.ts';
import { markedIn } from '../../marked.ts';
import fc from '../../properties.ts';
import { documentOf, linesOf, p, row, sourceOf, table } from '../documents.ts';
import { png } from '../images/pictures.ts';
import { problemsOf } from '../sound.ts';

/** Hidden bookmarks round what is printed, wherever in a run, a row or a narrative that is. */

const value = (text: unknown, at = String(text)) => new Sourced(text, { field: 'a.yaml', path: [at] });
const context = {
  a: value('Amber'),
  b: value('60 & <1>'),
  n: 'not sourced',
  none: value(''),
  yes: true,
  list: [{ x: value('one') }, { x: value('two') }],
  years: [value('2022/23'), value('2023/24')],
  story: value(
    'First **bold** words.\n\n- item\n- other\n\n| h |\n| --- |\n| cell |\n\nLast[^1].\n\n[^1]: a note',
  ),
  to: value('https://example.org'),
  logo: value({ bytes: png(4, 2), alt: 'the logo' }, 'logo'),
};

async function fill(template: Uint8Array) {
  const compiled = await compileTemplate(template);
  expect(compiled.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const plain = await compiled.template?.fill(context);
  const marked = await compiled.template?.fill(context, { marks: marksOf });
  const bytes = marked?.bytes as Uint8Array;
  expect(await problemsOf(bytes)).toEqual([]);
  expect(await linesOf(bytes)).toEqual(await linesOf(plain?.bytes as Uint8Array));
  const { texts, outside } = await markedIn(bytes);
  return { bytes, texts, outside, printed: marked?.printed ?? [], source: await sourceOf(bytes) };
}

const r = (inside: string, look = '') => `<w:r>${look}${inside}</w:r>`;
const t = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`;
const bold = '<w:rPr><w:b/></w:rPr>';
const inP = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;
const change = 'w:id="1" w:author="Ann" w:date="2023-01-01T00:00:00Z"';

/** What a paragraph holds, what is in bookmarks, and what is outside of them. */
const cases: Record<string, [body: string, inside: string[], outside: string[]]> = {
  'alone in its run': [p('{{a}}'), ['Amber'], []],
  'in a sentence': [p('It is {{a}}, or so.'), ['Amber'], ['It is , or so.']],
  'at the beginning and at the end': [p('{{a}} and {{b}}'), ['Amber', '60 & <1>'], [' and ']],
  'side by side': [p('{{a}}{{b}}{{a}}'), ['Amber', '60 & <1>', 'Amber'], []],
  'a tag over several runs': [p('Is {{|a|}} it|?'), ['Amber'], ['Is  it?']],
  'a run with a tab and a look': [
    inP(r(`${t('{{a}}')}<w:tab/>${t('{{b}}')}`, bold)),
    ['Amber', '60 & <1>'],
    ['\t'],
  ],
  'after a choice in the same run': [p('{{#if yes}}{{a}}{{/if}}{{b}}'), ['Amber', '60 & <1>'], []],
  'a choice between values': [p('x{{#if yes}}{{a}} y{{else}}{{b}}{{/if}} z'), ['Amber'], ['x y z']],
  'a loop in a sentence': [p('{{#each list}}{{x}}, {{/each}}end'), ['one', 'two'], [', , end']],
  'without an origin': [p('{{n}} {{a}} {{n}}'), ['Amber'], ['not sourced  not sourced']],
  'an empty text': [p('[{{none}}]'), [''], ['[]']],
  'typed with tracked changes': [inP(`<w:ins ${change}>${r(t('now {{a}}'))}</w:ins>`), ['Amber'], ['now ']],
  'a choice inside tracked changes': [
    inP(`<w:ins ${change}>${r(t('{{#if yes}}{{a}}{{/if}}!'))}</w:ins>`),
    ['Amber'],
    ['!'],
  ],
  'in the words of a link': [
    inP(`<w:hyperlink w:anchor="x">${r(t('see {{a}}'))}</w:hyperlink>`),
    ['Amber'],
    ['see '],
  ],
  'in a content control': [
    inP(`<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${r(t('{{a}}'))}</w:sdtContent></w:sdt>`),
    ['Amber'],
    [],
  ],
  'rows of a loop': [
    table(row('{{#each list}}{{x}}', '{{@number}} of {{length ../list}}{{/each}}')),
    ['one', '1', '2', 'two', '2', '2'],
    [' of ', ' of '],
  ],
  'columns of a list': [table(row('{{#columns years}}{{this}}{{/columns}}')), ['2022/23', '2023/24'], []],
  'narrative, paragraph by paragraph, with its note': [
    p('{{markdown story}}'),
    ['First bold words.', 'item', 'other', 'h', 'cell', ' a note', 'Last.'],
    [' '],
  ],
  'a link from data': [p('Write: {{link to a}}.'), ['Amber'], ['Write: .']],
  'a link with typed words': [p('{{link to "here"}}'), ['here'], []],
  'a picture': [p('{{image logo}} {{a}}'), ['', 'Amber'], [' ']],
};

describe.each(Object.entries(cases))('%s', (_, [body, inside, outside]) => {
  test('has bookmarks round its values and round nothing else', async () => {
    const filled = await fill(await documentOf(body));
    // A note begins with its number and a blank, which are not of the narrative.
    expect([...filled.texts.values()].map((text) => text.trim()).sort()).toEqual(
      inside.map((text) => text.trim()).sort(),
    );
    expect(filled.outside).toEqual(outside);
    const listed = filled.printed.flatMap(({ marks = [] }) => marks);
    expect(new Set(listed)).toEqual(new Set(filled.texts.keys()));
    expect(filled.source).not.toContain('<w:t xml:space="preserve"></w:t></w:r></w:p>');
  });
});

test('headers have none: other programs write them anew', async () => {
  const { texts, printed } = await fill(await documentOf(p('{{a}}'), { header: p('{{a}} {{b}}') }));
  expect([...texts.values()]).toEqual(['Amber']);
  expect(printed.map(({ name, marks }) => [name, marks?.length])).toEqual([
    ['a', 1],
    ['a', undefined],
    ['b', undefined],
  ]);
});

test('a value keeps its mark when others are put before it', async () => {
  const [one, two] = [
    await fill(await documentOf(p('{{a}}'))),
    await fill(await documentOf(p('{{b}} {{a}}'))),
  ];
  const markOf = ({ printed }: typeof one) => printed.find(({ name }) => name === 'a')?.marks;
  expect(markOf(two)).toEqual(markOf(one));
});

test('a template that was a draft before gives no name twice', async () => {
  const { bytes } = await fill(await documentOf(p('{{a}} {{b}}')));
  const parts = await readPackage(bytes);
  const source = parts.get('word/document.xml')?.text ?? '';
  parts.set(
    'word/document.xml',
    new Part(source.replace('Amber', '{{a}}').replace('60 &amp; &lt;1&gt;', '{{b}}')),
  );
  const again = await fill(await writePackage(parts));
  expect(again.texts.size).toBe(4);
});

const inline = fc.oneof(
  fc.constantFrom(
    '{{a}}',
    '{{b}}',
    '{{n}}',
    '{{none}}',
    '{{#if yes}}{{a}}{{/if}}',
    '{{#each list}}{{x}}{{/each}}',
  ),
  fc.constantFrom('word ', ' ', 'Ünï ', '.', '|', '|'),
);

test('any mixture of values, words, blocks and runs has bookmarks round the values alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(inline, { minLength: 1, maxLength: 9 }), async (pieces) => {
      const { texts, outside } = await fill(await documentOf(p(pieces.join(''))));
      const said: Record<string, string[]> = {
        '{{a}}': ['Amber'],
        '{{b}}': ['60 & <1>'],
        '{{none}}': [''],
        '{{#if yes}}{{a}}{{/if}}': ['Amber'],
        '{{#each list}}{{x}}{{/each}}': ['one', 'two'],
      };
      expect([...texts.values()]).toEqual(pieces.flatMap((one) => said[one] ?? []));
      const rest = pieces.map((one) => (said[one] ? '' : one === '{{n}}' ? 'not sourced' : one)).join('');
      expect(outside.join('')).toBe(rest.replaceAll('|', ''));
    }),
    { numRuns: 60 },
  );
});
