import { error } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../codes.ts';
import type { NarrativeStyles } from '../render/styles.ts';
import type { Helpers, Shape } from '../shape.ts';
import type { PrintSite } from '../template/instructions.ts';
import type { OpenedTemplate } from '../template/open.ts';
import type { ReadTemplate } from '../template/read-template.ts';
import { findExternal } from './external.ts';
import { findChanging, findLeftovers, findOldContents, inTemplate } from './leftovers.ts';
import { referencesOf } from './lost-references.ts';
import { checkNames } from './names.ts';
import { findMissing } from './required.ts';
import type { Known } from './resolve.ts';
import { tagsInDrawings } from './unfilled-tags.ts';
import { findUnfinished } from './unfinished.ts';

/** All that is checked of a template before it is filled. */

interface Expected {
  shape?: Shape;
  required?: readonly string[];
  helpers?: Helpers;
}

/** @param styles what narrative is printed with, if the template has any. @param names those that its tags use. */
export function checkTemplate(
  { parts, typeOf }: OpenedTemplate,
  template: ReadTemplate,
  expected: Expected,
  { styles, names }: { styles: NarrativeStyles | undefined; names: ReadonlySet<string> },
): Finding[] {
  const { file, trees, sites } = template;
  const { related } = template;
  const findings = [
    ...[...template.read.values()].flatMap((part) => part.findings),
    ...tagsInDrawings(file, parts, typeOf),
    ...findExternal(file, related, trees),
    ...findUnfinished(trees),
    ...findLeftovers(file, parts, trees.values(), inTemplate),
    ...findOldContents(trees),
    ...findChanging(trees),
    ...referencesOf(trees.values()).findings,
    ...checkStyles(styles, sites.find(isNarrative)),
    ...(expected.shape ? checkAllNames(template, expected.shape) : []),
  ];
  return [...findings, ...findMissing(file, names, { ...expected, faults: findings })];
}

/** Whether something is printed there that takes the template's styles: narrative, or a link. */
export const isStyled = ({ as, format }: PrintSite): boolean => as !== 'shading' && format !== undefined;

/** Whether Markdown is printed there. */
export const isNarrative = ({ as }: PrintSite): boolean => as === 'paragraphs';

/** The names of all parts, against what a context holds. */
export const checkAllNames = ({ read, sites, helpers }: ReadTemplate, shape: Known): Finding[] =>
  [...read.values()].flatMap(({ program }) =>
    program ? checkNames(program, shape, { sites, helpers }) : [],
  );

function checkStyles(styles: NarrativeStyles | undefined, site: PrintSite | undefined): Finding[] {
  if (!styles || !site || (styles.bullet && styles.number)) return [];
  const message = `the template has no list style "${styles.bullet ? 'List Number' : 'List Bullet'}", which Markdown needs for its lists`;
  const help = 'in Word, give a paragraph that style once, save, and remove the paragraph again';
  return [error('template/unreadable', site.place, message, help)];
}
