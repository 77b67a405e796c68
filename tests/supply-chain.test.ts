import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** What the project brings with it: few packages, each of a known version, content and licence. */

const root = join(import.meta.dirname, '..');
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  link?: boolean;
}

describe.each([
  ['the program', '.'],
  ['the bench', 'bench'],
])('%s', (_, folder) => {
  const manifest = read(join(folder, 'package.json'));
  const locked = Object.entries<Locked>(read(join(folder, 'package-lock.json')).packages).filter(
    ([path]) => path,
  );

  test('names each package that it uses by its exact version', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version as string))).toEqual([]);
  });

  test('is locked to no place that packages come from', () => {
    expect(locked.filter(([, { resolved }]) => resolved)).toEqual([]);
  });

  test('is locked to the content of each package, but for the parts of other systems', () => {
    const open = locked.filter(([, { integrity, optional }]) => !integrity && !optional);
    expect(open.map(([path]) => path)).toEqual([]);
  });
});

/** Licences that ask for their mention and no more. */
const free = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Zlib',
  // Python's, of argparse, which only the command of markdown-it needs.
  'PSF-2.0',
]);

/** `(MIT OR GPL-3.0-or-later)` can be had as MIT; `(MIT AND Zlib)` is both. */
const isFree = (license: string) =>
  license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => free.has(one)));

test('what is installed with the program can be had under a licence that asks for its mention and no more', () => {
  const packages = Object.entries<Locked>(read('package-lock.json').packages);
  const installed = packages.filter(([path, { dev }]) => path && !dev);
  expect(installed.length).toBeGreaterThan(10);
  const others = installed.filter(([, { license = 'none given' }]) => !isFree(license));
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});
