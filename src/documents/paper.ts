import type { Paper } from '../model/paper.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import type { Publication } from '../model/submissions.ts';
import { longDate } from './formats.ts';
import { fieldsOf } from './given.ts';
import { missing } from './input.ts';
import { as, fixed, type Given, workedOut } from './origins.ts';

/** What every paper has, whichever body it is for: its status, what is asked, and who answers questions. */

/** What a paper is built from. */
export interface PaperSource {
  project: ReadableProject;
  paper: Paper;
  gaps: readonly string[];
  /** How it is published, which makes it no draft. */
  published?: Pick<Publication, 'day' | 'revision' | 'reason'> | undefined;
}

/** Who answers questions, and what every paper ends with. */
export const contactShape = {
  contact_sentence: 'text',
  contacts: [{ name: 'text', telephone: 'text', email: 'markdown' }],
  equality: 'text',
  alternative_formats: 'text',
} as const;

export function statusOf({ gaps, published }: PaperSource, draft: number): Given {
  const written = (text: string) => workedOut(text, 'the number of the draft, or its entry in the register');
  if (!published)
    return written(`Draft ${draft}${gaps.length > 0 ? ', incomplete' : ''}, not for publication`);
  const { day, revision } = published;
  const on = longDate(day);
  return written(revision === undefined ? `Published on ${on}` : `Revision ${revision}, published on ${on}`);
}

/** Why a paper is published again, for its first page. */
export function buildRevision({ published }: PaperSource) {
  const { revision, reason = missing.text } = published ?? {};
  const words = reason.replace(/[.\s]+$/, '');
  return {
    is_revised: revision !== undefined,
    revision: workedOut(
      `This paper was published before, and is published again for this reason: ${words}.`,
      'the reason that was given',
    ),
  };
}

/** What is asked of a body, as a list. */
export const numbered = (items: readonly Given[] = [fixed(missing.text)]): Given =>
  workedOut(items.map(({ value }, i) => `${i + 1}. ${value}`).join('\n'), 'numbered', ...items);

export function buildContacts({ programme }: ReadableProject) {
  const at = ['public'];
  const { contacts, contact_sentence, equality, alternative_formats } = fieldsOf(programme.public, {
    file: inputFiles.programme,
    at,
  });
  return {
    contact_sentence,
    contacts: contacts.map(({ name, telephone, email }) => ({
      name,
      telephone,
      email: as(email, (address) => `[${address}](mailto:${address})`),
    })),
    equality,
    alternative_formats,
  };
}
