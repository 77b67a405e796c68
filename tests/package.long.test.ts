import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

/** The package that `npm pack` makes, installed where no registry can be reached. */

const root = join(import.meta.dirname, '..');
const sources = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md'];
const folders = ['CHANGELOG.md', 'LICENSE', 'bin', 'schedules', 'scripts', 'src', 'templates'];

let base = '';
let home = '';
/** Where the package lies once it is installed. */
let installed = '';

const run = (args: string[], cwd: string) =>
  promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 2 ** 26 });

/** npm with an empty cache and without a network; npm itself says where it is when it runs the tests. */
async function npm(args: string[], cwd: string) {
  const env = { ...process.env, npm_config_cache: join(base, 'cache'), npm_config_offline: 'true' };
  const { npm_execpath: npmFile } = process.env;
  const [command, first] = npmFile ? [process.execPath, [npmFile]] : ['npm', []];
  return promisify(execFile)(command, [...first, ...args], { cwd, env, maxBuffer: 2 ** 26 });
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'triannual package '));
  // Packing changes package.json for a moment, which other tests read: it is done in a copy.
  const project = join(base, 'project');
  home = join(base, 'home');
  for (const folder of [project, home]) await mkdir(folder);
  for (const name of [...sources, ...folders])
    await cp(join(root, name), join(project, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
  await npm(['pack', '--pack-destination', base], project);
  expect(await readFile(join(project, 'package.json'))).toEqual(await readFile(join(root, 'package.json')));
  const [file = ''] = (await readdir(base)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(home, 'package.json'), '{ "private": true, "type": "module" }');
  await npm(['install', '--no-audit', '--no-fund', join(base, file)], home);
  installed = join(home, 'node_modules', 'triannual');
});
afterAll(() => rm(base, { recursive: true }));

test('nothing else is installed with it, as it declares no package', async () => {
  const others = (await readdir(join(home, 'node_modules'))).filter((name) => !name.startsWith('.'));
  expect(others).toEqual(['triannual']);
  const declared = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  expect(Object.keys(declared).filter((key) => /dependencies|scripts|overrides/i.test(key))).toEqual([]);
});

test('it holds the types of the engine, and no others', async () => {
  const names = (await readdir(join(installed, 'dist'), { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'));
  expect(names).toContain('word/index.d.ts');
  expect(names.filter((name) => !/^(word|ooxml|diagnostics)\//.test(name))).toEqual([]);
});

test('the licences of the packages in the bundle go along', async () => {
  const text = await readFile(join(installed, 'dist', 'LICENCES.txt'), 'utf8');
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const name of ['commander', 'docx', 'exceljs', 'handlebars', 'yaml', 'zod'])
    expect(text).toContain(`\n${name} ${dependencies[name]} (`);
  expect(text.match(/Permission is hereby granted/g)?.length).toBeGreaterThan(7);
});

test('the command says its version, and makes the documents of a programme with the templates that it brings', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const path = `${join(home, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`;
  const triannual = (...args: string[]) =>
    promisify(execFile)('triannual', args, {
      cwd: home,
      env: { ...process.env, PATH: path },
      shell: process.platform === 'win32',
    });
  expect(await triannual('--version')).toEqual({ stdout: `${version}\n`, stderr: '' });
  await cp(join(root, 'inputs'), join(home, 'inputs'), { recursive: true });
  await cp(join(installed, 'templates'), join(home, 'templates'), { recursive: true });
  const { stdout } = await triannual('build', '2023-06', '2023-05-17', '--today', '2023-06-01');
  expect(stdout.match(/written$/gm)).toHaveLength(5);
});

const program = `
  const template = await readFile('templates/board-summary.docx');
  const { findings, tags } = await compileTemplate(template);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  console.log(tags.length > 10);`;
const imports =
  "import { readFile } from 'node:fs/promises';\nimport { compileTemplate } from 'triannual/word';";

test('a program in JavaScript fills templates with it', async () => {
  await cp(join(installed, 'templates'), join(home, 'templates'), { recursive: true });
  await writeFile(join(home, 'program.js'), `${imports}${program}`);
  expect((await run(['program.js'], home)).stdout).toBe('true\n');
});

test('a program in TypeScript is checked against its types, in which no other package is named', async () => {
  const declare = 'declare function readFile(name: string): Promise<Uint8Array>;';
  const log = 'declare const console: { log(value: boolean): void };';
  const [, engine] = imports.split('\n');
  await writeFile(join(home, 'right.ts'), [engine, declare, log, program].join('\n'));
  await writeFile(join(home, 'wrong.ts'), `${engine}\nawait compileTemplate('a name');\n`);
  const tsc = (file: string) =>
    run(
      [
        join(root, 'node_modules/typescript/bin/tsc'),
        ...[
          '--ignoreConfig',
          '--strict',
          '--noEmit',
          '--pretty',
          'false',
          '--module',
          'nodenext',
          '--target',
          'es2023',
        ],
        ...['--lib', 'es2023', '--types', '', file],
      ],
      home,
    ).then(
      () => '',
      ({ stdout }) => stdout,
    );
  expect(await tsc('right.ts')).toBe('');
  expect(await tsc('wrong.ts')).toContain('wrong.ts(2,23): error TS2345');
});
