import { inputFiles, type ReadableProject } from '../model/project.ts';
import { withoutAddresses } from '../model/short-forms.ts';
import { sourcedIn } from '../word/sourced.ts';
import { fieldsOf } from './fields-of-files.ts';
import { as, field, fixed, type Given, workedOut } from './origins.ts';

/** What the short forms of a paper mean, by the glossary of programme.yaml: before a table of names, and in a list at the end. */

export type ShortForms = ReadableProject['programme']['glossary'];

export const shortFormsShape = {
  has_short_forms: 'flag',
  short_forms: [{ short: 'text', meaning: 'text' }],
} as const;

const explain = (glossary: ShortForms, short: string): Given =>
  field(glossary[short] ?? '', inputFiles.programme, 'glossary', short);

/** One sentence on the short forms in names of a table, less those that an earlier one has explained. */
export function shortFormsNote(names: readonly string[], glossary: ShortForms, explained: Set<string>) {
  const found = entriesIn(names.join('\n'), glossary).filter((short) => !explained.has(short));
  for (const short of found) explained.add(short);
  const words = found.sort(byLetters).map((short) => `${short} is ${glossary[short]}`);
  return {
    has_short_forms: found.length > 0,
    short_forms:
      found.length === 0
        ? fixed('')
        : workedOut(
            `Short forms: ${words.join('; ')}.`,
            'the glossary',
            ...found.map((short) => explain(glossary, short)),
          ),
  };
}

/** All short forms that a paper prints, in the order of the alphabet. */
export function buildShortForms({ programme: { glossary } }: ReadableProject, context: object) {
  const texts = sourcedIn(context).flatMap(({ sourced: { value } }) =>
    typeof value === 'string' ? [value] : [],
  );
  const listed = entriesIn(texts.join('\n'), glossary).sort(byLetters);
  return {
    has_short_forms: listed.length > 0,
    short_forms: listed.map((short) => ({
      short: workedOut(short, 'the glossary', explain(glossary, short)),
      meaning: explain(glossary, short),
    })),
  };
}

/** What each workstream is, for a document that has them by number alone: in owners, and beside measures. */
export const namedWorkstreams = (
  { programme }: ReadableProject,
  name: 'formal_name' | 'public_name' = 'formal_name',
) =>
  fieldsOf(programme.workstreams, { file: inputFiles.programme, at: ['workstreams'] }).map(
    ({ number, [name]: meaning }) => ({ short: as(number, (n) => `Workstream ${n}`), meaning }),
  );

/**
 * The entries of a glossary that a text uses, each once, in the order of the glossary: the entry as it is written there, alone or in
 * the plural, and of two that begin alike the longer one (`SEN2`, not `SEN`).
 */
export function entriesIn(text: string, glossary: Readonly<Record<string, string>>): string[] {
  const used = new Set<string>();
  let rest = withoutAddresses(text);
  for (const entry of Object.keys(glossary).sort((a, b) => b.length - a.length)) {
    const between = rest.split(entry);
    const isWord = (i: number) =>
      !/[\p{L}\p{N}&]$/u.test(between[i] ?? '') && /^s?(?![\p{L}\p{N}&])/u.test(between[i + 1] ?? '');
    if (!between.some((_, i) => i + 1 < between.length && isWord(i))) continue;
    used.add(entry);
    rest = between.reduce((before, after, i) => before + (isWord(i - 1) ? '\0' : entry) + after);
  }
  return Object.keys(glossary).filter((entry) => used.has(entry));
}

const byLetters = (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);
