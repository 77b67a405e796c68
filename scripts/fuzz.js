import { build } from 'esbuild';

/** Bundles the fuzzer of tests/fuzz with the program, as scripts/bundle.js does, and starts it. */

await build({
  entryPoints: ['tests/fuzz/fuzz.ts', 'tests/fuzz/worker.ts'],
  outdir: 'dist/fuzz',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
});
await import('../dist/fuzz/fuzz.js');
