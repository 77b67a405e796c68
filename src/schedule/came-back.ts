import { dirname, resolve } from 'node:path';
import { commandLineOf, type Job, quoted } from '../app/job.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/format.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import type { Programme } from '../model/programme.ts';
import { applyReview } from '../review/apply.ts';
import { UnreadableComments } from '../review/comments-file.ts';
import { listReview, type Review } from '../review/list-review.ts';
import { type ReturnedFile, readReturned } from '../review/returned.ts';
import type { RunEntry } from './run-log.ts';

/** What has come back into the folder that programme.yaml names, such as a synchronised one of Teams. */

interface CameBack {
  /** In words, one line for each file that is new. */
  news: string[];
  diagnostics: Diagnostic[];
  /** The files whose answers are to be written into the inputs; none unless programme.yaml says so. */
  toApply: ReturnedFile[];
  /** What the log keeps: the hashes of the files, by which the next run knows them, and how many answers there were. */
  entry: NonNullable<RunEntry['forms']>;
}

/** The folder is beside the inputs unless its path says otherwise. */
const folderOfForms = ({ inputs }: Pick<Job, 'inputs'>, folder: string) => resolve(dirname(inputs), folder);

/** Looks for files that no run has seen yet; undefined where no folder is named. */
export async function lookForForms(
  job: Job,
  forms: Programme['forms'],
  log: readonly RunEntry[],
): Promise<CameBack | undefined> {
  if (!forms) return undefined;
  const known = new Set(log.flatMap((entry) => entry.forms?.files ?? []));
  const folder = folderOfForms(job, forms.folder);
  const { files, diagnostics } = readReturned([folder]);
  const fresh = files.filter(({ bytes }) => !known.has(sha256(bytes)));
  const review = await listReview(fresh, job);
  const { edits, refused, conflicts } = review;
  return {
    news: newsOf(review, `${commandLineOf(job)('review', quoted(shownPath(folder)))}`),
    diagnostics: [...diagnostics, ...review.diagnostics],
    toApply: forms.apply ? files : [],
    entry: {
      files: fresh.map(({ bytes }) => sha256(bytes)),
      edits: edits.length,
      refused: refused.length,
      conflicts: conflicts.length,
    },
  };
}

function newsOf({ files, edits, refused, conflicts }: Review, command: string): string[] {
  if (files.length === 0) return [];
  const found = [
    plural(edits.length, 'answer'),
    ...(refused.length > 0 ? [`${refused.length} that cannot be taken`] : []),
    ...(conflicts.length > 0 ? [plural(conflicts.length, 'conflict')] : []),
  ];
  return [
    ...files.map(({ path, id, count }) => `${path}: came back for ${id}, ${plural(count, 'answer')}`),
    `${found.join(', ')}: see them with ${command}`,
  ];
}

/** Writes what the files say into the inputs, as `review --apply` does, and says so. One that cannot be read stops all of them. */
export async function applyCameBack(job: Job, files: readonly ReturnedFile[]): Promise<string[]> {
  const review = await listReview(files, job);
  const nothing = (why: string) => [`nothing of what came back is written: ${why}`];
  if (review.files.length === 0) return [];
  if (review.diagnostics.length > 0) return nothing('a file of it cannot be taken, as said above');
  try {
    const wish = { review, files, chosen: review.edits, today: job.today };
    const { written, failed, refused } = await applyReview(wish, job);
    const why = refused ?? failed.map(({ edit, reason }) => `${edit.place.file}: ${reason}`).join('; ');
    return why ? nothing(why) : written.map((file) => `${file}: written, with what came back`);
  } catch (cause) {
    if (cause instanceof UnreadableComments) return nothing(cause.message);
    throw cause;
  }
}
