/** How sources are put into files that Node 20 and later run, for esbuild. */
export const bundling = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  alias: {
    // exceljs carries Node's own streams along for browsers.
    'readable-stream': 'node:stream',
    // Of Handlebars its parser is used, and not what writes JavaScript, which takes twice as long to load.
    handlebars: './node_modules/handlebars/dist/cjs/handlebars/compiler/base.js',
  },
  // Some libraries are CommonJS and ask for Node's own modules by `require`, which a module file does not have.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
};
