import { describe, expect, test } from '@jest/globals';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { compileTemplate } from '../../src/word/index.ts';
import { documentOf, type Others, p } from './documents.ts';

/** Files that are not, or not only, a Word document: what is said of them. */

async function findingsOf(bytes: Uint8Array) {
  const { template, findings } = await compileTemplate(bytes, { name: 't.docx' });
  return { filled: template !== undefined, said: findings.map((one) => `${one.severity}: ${one.message}`) };
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const macros = 'this file has macros (.docm or .dotm): save it as a Word document without macros (.docx)';
const kinds: Array<[string, string, string]> = [
  [
    '.dotx',
    `${word}.template.main+xml`,
    'this is a Word template (.dotx): save it as a Word document (.docx)',
  ],
  ['.docm', 'application/vnd.ms-word.document.macroEnabled.main+xml', macros],
  ['.dotm', 'application/vnd.ms-word.template.macroEnabledTemplate.main+xml', macros],
  [
    '.xlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    'this is a workbook, not a Word file',
  ],
  [
    '.pptx',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
    'this is another kind of file, not a Word document',
  ],
];

test.each(kinds)('a %s file is named, and not filled', async (_, type, message) => {
  expect(await findingsOf(await documentOf(p('{{name}}'), { type }))).toEqual({
    filled: false,
    said: [`error: ${message}`],
  });
});

describe('what lies outside the file', () => {
  const settings: Others['parts'] = [['word/settings.xml', 'wordprocessingml.settings+xml', '<w:settings/>']];
  const attached = (target: string): Others => ({
    parts: [
      ...settings,
      [
        'word/_rels/settings.xml.rels',
        'x',
        `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${target}" TargetMode="External"/></Relationships>`,
      ],
    ],
  });

  test.each([
    'https://evil.example/t.dotm',
    'file://server/share/Report.dotx',
    '\\\\server\\share\\Report.dotx',
    'file:///\\\\server\\share\\Report.dotx',
  ])('a template that is fetched from %s is refused', async (target) => {
    expect(await findingsOf(await documentOf(p('x'), attached(target)))).toEqual({
      filled: false,
      said: [`error: it fetches another Word template, ${target}, whenever it is opened`],
    });
  });

  test.each(['file:///C:\\Users\\jo\\Report.dotx', 'C:\\Users\\jo\\Report.dotx', 'Report.dotx'])(
    'a template on a computer, %s, is a warning: readers can see the name',
    async (target) => {
      expect(await findingsOf(await documentOf(p('x'), attached(target)))).toEqual({
        filled: true,
        said: [
          `warning: it names the Word template that it was made with, ${target}, and readers of the paper can see that`,
        ],
      });
    },
  );

  test.each([
    ['image', 'a picture is fetched from https://a.example/x whenever the document is opened'],
    ['oleObject', 'an object or chart takes its data from https://a.example/x'],
    ['subDocument', 'a part of the text is in another document, https://a.example/x'],
    ['frame', 'it takes something from https://a.example/x whenever it is opened'],
  ])('%s: refused with its place', async (type, message) => {
    const body = `${p('x')}<w:p><w:r><w:drawing><a:blip r:link="rId1"/></w:drawing></w:r></w:p>`;
    const bytes = await documentOf(body, { links: [[type, 'https://a.example/x', 'External']] });
    const { template, findings } = await compileTemplate(bytes);
    expect(template).toBeUndefined();
    expect(findings).toMatchObject([
      { code: 'template/unreadable', message, where: { part: 'body', paragraph: 2 } },
    ]);
  });

  test.each([
    ['aFChunk', 'error: a part of the text is another file inside this one, which only Word can read'],
    ['control', 'error: it has a control that runs a program (ActiveX)'],
    ['vbaProject', 'error: it has macros'],
    ['oleObject', 'warning: a file is embedded here, and readers of each document can open it'],
  ])('%s inside the file: told of with its place', async (type, message) => {
    const body = `${p('x')}<w:p><w:r><w:object r:id="rId1"/></w:r></w:p>`;
    const bytes = await documentOf(body, { links: [[type, 'embeddings/a.bin']] });
    const { template, findings } = await compileTemplate(bytes);
    expect(template === undefined).toBe(message.startsWith('error'));
    expect(findings.map((one) => `${one.severity}: ${one.message}`)).toEqual([message]);
    expect(findings).toMatchObject([{ where: { part: 'body', paragraph: 2 } }]);
  });

  test('links that a reader clicks are left alone', async () => {
    const body = '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>';
    const bytes = await documentOf(body, { links: [['hyperlink', 'https://a.example/', 'External']] });
    expect(await findingsOf(bytes)).toEqual({ filled: true, said: [] });
  });
});

describe('a damaged part is named, and nothing is thrown', () => {
  const whole = () => documentOf(p('{{name}}'), { header: p('x'), title: 'T', links: [['theme', 'x.xml']] });
  const parts = [
    '[Content_Types].xml',
    '_rels/.rels',
    'word/_rels/document.xml.rels',
    'word/document.xml',
    'word/styles.xml',
    'word/numbering.xml',
    'word/header1.xml',
    'docProps/core.xml',
  ];
  const damages: Array<[string, Buffer]> = [
    ['cut short', Buffer.from('<w:document><w:p>')],
    ['empty', Buffer.from('')],
    ['in UTF-16', Buffer.from('\ufeff<a/>', 'utf16le')],
    ['with a document type', Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    ['nested without end', Buffer.from(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`)],
  ];

  test.each(parts.flatMap((part) => damages.map(([how, bytes]) => [part, how, bytes] as const)))(
    '%s %s',
    async (part, _, bytes) => {
      const pack = await readPackage(await whole());
      const { filled, said } = await findingsOf(await writePackage(pack.set(part, new Part(bytes))));
      expect(filled).toBe(false);
      expect(said).toEqual([expect.stringContaining(`its part ${part} is damaged (`)]);
    },
  );
});

test('a part that nobody fills is looked at too: it would be in each document', async () => {
  const parts: Others['parts'] = [['word/theme/theme1.xml', 'theme+xml', '<a:theme><a: x></a:theme>']];
  expect(await findingsOf(await documentOf(p('x'), { parts }))).toMatchObject({
    filled: false,
    said: [expect.stringContaining('its part word/theme/theme1.xml is damaged (')],
  });
});

describe('a template beyond any real one is refused before it takes long', () => {
  const over = 'more than 100 blocks, or choices of one block, are one inside the other here';
  const many: Array<[string, string, string]> = [
    ['elements', '<w:p/>'.repeat(400_000), 'its part word/document.xml has more than 300,000 elements'],
    ['blocks in one another', p('{{#if a}}'.repeat(3000) + '{{/if}}'.repeat(3000)), over],
    ['blocks over paragraphs', p('{{#if a}}').repeat(3000) + p('{{/if}}').repeat(3000), over],
    ['choices', p(`{{#if a}}${'{{else if a}}'.repeat(3000)}{{/if}}`), over],
  ];
  test.each(many)('%s', async (_, body, message) => {
    expect(await findingsOf(await documentOf(body))).toEqual({ filled: false, said: [`error: ${message}`] });
  });

  test('a long name is cut short where it is told of', async () => {
    const { template } = await compileTemplate(await documentOf(p(`{{${'a'.repeat(10_000)}}}`)));
    const { findings = [] } = (await template?.fill({ b: 'x' })) ?? {};
    expect(findings[0]?.message).toMatch(/^no such value "a{57}\.\.\."$/);
  });
});

test('a file saved as "strict" is told how to be saved', async () => {
  const pack = await readPackage(await documentOf(p('x')));
  const strict = (part: string, from: string, to: string) =>
    pack.set(part, new Part(pack.get(part)?.text.replace(from, to) ?? ''));
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  strict('_rels/.rels', office, 'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument');
  const main = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
  strict('word/document.xml', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main', main);
  expect(await findingsOf(await writePackage(pack))).toEqual({
    filled: false,
    said: ['error: it is a "Strict Open XML Document"'],
  });
});
