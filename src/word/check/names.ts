import { error } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/nearest.ts';
import type { Finding } from '../codes.ts';
import type { Helpers, Kind, Shape } from '../shape.ts';
import { bare } from '../sourced.ts';
import type { Print, PrintSite } from '../template/instructions.ts';
import type { TagPlace } from '../template/occurrences.ts';
import { type Branch, hasOwnNames, isLoop, type Program } from '../template/program.ts';
import { type Path, shorten } from '../template/tags.ts';

/**
 * Every name in every tag is checked against the shape of the context before anything is rendered: an unknown name is a
 * finding with its place and the nearest known name, never a blank in a finished document.
 */

/** A shape that was guessed from a value: a string may be any kind of text, an empty list may hold anything. */
export type Known = Shape | 'string' | 'anything' | readonly [Known] | { readonly [name: string]: Known };

/** What names are checked with. */
export interface Using {
  sites: readonly PrintSite[];
  helpers: Helpers;
}

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
  { helper, path, site }: Print,
  scopes: readonly Scope[],
  { sites, helpers }: Using,
): Finding[] {
  const { place } = sites[site] as PrintSite;
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
export function checkNames(program: Program, shape: Known, using: Using): Finding[] {
  return checkSteps(program, [{ shape, loop: false }], using);
}

function checkSteps(steps: Program, scopes: readonly Scope[], using: Using): Finding[] {
  const findings: Finding[] = [];
  for (const step of steps) {
    if (typeof step === 'string' || step.do === 'unique') continue;
    if (step.do === 'print') findings.push(...checkPrint(step, scopes, using));
    else if (step.do === 'wrap') findings.push(...checkSteps(step.inside, scopes, using));
    else {
      const { findings: own, inside } = enter(step, scopes, using.helpers);
      const then = checkSteps(step.then, inside ? [...scopes, inside] : scopes, using);
      findings.push(...own, ...then, ...checkSteps(step.else, scopes, using));
    }
  }
  return findings;
}

/** Checks the name of a block, which may bring names of its own into its inside. */
function enter(
  { do: block, path, place }: Branch,
  scopes: readonly Scope[],
  helpers: Helpers,
): { findings: Finding[]; inside?: Scope } {
  const resolved = resolve(path, scopes, place);
  const found: Known = 'finding' in resolved ? 'anything' : resolved.shape;
  const findings = 'finding' in resolved ? [resolved.finding] : [];
  const loop = isLoop(block);
  const fits = loop ? isList(found) : block === 'with' ? isGroup(found) : canChoose(found);
  if (!fits && found !== 'anything') {
    const message = `"${path.typed}" is ${describe(found)} and cannot be used with "${block}"`;
    findings.push(error('template/wrong-kind', place, message, remedy(path.typed, found, helpers)));
  }
  if (!hasOwnNames(block)) return { findings };
  const shape = !loop ? found : isList(found) ? found[0] : 'anything';
  return { findings, inside: { shape, loop } };
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
function withMore(known: Known, given: unknown): Known {
  const value = bare(given);
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
