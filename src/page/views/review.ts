import type { Place } from '../../diagnostics/diagnostic.ts';
import { plural } from '../../diagnostics/format.ts';
import { openCommentsOf } from '../../review/close-comments.ts';
import type { ReviewComment } from '../../review/comments-file.ts';
import type { Conflict, Edit, Refused, Said } from '../../review/edit-types.ts';
import type { Review } from '../../review/list-review.ts';
import { stepsBetween, tokensOf } from '../../word/compare/words.ts';
import { type Content, Html, html } from '../html.ts';
import type { Look } from '../project.ts';
import type { Reviews } from '../reviews.ts';
import { region, type View } from './frame.ts';
import { placeHtml, problemHtml } from './problems.ts';
import { documentTitle } from './today.ts';

/** What came back in Word: each edit beside its field, to be taken or left; what cannot be taken, and comments. */

export function reviewView({ checked, job }: Look, reviews: Reviews): View {
  const { review } = reviews;
  const regions = {
    found: review ? foundIn(review, reviews).map(({ text }) => text) : [],
    kept: checked.ids.flatMap((id) => keptHtml(id, openCommentsOf(job.inputs, id)).map(({ text }) => text)),
    news: review
      ? [
          html`<p>${plural(review.edits.length, 'edit')} and ${plural(review.comments.length, 'comment')}</p>`
            .text,
        ]
      : [],
  };
  const body = html`<form class="card drop" data-drop>
<p><label for="files">Word files that came back: drop them anywhere on this page, or choose them here</label>
<input id="files" type="file" accept=".docx" multiple></p>
<p>Each is compared with the draft that it came from, whatever it is called now. Nothing is written before you have chosen, and seen what will be done.</p>
</form>
${region(regions, 'found')}
${region(regions, 'kept')}`;
  return { title: 'Review', regions, body };
}

function foundIn(review: Review, { shortened, key }: Reviews): Html[] {
  const { files, edits, refused, conflicts, comments, diagnostics } = review;
  return [
    html`<section class="card"><h2>Files</h2><ul>${files.map(
      ({ path, id, document, number, count, comments: said, authors }) =>
        html`<li><strong>${shortened(path)}</strong>: ${documentTitle({ id, document })}, draft ${number}: ${plural(count, 'edit')}, ${plural(said, 'comment')}${authors.length > 0 && `, by ${authors.join(', ')}`}</li>`,
    )}</ul>${diagnostics.length > 0 && html`<ul class="problems">${diagnostics.map((one) => new Html(shortened(problemHtml(one))))}</ul>`}
<p><button type="button" data-put-away>Put these files away</button></p></section>`,
    ...(edits.length + comments.length > 0 ? [editsForm(edits, comments, key)] : []),
    ...list('Cannot be taken from Word', refused.map(refusedHtml)),
    ...list('Changed in two ways, and so written by nobody but you', conflicts.map(conflictHtml)),
  ];
}

const list = (title: string, items: readonly Html[]): Html[] =>
  items.length > 0
    ? [html`<section class="card"><h2>${title}</h2><ol class="edits">${items}</ol></section>`]
    : [];

function editsForm(edits: readonly Edit[], comments: readonly ReviewComment[], key: string): Html {
  return html`<form class="card" data-review="${key}">
${edits.length > 0 && html`<h2>Edits</h2><ol class="edits">${edits.map(editHtml)}</ol>`}
${comments.length > 0 && html`<h2>Comments</h2><ol class="edits">${comments.map(commentHtml)}</ol>`}
<p><button type="submit">Show what will be written</button></p>
<div class="result" aria-live="polite"></div>
</form>`;
}

/** Comments of a round that are in its inputs and still open. */
function keptHtml(id: string, comments: ReturnType<typeof openCommentsOf>): Html[] {
  if (comments.length === 0) return [];
  const items = comments.map(
    ({ number, author, words, text }) =>
      html`<li><label><input type="checkbox" name="comment-${number}"> ${author}${words !== '' && `, on “${words}”`}</label><blockquote>${text}</blockquote></li>`,
  );
  return [
    html`<form class="card" data-close="${id}" aria-label="Open comments of ${id}"><h2>Open comments of ${id}</h2><ul class="edits kept">${items}</ul>
<p><button type="submit">Show what closing these will write</button></p>
<div class="result" aria-live="polite"></div></form>`,
  ];
}

const placeOf = (place: Place | undefined): Content =>
  place && html`<p class="place">${placeHtml(place)}</p>`;

const by = ({ author, date, under }: Pick<Said, 'author' | 'date' | 'under'>): string =>
  [author || 'somebody', date?.slice(0, 10), under && `under “${under}”`].filter(Boolean).join(', ');

/** Both texts, each with its own words marked that the other has not. */
function texts({ before, after }: Pick<Said, 'before' | 'after'>): Content {
  const [was, is] = [tokensOf(before), tokensOf(after)];
  const steps = stepsBetween(was, is);
  const inBefore = steps.flatMap(({ kind, before: from, count }) => {
    const words = was.slice(from, from + count).join('');
    return kind === 'added' ? [] : kind === 'removed' ? html`<del>${words}</del>` : words;
  });
  const inAfter = steps.flatMap(({ kind, after: from, count }) => {
    const words = is.slice(from, from + count).join('');
    return kind === 'removed' ? [] : kind === 'added' ? html`<ins>${words}</ins>` : words;
  });
  return [
    before !== '' && html`<p class="before"><span class="side">Was</span> ${inBefore}</p>`,
    after !== '' && html`<p class="after"><span class="side">Is</span> ${inAfter}</p>`,
  ];
}

function editHtml(edit: Edit): Html {
  const { number, kind, place } = edit;
  const choice = (value: string, words: string) =>
    html`<label class="choice-of-two"><input type="radio" name="edit-${number}" value="${value}" ${value === 'take' && new Html('checked')}> ${words}</label>`;
  return html`<li value="${number}"><fieldset><legend>${kind}, ${by(edit)}</legend>
${texts(edit)}
${placeOf(place)}
${choice('take', 'Accept')} ${choice('leave', 'Reject')}
</fieldset></li>`;
}

const refusedHtml = (refused: Refused): Html =>
  html`<li><p>${by(refused)}: ${refused.reason}</p>${texts(refused)}${placeOf(refused.place)}</li>`;

const conflictHtml = ({ reason, place, versions }: Conflict): Html =>
  html`<li><p>${reason}</p>${versions.map((one) => html`<p>${by(one)}</p>${texts(one)}`)}${placeOf(place)}</li>`;

const commentHtml = (comment: ReviewComment): Html =>
  html`<li><p><strong>${by(comment)}</strong>${comment.words !== '' && html`, on “${comment.words}”`}${!comment.open && ' (closed)'}</p>
<blockquote>${comment.text}</blockquote>
${comment.replies.map(({ author, text }) => html`<p>${author}: ${text}</p>`)}${placeOf(comment.place)}</li>`;
