import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Package, readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { copyFolder } from '../copy-folder.ts';
import { type Installed, installProgram, runMeasured } from '../program.ts';
import { documentOf, p } from '../word/documents.ts';

/** Files that would harm, or are no template: a process of its own says so in one line, soon and in little memory. */

const root = join(import.meta.dirname, '..', '..');
let program: Installed;
/** Seconds of processor time that a sound template takes: what others take on this machine is compared with it. */
let sound = 0;
beforeAll(async () => {
  program = await installProgram('triannual hostile ');
  sound = (await listed(await readFile(join(root, 'templates/tri-annual-report.docx')))).seconds;
});
afterAll(() => program.remove());

/** The program's answer on a template. */
async function listed(bytes: Uint8Array) {
  const file = join(program.folder, 'tri-annual-report.docx');
  await writeFile(file, bytes);
  return runMeasured(program.bin, ['template', file], program.folder);
}

const whole = () => documentOf(p('{{month}}'));

async function changed(change: (parts: Package) => void): Promise<Uint8Array> {
  const parts = await readPackage(await whole());
  change(parts);
  return writePackage(parts);
}

/** The unpacked size of the first part as the directory of the file has it (PKWARE's APPNOTE, 4.3.12). */
function withSize(bytes: Uint8Array, size: number): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(size, copy.indexOf('PK\u0001\u0002', 'latin1') + 24);
  return copy;
}

const doctype = (inside: string) => new Part(`<!DOCTYPE w:document [${inside}]><w:document>&b;</w:document>`);
const laughs = Array.from(
  { length: 10 },
  (_, i) => `<!ENTITY ${'abcdefghij'[i]} "${`&${'bcdefghijk'[i]};`.repeat(10)}">`,
).join('');

const files: Array<[string, () => Promise<Uint8Array>, string]> = [
  [
    'a bomb of zeros',
    () => changed((parts) => void parts.set('word/media/a.bin', new Part(Buffer.alloc(60 * 2 ** 20)))),
    'it would unpack to 61 MB; the limit is 50 MB',
  ],
  [
    'a bomb that hides its size',
    async () =>
      withSize(await writePackage(new Map([['a.xml', new Part(Buffer.alloc(300 * 2 ** 20))]])), 100),
    'a part of it is larger than the file says',
  ],
  [
    'a bomb of elements',
    () =>
      changed(
        (parts) =>
          void parts.set(
            'word/document.xml',
            new Part(`<w:document>${'<w:p/>'.repeat(8_000_000)}</w:document>`),
          ),
      ),
    'its part word/document.xml has more than 300,000 elements',
  ],
  [
    'a bomb of names',
    () =>
      changed((parts) => {
        for (let i = 0; i < 3000; i++) parts.set(`a${i}.bin`, new Part(''));
      }),
    'it holds 3005 parts; the limit is 2000',
  ],
  [
    'entities that multiply',
    () => changed((parts) => void parts.set('word/document.xml', doctype(laughs))),
    'its part word/document.xml is damaged (it declares a document type)',
  ],
  [
    "an entity that is a file of the reader's",
    () =>
      changed(
        (parts) => void parts.set('word/document.xml', doctype('<!ENTITY b SYSTEM "file:///etc/passwd">')),
      ),
    'its part word/document.xml is damaged (it declares a document type)',
  ],
  [
    'a name that climbs',
    async () =>
      Buffer.from(
        Buffer.from(await writePackage(new Map([['xx/evil.xml', new Part('x')]])))
          .toString('latin1')
          .replaceAll('xx/', '../'),
        'latin1',
      ),
    'it holds the name "../evil.xml", which could lead out of the file',
  ],
  [
    'a part twice',
    async () =>
      Buffer.from(
        Buffer.from(await changed((parts) => void parts.set('word/documenu.xml', new Part('<a/>'))))
          .toString('latin1')
          .replaceAll('documenu', 'document'),
        'latin1',
      ),
    'it holds word/document.xml twice',
  ],
  [
    'a workbook by the name of a template',
    () => readFile(join(root, 'inputs/kpis.xlsx')),
    'this is a workbook, not a Word file',
  ],
  ['a template that stops short', async () => (await whole()).subarray(0, 500), 'it is damaged or cut short'],
  [
    'a template with a password',
    async () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    'this is an old .doc file, or one with a password',
  ],
  ['text', async () => Buffer.from('Dear Ann,'), 'this is not a Word file (.docx)'],
  ['nothing', async () => Buffer.from(''), 'the file is empty'],
];

test.each(files)(
  '%s is refused in one line, with less than three times the work of a sound one and 300 MB',
  async (_, make, message) => {
    const { status, stderr, megabytes, seconds } = await listed(await make());
    const said = stderr.trim();
    expect(status).toBe(1);
    expect(said.split('\n')[0]).toBe(
      `${join(program.folder, 'tri-annual-report.docx').replaceAll('\\', '/')}: error: ${message} [template/unreadable]`,
    );
    expect(said.split('\n')).toHaveLength(2);
    expect(megabytes).toBeLessThan(300);
    expect(seconds / sound).toBeLessThan(3);
  },
);

test('a bomb inside the workbook behind a chart is never unpacked: the chart gets a new one', async () => {
  const bomb = await writePackage(new Map([['xl/workbook.xml', new Part(Buffer.alloc(200 * 2 ** 20))]]));
  const parts = await readPackage(await readFile(join(root, 'templates/tri-annual-report.docx')));
  const [workbook = ''] = [...parts.keys()].filter((path) => path.endsWith('.xlsx'));
  const templates = join(program.folder, 'templates');
  copyFolder(join(root, 'templates'), templates);
  await writeFile(
    join(templates, 'tri-annual-report.docx'),
    await writePackage(parts.set(workbook, new Part(bomb))),
  );
  const places = [
    '--inputs',
    join(root, 'inputs'),
    '--templates',
    templates,
    '--output',
    join(program.folder, 'output'),
  ];
  const { status, megabytes } = await runMeasured(
    program.bin,
    ['build', '2023-06', ...places, '--today', '2023-06-01'],
    program.folder,
  );
  expect(status).toBe(0);
  expect(megabytes).toBeLessThan(300);
  const draft = join(program.folder, 'output', '2023-06', 'tri-annual-report-2023-06-draft-1.docx');
  const filled = (await readPackage(await readFile(draft))).get(workbook);
  expect([...(await readPackage(filled?.bytes ?? Buffer.of())).keys()]).toContain('xl/worksheets/sheet1.xml');
});
