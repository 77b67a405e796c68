import { describe, expect, test } from '@jest/globals';
import { compileTemplate } from '../../../src/word/index.ts';
import fc from '../../properties.ts';
import { documentOf, linesOf, p, row, sourceOf, table } from '../documents.ts';
import { listedLines } from '../lists.ts';
import { problemsOf } from '../sound.ts';

/** Text as people paste it, read back from the finished document: in the body, in a loop and in the cell of a table. */

const body =
  p('{{markdown text}}') +
  p('end') +
  p('{{#each items}}') +
  p('{{markdown this}}') +
  p('{{/each}}') +
  p('end') +
  table(row('{{markdown text}}'));

async function printed(text: string): Promise<string[]> {
  const { template, findings } = await compileTemplate(await documentOf(body), { name: 't.docx' });
  expect(findings).toEqual([]);
  const { bytes } = (await template?.fill({ text, items: [text] })) ?? {};
  expect(await problemsOf(bytes as Uint8Array)).toEqual([]);
  const lines = await listedLines(bytes as Uint8Array);
  const first = lines.slice(0, lines.indexOf('end'));
  expect(lines).toEqual([...first, 'end', ...first, 'end', ...first]);
  return first;
}

const two = (mark: string, end = '') => `${mark}One${end}\n${mark}Two${end}`;
const bullets = ['• One', '• Two'];

describe('two lines with a bullet are a list, whatever the bullet', () => {
  const glyphs = [...'•‣◦▪▫●○■□⁃∙➢►✓❖\uF0B7\uF0A7\uF0D8'];
  const spaces = ['', ' ', '  ', '\t', '\u00A0', ' \u00A0', '\u2003'];
  test.each(glyphs.flatMap((glyph) => spaces.map((space) => `${glyph}${space}`)))('%j', async (mark) => {
    expect(await printed(two(mark))).toEqual(bullets);
  });

  const others = [
    '\u2010 ',
    '\u2010\t',
    '\u2011\u00A0',
    '\u2011',
    'o ',
    'o\t',
    '§ ',
    '§\t',
    '·\t',
    '· ',
    '– ',
    '–\t',
    '–\u00A0',
    '–',
    '— ',
    '—',
    '-\t',
    '-\u00A0',
    '-',
    '*\t',
    '*\u00A0',
    '*',
    'Ø\t',
    'q\t',
    'v\t',
    '+\t',
    '- ',
    '* ',
    '+ ',
  ];
  test.each(others)('%j', async (mark) => {
    expect(await printed(two(mark))).toEqual(bullets);
    expect(await printed(`We did:\n${two(mark)}`)).toEqual(['We did:', ...bullets]);
    expect(await printed(`${mark}One\n\n${mark}Two\n\nDone.`)).toEqual([...bullets, 'Done.']);
  });
});

test.each<[string, string, string[]]>([
  ['brackets', 'a) One\nb) Two\nc) Three', ['a) One', 'b) Two', 'c) Three']],
  ['brackets without a blank', 'a)One\nb)Two', ['a) One', 'b) Two']],
  ['both brackets', '(a) One\n(b) Two', ['(a) One', '(b) Two']],
  ['full stops', 'a. One\nb. Two', ['a. One', 'b. Two']],
  ['capitals', 'A) One\nB) Two', ['A) One', 'B) Two']],
  ['a tab', 'a)\tOne\nb)\tTwo', ['a) One', 'b) Two']],
  [
    'Roman numbers',
    '(i) One\n(ii) Two\n(iii) Three\n(iv) Four',
    ['(i) One', '(ii) Two', '(iii) Three', '(iv) Four'],
  ],
  ['capital Roman numbers', 'I. One\nII. Two', ['I. One', 'II. Two']],
  ['letters that could be Roman', '(h) One\n(i) Two\n(j) Three', ['(h) One', '(i) Two', '(j) Three']],
  [
    'Roman numbers that could be letters',
    '(iv) One\n(v) Two\n(vi) Three',
    ['(iv) One', '(v) Two', '(vi) Three'],
  ],
  ['a list that goes on', 'c) One\nd) Two', ['c) One', 'd) Two']],
  ['a letter left out', 'a) One\nb) Two\nd) Four', ['a) One', 'b) Two', 'd) Four']],
  ['numbers', '1. One\n2. Two', ['1. One', '2. Two']],
  ['numbers with a bracket', '1) One\n2) Two', ['1) One', '2) Two']],
  ['numbers in brackets', '(1) One\n(2) Two', ['(1) One', '(2) Two']],
  ['numbers with a tab', '1.\tOne\n2.\tTwo', ['1. One', '2. Two']],
  ['a number left out', '1. One\n2. Two\n4. Four', ['1. One', '2. Two', '4. Four']],
  ['one number for all', '1. One\n1. Two', ['1. One', '2. Two']],
  ['two lists apart', 'a) One\nb) Two\n\n(i) One\n(ii) Two', ['a) One', 'b) Two', '(i) One', '(ii) Two']],
])('a numbered list keeps its numbers: %s', async (_, text, lines) => {
  expect(await printed(text)).toEqual(lines);
});

