import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { childrenNamed, descendants } from '../../ooxml/xml/tree.ts';
import type { By } from './block.ts';
import { wordsOf } from './blocks.ts';

/** The comments of a Word file, each with its replies. */

export interface WordComment extends By {
  /** By which the text refers to it. */
  id: string;
  text: string;
  replies: Array<By & { text: string }>;
  /** Whether somebody has marked it as done. */
  done: boolean;
}

export function commentsIn(parts: Package): WordComment[] {
  const all = childrenNamed(parsePart(parts, 'word/comments.xml'), 'w:comment');
  const extended = extensionsOf(parts);
  const threads = new Map<string, WordComment>();
  const byParagraph = new Map<string, string>();
  const comments = all.map((comment) => {
    const { attributes } = comment;
    const paragraphs = descendants(comment).flatMap((one) => one.attributes['w14:paraId'] ?? []);
    const id = attributes['w:id'] ?? '';
    for (const one of paragraphs) byParagraph.set(one, id);
    const state = paragraphs.map((one) => extended.get(one)).find((one) => one !== undefined);
    const date = attributes['w:date'];
    return {
      id,
      author: attributes['w:author'] ?? '',
      ...(date && { date }),
      text: wordsOf(comment),
      parent: state?.parent,
      done: state?.done ?? false,
    };
  });
  for (const { parent, ...comment } of comments) {
    const { author, date, text, done } = comment;
    const thread = parent === undefined ? undefined : threads.get(byParagraph.get(parent) ?? '');
    // A reply to a reply belongs to the same comment.
    const own = thread ?? { ...comment, replies: [] };
    if (thread) thread.replies.push({ author, ...(date && { date }), text });
    own.done ||= done;
    threads.set(comment.id, own);
  }
  return [...new Set(threads.values())];
}

/** What newer versions of Word say of a comment, by the number of its last paragraph (MS-DOCX, 2.5.1.1). */
function extensionsOf(parts: Package): Map<string, { parent: string | undefined; done: boolean }> {
  const all = descendants(parsePart(parts, 'word/commentsExtended.xml'), 'w15:commentEx');
  return new Map(
    all.map(({ attributes }) => [
      attributes['w15:paraId'] ?? '',
      { parent: attributes['w15:paraIdParent'], done: /^(1|true)$/.test(attributes['w15:done'] ?? '') },
    ]),
  );
}
