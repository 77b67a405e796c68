import { sha256 } from '../files/sha256.ts';
import { type By, isHeadingStyle } from '../word/read/block.ts';
import type { WordComment } from '../word/read/comments.ts';
import type { ReviewComment } from './comments-file.ts';
import type { ComesFrom } from './identify.ts';
import { fieldOf, type Located } from './locate-entries.ts';
import { plain } from './narrative.ts';
import type { Task } from './narrative-places.ts';
import type { Field } from './what-fields-take.ts';

/** Comments that came back, each with what it is about. */

interface Commented extends Task {
  comments: readonly WordComment[];
  from: Pick<ComesFrom, 'document' | 'number'>;
}

export function commentsOf({ comments, before, after, located, compared, from }: Commented): ReviewComment[] {
  const origins = new Map([...compared.partners].map(([was, is]) => [is, was]));
  const added = new Map(
    compared.added.flatMap(({ blocks, behind }) => blocks.map((at) => [at, behind] as const)),
  );
  const found = comments.map(({ id, text, done, replies, author, date }) => {
    const at = after.findIndex((block) => block.comments.some((one) => one.id === id));
    const block = after[at];
    const range = block?.comments.find((one) => one.id === id);
    const words = block && range ? plain(block.text.slice(range.from, range.to)) : '';
    const was = origins.get(at) ?? added.get(at) ?? -1;
    const field = fieldAt(located[was] ?? [], words);
    return {
      at: at < 0 ? Number.MAX_SAFE_INTEGER : at,
      comment: {
        id: '',
        document: from.document,
        draft: from.number,
        author,
        ...(date && { date }),
        ...(field && { field }),
        under: plain(before.slice(0, was + 1).findLast(({ style }) => isHeadingStyle(style))?.text ?? ''),
        words: words || plain(block?.text ?? '').slice(0, 80),
        text,
        replies: replies.map(tidy),
        open: !done,
      },
    };
  });
  const times = new Map<string, number>();
  return found
    .sort((a, b) => a.at - b.at)
    .map(({ comment }) => {
      const hash = sha256([comment.author, comment.date ?? '', comment.text].join('\n')).slice(0, 8);
      const count = (times.get(hash) ?? 0) + 1;
      times.set(hash, count);
      return { ...comment, id: count === 1 ? hash : `${hash}-${count}` };
    });
}

const tidy = ({ author, date, text }: By & { text: string }) => ({ author, ...(date && { date }), text });

/** The field of a paragraph that a comment is about: the one whose text has its words, or the only one. */
function fieldAt(located: readonly Located[], words: string): Field | undefined {
  const fields = located.flatMap((one) => fieldOf(one.entry) ?? []);
  const named = located.find(
    ({ entry, unit }) =>
      unit !== undefined || (words !== '' && (entry.text.includes(words) || words.includes(entry.text))),
  );
  return named ? fieldOf(named.entry) : fields.length === 1 ? fields[0] : undefined;
}
