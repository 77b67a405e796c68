import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accent as ofTemplates } from '../../scripts/templates/style.ts';
import { main } from '../../src/cli.ts';
import { accent, forHeadings } from '../../src/init/house-style.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { contrast } from '../../src/word/check/accessibility.ts';
import { machineOn } from '../commands/run.ts';
import fc from '../properties.ts';
import { eastshireIn, initIn } from './council.ts';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'house style '));
  await eastshireIn(base);
  await writeFile(join(base, 'logo.png'), png(300, 120));
});
afterAll(() => rm(base, { recursive: true }));

/** A picture in one colour. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 90);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    start,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('the colour that is replaced is that of the templates', () => {
  expect(accent).toBe(ofTemplates);
});

test('a colour is kept where headings can be read in it, and else made darker until they can', () => {
  const digits = fc
    .integer({ min: 0, max: 0xffffff })
    .map((one) => one.toString(16).padStart(6, '0').toUpperCase());
  fc.assert(
    fc.property(digits, (colour) => {
      const made = forHeadings(colour);
      expect(contrast(made, 'FFFFFF')).toBeGreaterThanOrEqual(7);
      if (contrast(colour, 'FFFFFF') >= 7) expect(made).toBe(colour);
    }),
  );
});

test('logo and colour are in every template of the project, and its report is built with them', async () => {
  const made = await initIn(base, [
    'own',
    '--answers',
    'answers.yaml',
    '--logo',
    join(base, 'logo.png'),
    '--colour',
    '#5B2A86',
  ]);
  expect(made).toMatchObject({ status: 0, stderr: '' });
  const templates = join(base, 'own', 'templates');
  for (const name of await readdir(templates)) {
    const styles =
      (await readPackage(await readFile(join(templates, name)))).get('word/styles.xml')?.text ?? '';
    expect(styles).toContain('"5B2A86"');
    expect(styles).not.toContain(`"${accent}"`);
  }
  const silent = { stdout: { write() {} }, stderr: { write() {} } };
  const places = (['inputs', 'output', 'templates'] as const).flatMap((one) => [
    `--${one}`,
    join(base, 'own', one),
  ]);
  await main(
    ['new', '2024-05', '--inputs', join(base, 'own', 'inputs')],
    silent,
    'triannual',
    machineOn('2024-04-20'),
  );
  await main(['build', '2024-05', ...places], silent, 'triannual', machineOn('2024-04-20'));
  const report = await readPackage(
    await readFile(join(base, 'own/output/2024-05/tri-annual-report-2024-05-draft-1.docx')),
  );
  expect(report.get('word/document.xml')?.text).toContain('descr="Logo of Eastshire County Council"');
  expect([...report.keys()].filter((path) => path.startsWith('word/media/'))).toHaveLength(1);
});

test.each([
  ['--colour', 'FFCC00', 'a contrast of 7 to 1 on white, for example "#'],
  ['--colour', 'blue', 'six hexadecimal digits'],
])('%s %s is refused in words', async (flag, value, words) => {
  const made = await initIn(base, ['other', '--answers', 'answers.yaml', flag, value]);
  expect(made.status).toBe(2);
  expect(made.stderr).toContain(words);
});

test('a logo that is no picture is refused, and nothing is written', async () => {
  await writeFile(join(base, 'no.png'), 'no picture');
  const made = await initIn(base, ['other', '--answers', 'answers.yaml', '--logo', join(base, 'no.png')]);
  expect(made.status).toBe(1);
  expect(made.stderr).toContain('the logo cannot be used');
  expect(await readdir(base)).not.toContain('other');
});
