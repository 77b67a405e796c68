import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** The program in a folder of its own, for tests that start it as a process. */
export async function installProgram(): Promise<{ bin: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'triannual program '));
  await mkdir(join(folder, 'bin'));
  const bin = join(folder, 'bin/triannual.js');
  await copyFile(join(root, 'bin/triannual.js'), bin);
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await build({
    entryPoints: { cli: join(root, 'src/cli.ts'), 'pages-worker': join(root, 'src/word/pages-worker.ts') },
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  return { bin, remove: () => rm(folder, { recursive: true }) };
}
