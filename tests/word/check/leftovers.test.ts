import { expect, test } from '@jest/globals';
import { readPackage, writePackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import { checkAccessibility, compileTemplate, type Shape } from '../../../src/word/index.ts';
import { documentOf, type Others, p, row, table } from '../documents.ts';

/** What people leave in a Word file is found in the template and in the finished document, and its neighbours are not. */

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const field = (code: string, text: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const simple = (code: string, text: string) => `<w:fldSimple w:instr="${code}">${run(text)}</w:fldSimple>`;
const control = (properties: string, text: string) =>
  `<w:p><w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${run(text)}</w:sdtContent></w:sdt></w:p>`;
const picture = (alt: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="${alt}"/></wp:inline></w:drawing></w:r></w:p>`;
const settings = (inside: string): Others => ({
  parts: [['word/settings.xml', 'wordprocessingml.settings+xml', `<w:settings>${inside}</w:settings>`]],
});
const custom = (property: string): Others => ({
  parts: [['docProps/custom.xml', 'custom-properties+xml', `<Properties>${property}</Properties>`]],
});

type Left = [body: string, found: string[], others?: Others];
const cases: Record<string, Left> = {
  'a merge field': [
    `<w:p>${field(' MERGEFIELD Month \\* MERGEFORMAT ', '«Month»')}</w:p>`,
    ['error «Month»'],
  ],
  'a simple merge field in a cell, twice': [
    table(
      row(
        `<w:p>${simple('MERGEFIELD &quot;Full name&quot;', '«Full name»')}</w:p>`,
        `<w:p>${simple('ADDRESSBLOCK', 'x')}</w:p>`,
      ),
    ),
    ['error «Full name»', 'error «ADDRESSBLOCK»'],
  ],
  'what is left of a merge field, in a header': [p('x'), ['error «Month»'], { header: p('Of «Month»') }],
  'other fields, and marks of quotation': [
    `<w:p>${field('PAGE', '1')}${field('PRINTDATE \\@ x', 'x')}</w:p>${p('« Il a dit : oui »')}`,
    [],
  ],
  'a prompt in a control, with Word’s words or others': [
    control('<w:showingPlcHdr/><w:dropDownList/>', 'Choose an item.') +
      control('<w:showingPlcHdr/><w:text/>', 'Name of the board'),
    ['error prompt "Choose an item."', 'error prompt "Name of the board"'],
  ],
  'a prompt whose control is gone': [
    p('By: Click or tap here to enter text.') + p('On: Click or tap to enter a date.'),
    ['error prompt "Click or tap here to enter text."', 'error prompt "Click or tap to enter a date."'],
  ],
  'what Word prints of a field that it cannot work out': [
    `<w:p>${field('STYLEREF 1', 'Error! Reference source not found.')}</w:p>` +
      p('See Error! Bookmark not defined.'),
    ['error field "Error! Reference source not found."', 'error field "Error! Bookmark not defined."'],
  ],
  'what Word works out anew on opening: a heading in a header': [
    p('x'),
    [],
    { header: `<w:p>${field('STYLEREF 1', 'Error! No text of specified style in document.')}</w:p>` },
  ],
  'words about an error': [
    p('Error! The figures were wrong.') + p('An error: reference source not found'),
    [],
  ],
  'text that is like a prompt': [p('Click here for the minutes. Members choose an item of the agenda.'), []],
  'a hint that holds a tag, and a control that is filled in': [
    control('<w:showingPlcHdr/>', '{{title}}') + control('<w:text/>', 'Board'),
    [],
  ],
  'a form with prompts and protection': [
    control('<w:showingPlcHdr/>', 'Choose an item.'),
    [],
    {
      parts: [
        [
          'word/settings.xml',
          'wordprocessingml.settings+xml',
          '<w:settings><w:documentProtection w:enforcement="1"/></w:settings>',
        ],
        [
          'docProps/core.xml',
          'x',
          '<cp:coreProperties><cp:category> Form </cp:category></cp:coreProperties>',
        ],
      ],
    },
  ],
  'names of files': [
    ['IMG_2034.png', 'C:\\Users\\Ann\\map (2).JPG', 'site-plan.v2.jpeg'].map(picture).join(''),
    [
      'error file "IMG_2034.png"',
      'error file "C:\\Users\\Ann\\map (2).JPG"',
      'error file "site-plan.v2.jpeg"',
    ],
  ],
  'alternative text that a machine made or nobody wrote': [
    picture('A map&#10;&#10;Description automatically generated with low confidence') + picture('Picture 3'),
    ['warning made by Word', 'warning says nothing'],
  ],
  'alternative text that says what is shown': [
    [
      'A map of the zones, from north to south',
      'The logo of the council',
      'Plans rise to 9.5 million',
      '{{title}}',
    ]
      .map(picture)
      .join(''),
    [],
  ],
  protection: [
    p('x'),
    ['warning protected'],
    settings('<w:documentProtection w:edit="forms" w:enforcement="true"/>'),
  ],
  'protection that is off': [
    p('x'),
    [],
    settings('<w:documentProtection w:edit="forms" w:enforcement="0"/>'),
  ],
  'read-only recommended': [
    p('x'),
    ['warning read-only'],
    settings('<w:writeProtection w:recommended="1"/>'),
  ],
  'marked as final': [
    p('x'),
    ['warning final'],
    custom('<property name="_MarkAsFinal"><vt:bool>true</vt:bool></property>'),
  ],
  'not marked as final any more': [
    p('x'),
    [],
    custom('<property name="_MarkAsFinal"><vt:bool>false</vt:bool></property>'),
  ],
};

const short: Array<[RegExp, (match: RegExpExecArray) => string]> = [
  [/«([^»]+)»$/, ([whole]) => whole],
  [/^a prompt .*: (".*")/, ([, words]) => `prompt ${words}`],
  [/^a field that Word .*: (".*")/, ([, words]) => `field ${words}`],
  [/name of a file: (".*")/, ([, words]) => `file ${words}`],
  [/made by Word/, () => 'made by Word'],
  [/does not say what/, () => 'says nothing'],
  [
    /is (protected|signed|marked as final|asks)/,
    ([, word]) => (word === 'marked as final' ? 'final' : (word as string)),
  ],
  [/read-only/, () => 'read-only'],
];
const inShort = ({ severity, message }: { severity: string; message: string }) => {
  const [form, say] = short.find(([form]) => form.test(message)) ?? [];
  return `${severity} ${form && say ? say(form.exec(message) as RegExpExecArray) : message}`;
};

const codes = ['template/unfinished', 'document/placeholder', 'document/locked'];
const ofLeftovers = (code: string, message: string) =>
  codes.includes(code) || (code === 'document/alt-text' && /alternative text of/.test(message));

test.each(Object.entries(cases))('%s', async (_, [body, found, others]) => {
  const bytes = await documentOf(body, others);
  const shape: Shape = { title: 'text' };
  const { findings } = await compileTemplate(bytes, { shape });
  expect(findings.map(inShort)).toEqual(found);
  const flaws = await checkAccessibility('t.docx', bytes, 'en-GB');
  const left = flaws.filter(({ code, message }) => ofLeftovers(code, message) && !message.includes('{{'));
  expect(left.map(inShort)).toEqual(found);
});

test('a signed template is refused, and a signed document is an error', async () => {
  const parts = await readPackage(await documentOf(p('x')));
  const origin =
    '<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>';
  const links = (parts.get('_rels/.rels')?.text ?? '').replace('</Relationships>', `${origin}$&`);
  parts.set('_rels/.rels', new Part(links)).set('_xmlsignatures/origin.sigs', new Part(''));
  const bytes = await writePackage(parts);
  expect((await compileTemplate(bytes)).findings.map(inShort)).toEqual(['error signed']);
  const flaws = await checkAccessibility('t.docx', bytes, 'en-GB');
  expect(flaws.filter(({ code }) => code === 'document/locked').map(inShort)).toEqual(['error signed']);
});

test('fields that print the day of opening, and those that ask the reader, are warnings', async () => {
  const { findings } = await compileTemplate(
    await documentOf(
      `<w:p>${field(' DATE \\@ "d MMMM yyyy" ', '1 May 2020')}${simple('FILLIN Name', 'x')}</w:p>`,
      {
        footer: `<w:p>${simple('TIME', 'x')}${simple('PAGE', '1')}${simple('SAVEDATE', 'x')}</w:p>`,
      },
    ),
  );
  expect(findings.map(({ severity, message }) => `${severity} ${message.slice(0, 17)}`)).toEqual([
    'warning this field prints',
    'warning this field asks t',
    'warning this field prints',
  ]);
});

test('a second table of contents and an index keep what they have', async () => {
  const contents = (code: string) => `<w:p>${field(code, 'old')}</w:p>`;
  const { findings } = await compileTemplate(
    await documentOf(
      contents('TOC \\o "1-2"') +
        contents('TOC \\h \\c "Figure"') +
        contents('TOC \\o "1-1"') +
        contents('INDEX \\c 2'),
    ),
  );
  expect(findings.map(({ severity, where }) => [severity, 'paragraph' in where && where.paragraph])).toEqual([
    ['warning', 3],
    ['warning', 4],
  ]);
});

const required = ['figures', 'title'];
const shape: Shape = { figures: 'chart', title: 'text', notes: 'markdown' };
const chart = (alt: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="${alt}"/><a:graphic><c:chart r:id="rId1"/></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

test('a required chart without its tag, and a title in the properties alone, are errors', async () => {
  const bytes = await documentOf(chart('Bars'), { title: '{{title}}' });
  const { findings } = await compileTemplate(bytes, { shape, required });
  expect(findings.map(({ severity, message }) => `${severity}: ${message.slice(0, 40)}`)).toEqual([
    'error: no chart has the tag {{chart figures}}: ',
    'error: no tag prints "title", which the documen',
  ]);
});

test('a tag of a chart in the text, and narrative where there is no room for it, are errors', async () => {
  const bytes = await documentOf(p('{{chart figures}}') + picture('{{markdown notes}}'), {
    title: '{{markdown notes}}',
  });
  const { findings } = await compileTemplate(bytes, { shape });
  expect(findings.map(({ code, message }) => `${code}: ${message.slice(0, 30)}`)).toEqual([
    'template/structure: a chart is drawn in Word, and ',
    'template/structure: Markdown becomes whole paragra',
    'template/structure: Markdown becomes whole paragra',
  ]);
});

test.each([
  ['FILENAME \\p', 'prints the name of the file'],
  ['filename', 'prints the name of the file'],
  ['TEMPLATE', 'prints the name of the file'],
  ['USERNAME', 'prints the name of whoever'],
  ['LASTSAVEDBY \\* Upper', 'prints the name of whoever'],
])('a field %s of another computer is a warning', async (code, does) => {
  const footer = `<w:p>${simple(` ${code} `, 'x')}</w:p>`;
  const { findings } = await compileTemplate(await documentOf(p('x'), { footer }));
  expect(findings).toMatchObject([{ severity: 'warning', message: expect.stringContaining(does) }]);
});

test.each([
  [p('The lead is TBC.'), '"TBC"'],
  [p('Lorem ipsum dolor'), '"Lorem ipsum"'],
  [p('Ask XXX by dd/mm/yyyy'), '"XXX"'],
  [table(row('[insert name here]')), '"[insert name here]"'],
  [p('By {name} and {{name}}'), '"{name}" is no tag'],
  [p('By ${ name }'), '"${ name }" is no tag'],
  ['<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ask Ann</w:t></w:r></w:p>', 'hidden text'],
])('what was to be replaced or is hidden in %s is a warning', async (body, words) => {
  const { findings } = await compileTemplate(await documentOf(body));
  expect(findings).toMatchObject([{ severity: 'warning', message: expect.stringContaining(words) }]);
});

test.each([
  p('{{#if (eq name "TBC")}}x{{/if}} {{name}} {{ name }}'),
  p('XX, sets {1, 2}, page xii, additional [and so on]'),
  '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r></w:p>',
  '<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>seen</w:t></w:r></w:p>',
])('nothing of the kind is in %s', async (body) => {
  expect((await compileTemplate(await documentOf(body))).findings).toEqual([]);
});

test.each([
  'Screenshot 2023-05-01 at 10.11.12',
  'WhatsApp Image 2023-05-01 at 10.11.12',
  'DSC_0012',
  'Photo 3',
  'A picture containing text',
])('the alternative text "%s" says nothing', async (alt) => {
  const { findings } = await compileTemplate(await documentOf(picture(alt)));
  expect(findings).toMatchObject([{ severity: 'warning', code: 'template/unfinished' }]);
});
