/**
 * `triannual/word`: Word templates with Handlebars tags, filled with plain data. Knows Word, and nothing of councils.
 * docs/word-engine.md describes it.
 *
 *     const { template, findings } = await compileTemplate(bytes, { shape: { title: 'text' } });
 *     const filled = await template?.fill({ title: 'Report' });
 */

export type { Severity, Where } from '../diagnostics/diagnostic.ts';
export type { Package } from '../ooxml/package.ts';
export type { Part } from '../ooxml/part.ts';
export { checkAccessibility } from './check/accessibility.ts';
export { type Code, codes, type Finding } from './codes.ts';
export {
  type Compiled,
  type ContextFor,
  compileTemplate,
  type Template,
  type TemplateOptions,
} from './compile.ts';
export { standardHelpers } from './dates-and-numbers.ts';
export type { Annex } from './render/annex.ts';
export type { Filled, FillOptions } from './render/fill.ts';
export type { Images } from './render/images.ts';
export type { PrintedWording } from './render/wording.ts';
export type { ChartData, ContextOf, Helper, HelperOption, Helpers, ImageData, Kind, Shape } from './shape.ts';
export { type Marks, type PrintedValue, Sourced, type SourcedContext } from './sourced.ts';
export type { TagPlace } from './template/occurrences.ts';
