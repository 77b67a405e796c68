import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/format.ts';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { openCommentsOf } from '../review/close-comments.ts';
import { commentsFile, readableComments } from '../review/comments-file.ts';
import { listReview, type ReviewedFile } from '../review/list-review.ts';
import { openInputs } from '../review/open-inputs.ts';
import { commandLineOf, type Job } from './job.ts';

/** Drafts that somebody has changed or commented on, and that nobody has reviewed yet. */

/** A warning for each such draft of these rounds and meetings. A draft that was only saved is none. */
export async function unreviewed(job: Job, ids: readonly string[]): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const id of ids) {
    const known = reviewedIn(job, id);
    for (const { path, bytes } of editedDrafts(job, id)) {
      if (known.has(sha256(bytes))) continue;
      const { files } = await listReview([{ path, bytes }], job);
      found.push(
        ...files.filter(({ count, comments }) => count + comments > 0).map((file) => notReviewed(file, job)),
      );
    }
  }
  return found;
}

const reviewedIn = ({ inputs }: Job, id: string) =>
  new Set(readableComments(openInputs(inputs), id).reviewed.map(({ sha256: hash }) => hash));

/** Drafts whose file is no longer the one that was written. */
function editedDrafts({ output }: Job, id: string): Array<{ path: string; bytes: Uint8Array }> {
  const folder = join(output, id);
  const names = (ifThere(() => readdirSync(folder)) ?? []).filter((name) => /-draft-\d+\.docx$/.test(name));
  return names.flatMap((name) => {
    const manifest = ifThere(() => readFileSync(join(folder, name.replace(/docx$/, 'json'))));
    const bytes = ifThere(() => readFileSync(join(folder, name)));
    const isWritten = manifest && bytes && manifest.includes(`"sha256": "${sha256(bytes)}"`);
    return manifest && bytes && !isWritten ? [{ path: shownPath(output, id, name), bytes }] : [];
  });
}

export function notReviewed(
  { path, count, comments, authors }: Pick<ReviewedFile, 'path' | 'count' | 'comments' | 'authors'>,
  job: Parameters<typeof commandLineOf>[0],
): Diagnostic {
  const message = `this draft came back with ${plural(count, 'edit')} and ${plural(comments, 'comment')}, by ${authors.join(', ')}, and nobody has reviewed it`;
  const help = `\`${commandLineOf(job)('review', `"${path}"`)}\` lists them; with --apply they are written into the inputs`;
  return { ...aboutFile('review/waiting', path, message, help), severity: 'warning' };
}

/** How many comments of a round nobody has closed. */
export const openCommentCount = ({ inputs }: Pick<Job, 'inputs'>, id: string): number =>
  openCommentsOf(inputs, id, readableComments).length;

/** What a submission says of comments that nobody has closed. */
export function openComments(job: Job, id: string): Diagnostic[] {
  const open = openCommentsOf(job.inputs, id);
  if (open.length === 0) return [];
  const shown = open
    .slice(0, 5)
    .map(({ number, author, text }) => `${number}, ${author}: "${text.replace(/\s+/g, ' ').slice(0, 60)}"`);
  const more = open.length > shown.length ? `; and ${open.length - shown.length} more` : '';
  const numbers = open.map(({ number }) => number).join(',');
  const message = `${plural(open.length, 'comment')} on this report ${open.length === 1 ? 'is' : 'are'} still open: ${shown.join('; ')}${more}`;
  const help = `close them with \`${commandLineOf(job)('review', id, '--done', numbers)}\`, or submit with --comments-seen`;
  return [aboutFile('review/comments', shownPath(job.inputs, commentsFile(id)), message, help)];
}
