import type { Printed } from '../model/printed-list.ts';
import { openCommentsOf } from '../review/close-comments.ts';
import { readableComments } from '../review/comments-file.ts';
import { fieldOf } from '../review/locate-entries.ts';
import { loadNarrative, type Narrative } from '../review/narrative.ts';
import { sameField } from '../review/what-fields-take.ts';
import { withCommentsOn } from '../word/add-comments.ts';
import type { Package } from '../word/index.ts';
import type { DocumentName } from './documents.ts';
import type { Job } from './job.ts';

/** Comments that are still open go on in the next draft, on the text that they are about. A final never has any. */

type Carried = ReturnType<typeof openCommentsOf>;

/** Those of a document. */
export const carriedInto = ({ inputs }: Job, id: string, document: DocumentName): Carried =>
  openCommentsOf(inputs, id, readableComments).filter((comment) => comment.document === document);

/** The document with them: each at its field, in the paragraph that has its words; on a figure, at that figure. */
export async function withComments(
  { bytes, parts }: { bytes: Uint8Array; parts: Package },
  comments: Carried,
  printed: readonly Printed[],
): Promise<Uint8Array> {
  if (comments.length === 0) return bytes;
  const narrative = await loadNarrative();
  const placed = comments.flatMap((comment) => {
    const { author, date, text, replies } = comment;
    const mark = markFor(comment, printed, narrative);
    return mark ? [{ mark, author, ...(date && { date }), text, replies }] : [];
  });
  return placed.length === 0 ? bytes : withCommentsOn(parts, placed);
}

function markFor({ field, words }: Carried[number], printed: readonly Printed[], narrative: Narrative) {
  const isAbout = (one: Printed) => {
    const own = fieldOf(one);
    return field ? own !== undefined && sameField(own, field) : one.text === words;
  };
  const { marks = [], text = '' } = printed.find((one) => one.marks && isAbout(one)) ?? {};
  const paragraphs = marks.length > 1 ? narrative.paragraphsOf(text) : [];
  const at = paragraphs.findIndex((paragraph) => paragraph.includes(words));
  return marks[paragraphs.length === marks.length ? Math.max(0, at) : 0];
}
