/**
 * `triannual/word`: Word templates with Handlebars tags, filled with plain data. Knows Word, and nothing of councils.
 *
 *     const { template, findings } = await compileTemplate(bytes, { helpers });
 *     const { bytes: filled } = await template.fill({ title: 'Report', rows: [{ name: 'A' }] });
 */

export { checkAccessibility } from './check/accessibility.ts';
export { type Compiled, compileTemplate, type Template, type TemplateOptions } from './compile.ts';
export type { ChartData, ContextOf, Helper, Helpers, Kind, Shape } from './shape.ts';
export { type PrintedValue, Sourced, type SourcedContext } from './sourced.ts';
