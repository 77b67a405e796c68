import { transform, transformSync } from 'esbuild';

/** Takes the types out of TypeScript for Jest, with the tool that bundles the program. */

const options = (file) => ({
  loader: 'ts',
  format: 'esm',
  target: 'node20',
  sourcefile: file,
  sourcemap: 'inline',
});

export default {
  process: (source, file) => transformSync(source, options(file)),
  processAsync: (source, file) => transform(source, options(file)),
};
