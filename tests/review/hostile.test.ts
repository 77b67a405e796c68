import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { diceOf } from '../fuzz/dice.ts';
import { breakPackage } from '../fuzz/packages.ts';
import { drafted, report } from './drafted.ts';
import { unlikeWords } from './forms/broken.ts';
import { addedBehind, ann, editedFile, replaced, run, type WordEdit } from './word-edits.ts';

/** Drafts that somebody or something has broken, or made very large: each is read or refused in words, soon, and nothing else is written. */

const copy = drafted();
const edit = replaced('The largest risks are', 'The largest risks by far are', ann);
const inBody =
  (put: string): WordEdit =>
  (xml) =>
    xml
      .replace('<w:sectPr', `${put}<w:sectPr`)
      .replace(/(<w:sectPr(?:(?!<w:sectPr).)*<\/w:sectPr><\/w:body>)/s, '$1');
const times = (count: number, of: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => of(i)).join('');
const inserted = (i: number) => `<w:p><w:ins w:id="${i}" ${ann}>${run(`new ${i}`)}</w:ins></w:p>`;
const cell = '<w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>';

const packed = (parts: Record<string, string>) =>
  writePackage(new Map(Object.entries(parts).map(([name, text]) => [name, new Part(text)])));

async function reviewed(edits: readonly WordEdit[]) {
  const project = copy();
  const came = await project.returned('came.docx', edits);
  const started = performance.now();
  const { stdout, stderr, status } = await project.run('review', came, '--json');
  const said = `${stderr}${JSON.stringify(JSON.parse(stdout).diagnostics)}`;
  return { ...JSON.parse(stdout), said, status, seconds: (performance.now() - started) / 1000 };
}

test.each<[string, WordEdit, RegExp]>([
  [
    'a million tracked changes',
    inBody(times(1_000_000, (i) => `<w:ins w:id="${i}" ${ann}/>`)),
    /it would unpack to 7\d MB; the limit is 50 MB/,
  ],
  ['100,000 new paragraphs', inBody(times(100_000, inserted)), /has more than 300,000 elements/],
  [
    'tables in tables',
    inBody('<w:tbl><w:tr><w:tc>'.repeat(600) + '<w:p/>' + '</w:tc></w:tr></w:tbl>'.repeat(600)),
    /nested more than 500 levels/,
  ],
  [
    'a document type',
    (xml) => xml.replace(/^(<\?xml[^>]*>)?/, '$1<!DOCTYPE a [<!ENTITY b "c">]>'),
    /declares a document type/,
  ],
  ['an end that is missing', (xml) => xml.slice(0, -60), /damaged/],
  [
    'another text',
    (xml) =>
      xml.replace(
        /<w:body>.*?(<w:sectPr(?:(?!<w:sectPr).)*<\/w:body>)/s,
        '<w:body><w:p><w:r><w:t>Another</w:t></w:r></w:p>$1',
      ),
    /of its \d+ paragraphs only \d+ are in it/,
  ],
])('%s is refused in words', async (_, change, words) => {
  const { said, status, edits } = await reviewed([change]);
  expect(said).toMatch(words);
  expect(said).not.toMatch(/at .*\.ts/);
  expect({ status, edits }).toEqual({ status: 1, edits: [] });
});

test.each<[string, WordEdit]>([
  ['20,000 new paragraphs', inBody(times(20_000, inserted))],
  ['a table of 3,000 rows', inBody(`<w:tbl>${times(3000, () => `<w:tr>${cell.repeat(6)}</w:tr>`)}</w:tbl>`)],
  ['20,000 words', addedBehind('The largest risks are', run('long '.repeat(20_000)), ann)],
  [
    '30,000 bookmarks',
    inBody(
      `<w:p>${times(30_000, (i) => `<w:bookmarkStart w:id="${i}" w:name="_t${i}"/><w:bookmarkEnd w:id="${i}"/>`)}</w:p>`,
    ),
  ],
])('%s are read beside an edit', async (_, change) => {
  const { edits, diagnostics, seconds } = await reviewed([edit, change]);
  expect(diagnostics).toEqual([]);
  expect(edits).toContainEqual(expect.objectContaining({ author: 'Ann Smith', kind: 'reworded' }));
  // A limit for what hangs: it takes about a second.
  expect(seconds).toBeLessThan(60);
});

/** The marks of a draft under other names. */
const renamed =
  (nameOf: (i: number) => string): WordEdit =>
  (xml) => {
    let i = 0;
    return xml.replace(/w:name="_t\w+"/g, () => `w:name="${nameOf(i++)}"`);
  };

