import { error } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/nearest.ts';
import type { Finding } from '../codes.ts';
import type { Helpers, Kind } from '../shape.ts';
import { isGroup, isList } from '../spelling.ts';
import { conditionNames } from '../template/condition-tags.ts';
import type { Branch, Print, PrintSite, Program } from '../template/instructions.ts';
import { hasOwnNames, isLoop, isUnnamed } from '../template/program.ts';
import { checkCondition } from './condition-kinds.ts';
import { checkOptions } from './options.ts';
import { canChoose, describe, type Known, remedy, resolve, type Scope } from './resolve.ts';

/**
 * Every name in every tag is checked against the shape of the context before anything is rendered: an unknown name is a
 * finding with its place and the nearest known name, never a blank in a finished document.
 */

/** What names are checked with. */
interface Using {
  sites: readonly PrintSite[];
  helpers: Helpers;
}

function kindFits(shape: Known, wanted: Kind | 'list'): boolean {
  if (wanted === 'list') return isList(shape) || shape === 'anything';
  if (shape === 'anything' || shape === wanted) return true;
  return shape === 'string' && (wanted === 'text' || wanted === 'markdown' || wanted === 'date');
}

function checkPrint(print: Print, scopes: readonly Scope[], { sites, helpers }: Using): Finding[] {
  const { helper, path, site } = print;
  const { place, as } = sites[site] as PrintSite;
  const misplaced = helperMisplaced(helper, as);
  if (misplaced) return [error('template/structure', place, ...misplaced)];
  const wanted = helper === undefined ? 'text' : wantedBy(helper, helpers);
  if (!wanted) {
    const known = [...Object.keys(helpers), 'markdown', 'length', 'link', 'image'];
    if (conditionNames.includes(helper ?? '')) {
      const help = `choose by it: {{#if (${place.tag.replace(/[{}]/g, '').trim()})}} … {{/if}}`;
      return [
        error('template/unknown-helper', place, `"${helper}" is a condition, and prints nothing`, help),
      ];
    }
    const message = `there is no helper "${helper}"${didYouMean(helper ?? '', known)}`;
    return [error('template/unknown-helper', place, message, `the helpers are: ${known.join(', ')}`)];
  }
  const resolved = resolve(path, scopes, place);
  if ('finding' in resolved) {
    // {{money}} alone: the name of a helper without what it should format.
    const isHelper = helper === undefined && wantedBy(path.typed, helpers) !== undefined;
    const help = `write {{${path.typed} name}}`;
    return isHelper
      ? [error('template/tag', place, `the helper "${path.typed}" needs a name`, help)]
      : [resolved.finding];
  }
  // A count of turns needs no helper.
  if (kindFits(resolved.shape, wanted) || (path.data && resolved.shape === 'number' && helper === undefined))
    return [...checkOptions(print, place, helpers), ...checkWords(print, scopes, { sites, helpers })];
  const what =
    helper === undefined
      ? 'printed by itself'
      : `given to "${helper}", which takes ${wanted === 'list' ? 'a list' : describe(wanted)}`;
  const message = `"${path.typed}" is ${describe(resolved.shape)} and cannot be ${what}`;
  return [error('template/wrong-kind', place, message, remedy(path.typed, resolved.shape, helpers))];
}

/** What is wrong with the place of a tag that prints more than text, and what to do. */
function helperMisplaced(helper: string | undefined, as: PrintSite['as']): [string, string] | undefined {
  if (helper === 'chart' && as !== 'chart')
    return [
      'a chart is drawn in Word, and this tag is in the text',
      'type it as the alternative text of a chart',
    ];
  if (helper === 'image' && as !== 'run' && as !== 'image')
    return [
      'a picture cannot be put here',
      'put the tag into the text, or alone into the alternative text of a picture',
    ];
  if (helper === 'link' && as !== 'run')
    return ['a link cannot be put here', 'write {{link address words}} in the text'];
  if (helper === 'markdown' && as !== 'paragraphs' && as !== 'shading')
    return [
      'Markdown becomes whole paragraphs, and there is no room for them here',
      'put the tag in a paragraph of the text',
    ];
  return undefined;
}

/** The words of a link are a text like any other. */
function checkWords({ words, site }: Print, scopes: readonly Scope[], using: Using): Finding[] {
  if (typeof words !== 'object') return [];
  return checkPrint({ do: 'print', helper: undefined, path: words, options: [], site }, scopes, using);
}

function wantedBy(helper: string, helpers: Helpers): Kind | 'list' | undefined {
  if (helper === 'length') return 'list';
  if (helper === 'markdown' || helper === 'chart' || helper === 'image') return helper;
  if (helper === 'link') return 'text';
  return Object.hasOwn(helpers, helper) ? helpers[helper]?.takes : undefined;
}

/** Checks the names of one part, following its blocks. */
export function checkNames(program: Program, shape: Known, using: Using): Finding[] {
  return checkSteps(program, [{ shape, loop: false }], using);
}

function checkSteps(steps: Program, scopes: readonly Scope[], using: Using): Finding[] {
  const findings: Finding[] = [];
  for (const step of steps) {
    if (isUnnamed(step)) continue;
    if (step.do === 'note') findings.push(...checkSteps(step.note.inside, scopes, using));
    else if (step.do === 'print') findings.push(...checkPrint(step, scopes, using));
    else if (step.do === 'link' || step.do === 'wrap')
      findings.push(...checkSteps(step.inside, scopes, using));
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
  { do: block, path, when, place, unsure }: Branch,
  scopes: readonly Scope[],
  helpers: Helpers,
): { findings: Finding[]; inside?: Scope } {
  if (unsure === 'name') return { findings: [], inside: { shape: 'anything', loop: true } };
  if (when) return { findings: checkCondition(when, scopes, place) };
  const resolved = resolve(path, scopes, place);
  const found: Known = 'finding' in resolved ? 'anything' : resolved.shape;
  const findings = 'finding' in resolved ? [resolved.finding] : [];
  const loop = isLoop(block);
  const fits = loop ? isList(found) : block === 'with' ? isGroup(found) : canChoose(found);
  if (!fits && found !== 'anything') {
    const message = `"${path.typed}" is ${describe(found)} and cannot be used with "${block}"`;
    const compared = found === 'date' ? '"2023-06-16"' : '0';
    const help =
      (block === 'if' || block === 'unless') && (found === 'number' || found === 'date')
        ? `compare it: {{#${block} (gt ${path.typed} ${compared})}}`
        : remedy(path.typed, found, helpers);
    findings.push(error('template/wrong-kind', place, message, help));
  }
  if (!hasOwnNames(block)) return { findings };
  const shape = !loop ? found : isList(found) ? found[0] : 'anything';
  return { findings, inside: { shape, loop, isLoose: unsure === 'end' } };
}
