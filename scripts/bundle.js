import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { cheaperCharts } from './cheaper-charts.js';

/**
 * Puts the program and what it uses into a few files: Node spends most of a short run on finding and opening modules.
 * Libraries that are loaded when needed stay in files of their own.
 */

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: {
    cli: 'src/cli.ts',
    'word/index': 'src/word/index.ts',
  },
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
  plugins: [cheaperCharts],
  // exceljs carries Node's own streams along for browsers.
  alias: { 'readable-stream': 'node:stream' },
  // Some libraries are CommonJS and ask for Node's own modules by `require`, which a module file does not have.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
});
