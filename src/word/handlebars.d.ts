/** The parser of Handlebars by itself. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  import type Handlebars from 'handlebars';

  const base: { parse: typeof Handlebars.parse };
  export default base;
}
