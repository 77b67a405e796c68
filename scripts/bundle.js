import { readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * Puts the program and what it uses into a few files: Node spends most of a short run on finding and opening modules.
 * Libraries that are loaded when needed stay in files of their own.
 */

/**
 * What the docx library does many thousand times while it lays out pages for a table of contents, in a cheaper way. It is
 * published for old browsers too, so `{ ...object }` stands in it as a function of many small steps; and it looks through
 * its East Asian fonts, in small letters, for each word. Together they took two fifths of the layout's time.
 */
const cheaper = {
  name: 'cheaper',
  setup({ onLoad }) {
    const replace = (text, from, to) => {
      if (!text.includes(from)) throw new Error(`docx is written differently now: look again at ${from}`);
      return text.replace(from, to);
    };
    onLoad({ filter: /[\\/]docx[\\/]dist[\\/]layout\.mjs$/ }, ({ path }) => {
      let contents = readFileSync(path, 'utf8');
      contents = replace(
        contents,
        'function _objectSpread2(e) {',
        'function _objectSpread2() { return Object.assign(...arguments); }\nfunction slowSpread(e) {',
      );
      contents = replace(
        contents,
        'var knownEastAsianFontOf = (font) => {',
        'const fontsLookedUp = new Map();\nvar knownEastAsianFontOf = (font) => {\n' +
          'if (!fontsLookedUp.has(font)) fontsLookedUp.set(font, lookUpEastAsianFont(font));\n' +
          'return fontsLookedUp.get(font);\n};\nvar lookUpEastAsianFont = (font) => {',
      );
      return { contents };
    });
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
  plugins: [cheaper],
  // Some libraries are CommonJS and ask for Node's own modules by `require`, which a module file does not have.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
});
