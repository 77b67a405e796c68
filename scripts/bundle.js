import { readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * Puts the program and what it uses into a few files: Node spends most of a short run on finding and opening modules.
 * Libraries that are loaded when needed stay in files of their own.
 */

/**
 * The docx library is published for old browsers too: `{ ...object }` stands in it as a function of many small steps,
 * which took a third of the time that its layout of pages needs. Here it is Node's own again.
 */
const ownSpread = {
  name: 'own-spread',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]docx[\\/]dist[\\/]\w+\.mjs$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /function _objectSpread2\(e\) \{[\s\S]*?\n\}/,
        'function _objectSpread2() { return Object.assign(...arguments); }',
      ),
    }));
  },
};

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli.ts', 'src/word/index.ts'],
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  logLevel: 'warning',
  plugins: [ownSpread],
  // Some libraries are CommonJS and ask for Node's own modules by `require`, which a module file does not have.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
});
