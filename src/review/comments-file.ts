import { stringify } from 'yaml';
import * as z from 'zod';
import type { Place } from '../diagnostics/diagnostic.ts';
import { isDifficultyId, isPaperId, isRoundId } from '../model/field-types.ts';
import type { Inputs } from './open-inputs.ts';
import type { Field } from './what-fields-take.ts';

/** `comments.yaml` of a round: what was said of its drafts, and which files were reviewed. The program writes it. */

const by = { author: z.string(), date: z.string().exactOptional(), text: z.string() };

const commentsSchema = z.object({
  comments: z.array(
    z.object({
      /** The same whenever the comment comes back again. */
      id: z.string(),
      document: z.string(),
      draft: z.number(),
      ...by,
      /** The field that it is about, if it is about one. */
      field: z.object({ file: z.string(), path: z.array(z.union([z.string(), z.number()])) }).exactOptional(),
      /** The heading that it is under, and the words that it is about. */
      under: z.string(),
      words: z.string(),
      replies: z.array(z.object(by)),
      open: z.boolean(),
    }),
  ),
  /** Files that came back and were taken in: once a file is here, its draft counts as reviewed. */
  reviewed: z.array(
    z.object({ sha256: z.string(), document: z.string(), draft: z.number(), day: z.string() }),
  ),
});
type CommentsFile = z.infer<typeof commentsSchema>;
export type KeptComment = CommentsFile['comments'][number];
/** A comment as it came back, with the place of its field. */
export type ReviewComment = Omit<KeptComment, 'field'> & { field?: Field; place?: Place };

/** Where the texts of a round, meeting or difficulty note are. */
export function folderOf(id: string): string {
  if (isDifficultyId(id)) return 'difficulties';
  return isRoundId(id) ? `rounds/${id}` : isPaperId(id) ? `papers/${id}` : `forum/${id}`;
}

/** Difficulty notes are files of one folder. */
export const commentsFile = (id: string): string =>
  isDifficultyId(id) ? `difficulties/comments/${id}.yaml` : `${folderOf(id)}/comments.yaml`;

/** What it holds; nothing of a round without one. @throws {Error} where somebody has made it unreadable. */
export function readComments(inputs: Inputs, id: string): CommentsFile {
  const file = commentsFile(id);
  if (inputs.isUnreadable(file)) throw new UnreadableComments(file, 'cannot be read now');
  if (inputs.textOf(file) === undefined) return { comments: [], reviewed: [] };
  const read = commentsSchema.safeParse(inputs.valueAt({ file, path: [] }));
  if (!read.success) throw new UnreadableComments(file);
  return read.data;
}

/** The same for what goes on without comments: none of a file that somebody has made unreadable, which `submit` says. */
export function readableComments(inputs: Inputs, id: string): CommentsFile {
  try {
    return readComments(inputs, id);
  } catch (cause) {
    if (cause instanceof UnreadableComments) return { comments: [], reviewed: [] };
    throw cause;
  }
}

/** A file of comments that is no longer as the program wrote it. */
export class UnreadableComments extends Error {
  constructor(file: string, why = 'is not as the program wrote it') {
    super(`${file} ${why}: put it back from a copy, or move it away`);
  }
}

const head = '# Comments on drafts, and the files that were reviewed. `triannual review` writes this file.\n';

/** In the order of the schema, so that the same comments are the same text. */
export const writeComments = (held: CommentsFile): string =>
  head + stringify(commentsSchema.parse(held), { lineWidth: 0 });

/** With more comments: one that came back before gets its new replies, and is closed if it was closed in Word. */
export function withMore(held: readonly KeptComment[], more: readonly ReviewComment[]): KeptComment[] {
  const all = new Map(held.map((comment) => [comment.id, comment]));
  for (const { place: _, ...comment } of more) {
    const known = all.get(comment.id);
    if (!known) all.set(comment.id, comment as KeptComment);
    else {
      const texts = new Set(known.replies.map(({ author, text }) => `${author}\n${text}`));
      const replies = comment.replies.filter(({ author, text }) => !texts.has(`${author}\n${text}`));
      all.set(comment.id, {
        ...known,
        replies: [...known.replies, ...replies],
        open: known.open && comment.open,
      });
    }
  }
  return [...all.values()];
}
