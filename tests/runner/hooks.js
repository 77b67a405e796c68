import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

/**
 * How Node.js finds and loads modules while tests run. They run in Node.js itself and not in a sandbox of Jest's, which takes half
 * the time: each worker loads the program once, for all its files of tests.
 */

const globals = new URL('globals.js', import.meta.url).href;
const disk = new URL('../files/faults.ts', import.meta.url).href;
const program = new URL('../../src/', import.meta.url).href;

/** The program has a disk that a test can make fail; the libraries that it uses have the real one. */
export function resolve(specifier, context, nextResolve) {
  if (specifier === '@jest/globals') return nextResolve(globals, context);
  if (specifier === 'node:fs' && context.parentURL?.startsWith(program)) return nextResolve(disk, context);
  return nextResolve(specifier, context);
}

/** Takes the types out of TypeScript, with the tool that bundles the program. */
export async function load(url, context, nextLoad) {
  const { pathname } = new URL(url);
  if (!pathname.endsWith('.ts')) return nextLoad(url, context);
  const { code } = await transform(await readFile(fileURLToPath(url.split('?')[0]), 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcefile: fileURLToPath(url.split('?')[0]),
    sourcemap: 'inline',
  });
  return { format: 'module', source: code, shortCircuit: true };
}
