import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { type FileToWrite, writeFiles } from '../files/write-file.ts';
import { commentsFile, folderOf, readComments, withMore, writeComments } from './comments-file.ts';
import type { Edit, ReviewedFile } from './edit-types.ts';
import type { Folders, Review } from './list-review.ts';
import { loadNarrative } from './narrative.ts';
import { openInputs } from './open-inputs.ts';
import type { ReturnedFile } from './returned.ts';
import { nextRecord, putBack, recordFile, type UndoRecord } from './undo.ts';
import { writeEdits } from './write-edits.ts';

/** Writes edits and comments into the inputs, all of them or nothing, and keeps what is needed to take them back. */

interface Applied {
  /** The files that were written, as the person knows them. */
  written: string[];
  failed: Array<{ edit: Edit; reason: string }>;
  /** Why nothing was written. */
  refused?: string;
}

interface Wish {
  review: Review;
  files: readonly ReturnedFile[];
  /** The edits that are taken. */
  chosen: readonly Edit[];
  today: string;
}

export async function applyReview(wish: Wish, folders: Folders): Promise<Applied> {
  const { review, files, chosen, today } = wish;
  const inputs = openInputs(folders.inputs);
  const ids = [...new Set(review.files.map(({ id }) => id))];
  const closed = ids.find((id) => inputs.textOf(`${folderOf(id)}/submission.yaml`) !== undefined);
  if (closed !== undefined) {
    const refused = `the report of ${closed} has been submitted: what turns out to be wrong is corrected in the next report, under "corrections:"`;
    return { written: [], failed: [], refused };
  }
  const { texts, failed } = writeEdits(chosen, inputs, await loadNarrative());
  if (failed.length > 0) return { written: [], failed };
  for (const id of ids) texts.set(commentsFile(id), commentsOf(id, { review, folders, today }));
  const changes = [...texts].flatMap(([file, after]) => {
    const before = inputs.textOf(file);
    return before === after ? [] : [{ file, before: before ?? null, after: sha256(after) }];
  });
  if (changes.length === 0) return { written: [], failed };
  const number = nextRecord(folders.output);
  const reviewed = review.files.map(({ id, sha256: hash }) => ({ id, sha256: hash }));
  const record: UndoRecord = { number, files: changes, reviewed };
  const first = review.files[0] as ReviewedFile;
  const kept = review.files.flatMap((one) => keptCopy(one, files, folders));
  const writes = changes.map(({ file }) => ({
    path: join(folders.inputs, file),
    bytes: texts.get(file) as string,
    replace: true,
  }));
  const at = recordFile(folders.output, first.id, number);
  try {
    await writeFiles([{ path: at, bytes: `${JSON.stringify(record, null, 2)}\n` }, ...kept, ...writes]);
  } catch (cause) {
    // The disk failed in between: the files that were replaced already get back what they held.
    await putBack(record, folders.inputs);
    throw cause;
  }
  return { written: changes.map(({ file }) => shownPath(folders.inputs, file)), failed };
}

function commentsOf(
  id: string,
  { review, folders, today }: { review: Review; folders: Folders; today: string },
): string {
  const held = readComments(openInputs(folders.inputs), id);
  const reviewed = review.files.filter((one) => one.id === id);
  const known = new Set(held.reviewed.map(({ sha256: hash }) => hash));
  const documents = new Set(reviewed.map(({ document, number }) => `${document} ${number}`));
  const comments = review.comments.filter(({ document, draft }) => documents.has(`${document} ${draft}`));
  return writeComments({
    comments: withMore(held.comments, comments),
    reviewed: [
      ...held.reviewed,
      ...reviewed
        .filter((one) => !known.has(one.sha256))
        .map(({ sha256: hash, document, number }) => ({ sha256: hash, document, draft: number, day: today })),
    ],
  });
}

/** The file as it came back, beside the drafts: whoever sent it may not have it any more. */
function keptCopy(
  { path, id, document, number, sha256: hash }: ReviewedFile,
  files: readonly ReturnedFile[],
  { output }: Folders,
): FileToWrite[] {
  const bytes = files.find((file) => file.path === path)?.bytes;
  const name = `${document}-${id}-draft-${number}-reviewed-${hash.slice(0, 8)}.docx`;
  const target = join(output, id, 'reviewed', basename(name));
  if (!bytes || ifThere(() => readFileSync(target))) return [];
  return [{ path: target, bytes }];
}
