import { error, type Finding } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/nearest.ts';
import type { Helpers, Kind, Shape } from '../shape.ts';
import type { TagPlace } from '../template/occurrences.ts';
import type { Instruction, Site } from '../template/program.ts';
import { type Path, shorten } from '../template/tags.ts';

/**
 * Every name in every tag is checked against the shape of the context before anything is rendered: an unknown name is a
 * finding with its place and the nearest known name, never a blank in a finished document.
 */

/** A shape that was guessed from a value: a string may be any kind of text, an empty list may hold anything. */
export type Known = Shape | 'string' | 'anything' | readonly [Known] | { readonly [name: string]: Known };

interface Scope {
  shape: Known;
  loop: boolean;
}

const isList = (shape: Known): shape is readonly [Known] => Array.isArray(shape);
const isGroup = (shape: Known): shape is { readonly [name: string]: Known } =>
  typeof shape === 'object' && !isList(shape);

/** What a shape is called in a message. */
function describe(shape: Known): string {
  if (isList(shape)) return 'a list';
  if (isGroup(shape)) return 'a group of values';
  const words: Record<Kind | 'string' | 'anything', string> = {
    text: 'text',
    markdown: 'Markdown text',
    number: 'a number',
    date: 'a date',
    flag: 'a yes-or-no value',
    chart: 'the data of a chart',
    string: 'text',
    anything: 'a value',
  };
  return words[shape];
}

/** What to write for a value that is used in the wrong way. */
function remedy(typed: string, shape: Known, helpers: Helpers): string {
  if (isList(shape)) return `repeat over it with {{#each ${typed}}} and {{/each}}`;
  if (isGroup(shape))
    return `choose one of its values: ${Object.keys(shape)
      .slice(0, 6)
      .map((name) => `{{${typed}.${name}}}`)
      .join(', ')}`;
  if (shape === 'markdown') return `write {{markdown ${typed}}} in a paragraph of its own`;
  if (shape === 'flag') return `use it in a choice: {{#if ${typed}}} and {{/if}}`;
  if (shape === 'chart') return `write {{chart ${typed}}} as the alternative text of a chart`;
  if (shape === 'text' || shape === 'string') return `write {{${typed}}}`;
  const fitting = Object.keys(helpers).filter((name) => helpers[name]?.takes === shape);
  return `name a helper that formats it: ${fitting.map((name) => `{{${name} ${typed}}}`).join(', ') || 'none is known'}`;
}

