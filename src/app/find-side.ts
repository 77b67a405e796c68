import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { longDate } from '../documents/house-formats.ts';
import { ifThere } from '../files/if-there.ts';
import { howToRead, readWhole } from '../files/read-file.ts';
import { shownPath } from '../files/shown-path.ts';
import { draftIn, identityProperty, usualDocument } from '../model/document-identity.ts';
import { isIsoDate } from '../model/field-types.ts';
import { monthName } from '../model/round.ts';
import { finalName, submittedDocument } from '../model/submission-record.ts';
import { lastDraft } from '../output/draft-state.ts';
import { draftName, manifestOf, writtenBytes } from '../output/kept-drafts.ts';
import { propertyIn } from '../word/properties.ts';
import type { Job } from './job.ts';

/** A document that is compared with another: a draft, what was submitted, or any Word file. */
export interface Side {
  bytes: Uint8Array;
  /** Its path as it is printed, its name, and the folder for what is made of it. */
  shown: string;
  file: string;
  folder: string;
  /** `draft 4 of September 2023`, or the name of the file. */
  name: string;
  /** What is known of it: the round or meeting, the document, the day on which it was made. */
  id?: string;
  document?: string;
  day?: string;
  /** What the person should know of it. */
  note?: string;
}

const draftWords =
  /^((?:difficulty-)?\d{4}-\d\d(?:-\d\d(?:-[a-z0-9]+)*)?)(?:\/([1-9]\d{0,5}))?(?:\/([a-z][a-z-]*))?$/;

/** @param name `2023-09` (what was submitted, else the last draft), `2023-09/4`, `2023-09/4/board-summary`, or the path of a file. */
export function findSide(job: Job, name: string): Promise<Side | Diagnostic> {
  const [, id, number, document] = draftWords.exec(name) ?? [];
  if (id === undefined) return sideOfFile(name);
  return sideOfDraft(job, {
    id,
    document: document ?? usualDocument(id),
    ...(number && { number: Number(number) }),
  });
}

async function sideOfFile(path: string): Promise<Side | Diagnostic> {
  const shown = shownPath(path);
  let bytes: Uint8Array | undefined;
  try {
    bytes = ifThere(() => readWhole(path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return aboutFile('compare/file', shown, `it cannot be read (${code})`, howToRead(code));
  }
  if (!bytes) {
    const help = 'name a Word file, or a round or meeting with the number of a draft: 2023-09/4';
    return aboutFile('compare/file', shown, 'there is no such file', help);
  }
  const draft = draftIn(await propertyIn(bytes, identityProperty));
  const file = basename(path);
  const common = { bytes, shown, file, folder: dirname(path), name: file };
  if (!draft) return common;
  const { id, number, document = usualDocument(id) } = draft;
  return { ...common, name: nameOf(id, `draft ${number}`, document), id, document };
}

async function sideOfDraft(
  job: Job,
  { id, document, number }: { id: string; document: string; number?: number },
): Promise<Side | Diagnostic> {
  const folder = join(job.output, id);
  const common = { folder, id, document };
  if (number === undefined && document === submittedDocument) {
    const path = ['submission', ''].map((below) => join(folder, below, finalName(id)));
    for (const final of path) {
      const bytes = ifThere(() => readFileSync(final));
      const about = {
        shown: shownPath(final),
        file: finalName(id),
        name: nameOf(id, 'the final report', document),
      };
      if (bytes) return { ...common, bytes, ...about };
    }
  }
  const last = await lastDraft(folder, document, id);
  const file = number === undefined ? last?.file : draftName(document, id, number);
  const shown = shownPath(folder, file ?? draftName(document, id, 1));
  const own = Number(/(\d+)\.docx$/.exec(file ?? '')?.[1]);
  const manifest = last?.file === file ? last?.manifest : manifestOf(folder, document, id, own);
  const kept = manifest && writtenBytes(folder, manifest);
  const bytes = kept ?? (file === undefined ? undefined : ifThere(() => readFileSync(join(folder, file))));
  if (!bytes || file === undefined) {
    // The list of documents brings all that they are made with.
    const { documents } = await import('./documents.ts');
    if (!Object.hasOwn(documents, document)) {
      const help = `it is one of: ${Object.keys(documents).join(', ')}`;
      return aboutFile('compare/file', shownPath(folder), `there is no document called ${document}`, help);
    }
    const words = last ? `the last draft is ${last.file}` : 'no draft of it has been made';
    const help = last ? 'name that one, or an earlier draft' : `make one: ${job.startedAs} build ${id}`;
    return aboutFile('compare/file', shown, `it is not there; ${words}`, help);
  }
  const isEdited = last?.edited && last.file === file;
  const note = `${shown} was changed since it was written: it is compared as it was written. To compare it as it is now, name the file.`;
  return {
    ...common,
    bytes,
    shown,
    file,
    name: nameOf(id, `draft ${own}`, document),
    ...(manifest?.day && { day: manifest.day }),
    ...(isEdited && kept && { note }),
  };
}

/** `draft 4 of September 2023`, `draft 1 of 17 May 2023`, `draft 2 of the board summary of June 2023`. */
function nameOf(id: string, what: string, document: string): string {
  const when = id.length === 7 ? monthName(id) : isIsoDate(id) ? longDate(id) : id;
  const which = document === usualDocument(id) ? '' : ` of the ${document.replaceAll('-', ' ')}`;
  return `${what}${which} of ${when}`;
}
