import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installProgram, runMeasured } from './program.ts';
import fc from './properties.ts';

const root = join(import.meta.dirname, '..');
type Program = { keep(): void; double(n: number): number };
const { load } = (await import(pathToFileURL(join(root, 'bin', 'load.js')).href)) as {
  load(file: string): Program;
};

let base: string;
let file: string;
/** A program as scripts/bundle.js makes one, of the sources that its first line names. */
const program = (sources: string, factor: number) =>
  `// ${sources}\n(function (exports, require, module, __filename) {exports.double = (n) => n * ${factor};})`;
const kept = async () => (await readdir(base)).filter((name) => name !== 'cli.cjs');

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'triannual loaded ä '));
  file = join(base, 'cli.cjs');
  await writeFile(file, program('0123456789abcdef', 2));
});
afterAll(() => rm(base, { recursive: true }));

describe('what V8 compiled is kept beside the program', () => {
  test('when the program says so, once', async () => {
    const { double, keep } = load(file);
    expect([double(4), await kept()]).toEqual([8, []]);
    keep();
    const [name = '', ...others] = await kept();
    expect([name.slice(0, 24), others]).toEqual(['cli.cjs-0123456789abcdef', []]);
    const bytes = await readFile(join(base, name));
    load(file).keep();
    expect(await readFile(join(base, name))).toEqual(bytes);
  });

  test('and is not taken for a program of other sources, even if it is as long', async () => {
    await writeFile(file, program('fedcba9876543210', 3));
    const { double, keep } = load(file);
    expect(double(4)).toBe(12);
    keep();
    expect(await kept()).toHaveLength(2);
  });

  test('and whatever is in its place, the program does the same', async () => {
    const name = (await kept()).find((one) => one.includes('fedcba')) ?? '';
    const whole = await readFile(join(base, name));
    const damage = fc.oneof(
      fc.nat(whole.length - 1).map((at) => whole.map((byte, i) => (i === at ? byte ^ 255 : byte))),
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.nat(whole.length - 1).map((from) => whole.map((byte, i) => (i < from ? byte : 0))),
      fc.uint8Array({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        await writeFile(join(base, name), bytes);
        expect(load(file).double(4)).toBe(12);
      }),
    );
    await writeFile(join(base, name), whole.subarray(0, 99));
    load(file).keep();
    const anew = await readFile(join(base, name));
    expect(anew.length).toBeGreaterThan(99);
    load(file).keep();
    expect(await readFile(join(base, name))).toEqual(anew);
  });

  test('and where it can not be written, nothing is left and nothing is said', async () => {
    const name = (await kept()).find((one) => one.includes('fedcba')) ?? '';
    await rm(join(base, name));
    await mkdir(join(base, name));
    const before = await kept();
    load(file).keep();
    expect(await kept()).toEqual(before);
  });
});

test('a build with the compiled program writes the same documents as the build that kept it', async () => {
  const { folder, remove } = await installProgram('compiled ');
  for (const name of ['bin', 'dist', 'templates', 'inputs', 'package.json'])
    await cp(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.includes('cli.cjs-'),
    });
  const build = (output: string) =>
    runMeasured(
      join(folder, 'bin', 'triannual.js'),
      ['build', '2023-06', '--today', '2023-06-01', '--output', output],
      folder,
    );
  const documents = async (output: string) => {
    const names = (await readdir(join(folder, output, '2023-06'))).filter((name) => name.endsWith('.docx'));
    return Promise.all(names.map((name) => readFile(join(folder, output, '2023-06', name))));
  };
  const first = await build('first');
  expect((await readdir(join(folder, 'dist'))).filter((name) => name.startsWith('cli.cjs-'))).toHaveLength(1);
  const second = await build('second');
  expect([first.status, second.status]).toEqual([0, 0]);
  expect(await documents('second')).toEqual(await documents('first'));
  await remove();
});

test('the program says so where it has not been made yet', async () => {
  const { folder, remove } = await installProgram('not built ');
  for (const name of ['bin', 'package.json'])
    await cp(join(root, name), join(folder, name), { recursive: true });
  const run = spawnSync(process.execPath, [join(folder, 'bin', 'triannual.js'), '--help'], {
    encoding: 'utf8',
  });
  expect(run).toMatchObject({
    status: 3,
    stdout: '',
    stderr: expect.stringContaining('"npm run build" makes it'),
  });
  await remove();
});
