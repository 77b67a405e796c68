import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { bundling } from './bundling.js';
import { licencesOf } from './licences.js';

/** The folder of the project. */
export const root = join(import.meta.dirname, '..');

/** Beside the bundle: the hash of the sources that it was made from, and the names of its files. */
const recordOf = (folder) => join(folder, 'bundle.json');

const shared = {
  absWorkingDir: root,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'external',
  metafile: true,
  write: false,
};
const isComment = ({ path }) => path.endsWith('.LEGAL.txt');

/** Of all that a bundle is made from: the sources, how they are bundled, and which libraries are installed. */
function hashOfSources() {
  const files = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const hash = createHash('sha256');
  for (const file of [...files, join(root, 'package-lock.json')].sort())
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/**
 * The engine, as modules for other programs. Libraries that are loaded when needed stay in files of their own.
 * @param {string} outdir
 */
const engine = (outdir) =>
  build({ ...shared, ...bundling, entryPoints: { 'word/index': 'src/word/index.ts' }, outdir });

/**
 * The program in one file that is no module, as the compiled form of modules can't be kept (bin/load.js). It is put into modules first:
 * only then does esbuild leave out what is not used of the libraries that are loaded when needed.
 * @param {string} outdir
 * @param {string} sources the hash of the sources, which is the first line of the file
 */
async function program(outdir, sources) {
  const modules = await build({
    ...shared,
    ...bundling,
    banner: {},
    entryPoints: { cli: 'src/cli.ts' },
    outdir,
  });
  const files = new Map(modules.outputFiles.map(({ path, contents }) => [basename(path), contents]));
  const fromMemory = {
    name: 'from memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/.*\.js$/ }, ({ path }) => ({ path: basename(path), namespace: 'made' }));
      onLoad({ filter: /./, namespace: 'made' }, ({ path }) => ({ contents: files.get(path), loader: 'js' }));
    },
  };
  const { outputFiles } = await build({
    ...shared,
    ...bundling,
    splitting: false,
    format: 'cjs',
    legalComments: 'none',
    entryPoints: { cli: './cli.js' },
    outExtension: { '.js': '.cjs' },
    outdir,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'hereUrl' },
    banner: {
      js: `// ${sources}\n(function (exports, require, module, __filename) {const hereUrl = require('node:url').pathToFileURL(__filename).href;`,
    },
    footer: { js: '})' },
    plugins: [fromMemory],
  });
  return {
    outputFiles: [...modules.outputFiles.filter(isComment), ...outputFiles],
    metafile: modules.metafile,
  };
}

/**
 * Puts the program and what it uses into a few files: Node spends most of a short run on finding and opening modules.
 * The files are written beside the folder and then take its place, so that nobody runs half of them. The result is the names
 * of the files that are in it.
 */
export async function bundle(folder) {
  const sources = hashOfSources();
  const beside = `${folder}.${process.pid}`;
  const made = await Promise.all([engine(beside), program(beside, sources)]);
  const all = made.flatMap(({ outputFiles }) => outputFiles);
  const files = all.filter((file) => !isComment(file));
  const bundled = made.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  );
  const licences = licencesOf(
    root,
    bundled,
    all.filter(isComment).map(({ text }) => text),
  );
  files.push({ path: join(beside, 'LICENCES.txt'), contents: licences });
  // What the local page sends to the browser is read as it is.
  const web = join(root, 'src', 'page', 'web');
  for (const name of readdirSync(web))
    files.push({ path: join(beside, 'web', name), contents: readFileSync(join(web, name)) });
  const names = files.map(({ path }) => relative(beside, path));
  files.push({ path: recordOf(beside), contents: JSON.stringify({ sources, files: names }) });
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(beside, folder);
  return bundled;
}

/** Whether the folder holds a whole bundle of the sources as they are now. The times of files say too little for that. */
export function isCurrent(folder) {
  if (!existsSync(recordOf(folder))) return false;
  const { sources, files } = JSON.parse(readFileSync(recordOf(folder), 'utf8'));
  return sources === hashOfSources() && files.every((name) => existsSync(join(folder, name)));
}

if (process.argv[1] === import.meta.filename) await bundle(join(root, 'dist'));
