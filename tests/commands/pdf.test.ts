import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { main } from '../../src/cli.ts';
import { sha256 } from '../../src/files/sha256.ts';

/** `build --pdf`, with a program in the place of LibreOffice that writes a PDF for each Word file. */

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf é '));
  const page = await PDFDocument.create();
  page.addPage();
  await writeFile(join(folder, 'page.pdf'), await page.save());
  const script = `#!${process.execPath}
const { appendFileSync, copyFileSync } = require('node:fs');
const args = process.argv.slice(2);
const out = args[args.indexOf('--outdir') + 1];
appendFileSync(${JSON.stringify(join(folder, 'starts'))}, 'x');
for (const file of args.filter((one) => one.endsWith('.docx')))
  copyFileSync(${JSON.stringify(join(folder, 'page.pdf'))}, file.replace(/docx$/, 'pdf'));
if (!out) process.exit(1);
`;
  await writeFile(office(), script);
  await chmod(office(), 0o755);
  await writeFile(join(folder, 'broken'), `#!${process.execPath}\nprocess.exit(3)\n`);
  await chmod(join(folder, 'broken'), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const office = () => join(folder, 'soffice');
async function build(...more: string[]) {
  let stdout = '';
  let stderr = '';
  const places = [
    '--inputs',
    join(root, 'inputs'),
    '--templates',
    join(root, 'templates'),
    '--output',
    join(folder, 'out'),
  ];
  const status = await main(['build', '2023-05-17', ...places, '--today', '2023-05-02', ...more], {
    stdout: {
      write: (text: string) => {
        stdout += text;
      },
    },
    stderr: {
      write: (text: string) => {
        stderr += text;
      },
    },
  });
  return { status, stdout, stderr };
}
const draft = (ending: string) =>
  join(folder, 'out/2023-05-17', `schools-forum-paper-2023-05-17-draft-1.${ending}`);

test('without LibreOffice the draft is written, and what to do is said', async () => {
  const { status, stdout, stderr } = await build('--pdf');
  expect(status).toBe(3);
  expect(stdout).toContain('schools-forum-paper-2023-05-17-draft-1.docx: written');
  expect(stderr).toContain('no PDF is written: LibreOffice was not found. Install it from');
  expect((await build('--pdf', '--office', join(folder, 'none'))).stderr).toContain('there is no program');
  if (process.platform === 'win32') return;
  expect((await build('--pdf', '--office', join(folder, 'broken'))).stderr).toContain(
    'did not start, or did not end',
  );
});

// A script is no program in Windows.
(process.platform === 'win32' ? test.skip : test)(
  'a PDF is made once for a draft, and its hash is in the manifest',
  async () => {
    const { status, stdout } = await build('--office', office());
    expect(status).toBe(0);
    expect(stdout).toContain('draft-1.pdf: written');
    const manifest = JSON.parse(await readFile(draft('json'), 'utf8'));
    const hash = sha256(await readFile(draft('pdf')));
    expect(manifest.pdf).toEqual({ file: 'schools-forum-paper-2023-05-17-draft-1.pdf', sha256: hash });
    expect(manifest.printed.length).toBeGreaterThan(100);
    const again = await build('--office', office());
    expect(again.stdout).toContain('draft-1.docx: up to date');
    expect(again.stdout).toContain('draft-1.pdf: up to date, made once for its draft');
    expect(await readFile(join(folder, 'starts'), 'utf8')).toBe('x');
    await rm(draft('pdf'));
    expect((await build('--office', office())).stdout).toContain('draft-1.pdf: written');
    await writeFile(draft('pdf'), 'with the notes of a reader');
    const noted = await build('--office', office());
    expect(noted.stdout).toContain('draft-1.pdf: kept, it is not the one that was made for the draft');
    expect(noted.status).toBe(0);
    expect(await readFile(draft('pdf'), 'utf8')).toBe('with the notes of a reader');
  },
);

(process.platform === 'win32' ? test.skip : test).each(['', 'no PDF', '%PDF-1.7 cut off'])(
  'a file of LibreOffice that is no whole PDF is not taken for one: "%s"',
  async (bytes) => {
    const broken = join(folder, `half ${bytes.length}`);
    const write = `require('node:fs').writeFileSync(file.replace(/docx$/, 'pdf'), ${JSON.stringify(bytes)})`;
    const script = `#!${process.execPath}\nfor (const file of process.argv.filter((one) => one.endsWith('.docx'))) ${write};\n`;
    await writeFile(broken, script);
    await chmod(broken, 0o755);
    await rm(draft('pdf'), { force: true });
    const { status, stdout } = await build('--pdf', '--office', broken);
    expect(stdout).toContain('draft-1.pdf: not written, LibreOffice made none of the draft');
    expect(status).toBe(3);
    await expect(readFile(draft('pdf'))).rejects.toThrow('ENOENT');
  },
);
