import { describe, expect, test } from '@jest/globals';
import { compileTemplate } from '../../../src/word/index.ts';
import { documentOf, p, row, table } from '../documents.ts';
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
  ['a task list', '- [ ] One\n- [x] Two', [' ☐ One', ' ☒ Two']],
  ['a task list with boxes', '☐ One\n☑ Two', [' ☐ One', ' ☒ Two']],
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
