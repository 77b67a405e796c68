import { readFileSync } from 'node:fs';

/**
 * The docx library compresses the document in which a chart was refilled, in JavaScript, and src/word/charts.ts unpacks it
 * at once: here it is put together as it is.
 */
const zip = '=> zipSync(Object.fromEntries([...files].map(([path, data]) => [path, bytesOf$2(data)])));';
const end =
  ', outputType, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");\n\t});\n\treturn function patchDocument(';
const replacements = [
  {
    from: `var zipFiles = (files) ${zip}`,
    to: `var zipFiles = (files, level = 6) ${zip.replace(');', ', { level });')}`,
  },
  { from: `\n\t\t])${end}`, to: `\n\t\t], 0)${end}` },
];

/** For esbuild. A version of the library that is written differently fails to build: look then at what it does now. */
export const cheaperCharts = {
  name: 'cheaper-charts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]docx[\\/]dist[\\/]index\.mjs$/ }, ({ path }) => {
      const contents = replacements.reduce(
        (text, { from, to }) => {
          if (text.split(from).length !== 2)
            throw new Error(`docx is written differently now: look again at ${from}`);
          return text.replace(from, () => to);
        },
        readFileSync(path, 'utf8'),
      );
      return { contents };
    });
  },
};
