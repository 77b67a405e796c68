import { shortened } from '../diagnostics/characters.ts';
import { formatPlace, plural } from '../diagnostics/format.ts';
import { longDate } from '../documents/house-formats.ts';
import type { KeptComment, ReviewComment } from '../review/comments-file.ts';
import type { Conflict, Edit, Refused, Said } from '../review/edit-types.ts';
import type { Review } from '../review/list-review.ts';

/** What `triannual review` prints. */

export function screenOf(review: Review): string {
  const { files, edits, refused, conflicts, comments, passed_over } = review;
  const parts = [
    ...files.map(headOf),
    ...listed('', edits.map(editLines)),
    ...listed('Cannot be taken into the inputs:', refused.map(refusedLines)),
    ...listed('In conflict, and written by nobody but you:', conflicts.map(conflictLines)),
    ...listed('Comments:', comments.map(commentLines)),
    ...listed(
      'Passed over:',
      passed_over.map(({ path, reason }) => [`   - ${path}: ${reason}`]),
    ),
  ];
  return parts.join('\n').trimStart();
}

function headOf({ path, id, document, number, count, comments, authors }: Review['files'][number]): string {
  const by = authors.length > 0 ? `, by ${authors.join(', ')}` : '';
  const what =
    count + comments === 0
      ? 'no edit and no comment'
      : `${plural(count, 'edit')}, ${plural(comments, 'comment')}${by}`;
  const from =
    document === 'update-form' ? `form ${number} of ${id}` : `draft ${number} of ${document} ${id}`;
  return `${path}: ${from}: ${what}`;
}

const listed = (heading: string, entries: readonly string[][]): string[] =>
  entries.length === 0 ? [] : ['', ...(heading ? [heading] : []), ...entries.flat()];

function editLines({ number, kind, place, ...said }: Edit): string[] {
  return [
    `${String(number).padStart(3)}. ${kind}, ${bySaid(said)}: ${formatPlace(place)}`,
    ...textLines(said),
  ];
}

function refusedLines({ reason, place, ...said }: Refused): string[] {
  const at = place ? ` (${formatPlace(place)})` : '';
  return [`   - ${bySaid(said)}: ${reason}${at}`, ...textLines(said)];
}

function conflictLines({ place, reason, versions }: Conflict): string[] {
  const each = versions.flatMap((said) => [`     ${bySaid(said)}:`, ...textLines(said)]);
  return [`   - ${formatPlace(place)}: ${reason}`, ...each];
}

function commentLines({
  id,
  author,
  date,
  place,
  under,
  words,
  text,
  replies,
  open,
}: ReviewComment): string[] {
  const where = place ? formatPlace(place) : under || 'the document';
  const on = words ? ` on "${shortened(words, 60)}"` : '';
  return [
    `   ${id}  ${author}${dayOf(date)}${on}, ${where}${open ? '' : ' (done)'}`,
    ...[text, ...replies.map((reply) => `${reply.author}${dayOf(reply.date)}: ${reply.text}`)].map(
      (line) => `      ${line.replace(/\s*\n\s*/g, ' / ')}`,
    ),
  ];
}

/** Without tracking, who saved the file last may be somebody else than who changed it. */
const bySaid = ({ author, date, tracked, under }: Omit<Said, 'before' | 'after'>) =>
  `${tracked ? author : `not tracked, saved by ${author}`}${dayOf(date)}${under ? `, under "${under}"` : ''}`;

const dayOf = (date: string | undefined) =>
  date && /^\d{4}-\d\d-\d\d/.test(date) ? `, ${longDate(date.slice(0, 10))}` : '';

const indented = (text: string) => text.replace(/\n+/g, '\n       ');

/** How much of what is the same is shown around what differs. */
const around = 50;

/** Both texts, each without most of what they share. */
function textLines({ before, after }: Pick<Said, 'before' | 'after'>): string[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const cut = (text: string) => {
    const from = Math.max(0, head - around);
    const to = Math.min(text.length, text.length - tail + around);
    return `${from > 3 ? '…' : ''}${text.slice(from > 3 ? from : 0, to < text.length - 3 ? to : undefined)}${to < text.length - 3 ? '…' : ''}`;
  };
  const isSame = before === after;
  return [
    ...(before && !isSame ? [`     - ${indented(cut(before))}`] : []),
    ...(after ? [`     ${isSame ? '=' : '+'} ${indented(isSame ? after : cut(after))}`] : []),
  ];
}

/** The comments that a round has, by their numbers. */
export function keptScreen(id: string, comments: ReadonlyArray<KeptComment & { number: number }>): string {
  const open = comments.filter((comment) => comment.open).length;
  const lines = comments.map(({ number, author, date, words, text, replies, open: isOpen, field }) => {
    const on = words ? ` on "${shortened(words, 60)}"` : '';
    const where = field ? `, ${field.file}` : '';
    const said = [text, ...replies.map((reply) => `${reply.author}: ${reply.text}`)].map(
      (one) => `\n     ${one.replace(/\s*\n\s*/g, ' / ')}`,
    );
    return `${String(number).padStart(3)}. ${author}${dayOf(date)}${on}${where}${isOpen ? '' : ' (done)'}${said.join('')}\n`;
  });
  return `${id}: ${plural(comments.length, 'comment')}, ${open} open\n${lines.join('')}`;
}