test.each<[string, string, string[]]>([
  ['another bullet', '•\tOne\no\tInner\no\tInner\n•\tTwo', ['• One', '  • Inner', '  • Inner', '• Two']],
  ['an indent', '• One\n  • Inner\n• Two', ['• One', '  • Inner', '• Two']],
  [
    'letters under numbers',
    '1. One\na) Inner\nb) Inner\n2. Two',
    ['1. One', '  a) Inner', '  b) Inner', '2. Two'],
  ],
  ['bullets under numbers', '1. One\n• Inner\n2. Two', ['1. One', '  • Inner', '2. Two']],
  ['Markdown', '- One\n  - Inner\n- Two', ['• One', '  • Inner', '• Two']],
])('a list in a list, by %s', async (_, text, lines) => {
  expect(await printed(text)).toEqual(lines);
});

test.each<[string, string, string[]]>([
  ['bullets that were folded into one line', 'Done: • One • Two', ['Done:', ...bullets]],
  ['bullets that were folded, without words before', '• One • Two', bullets],
  ['an item that wraps', '• One goes\non\n• Two', ['• One goes on', '• Two']],
  ['a paragraph in an item', '• One\n\n  more\n\n• Two', ['• One', 'more', '• Two']],
  ['an indented list', '\t•\tOne\n\t•\tTwo', bullets],
  ['an indented list of Markdown', 'Done:\n\n     - One\n     - Two', ['Done:', ...bullets]],
  ['a task list', '- [ ] One\n- [x] Two', ['\u00A0 ☐ One', '\u00A0 ☒ Two']],
  ['a task list with boxes', '☐ One\n☑ Two', ['\u00A0 ☐ One', '\u00A0 ☒ Two']],
  ['a minus without a blank', '-3 places\n-4 places', ['-3 places -4 places']],
  [
    'a range that wraps',
    'Places rose from 30\n- 40 this term, as planned\nand more.',
    ['Places rose from 30 - 40 this term, as planned and more.'],
  ],
  [
    'a dash that wraps',
    'The programme\n- which began in May -\nis on track.',
    ['The programme - which began in May - is on track.'],
  ],
  ['a product that wraps', 'That is 5\n* 40 places.', ['That is 5 * 40 places.']],
  ['one letter in brackets', 'As in section 3\n(b) of the Act.', ['As in section 3 (b) of the Act.']],
  ['initials', 'A. Smith spoke.', ['A. Smith spoke.']],
  ['a paragraph of the law', '§ 3 of the Act', ['§ 3 of the Act']],
  ['a dash alone', '-', ['-']],
  ['a date', 'on page\n12. May', ['on page 12. May']],
])('%s', async (_, text, lines) => {
  expect(await printed(text)).toEqual(lines);
});

