import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { bundling } from './bundling.js';

/**
 * Puts the program and what it uses into a few files, in `dist` or in the folder named: Node spends most of a short run on
 * finding and opening modules. Libraries that are loaded when needed stay in files of their own.
 */

const [outdir = 'dist'] = process.argv.slice(2);
rmSync(outdir, { recursive: true, force: true });
await build({
  ...bundling,
  entryPoints: {
    cli: 'src/cli.ts',
    'word/index': 'src/word/index.ts',
  },
  outdir,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
});
