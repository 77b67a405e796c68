import type { Place } from '../../diagnostics/diagnostic.ts';
import type { ReviewComment } from '../../review/comments.ts';
import type { Conflict, Edit, Refused, Said } from '../../review/edit.ts';
import type { Review } from '../../review/list.ts';
import { plural } from '../../status/screen.ts';
import { type Content, Html, html } from '../html.ts';
import type { Reviews } from '../reviews.ts';
import { openButton, region, type View } from './frame.ts';
import { problemHtml } from './problems.ts';

/** What came back in Word: each edit beside its field, what cannot be taken into the inputs, and comments. */

export function reviewView({ review, shortened }: Reviews): View {
  const regions = {
    found: review ? foundIn(review, shortened).map(({ text }) => text) : [],
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
<p>Each is compared with the draft that it came from, whatever it is called now. Nothing is written.</p>
</form>
${region(regions, 'found')}`;
  return { title: 'Review', regions, body };
}

function foundIn(review: Review, shortened: (text: string) => string): Html[] {
  const { files, edits, refused, conflicts, comments, diagnostics } = review;
  return [
    html`<section class="card"><h2>Files</h2><ul>${files.map(
      ({ path, id, document, number, count, comments: said, authors }) =>
        html`<li><strong>${shortened(path)}</strong>: draft ${number} of ${document} ${id}, ${plural(count, 'edit')}, ${plural(said, 'comment')}${authors.length > 0 && `, by ${authors.join(', ')}`}</li>`,
    )}</ul>${diagnostics.length > 0 && html`<ul class="problems">${diagnostics.map((one) => new Html(shortened(problemHtml(one))))}</ul>`}
<p><button type="button" data-put-away>Put these files away</button></p></section>`,
    ...list('Edits', edits.map(editHtml)),
    ...list('Comments', comments.map(commentHtml)),
    ...list('Cannot be taken from Word', refused.map(refusedHtml)),
    ...list('Changed in two ways, and so written by nobody but you', conflicts.map(conflictHtml)),
  ];
}

const list = (title: string, items: readonly Html[]): Html[] =>
  items.length > 0
    ? [html`<section class="card"><h2>${title}</h2><ol class="edits">${items}</ol></section>`]
    : [];

const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1);

const placeHtml = (place: Place | undefined): Content =>
  place &&
  html`<p class="place">${openButton(place.file, nameOf(place.file))} ${place.inside ?? (place.line !== undefined && `line ${place.line}`)}</p>`;

const by = ({ author, date, under }: Pick<Said, 'author' | 'date' | 'under'>): string =>
  [author || 'somebody', date?.slice(0, 10), under && `under “${under}”`].filter(Boolean).join(', ');

/** Both texts, each with what the other has not in bold. */
const texts = ({ before, after }: Pick<Said, 'before' | 'after'>): Content => [
  before !== '' && html`<p class="before"><span class="side">Was</span> <del>${before}</del></p>`,
  after !== '' && html`<p class="after"><span class="side">Is</span> <ins>${after}</ins></p>`,
];

const editHtml = (edit: Edit): Html =>
  html`<li value="${edit.number}"><p><strong>${edit.kind}</strong>, ${by(edit)}</p>${texts(edit)}${placeHtml(edit.place)}</li>`;

const refusedHtml = (refused: Refused): Html =>
  html`<li><p>${by(refused)}: ${refused.reason}</p>${texts(refused)}${placeHtml(refused.place)}</li>`;

const conflictHtml = ({ reason, place, versions }: Conflict): Html =>
  html`<li><p>${reason}</p>${versions.map((one) => html`<p>${by(one)}</p>${texts(one)}`)}${placeHtml(place)}</li>`;

const commentHtml = (comment: ReviewComment): Html =>
  html`<li><p><strong>${by(comment)}</strong>${comment.words !== '' && html`, on “${comment.words}”`}${!comment.open && ' (closed)'}</p>
<blockquote>${comment.text}</blockquote>
${comment.replies.map(({ author, text }) => html`<p>${author}: ${text}</p>`)}${placeHtml(comment.place)}</li>`;
