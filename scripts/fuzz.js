import { build } from 'esbuild';
import { bundling } from './bundling.js';

/** Bundles the fuzzer of tests/fuzz with the program, and starts it. */

await build({
  ...bundling,
  entryPoints: ['tests/fuzz/fuzz.ts', 'tests/fuzz/worker.ts'],
  outdir: 'dist/fuzz',
  sourcemap: true,
});
await import('../dist/fuzz/fuzz.js');
