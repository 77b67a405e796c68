import { isDifficultyId, isPaperId } from './field-types.ts';
import { submittedDocument } from './submission-record.ts';

/**
 * What a Word file that the program wrote says of itself, in a custom property: `draft/2023-09/4` is draft 4 of the report of
 * September, `draft/2023-09/4/board-summary` of another document of that round. A final or published file says what it is and
 * no more. Names of files change on their way; this comes back with the document.
 */
export const identityProperty = 'triannual';

/** A draft, as its document says. */
interface DraftIdentity {
  /** The round, or the date of the meeting, as the command line takes it. */
  id: string;
  number: number;
  /** The document, where it is not the first of its round or meeting. */
  document?: string;
}

/** The document that a round, a meeting or a difficulty is for, where no other is named. */
export function usualDocument(id: string) {
  if (isDifficultyId(id)) return 'difficulty-note';
  if (isPaperId(id)) return 'committee-paper';
  return id.length === '2023-09'.length ? submittedDocument : 'schools-forum-paper';
}

export const draftIdentity = ({ id, number, document }: DraftIdentity): string =>
  ['draft', id, number, ...(document ? [document] : [])].join('/');

export const finalIdentity = (kind: 'final' | 'published', id: string): string => `${kind}/${id}`;

/** The draft that an identity names; undefined of what is no draft. */
export function draftIn(identity: string | undefined): DraftIdentity | undefined {
  const [, id, number, document] =
    /^draft\/((?:difficulty-)?\d{4}-\d\d(?:-\d\d(?:-[a-z0-9]+)*)?)\/([1-9]\d{0,8})(?:\/([a-z0-9-]+))?$/.exec(
      identity ?? '',
    ) ?? [];
  return id ? { id, number: Number(number), ...(document && { document }) } : undefined;
}
