import { inputFiles, type ReadableProject } from '../model/project.ts';
import { shortFormsIn } from '../model/short-forms.ts';
import { sourcedIn } from '../word/sourced.ts';
import { field, fixed, type Given, workedOut } from './origins.ts';

/** What the short forms of a paper mean, by the glossary of programme.yaml: before a table of names, and in a list at the end. */

export type ShortForms = ReadableProject['programme']['glossary'];

export const shortFormsShape = {
  has_short_forms: 'flag',
  short_forms: [{ short: 'text', meaning: 'text' }],
} as const;

const inGlossary = (glossary: ShortForms, short: string) => Object.hasOwn(glossary, short);
const explain = (glossary: ShortForms, short: string): Given =>
  field(glossary[short] ?? '', inputFiles.programme, 'glossary', short);

/** One sentence on the short forms in names of a table, less those that an earlier one has explained. */
export function shortFormsNote(names: readonly string[], glossary: ShortForms, explained: Set<string>) {
  const found = shortFormsIn(names.join('\n')).filter(
    (short) => inGlossary(glossary, short) && !explained.has(short),
  );
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
  const found = new Set(texts.flatMap(shortFormsIn));
  const listed = [...found].filter((short) => inGlossary(glossary, short)).sort(byLetters);
  return {
    has_short_forms: listed.length > 0,
    short_forms: listed.map((short) => ({
      short: workedOut(short, 'the glossary', explain(glossary, short)),
      meaning: explain(glossary, short),
    })),
  };
}

const byLetters = (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);
