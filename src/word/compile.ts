import { error } from '../diagnostics/diagnostic.ts';
import { PackageError } from '../ooxml/package.ts';
import { addNames } from './check/required.ts';
import { checkTemplate, isStyled } from './check/template.ts';
import type { Finding } from './codes.ts';
import { standardHelpers } from './dates-and-numbers.ts';
import { type Filled, type FillOptions, prepareFill } from './render/fill.ts';
import { findNarrativeStyles } from './render/styles.ts';
import type { Helpers, Shape } from './shape.ts';
import type { GivenContext } from './sourced.ts';
import type { TagPlace } from './template/occurrences.ts';
import { openTemplate, Refusal } from './template/open.ts';
import { readTemplate } from './template/read-template.ts';

/** A template that is ready to be filled, as often as one likes. */
export interface Template<Context extends object = object> {
  /**
   * Fills the template. There are bytes unless a finding is an error, or it is a rehearsal.
   * @throws nothing that a context or a template can bring about.
   */
  fill(context: Context, options?: FillOptions): Promise<Filled>;
}

export interface TemplateOptions<S extends Shape = Shape> {
  /** The template's name in messages. */
  name?: string;
  /** What a context holds. Without it, names are checked against the context when the template is filled. */
  shape?: S;
  /** Formatters that tags may name. */
  helpers?: Helpers;
  /** Names that some tag must print or repeat over: `status`, `conditions.rating`. */
  required?: readonly string[];
}

/** A compiled template, and all that was found in it. */
export interface Compiled<Context extends object = object> {
  /** Absent if there are errors. */
  template?: Template<Context>;
  findings: Finding[];
  /** The place of every tag that could be understood, part by part. */
  tags: TagPlace[];
  /** The names that its tags print or repeat over where readers see it, as paths from the top: `plan.years`, `conditions.rating`. */
  names: ReadonlySet<string>;
}

/** The context of a template with a shape. Of a shape that is not known in detail, any object. */
export type ContextFor<S extends Shape> = Shape extends S
  ? object
  : GivenContext<S> extends infer Context extends object
    ? Context
    : object;

/** Whether readers of a document see a part: not its properties, nor comments. */
const isPrinted = (part = 'properties') => part !== 'properties' && part !== 'comments';

/**
 * Reads a template and compiles its tags. Every problem is reported, each with its place; a template with errors is not
 * compiled.
 *
 *     const { template, findings } = await compileTemplate(bytes, { shape: { title: 'text' } });
 */
export async function compileTemplate<const S extends Shape = Shape>(
  bytes: Uint8Array,
  options: TemplateOptions<S> = {},
): Promise<Compiled<ContextFor<S>>> {
  const file = options.name ?? 'template.docx';
  try {
    const opened = await openTemplate(bytes);
    const template = await readTemplate(opened, file, { ...standardHelpers, ...options.helpers });
    const read = [...template.read.values()];
    const names = new Set<string>();
    for (const [path, { program }] of template.read)
      if (isPrinted(template.trees.get(path)?.name)) addNames(names, program ?? []);
    const styles = template.sites.some(isStyled) ? findNarrativeStyles(opened.parts) : undefined;
    const findings = checkTemplate(opened, template, options, { styles, names });
    const result = { findings, names, tags: read.flatMap(({ tags }) => tags.map(({ place }) => place)) };
    if (findings.some(({ severity }) => severity === 'error')) return result;
    const fill = await prepareFill({ opened, template, styles }, options.shape !== undefined);
    return { ...result, template: { fill } };
  } catch (cause) {
    if (!(cause instanceof PackageError)) throw cause;
    const help = cause instanceof Refusal ? cause.help : 'open it in Word and save it again';
    const finding = error('template/unreadable', { file }, cause.message, help);
    return { findings: [finding], tags: [], names: new Set() };
  }
}
