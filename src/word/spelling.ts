import type { Helpers, Shape } from './shape.ts';

/** How a name is written in a template, by its shape. */

export const isList = <S>(shape: S): shape is Extract<S, readonly unknown[]> => Array.isArray(shape);
export const isGroup = <S>(shape: S): shape is Exclude<Extract<S, object>, readonly unknown[]> =>
  typeof shape === 'object' && !isList(shape);

/** The tag or tags to type: `{{markdown summary}}`, `{{#each risks}} … {{/each}}`. */
export function spell(name: string, shape: Shape, helpers: Helpers): string {
  if (isList(shape)) return `{{#each ${name}}} … {{/each}}`;
  if (isGroup(shape)) return `{{#with ${name}}} … {{/with}}`;
  if (shape === 'text') return `{{${name}}}`;
  if (shape === 'flag') return `{{#if ${name}}} … {{/if}}`;
  if (shape === 'markdown' || shape === 'chart' || shape === 'image') return `{{${shape} ${name}}}`;
  const helper = Object.keys(helpers).find((candidate) => helpers[candidate]?.takes === shape) ?? 'helper';
  return `{{${helper} ${name}}}`;
}

/** The shape at a path through groups and the entries of lists: `conditions.rating`. */
export function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const name of path) {
    if (at && isList(at)) at = at[0];
    at = at && isGroup(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return at;
}