function resolve(
  path: Path,
  scopes: readonly Scope[],
  place: TagPlace,
): { shape: Known } | { finding: Finding } {
  if (path.data) {
    const inLoop = scopes.slice(0, scopes.length - path.up).some(({ loop }) => loop);
    const name = path.names.join('.');
    if (inLoop && (name === 'first' || name === 'last')) return { shape: 'flag' };
    const help = 'inside {{#each}} there are @first and @last, for {{#if}}';
    return { finding: error('template/unknown-tag', place, `there is no "@${name}" here`, help) };
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
  let shape = scope.shape;
  for (const [i, name] of path.names.entries()) {
    if (shape === 'anything') return { shape };
    const known = isGroup(shape) ? Object.keys(shape) : [];
    if (!isGroup(shape) || !Object.hasOwn(shape, name)) {
      const of =
        i > 0 ? ` in "${shorten(path.names.slice(0, i).join('.'))}", which is ${describe(shape)}` : '';
      const outer = i === 0 && path.up === 0 ? outwards(name, scopes) : undefined;
      const message = `no such value "${shorten(name)}"${of}${outer ? '' : didYouMean(name, known)}`;
      const list = known.length > 0 ? `here there are: ${known.slice(0, 30).join(', ')}` : 'remove the tag';
      const help = outer ? `it is further out: write {{${outer}${name}}}` : list;
      return { finding: error('template/unknown-tag', place, message, help) };
    }
    shape = shape[name] as Known;
  }
  return { shape };
}

/** `../` as often as it takes to reach a scope that has the name. */
function outwards(name: string, scopes: readonly Scope[]): string | undefined {
  for (let up = 1; up < scopes.length; up++) {
    const shape = scopes[scopes.length - 1 - up]?.shape;
    if (shape && typeof shape === 'object' && !isList(shape) && Object.hasOwn(shape, name))
      return '../'.repeat(up);
  }
  return undefined;
}

function kindFits(shape: Known, wanted: Kind): boolean {
  if (shape === 'anything' || shape === wanted) return true;
  return shape === 'string' && (wanted === 'text' || wanted === 'markdown' || wanted === 'date');
}

function checkPrint(
  instruction: Extract<Instruction, { do: 'print' }>,
  scopes: readonly Scope[],
  site: Site,
  helpers: Helpers,
): Finding[] {
  const { helper, path } = instruction;
  const { place } = site;
  const wanted = helper === undefined ? 'text' : wantedBy(helper, helpers);
  if (!wanted) {
    const known = [...Object.keys(helpers), 'markdown'];
    const message = `there is no helper "${helper}"${didYouMean(helper ?? '', known)}`;
    return [error('template/unknown-helper', place, message, `the helpers are: ${known.join(', ')}`)];
  }
  const resolved = resolve(path, scopes, place);
  if ('finding' in resolved) {
    // {{money}} alone: the name of a helper without what it should format.
    if (helper === undefined && Object.hasOwn(helpers, path.typed))
      return [
        error(
          'template/tag',
          place,
          `the helper "${path.typed}" needs a name`,
          `write {{${path.typed} name}}`,
        ),
      ];
    return [resolved.finding];
  }
  if (kindFits(resolved.shape, wanted)) return [];
  const what =
    helper === undefined ? 'printed by itself' : `given to "${helper}", which takes ${describe(wanted)}`;
  const message = `"${path.typed}" is ${describe(resolved.shape)} and cannot be ${what}`;
  return [error('template/wrong-kind', place, message, remedy(path.typed, resolved.shape, helpers))];
}

function wantedBy(helper: string, helpers: Helpers): Kind | undefined {
  if (helper === 'markdown' || helper === 'chart') return helper;
  return Object.hasOwn(helpers, helper) ? helpers[helper]?.takes : undefined;
}

/** Checks the names of one part, following its blocks. */
export function checkNames(
  sequence: ReadonlyArray<string | Instruction>,
  shape: Known,
  sites: readonly Site[],
  helpers: Helpers,
): Finding[] {
  const findings: Finding[] = [];
  const scopes: Scope[] = [{ shape, loop: false }];
  // For each open block, how many scopes to leave when it closes; an "else" leaves its block's scope at once.
  const open: number[] = [];
  const enter = (block: string, path: Path, place: TagPlace) => {
    const resolved = resolve(path, scopes, place);
    const found: Known = 'finding' in resolved ? 'anything' : resolved.shape;
    if ('finding' in resolved) findings.push(resolved.finding);
    const isLoop = block === 'each' || block === 'columns';
    const fits =
      found === 'anything' || (isLoop ? isList(found) : block === 'with' ? isGroup(found) : canChoose(found));
    if (!fits) {
      const message = `"${path.typed}" is ${describe(found)} and cannot be used with "${block}"`;
      findings.push(error('template/wrong-kind', place, message, remedy(path.typed, found, helpers)));
    }
    const inside = isLoop && isList(found) ? found[0] : isLoop ? 'anything' : found;
    if (isLoop || block === 'with') scopes.push({ shape: inside, loop: isLoop });
    return isLoop || block === 'with' ? 1 : 0;
  };
  for (const item of sequence) {
    if (typeof item === 'string') continue;
    if (item.do === 'print') findings.push(...checkPrint(item, scopes, sites[item.site] as Site, helpers));
    else if (item.do === 'open') open.push(enter(item.block, item.path, item.place));
    else if (item.do === 'else') {
      scopes.length -= open.pop() ?? 0;
      open.push(item.block && item.path ? enter(item.block, item.path, item.place) : 0);
    } else if (item.do === 'close') scopes.length -= open.pop() ?? 0;
  }
  return findings;
}

/** A choice can be made on a flag, on whether a list has items and on whether there is text; zero is not "no". */
function canChoose(shape: Known): boolean {
  return isList(shape) || ['flag', 'text', 'markdown', 'string', 'anything'].includes(shape as string);
}

/** The shape of a context that came without one. */
export function shapeOf(value: unknown): Known {
  return withMore('anything', value);
}

/** What is known once another value has been seen: a name is known if any item of a list has it. */
function withMore(known: Known, value: unknown): Known {
  if (Array.isArray(value)) {
    let item: Known = isList(known) ? known[0] : 'anything';
    for (const one of value) item = withMore(item, one);
    return isList(known) || known === 'anything' ? [item] : known;
  }
  if (typeof value === 'object' && value !== null && !isChart(value)) {
    // The groups are this function's own: one grows with all the items of a list.
    const group: Record<string, Known> = isGroup(known) ? known : Object.create(null);
    for (const name of Object.keys(value))
      group[name] = withMore(group[name] ?? 'anything', (value as Record<string, unknown>)[name]);
    return isGroup(known) || known === 'anything' ? group : known;
  }
  return known === 'anything' ? kindOf(value) : known;
}

const isChart = (value: object) => 'categories' in value && 'series' in value;

function kindOf(value: unknown): Known {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'flag';
  return typeof value === 'object' && value !== null ? 'chart' : 'anything';
}