test.each<[string, string, string[]]>([
  [
    'stars as times',
    'The grant is 5*3*2 = 30 and 4 * 5 * 6 = 120 places, or n*m*k.',
    ['The grant is 5*3*2 = 30 and 4 * 5 * 6 = 120 places, or n*m*k.'],
  ],
  ['a number to the power of two', '2**3 and 3**2', ['2**3 and 3**2']],
  ['bold before a word', '**Risk:**none, **(a)**b and __Risk:__none', ['Risk:none, (a)b and Risk:none']],
  ['stars apart', '** not bold **', ['** not bold **']],
  ['a link with blanks', '[the plan](https://www.example.org/the plan (2).pdf)', ['the plan']],
  [
    'a link to a file',
    '[x](\\\\server\\share\\the plan.docx) at \\\\server\\share',
    ['[x](\\\\server\\share\\the plan.docx) at \\\\server\\share'],
  ],
  [
    'a link that runs a program',
    '[x](javascript:alert(1)) and [y](mailto:a@b.org%0d%0aBcc:x@y.org)',
    ['[x](javascript:alert(1)) and [y](mailto:a@b.org%0d%0aBcc:x@y.org)'],
  ],
  ['a heading', 'Text\n## A heading\nText', ['Text', 'A heading', 'Text']],
  ['a heading that is underlined', 'A heading\n---------\nText', ['A heading', 'Text']],
  ['a number sign', '# 3 is open\n\n# of places: 4\n\n#', ['# 3 is open', '# of places: 4', '#']],
  ['a quotation', '> The words\n> of others', ['The words of others']],
  ['more than', '> 16 years old\n\n>16', ['> 16 years old', '>16']],
  ['struck text', 'It is ~~not~~ done ~ soon', ['It is not done ~ soon']],
  [
    'what cannot be printed',
    '![map](x.png), a note[^1], `code`, <b>HTML</b> &amp; &copy;',
    ['![map](x.png), a note[^1], `code`, <b>HTML</b> &amp; &copy;'],
  ],
  ['a backslash', 'C:\\temp\\x \\*stars\\* \\- and \\\\x', ['C:\\temp\\x *stars* - and \\\\x']],
])('words keep their signs, and marks do what they mean: %s', async (_, text, lines) => {
  expect(await printed(text)).toEqual(lines);
});

test('headings are bold lines, struck text is struck, quotations are indented, and no style of a heading is used', async () => {
  const { template } = await compileTemplate(await documentOf(p('{{markdown text}}')));
  const { bytes } = (await template?.fill({ text: '# A\n\n~~b~~ and **~~c~~**\n\n> d' })) ?? {};
  const body = /<w:body>(.*)<\/w:body>/s.exec(await sourceOf(bytes as Uint8Array))?.[1];
  const text = (words: string) => `<w:t xml:space="preserve">${words}</w:t>`;
  expect(body).toBe(
    [
      `<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:rPr><w:b/><w:bCs/></w:rPr>${text('A')}</w:r></w:p>`,
      `<w:p><w:r><w:rPr><w:strike/></w:rPr>${text('b')}</w:r><w:r>${text(' and ')}</w:r><w:r><w:rPr><w:b/><w:bCs/><w:strike/></w:rPr>${text('c')}</w:r></w:p>`,
      `<w:p><w:pPr><w:ind w:left="567"/></w:pPr><w:r>${text('d')}</w:r></w:p>`,
    ].join(''),
  );
});

test('text loses nothing but its marks, whatever is mixed', async () => {
  const { template } = await compileTemplate(await documentOf(p('{{markdown text}}') + p('end')));
  const marks = [
    '• ',
    '-',
    '- ',
    '–',
    '* ',
    '*',
    '**',
    'a) ',
    '(i) ',
    '1. ',
    '2) ',
    '> ',
    '# ',
    '## ',
    '~~',
    '_',
    '[',
    '](https://a.example)',
    '| ',
    '\t',
    '    ',
    ' ',
    '\n',
    '\n\n',
    '---',
    '\\',
    '[ ] ',
    '☐ ',
    'o ',
    '![',
    '<b>',
    '`',
    ': ',
  ];
  // No letter and no digit that a mark is made of: what is left of a word can't be mistaken for a mark's.
  const word = fc.stringMatching(/^[c-hj-np-zé]{2,6}[5-9]{0,3}$/);
  const mixed = fc.array(fc.oneof(word, fc.constantFrom(...marks)), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(mixed, async (pieces) => {
      const text = pieces.join('');
      const { bytes } = (await template?.fill({ text })) ?? {};
      const words = (from: string) =>
        from.replace(/https:\/\/a\.example/g, '').match(/[c-hj-np-zé5-9]/g) ?? [];
      const lines = await linesOf(bytes as Uint8Array);
      expect(words(lines.slice(0, -1).join(' ')).join('')).toBe(words(text).join(''));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['\u2705 One\n\u274C Two', ['• \u2705 One', '• \u274C Two']],
  ['\u{1F7E2} All is well with it.', ['\u{1F7E2} All is well with it.']],
  ['1.1 One\n1.2 Two\n1.2.1 Three\n1.2.2 Four', ['1.1 One', '1.2 Two', '1.2.1 Three', '1.2.2 Four']],
  ['2.9\tOne\n2.10\tTwo', ['2.9\tOne', '2.10\tTwo']],
  ['It was\n1.5 million and\n1.8 million.', ['It was 1.5 million and 1.8 million.']],
])('%j keeps what its lines begin with', async (text, lines) => {
  expect(await printed(text)).toEqual(lines);
});
