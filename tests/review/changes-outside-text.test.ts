import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { drafted, report } from './drafted.ts';
import { editedFile, type WordEdit } from './word-edits.ts';

/** What is edited beside the paragraphs of a draft is not taken, and never passed over in silence. */

const copy = drafted();

const put =
  (was: string | RegExp, is: string): WordEdit =>
  (xml) => {
    const edited = xml.replace(was, is);
    if (edited === xml) throw new Error(`no "${was}"`);
    return edited;
  };
const none = (xml: string) => xml;
const body = 'word/document.xml';
const chart = 'word/charts/chart1.xml';
const inSummary = (what: string) => put(/(Four conditions are rated Green.*?)(<\/w:p>)/s, `$1${what}$2`);
const drawing = (inside: string) =>
  `<w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:docPr id="9001" name="A"/>${inside}</wp:inline></w:drawing></w:r>`;

test.each<[string, Record<string, WordEdit>, object]>([
  [
    'the title of a chart',
    { [chart]: put('<a:t>Deficit, £m<', '<a:t>Shortfall, £m<') },
    { under: 'Charts', before: 'Deficit, £m', after: 'Shortfall, £m' },
  ],
  [
    'a figure of a chart that another line has too',
    { [chart]: put('<c:v>60.062<', '<c:v>77.7<') },
    { under: 'Charts', before: '60.062', after: '77.7' },
  ],
  [
    'a chart that is deleted',
    { [body]: put(/<w:drawing>(?:(?!<w:drawing>).)*?<c:chart .*?<\/w:drawing>/s, '') },
    { under: 'Charts', before: 'chart 1', after: '' },
  ],
  [
    'the text for people who cannot see a chart',
    { [body]: put(/descr="[^"]*"/, 'descr="A &amp; B"') },
    { under: 'Alternative texts', after: 'A & B' },
  ],
  [
    'a picture',
    { [body]: inSummary(drawing('<pic:pic xmlns:pic="pic"/>')) },
    { under: 'Pictures', after: 'picture 1' },
  ],
  [
    'a formula',
    { [body]: inSummary('<m:oMath xmlns:m="m"><m:r><m:t>x=2</m:t></m:r></m:oMath>') },
    { under: 'Formulas', before: '', after: 'x=2' },
  ],
  [
    'the title among the properties',
    { 'docProps/core.xml': put(/<dc:title>[^<]*/, '<dc:title>Our report') },
    { under: 'Properties', after: 'title: Our report' },
  ],
  [
    'a line of the contents',
    { [body]: put(/(<w:pStyle w:val="TOC\d"\/>.*?<w:t[^>]*>)At a glance/s, '$1In short') },
    { under: 'Contents', before: 'At a glance', after: 'In short' },
  ],
])('%s is refused, with what to do', async (_, parts, expected) => {
  const project = copy();
  const path = project.at('Zurück, für Ärzte (2).docx');
  const { [body]: edit = none, ...others } = parts;
  await writeFile(path, await editedFile(await readFile(project.at(report)), [edit], others));
  const { stdout, status } = await project.run('review', path, '--apply', '--json');
  const { edits, refused, conflicts } = JSON.parse(stdout);
  expect({ edits, conflicts, status }).toEqual({ edits: [], conflicts: [], status: 1 });
  expect(refused).toEqual([
    expect.objectContaining({ tracked: false, reason: expect.stringMatching(/: (change|put|write) /) }),
  ]);
  expect(refused[0]).toMatchObject(expected);
});

test('words in a text box are an edit like others', async () => {
  const project = copy();
  const box = drawing(
    '<wps:txbx xmlns:wps="wps"><w:txbxContent><w:p><w:r><w:t>Who says this?</w:t></w:r></w:p></w:txbxContent></wps:txbx>',
  );
  const path = project.at('box.docx');
  await writeFile(path, await editedFile(await readFile(project.at(report)), [inSummary(box)]));
  const { edits, refused } = JSON.parse((await project.run('review', path, '--json')).stdout);
  expect(refused).toEqual([]);
  expect(edits).toMatchObject([{ kind: 'added', after: 'Who says this?' }]);
});

test('contents that Word has brought up to date, with other pages, are no edit', async () => {
  const project = copy();
  const pages: WordEdit = (xml) =>
    xml.replace(
      /(<w:instrText[^>]*>\s*PAGEREF.*?<w:t[^>]*>)(\d+)/gs,
      (_, before, page) => `${before}${Number(page) + 7}`,
    );
  const path = project.at('pages.docx');
  await writeFile(path, await editedFile(await readFile(project.at(report)), [pages]));
  const { edits, refused } = JSON.parse((await project.run('review', path, '--json')).stdout);
  expect({ edits, refused }).toEqual({ edits: [], refused: [] });
});
