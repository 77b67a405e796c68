import { expect, test } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import { listedIn, listedInWord, shortFor } from '../../src/init/split-conditions.ts';
import { readDocument } from '../../src/word/read/blocks.ts';
import fc from '../properties.ts';

const three = [
  'Open 48 places by 2025.',
  'Make 3 reviews a year, each in time;',
  "Use St Aidan's (phase 2).",
];

test.each([
  ['1. ', '2. ', '3. '],
  ['1) ', '2) ', '3) '],
  ['(1) ', '(2) ', '(3) '],
  ['1 ', '2 ', '3 '],
  ['Condition 1: ', 'Condition 2: ', 'Condition 3: '],
  ['1 – ', '2 – ', '3 – '],
  ['1.\t', '2.\t', '3.\t'],
  ['- ', '- ', '- '],
  ['• ', '• ', '• '],
  ['', '', ''],
])('a pasted list with %j', (...marks) => {
  expect(listedIn(three.map((text, i) => `${marks[i]}${text}`).join('\r\n'))).toEqual(three);
});

test('words before the list are none of it, and lines that go on belong to their entry', () => {
  const text =
    'The authority will:\n\n1. Open places\nin the east,\n\n2. Review 12 contracts\n 3 of them by May\n3. End.\n';
  expect(listedIn(text)).toEqual([
    'Open places in the east,',
    'Review 12 contracts 3 of them by May',
    'End.',
  ]);
});

test('any entries come back as they were, whatever numbers are in them', () => {
  const entry = fc
    .array(fc.constantFrom('12', '3.', 'places', "St Aidan's", 'Zoë', '(2)', '£1m'), {
      minLength: 1,
      maxLength: 6,
    })
    .map((words) => `Make ${words.join(' ')}`);
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 30 }), (entries) => {
      expect(listedIn(entries.map((one, i) => `${i + 1}. ${one}`).join('\n'))).toEqual(entries);
    }),
  );
});

const numbering = {
  config: [
    {
      reference: 'list',
      levels: [
        { level: 0, format: 'decimal' as const, text: '%1.' },
        { level: 1, format: 'lowerLetter' as const, text: '%2)' },
      ],
    },
    { reference: 'other', levels: [{ level: 0, format: 'decimal' as const, text: '%1.' }] },
  ],
};

async function inWord(paragraphs: Paragraph[]): Promise<string[]> {
  const made = await Packer.toBuffer(new Document({ numbering, sections: [{ children: paragraphs }] }));
  return listedInWord((await readDocument(made)).blocks);
}

const item = (text: string, reference = 'list', level = 0) =>
  new Paragraph({ text, numbering: { reference, level } });

test('a list that Word numbers, with its sub-points, below words about conditions', async () => {
  expect(
    await inWord([
      new Paragraph('Background'),
      ...['a', 'b', 'c', 'd', 'e'].map((text) => item(text, 'other')),
      new Paragraph('The conditions are:'),
      item('First,'),
      item('in part', 'list', 1),
      item('Second'),
      new Paragraph('Signed'),
    ]),
  ).toEqual(['First, in part', 'Second']);
});

test('numbers that were typed', async () => {
  expect(
    await inWord([new Paragraph('Conditions'), new Paragraph('1. First'), new Paragraph('2. Second')]),
  ).toEqual(['First', 'Second']);
});

test('bullets, where nothing is numbered', async () => {
  const bullet = (text: string) => new Paragraph({ text, bullet: { level: 0 } });
  expect(await inWord([new Paragraph('We will'), bullet('First'), bullet('Second')])).toEqual([
    'First',
    'Second',
  ]);
});

test('a file without a list has none', async () => {
  expect(await inWord([new Paragraph('Dear Sir'), new Paragraph('Yours')])).toEqual([]);
});

test.each([
  ['Open 48 places at St Aidan’s School by September 2025, and fill them.', 'Open 48 places at St Aidan’s'],
  ['Review contracts;', 'Review contracts'],
  ['Publish a plan for the future of all', 'Publish a plan for the future'],
  ['Make the Zoë Brontë Centre the first point', 'Make the Zoë Brontë Centre'],
])('%s is %s for short', (wording, short) => {
  expect(shortFor(wording)).toBe(short);
});
