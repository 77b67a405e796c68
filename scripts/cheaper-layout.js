import { readFileSync } from 'node:fs';

/**
 * What the docx library does many thousand times while it lays out pages for a table of contents, in a cheaper way with
 * the same result. It is published for old browsers too, so `{ ...object }` stands in it as a function of many small
 * steps; and it looks through its fonts anew for each word. A check in .ci/rendering compares the bundle's documents with
 * the source's, which use the library as it is.
 */
const replacements = [
  {
    from: 'function _objectSpread2(e) {',
    to: 'function _objectSpread2() { return Object.assign(...arguments); }\nfunction slowSpread(e) {',
  },
  {
    // The widths of a font's characters depend on its name, bold and italic alone. Each look-up joined and hashed texts of
    // tens of thousands of characters.
    from: 'var measuresOf = (font) => {',
    to: remembered('measuresOf', 'font', '`${font.bold} ${font.italic} ${font.font}`'),
  },
  {
    from: 'var knownEastAsianFontOf = (font) => {',
    to: remembered('knownEastAsianFontOf', 'font', 'font'),
  },
  {
    // Formats laid over one another: later ones win, and what one does not say is left as it was.
    from: 'var combine = (formats) => formats.reduce((all, format) => _objectSpread2(_objectSpread2({}, all), withoutUndefined(format)), {});',
    to: `var combine = (formats) => {
      const all = {};
      for (const format of formats)
        for (const key of Object.keys(format)) if (format[key] !== void 0) all[key] = format[key];
      return all;
    };`,
  },
  {
    from: 'var withoutUndefined = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== void 0));',
    to: 'var withoutUndefined = (object) => combine([object]);',
  },
];

/** The beginning of a function that works a thing out once for each key. */
function remembered(name, parameter, key) {
  return `const known_${name} = new Map();
    var ${name} = (${parameter}) => {
      const key = ${key};
      if (!known_${name}.has(key)) known_${name}.set(key, workOut_${name}(${parameter}));
      return known_${name}.get(key);
    };
    var workOut_${name} = (${parameter}) => {`;
}

/** For esbuild. A version of the library that is written differently fails to build: look then at what it does now. */
export const cheaperLayout = {
  name: 'cheaper-layout',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]docx[\\/]dist[\\/]layout\.mjs$/ }, ({ path }) => {
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
