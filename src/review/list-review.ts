import { basename } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sha256 } from '../files/sha256.ts';
import { identityProperty } from '../model/document-identity.ts';
import { hasPassword } from '../ooxml/has-password.ts';
import { type Package, readPackage, whereUnreadable } from '../ooxml/package.ts';
import { propertyOf } from '../word/properties.ts';
import type { By } from '../word/read/block.ts';
import { readAround, readDocument, readWordFile } from '../word/read/blocks.ts';
import { commentsIn } from '../word/read/comments.ts';
import { changesIn, type Found } from './changes.ts';
import { changesBeside } from './changes-outside-text.ts';
import { commentsOf } from './comments.ts';
import { folderOf, type ReviewComment, readableComments } from './comments-file.ts';
import { compareBlocks } from './compare-blocks.ts';
import { withParts } from './composed-sentences.ts';
import type { Conflict, Edit, Refused, ReviewedFile, Said } from './edit-types.ts';
import { compareForm } from './forms/compare-form.ts';
import { changesAround } from './headers-and-footers.ts';
import { type ComesFrom, draftOf } from './identify.ts';
import { locateEntries } from './locate-entries.ts';
import { merge } from './merge.ts';
import { loadNarrative, type Narrative } from './narrative.ts';
import { openInputs } from './open-inputs.ts';
import { type Resolved, resolve } from './resolve.ts';
import { cannotCompare, notTaken, noWordFile, type PassedOver, type ReturnedFile } from './returned.ts';
import { savedBy } from './saved-by.ts';

export type { ReviewedFile };

/** What has come back: all edits of all files, in the order of the document. */

export interface Review {
  files: ReviewedFile[];
  edits: Edit[];
  comments: ReviewComment[];
  refused: Refused[];
  conflicts: Conflict[];
  /** Files of a folder that cannot be opened, or say of themselves neither which draft nor which form they are. */
  passed_over: PassedOver[];
  /** Files that cannot be compared with a draft, and forms whose answers are not taken. */
  diagnostics: Diagnostic[];
}

export interface Folders {
  inputs: string;
  output: string;
}

export async function listReview(files: readonly ReturnedFile[], folders: Folders): Promise<Review> {
  const review: Review = {
    files: [],
    edits: [],
    comments: [],
    refused: [],
    conflicts: [],
    passed_over: [],
    diagnostics: [],
  };
  const narrative = await loadNarrative();
  const resolved: Array<Resolved & { at: number }> = [];
  for (const file of files) {
    const isOurs = file.folder ? await saysWhichItIs(file) : true;
    if (isOurs === undefined) {
      const reason = hasPassword(file.bytes)
        ? 'it has a password: take it off in Word (File > Info > Protect Document), and save it'
        : 'it cannot be opened: it may be on its way still; if it stays so, ask for it again';
      review.passed_over.push({ path: file.path, reason });
      continue;
    }
    const read = await compareReturned(file, folders, narrative).catch(
      whereUnreadable((why) => ({ noWordFile: why })),
    );
    if (typeof read === 'string') {
      if (!isOurs) review.passed_over.push({ path: file.path, reason: read });
      else review.diagnostics.push(cannotCompare(file.path, read));
    } else if ('noWordFile' in read) review.diagnostics.push(noWordFile(file.path, read.noWordFile));
    else if ('notTaken' in read) review.diagnostics.push(notTaken(file.path, read.notTaken));
    else if (file.folder && wasTaken(read.file, folders))
      review.passed_over.push({ path: file.path, reason: 'it was reviewed already' });
    else {
      review.files.push(read.file);
      const known = new Set(review.comments.map(({ id }) => id));
      review.comments.push(...read.comments.filter(({ id }) => !known.has(id)));
      resolved.push(...read.resolved);
    }
  }
  return { ...review, ...merge(resolved.sort((a, b) => a.at - b.at)) };
}

/** Whether a property says which draft or form it is; undefined of what cannot be opened. */
const saysWhichItIs = ({ bytes }: ReturnedFile): Promise<boolean | undefined> =>
  readPackage(bytes)
    .then((parts) => propertyOf(parts, identityProperty) !== undefined)
    .catch(whereUnreadable(() => undefined));

/** Whether `--apply` has taken this very file before: in a folder it stays where it came. */
const wasTaken = ({ id, sha256: hash }: ReviewedFile, { inputs }: Folders): boolean =>
  readableComments(openInputs(inputs), id).reviewed.some((one) => one.sha256 === hash);

async function compareReturned(file: ReturnedFile, folders: Folders, narrative: Narrative) {
  const parts = await readWordFile(file.bytes);
  const form = await compareForm(file, parts, { ...folders, narrative });
  if (form) return form;
  const from = await draftOf(folders.output, basename(file.path.replaceAll('\\', '/')), parts);
  if (typeof from === 'string') return from;
  const found = await editsIn(parts, from, narrative);
  if (typeof found === 'string') return found;
  const { id, document, number } = from;
  const inputs = openInputs(folders.inputs);
  const folder = folderOf(id);
  const task = { inputs, narrative, folder, shown: folders.inputs };
  const changes = found.changes.flatMap((one) => withParts(one, task));
  const said = changes.map((one) => saidBy(one, found.saved, file.path));
  const resolved = changes.map((one, i) => ({
    at: one.at,
    ...resolve(one, said[i] as (typeof said)[number], task),
  }));
  const comments = found.comments.map((one) =>
    one.field ? { ...one, place: inputs.placeOf(one.field, one.words) } : one,
  );
  const names = [...said, ...comments].map(({ author }) => author);
  const counts = { count: said.length, comments: comments.length, authors: [...new Set(names)] };
  return {
    file: { id, document, number, path: file.path, sha256: sha256(file.bytes), ...counts },
    comments,
    resolved,
  };
}

/** Less than this of a draft's paragraphs is another document. */
const leastKept = 0.3;

async function editsIn(parts: Package, from: ComesFrom, narrative: Narrative) {
  const { blocks: before, parts: draft } = await readDocument(from.parts);
  const { blocks: after } = await readDocument(parts);
  const compared = compareBlocks(before, after);
  if (compared.partners.size < leastKept * before.length)
    return `it says that it is draft ${from.number} of ${from.document} ${from.id}, and of its ${before.length} paragraphs only ${compared.partners.size} are in it`;
  const located = locateEntries(before, from.printed, narrative);
  const task = { before, after, located, compared };
  const comments = commentsOf({ ...task, comments: commentsIn(parts), from });
  const around = changesAround(readAround(draft), readAround(parts), { printed: from.printed, narrative });
  const beside = changesBeside(draft, parts, after);
  return { changes: [...changesIn(task), ...around, ...beside], comments, saved: savedBy(parts) };
}

function saidBy({ by, under }: Found, saved: By, file: string): Omit<Said, 'before' | 'after'> {
  const { author, date } = by ?? saved;
  return { author, ...(date && { date }), tracked: by !== undefined, under, files: [file] };
}
