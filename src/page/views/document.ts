import { documentsIn } from '../../app/preview.ts';
import { sortDiagnostics } from '../../diagnostics/format.ts';
import { sha256 } from '../../files/sha256.ts';
import { type Content, Html, html } from '../html.ts';
import type { DocumentKey, Look, Shown } from '../project.ts';
import { region, type View } from './frame.ts';
import { newsOf, problemBlocks, problemHtml } from './problems.ts';
import { documentTitle } from './today.ts';

/** A document as it would be now, beside what is wrong with it. */

interface ToShow {
  key: DocumentKey;
  shown: Shown;
  /** Whether this computer can make pages of it. */
  hasPages: boolean;
}

export function documentView({ checked }: Look, { key, shown, hasPages }: ToShow): View {
  const { id, document } = key;
  const problems = sortDiagnostics([...(checked.byId.get(id) ?? checked.diagnostics), ...shown.diagnostics]);
  const { picture } = shown;
  const hash = sha256(picture?.css ?? '').slice(0, 12);
  const regions = {
    style: [html`<link rel="stylesheet" href="/document/${id}/${document}/style.css?${hash}">`.text],
    banner: banner(shown).map(({ text }) => text),
    sheet: picture?.blocks ?? [html`<p>There is no document to show. The problems say why.</p>`.text],
    problems: problemBlocks(problems),
    news: newsOf(problems, shown.stopped.length > 0 ? '; the document shown is as it was before' : ''),
  };
  const hasMarks = picture?.printed.some(({ marks }) => marks !== undefined) === true;
  const title = documentTitle(key);
  const body = html`${choice(checked, key)}
${region(regions, 'style')}
<div class="columns document">
<div class="paper">
${region(regions, 'banner')}
<div class="tools">
${
  hasMarks &&
  html`<button type="button" data-step="-1">Previous figure or text</button>
<button type="button" data-step="1">Next figure or text</button>`
}
${hasPages && picture && html`<a href="/document/${id}/${document}/pages.pdf" target="_blank">True pages (PDF, takes some seconds)</a>`}
</div>
${region(regions, 'sheet', 'article', html`class="sheet" aria-label="${title}"`)}
</div>
<div class="aside">
${hasMarks && html`<section id="trace" class="trace" aria-label="Where it comes from" aria-live="polite"><p>Choose a figure or a text in the document to see where it comes from, and to open it there.</p></section>`}
<section aria-labelledby="problems-title"><h2 id="problems-title">Problems</h2>${region(regions, 'problems', 'ul', html`class="problems"`)}</section>
</div>
</div>`;
  return { title, regions, body };
}

/** What the document is, and why it is not the newest. */
function banner({ picture, stopped }: Shown): Html[] {
  const what =
    picture?.state === 'final'
      ? 'The report as it was submitted.'
      : picture && `As it would be now, draft ${picture.number}. Nothing is written by looking.`;
  return [
    ...(what ? [html`<p class="what">${what}</p>`] : []),
    ...(picture && stopped.length > 0
      ? [
          html`<div class="stopped"><p><strong>This is the picture of before.</strong> It is drawn anew when this is mended:</p><ul class="problems">${stopped.map((one) => raw(problemHtml(one)))}</ul></div>`,
        ]
      : []),
  ];
}

const raw = (text: string): Content => new Html(text);

/** The other documents. */
function choice(checked: Look['checked'], { id, document }: DocumentKey): Html {
  const items = documentsIn(checked).map((one) => {
    const isHere = one.id === id && one.document === document;
    return html`<li><a href="/document/${one.id}/${one.document}" ${isHere && html`aria-current="page"`}>${documentTitle(one)}</a></li>`;
  });
  return html`<details class="choice"><summary>Other documents</summary><nav aria-label="Documents"><ul>${items}</ul></nav></details>`;
}
