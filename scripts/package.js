import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bundle, root } from './bundle.js';

/**
 * What `npm pack` does before it packs and afterwards. The libraries are in the bundle, so the package that is packed
 * declares none of them: whoever installs it fetches nothing else.
 */

const manifest = join(root, 'package.json');
/** The repository's own manifest while the package's is in its place. */
const kept = join(root, 'package.json.kept');
const dist = join(root, 'dist');

/** The engine's types and what they name, without those of files that no program can reach. */
function writeTypes() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  const reached = new Set();
  const reach = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)\.ts'/g))
      reach(resolve(dirname(file), `${path}.d.ts`));
  };
  reach(join(dist, 'word', 'index.d.ts'));
  for (const name of readdirSync(dist, { recursive: true }).filter((one) => one.endsWith('.d.ts')))
    if (!reached.has(join(dist, name))) rmSync(join(dist, name));
}

function restoreManifest() {
  if (existsSync(kept)) renameSync(kept, manifest);
}

async function prepare() {
  // Left there by an npm that was stopped while it packed.
  restoreManifest();
  await bundle(dist);
  writeTypes();
  const { scripts, dependencies, devDependencies, overrides, allowScripts, ...published } = JSON.parse(
    readFileSync(manifest, 'utf8'),
  );
  renameSync(manifest, kept);
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`);
}

await { prepare, restore: restoreManifest }[process.argv[2]]();