test.each<[string, WordEdit]>([
  ['all have one name', renamed(() => '_tbcdhkl')],
  ['have names that look like marks and are none', renamed((i) => `_t${i.toString(36).padStart(6, 'b')}`)],
  [
    'are there twice',
    (xml) =>
      inBody(
        `<w:p>${[...xml.matchAll(/w:name="(_t\w+)"/g)].map(([, name], i) => `<w:bookmarkStart w:id="${90_000 + i}" w:name="${name}"/><w:bookmarkEnd w:id="${90_000 + i}"/>`).join('')}</w:p>`,
      )(xml),
  ],
  [
    'end before they begin',
    (xml) =>
      xml.replace(/<w:bookmarkStart( w:id="\d+")([^>]*)\/>/g, '<w:bookmarkEnd$1/><w:bookmarkStart$1$2/>'),
  ],
  ['never end', (xml) => xml.replace(/<w:bookmarkEnd[^>]*\/>/g, '')],
])('where bookmarks %s, the one edit is found', async (_, change) => {
  const { edits, refused, conflicts, diagnostics } = await reviewed([edit, change]);
  expect({ refused, conflicts, diagnostics }).toEqual({ refused: [], conflicts: [], diagnostics: [] });
  expect(edits).toEqual([
    expect.objectContaining({
      field: { file: 'rounds/2023-09/report.yaml', path: ['answers', 'risks'] },
      author: 'Ann Smith',
    }),
  ]);
});

const identified = (identity: string) => (xml: string) => xml.replace('draft/2023-09/1', identity);

test.each([
  ['draft/2031-06/4', /draft 4 of 2031-06 is not in/],
  ['draft/2023-09/99999999999999999999', /it does not say which draft it is|is not in|has no manifest/],
  ['draft/../../etc/1', /it does not say which draft it is/],
  ['draft/2023-09/1/../../x', /it does not say which draft it is|has no manifest/],
  ['form/2023-09/nobody/1', /nobody|form/],
  ['final/2023-09', /final report, which is not changed any more/],
  [`draft/2023-09/1${'9'.repeat(60)}`, /it does not say which draft it is|is not in|has no manifest/],
])('a file that calls itself %s is refused in words', async (identity, words) => {
  const project = copy();
  const parts = { 'docProps/custom.xml': identified(identity) };
  const came = join(project.folder, 'came.docx');
  await writeFile(came, await editedFile(await readFile(project.at(report)), [edit], parts));
  const { stdout, stderr, status } = await project.run('review', came, '--json');
  const { edits, diagnostics } = JSON.parse(stdout);
  expect(diagnostics.map(({ message }: { message: string }) => message).join()).toMatch(words);
  expect({ status, edits, stderr }).toEqual({ status: 1, edits: [], stderr: '' });
});

test('a part that nobody reads and that unpacks to very much is refused before it is unpacked', async () => {
  const project = copy();
  const came = await project.returned('came.docx', [edit], {
    'word/media/image1.emf': ' '.repeat(120_000_000),
  });
  const { stdout, status } = await project.run('review', came, '--json');
  expect(JSON.parse(stdout).diagnostics[0].message).toMatch(/would unpack to \d+ MB; the limit is 50 MB/);
  expect(status).toBe(1);
});

test.each<[string, (draft: Buffer) => Uint8Array | Promise<Uint8Array>, string]>([
  ['is empty', () => Buffer.alloc(0), 'the file is empty'],
  ['was cut short on its way', (draft) => draft.subarray(0, 30_000), 'it is damaged or cut short'],
  ['is a PDF', () => Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n'), 'this is not a Word file (.docx)'],
  [
    'is an old .doc',
    () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    'this is an old .doc file, or one with a password',
  ],
  [
    'has a password',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    'this file has a password: take it off in Word (File > Info > Protect Document), and save it',
  ],
  [
    'is an OpenDocument text',
    () => packed({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' }),
    'this is an OpenDocument file: open it, and save it as a Word document (.docx)',
  ],
  [
    'is another template',
    () => readFile('templates/board-summary.docx'),
    'it does not say which draft it is: send on the file that the program wrote, or a copy saved from it',
  ],
])(
  'a file with the ending of Word that %s has one clear line, and what to do, in review and trace',
  async (_, bytesOf, why) => {
    const project = copy();
    const came = project.at('Entwurf – für Zoë (1).docx');
    await writeFile(came, await bytesOf(await readFile(project.at(report))));
    for (const args of [
      ['review', came],
      ['trace', came, '60.062'],
    ]) {
      const { stdout, stderr, status } = await project.run(...args);
      expect({ stdout: stdout.trim(), status }).toEqual({ stdout: '', status: 1 });
      const [line, ...others] = stderr.trim().split('\n');
      expect(line).toContain(`error: the file cannot be compared with a draft: ${why} [review/file]`);
      expect(others.map((other) => other.split(':')[0])).toEqual(others.length === 0 ? [] : ['help']);
    }
  },
);

test('12 broken drafts are read, or refused in words', async () => {
  const project = copy();
  const bytes = await readFile(await project.returned('came.docx', [edit]));
  for (let seed = 0; seed < 12; seed++) {
    await writeFile(
      project.at('broken.docx'),
      await breakPackage(
        diceOf(seed),
        bytes,
        /^(word\/(document|styles|numbering|footnotes|header\d)|docProps\/)/,
      ),
    );
    const { stdout, stderr } = await project.run('review', project.at('broken.docx'), '--json');
    const { diagnostics, edits } = JSON.parse(stdout);
    expect(stderr).toBe('');
    for (const { message } of diagnostics) expect(message).not.toMatch(unlikeWords);
    for (const { field } of edits) expect(field.file).toMatch(/^rounds\/2023-09\//);
  }
});
