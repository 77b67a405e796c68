import { describe, expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { type Redline, redline } from '../../../src/word/compare/redline.ts';
import { propertyOf } from '../../../src/word/properties.ts';
import { typeset } from '../../../src/word/typography.ts';
import fc from '../../properties.ts';
import { problemsOf } from '../sound.ts';
import { fileOf, type Paragraph, twoDocuments } from './random-document.ts';
import { resolved } from './resolved.ts';

const options = {
  author: 'triannual',
  date: '2023-09-01',
  names: { before: 'draft 1', after: 'draft 2' },
  properties: { triannual: 'redline/2023-09' },
};

async function made(before: Uint8Array, after: Uint8Array): Promise<Redline> {
  const result = await redline(before, after, options);
  if ('why' in result) throw new Error(result.why);
  return result;
}

const changed = async (before: Uint8Array, after: Uint8Array) => (await made(before, after)).bytes;

describe('a redline', () => {
  test('accepted says what the later file does, and rejected what the earlier did, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(twoDocuments, async ([was, is]) => {
        const [before, after] = [await fileOf(was), await fileOf(is, 7)];
        const bytes = await changed(before, after);
        expect(await resolved(bytes, 'accepted')).toEqual(await resolved(after, 'accepted'));
        expect(await resolved(bytes, 'rejected')).toEqual(await resolved(before, 'accepted'));
        expect(await problemsOf(bytes)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('of a file with itself has no change', async () => {
    await fc.assert(
      fc.asyncProperty(twoDocuments, async ([was]) => {
        const { changes } = await made(await fileOf(was), await fileOf(was, 5));
        expect(changes).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});

const typed = [
  'The director\'s "plan" of 31 March',
  "£2 million for the schools' own bases, in Year 7",
  "'Local' is what 'first' means; Mr Smith's",
];
test('typographic signs alone are no change, in text, tables and notes: earlier versions did not put them in', async () => {
  const row = (texts: readonly string[]) =>
    texts.map((text) => ({ fill: '', paragraphs: [paragraph(text)] }));
  const file = (texts: readonly string[]) =>
    fileOf([...texts.map((text) => paragraph(`${text}.`)), { rows: [row(texts), row(texts)] }]);
  const after = typed.map((text) => typeset(text, 'all'));
  for (const text of typed) expect(after).not.toContain(text);
  expect((await made(await file(typed), await file(after))).changes).toBe(0);
  expect((await made(await file(after), await file(typed))).changes).toBe(0);
  expect(await shown(`${typed[0]} is old.`, `${after[0]} is new.`)).toBe(`${after[0]} is [-old-][+new+].`);
});

const paragraph = (text: string, style = 'Normal'): Paragraph => ({
  style,
  list: false,
  runs: [{ text, bold: false }],
});

/** The text of the body with `[-…-]` for what is deleted and `[+…+]` for what is inserted. */
async function shown(before: string, after: string): Promise<string> {
  const bytes = await changed(await fileOf([paragraph(before)]), await fileOf([paragraph(after)]));
  const xml = (await readPackage(bytes)).get('word/document.xml')?.text ?? '';
  return xml
    .replace(/^.*<w:body>/s, '')
    .replace(/<w:del [^>]*[^/]>(.*?)<\/w:del>/g, '[-$1-]')
    .replace(/<w:ins [^>]*[^/]>(.*?)<\/w:ins>/g, '[+$1+]')
    .replace(/<[^>]*>/g, '');
}

describe('a reader sees', () => {
  test.each([
    ['The deficit is £1.2m now.', 'The deficit is £1.3m now.', 'The deficit is [-£1.2m-][+£1.3m+] now.'],
    [
      'All is well. It rained.',
      'All is well. Six of the teams begin work in spring.',
      'All is well. [-It rained-][+Six of the teams begin work in spring+].',
    ],
    [
      'Nine teams have begun their work in schools.',
      'Nine zone groups have begun their work in schools.',
      'Nine [-teams-][+zone groups+] have begun their work in schools.',
    ],
    ['One. Two. Three.', 'One. Three.', 'One. [-Two. -]Three.'],
    [
      'We plan to open two new schools by the end of May 2024.',
      'We plan to open two large free schools by the end of June 2024.',
      'We plan to open two [-new-][+large free+] schools by the end of [-May-][+June+] 2024.',
    ],
  ])('%j and %j', async (before, after, expected) => {
    expect(await shown(before, after)).toBe(expected);
  });
});

test('a row that was put in is known by its first cell, and those after it have no change', async () => {
  const row = (name: string, value: string) =>
    [name, value, '–', '–'].map((text) => ({ fill: '', paragraphs: [paragraph(text)] }));
  const before = [{ rows: [row('Attendance', '1'), row('Exclusions', '2'), row('Plans', '3')] }];
  const after = [{ rows: [row('Attendance', '1'), row('Elective home education', '2'), row('Plans', '4')] }];
  const bytes = await changed(await fileOf(before), await fileOf(after));
  const xml = (await readPackage(bytes)).get('word/document.xml')?.text ?? '';
  const rows = xml.match(/<w:tr>.*?<\/w:tr>/g) ?? [];
  const marks = rows.map((one) => /<w:trPr><w:(ins|del) /.exec(one)?.[1] ?? 'kept');
  expect(marks).toEqual(['kept', 'del', 'ins', 'kept']);
});

describe('a redline says on its first page, in the header', () => {
  test('what was not compared, and in its properties that it is no draft', async () => {
    const { bytes, notCompared } = await made(await fileOf([]), await fileOf([paragraph('a')]));
    const parts = await readPackage(bytes);
    const header = parts.get('word/header-of-changes.xml')?.text.replace(/<[^>]*>/g, '');
    expect(header).toBe(
      'Changes from draft 1 to draft 2, as tracked changes. Not compared: page layout and document properties.',
    );
    expect(notCompared).toEqual(['page layout', 'document properties']);
    expect(propertyOf(parts, 'triannual')).toBe('redline/2023-09');
  });
});

test('a file with tracked changes is compared as if they were accepted', async () => {
  const before = await fileOf([paragraph('One two three.')]);
  const edited = await changed(before, await fileOf([paragraph('One two four.'), paragraph('New.')]));
  const { changes } = await made(edited, await fileOf([paragraph('One two four.'), paragraph('New.')]));
  expect(changes).toBe(0);
});

test.each([
  ['nothing', new Uint8Array()],
  ['text', new Uint8Array(Buffer.from('hello'))],
])('%s is no Word file, and the error says which of the two', async (_, bytes) => {
  const good = await fileOf([]);
  expect(await redline(bytes, good, options)).toMatchObject({ side: 'before' });
  expect(await redline(good, bytes, options)).toMatchObject({ side: 'after' });
});
