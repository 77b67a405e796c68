import { error } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/nearest.ts';
import type { Finding } from '../codes.ts';
import type { Helpers, Kind, Shape } from '../shape.ts';
import { isGroup, isList } from '../spelling.ts';
import type { TagPlace } from '../template/occurrences.ts';
import { type Path, shorten } from '../template/path.ts';

/** What a name in a tag is, by the blocks around it. */

/** A shape that was guessed from a value: a string may be any kind of text, an empty list may hold anything. */
export type Known = Shape | 'string' | 'anything' | readonly [Known] | { readonly [name: string]: Known };

export interface Scope {
  shape: Known;
  loop: boolean;
  /** Whether the names inside may be meant further out: it is not known where the block ends. */
  isLoose?: boolean;
}

/** What a shape is called in a message. */
export function describe(shape: Known): string {
  if (isList(shape)) return 'a list';
  if (isGroup(shape)) return 'a group of values';
  const words: Record<Kind | 'string' | 'anything', string> = {
    text: 'text',
    markdown: 'Markdown text',
    number: 'a number',
    date: 'a date',
    flag: 'a yes-or-no value',
    chart: 'the data of a chart',
    image: 'a picture',
    string: 'text',
    anything: 'a value',
  };
  return words[shape];
}

/** What to write for a value that is used in the wrong way. */
export function remedy(typed: string, shape: Known, helpers: Helpers): string {
  if (isList(shape)) return `repeat over it with {{#each ${typed}}} and {{/each}}`;
  if (isGroup(shape))
    return `choose one of its values: ${Object.keys(shape)
      .slice(0, 6)
      .map((name) => `{{${inGroup(typed)}${name}}}`)
      .join(', ')}`;
  if (shape === 'markdown') return `write {{markdown ${typed}}} in a paragraph of its own`;
  if (shape === 'flag') return `use it in a choice: {{#if ${typed}}} and {{/if}}`;
  if (shape === 'image')
    return `write {{image ${typed}}} in the text, or as the alternative text of a picture`;
  if (shape === 'chart') return `write {{chart ${typed}}} as the alternative text of a chart`;
  if (shape === 'text' || shape === 'string') return `write {{${typed}}}`;
  const fitting = Object.keys(helpers).filter((name) => helpers[name]?.takes === shape);
  return `name a helper that formats it: ${fitting.map((name) => `{{${name} ${typed}}}`).join(', ') || 'none is known'}`;
}

/** What comes before a name of the group that is called so: `.` and `this` are where the tag is, `..` is round it. */
function inGroup(typed: string): string {
  if (typed === '.' || typed === 'this') return '';
  return typed.endsWith('..') ? `${typed}/` : `${typed}.`;
}

export function resolve(
  path: Path,
  scopes: readonly Scope[],
  place: TagPlace,
): { shape: Known } | { finding: Finding } {
  if (path.data) {
    const inLoop = scopes.slice(0, scopes.length - path.up).some(({ loop }) => loop);
    const name = path.names.join('.');
    if (inLoop && (name === 'first' || name === 'last')) return { shape: 'flag' };
    if (inLoop && (name === 'index' || name === 'number')) return { shape: 'number' };
    const help =
      'inside {{#each}} there are @number and @index, which count from 1 and from 0, and @first and @last, for {{#if}}';
    return { finding: error('template/unknown-tag', place, `there is no "@${name || 'this'}" here`, help) };
  }
  const scope = scopes[scopes.length - 1 - path.up];
  if (!scope)
    return {
      finding: error(
        'template/unknown-tag',
        place,
        `"${path.typed}" goes further out than this place is deep`,
        'write fewer ../, one for each {{#each}} or {{#with}} around the tag',
      ),
    };
  if (scope.isLoose && scopes.length > 1 + path.up && !hasName(scope.shape, path.names[0]))
    return resolve({ ...path, up: path.up + 1 }, scopes, place);
  let shape = scope.shape;
  for (const [i, name] of path.names.entries()) {
    if (shape === 'anything') return { shape };
    const known = isGroup(shape) ? Object.keys(shape) : [];
    if (!isGroup(shape) || !Object.hasOwn(shape, name)) {
      const of =
        i > 0 ? ` in "${shorten(path.names.slice(0, i).join('.'))}", which is ${describe(shape)}` : '';
      const outer = i === 0 && path.up === 0 ? outwards(name, scopes) : undefined;
      const message = `no such value "${shorten(name)}"${of}${outer ? '' : didYouMean(name, known)}`;
      const list =
        known.length > 0
          ? `here there are: ${known.slice(0, 30).join(', ')}`
          : isList(shape) && i > 0
            ? `repeat over it with {{#each ${path.typed.split('.').slice(0, i).join('.')}}} and {{/each}}`
            : 'remove the tag';
      const help = outer ? `it is further out: write {{${outer}${name}}}` : list;
      return { finding: error('template/unknown-tag', place, message, help) };
    }
    shape = shape[name] as Known;
  }
  return { shape };
}

const hasName = (shape: Known, name = '') =>
  shape === 'anything' || (isGroup(shape) && Object.hasOwn(shape, name));

/** `../` as often as it takes to reach a scope that has the name. */
function outwards(name: string, scopes: readonly Scope[]): string | undefined {
  for (let up = 1; up < scopes.length; up++) {
    const shape = scopes[scopes.length - 1 - up]?.shape;
    if (shape && typeof shape === 'object' && !isList(shape) && Object.hasOwn(shape, name))
      return '../'.repeat(up);
  }
  return undefined;
}

/** A choice can be made on a flag, on whether a list has items and on whether there is text; zero is not "no". */
export function canChoose(shape: Known): boolean {
  return (
    isList(shape) || ['flag', 'text', 'markdown', 'image', 'string', 'anything'].includes(shape as string)
  );
}
