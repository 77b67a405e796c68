import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type FormRecord, formRecordSchema } from '../../../src/model/form-record.ts';
import { readForm } from '../../../src/review/forms/find-answers.ts';
import { loadNarrative, type Narrative } from '../../../src/review/narrative.ts';
import type { Block } from '../../../src/word/read/block.ts';
import { readDocument } from '../../../src/word/read/blocks.ts';
import {
  copied,
  edited,
  type FormEdit,
  paragraph,
  run,
  typed,
  withoutBookmarks,
  withoutControls,
} from './word-forms.ts';

/** Forms as they come back. Those in saved/ were filled in once, and saved by LibreOffice 7.4. */

const file = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'saved', name)));
const blocksOf = async (bytes: Uint8Array) => (await readDocument(bytes)).blocks;

let record: FormRecord;
let narrative: Narrative;
let sent: Block[];
let wanted: Record<string, unknown>;
beforeAll(async () => {
  record = formRecordSchema.parse(JSON.parse(Buffer.from(file('sent.json')).toString()));
  narrative = await loadNarrative();
  sent = await blocksOf(file('sent.docx'));
  wanted = (await answersIn(file('filled-in.docx'))).answers;
});

async function answersIn(bytes: Uint8Array, ...edits: FormEdit[]) {
  const came = await blocksOf(edits.length > 0 ? await edited(bytes, ...edits) : bytes);
  const { found, outside } = readForm(sent, came, { fields: record.fields, narrative });
  const answers = Object.fromEntries(found.map(({ asked, answers: all }) => [asked.field.name, all]));
  return { answers, found, outside };
}

const answerTo = async (field: string, ...edits: FormEdit[]) =>
  (await answersIn(file('sent.docx'), ...edits)).answers[field];

test('a form that was filled in gives each answer once, as its field takes it', () => {
  expect(wanted['condition 7, rating']).toEqual([{ value: 'Amber' }]);
  expect(wanted['condition 8, date of the mitigation']).toEqual([{ value: '2024-02-29' }]);
  expect(wanted['condition 7, timeline']).toEqual([
    { value: [{ what: 'Open the first base', by: '2024-03-01', note: 'On course' }] },
  ]);
  expect(wanted['condition 7, progress']).toEqual([
    {
      value:
        'The work is **well under way**; 5*3 and # signs stay.\n\n- First item\n- Second item\n- typed item\n\n1\\. is not a list\n\n# 3 is no heading',
    },
  ]);
  expect(wanted['variance of Independent Special Schools']).toEqual([{ value: 'Fees rose.' }]);
});

describe('the answers are the same, and nothing else is found', () => {
  test.each(['libreoffice.docx', 'libreoffice-twice.docx', 'odt.docx'])('saved as %s', async (name) => {
    const { answers, outside } = await answersIn(file(name));
    expect(answers).toEqual(wanted);
    expect(outside.came).toEqual(outside.sent);
  });

  test.each<[string, FormEdit[]]>([
    ['without controls', [withoutControls]],
    ['without bookmarks', [withoutBookmarks]],
    ['with neither', [withoutControls, withoutBookmarks]],
  ])('%s', async (_, edits) => {
    for (const name of ['filled-in.docx', 'libreoffice-twice.docx'])
      expect((await answersIn(file(name), ...edits)).answers).toEqual(wanted);
  });
});

test('a blank form gives nothing', async () => {
  for (const name of ['sent.docx'])
    for (const edits of [[], [withoutControls], [withoutBookmarks]]) {
      const { found } = await answersIn(file(name), ...edits);
      expect(found.length).toBe(record.fields.length);
      for (const { asked, answers } of found) expect(answers).toEqual([asked.sent]);
    }
});

describe('a hint is no answer', () => {
  test.each([
    'Choose from the list',
    'Choose an item.',
    'Click or tap here to enter text.',
    'Click here to enter a date.',
  ])('%s', async (hint) => {
    for (const [mark, name] of [
      ['rating', 'rating'],
      ['progress', 'progress'],
      ['mitigation_by', 'date of the mitigation'],
    ] as const)
      expect(await answerTo(`condition 7, ${name}`, typed(mark, hint))).toEqual([{ value: undefined }]);
  });

  test('nor is one that a word processor glued to what was typed after it', async () => {
    expect(await answerTo('condition 7, rating', typed('rating', 'Choose from the listRed'))).toEqual([
      { value: 'Red' },
    ]);
  });
});

const list = (level: number, numbered: boolean) =>
  `<w:pPr><w:pStyle w:val="${numbered ? 'ListNumber' : 'ListBullet'}"/><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`;

test.each<[string, string, string]>([
  ['paragraphs', paragraph(run('One.')) + paragraph(run('Two.')), 'One.\n\nTwo.'],
  [
    'bold and italic',
    paragraph(run('It is '), run('very', '<w:b/>'), run(' '), run('late', '<w:i/>')),
    'It is **very** *late*',
  ],
  [
    'signs that Markdown would take',
    paragraph(run('a *b* and [c] of _d_')),
    'a \\*b\\* and \\[c\\] of \\_d\\_',
  ],
  ['a number that is typed', paragraph(run('1. is not a list')), '1\\. is not a list'],
  ...['-', '\u2022', '\u2013', '*'].map((sign): [string, string, string] => [
    `a list typed with ${sign}`,
    paragraph(run(`${sign} one`)) + paragraph(run(`${sign}\u00a0two`)),
    '- one\n- two',
  ]),
  ['a line break', paragraph(run('One'), '<w:r><w:br/></w:r>', run('two')), 'One\\\ntwo'],
  [
    'a tracked insertion and deletion',
    paragraph(
      `<w:ins w:id="1" w:author="A">${run('New')}</w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>Old</w:delText></w:r></w:del>`,
    ),
    'New',
  ],
  [
    'a table that was pasted',
    `<w:tbl><w:tr><w:tc>${paragraph(run('Year'))}</w:tc><w:tc>${paragraph(run('Sum'))}</w:tc></w:tr><w:tr><w:tc>${paragraph(run('2023'))}</w:tc><w:tc>${paragraph(run('1 | 2'))}</w:tc></w:tr></w:tbl>${paragraph(run('Below.'))}`,
    '| Year | Sum |\n| --- | --- |\n| 2023 | 1 \\| 2 |\n\nBelow.',
  ],
])('%s become Markdown', async (_, xml, markdown) => {
  expect(await answerTo('condition 7, progress', typed('progress', xml))).toEqual([{ value: markdown }]);
});

test("Word's lists become Markdown, with their levels", async () => {
  const item = (words: string, level: number, numbered = false) =>
    paragraph(list(level, numbered), run(words));
  const xml = paragraph(run('Two things:')) + item('one', 0) + item('inside', 1) + item('two', 0);
  const [answer] = (await answerTo('condition 7, progress', typed('progress', xml))) ?? [];
  expect(answer).toEqual({ value: 'Two things:\n\n- one\n   - inside\n- two' });
});

test('a part that was copied gives one answer where both say the same, and both where they differ', async () => {
  expect(await answerTo('condition 7, reason', typed('reason', 'Posts.'), copied('reason'))).toEqual([
    { value: 'Posts.' },
  ]);
  const other: FormEdit = (xml) => xml.replace('Posts.', 'Money.');
  expect(await answerTo('condition 7, reason', typed('reason', 'Posts.'), copied('reason', other))).toEqual([
    { value: 'Posts.' },
    { value: 'Money.' },
  ]);
});
