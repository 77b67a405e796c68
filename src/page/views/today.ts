import { shortDayName } from '../../calendar/days.ts';
import { plural, sortDiagnostics } from '../../diagnostics/format.ts';
import { isReadable } from '../../model/project.ts';
import { paperTitle } from '../../status/paper-screen.ts';
import type { PaperStatus } from '../../status/paper-status.ts';
import type { ConditionStatus, DraftStatus, RoundStatus } from '../../status/status.ts';
import { conditionsTitle, dateRows, distance, signatureRows } from '../../status/status-rows.ts';
import { stageWords } from '../../status/status-screen.ts';
import { type Content, type Html, html } from '../html.ts';
import type { DocumentKey, Look } from '../project.ts';
import { openButton, region, type View } from './frame.ts';
import { newsOf, problemBlocks } from './problems.ts';

/** How far the open rounds and papers are: what `triannual status` says, to look at. */

export function todayView({ job, checked, status }: Look): View {
  const { rounds, papers, submitted } = status;
  const old = rounds.filter(({ stage }) => stage === 'missed').slice(0, -1);
  const open = rounds.filter((round) => !old.includes(round));
  const shown = new Set([...open, ...papers].map(({ id }) => id));
  const isOpen = isReadable(checked.project) && shown.size > 0;
  const own = isOpen
    ? [...checked.byId].flatMap(([id, list]) => (shown.has(id) ? list : []))
    : checked.diagnostics;
  const problems = sortDiagnostics([...own, ...submitted]);
  const regions = {
    rounds: [
      ...open.map((round) => roundHtml(round, job)),
      ...papers.map((paper) => paperHtml(paper, job)),
      ...(old.length > 0 ? [missedHtml(old)] : []),
      ...(rounds.length + papers.length === 0
        ? [
            html`<p>${status.project ? 'Nothing is open.' : 'The inputs cannot be read: mend the problems first.'}</p>`,
          ]
        : []),
    ].map(({ text }) => text),
    problems: problemBlocks(problems),
    news: newsOf(problems),
  };
  const body = html`<div class="columns">
<div>${region(regions, 'rounds')}</div>
<section class="aside" aria-labelledby="problems-title"><h2 id="problems-title">Problems</h2>${region(regions, 'problems', 'ul', html`class="problems"`)}</section>
</div>`;
  return { title: 'Today', regions, body };
}

function roundHtml(round: RoundStatus, job: Look['job']): Html {
  const { id, month, stage, working_days_left: left, submitted, started, conditions } = round;
  const due = stage === 'submitted' ? `on ${submitted ?? 'an unknown day'}` : `due ${distance(left)}`;
  return html`<section class="round ${stage}" aria-labelledby="round-${id}">
<h2 id="round-${id}">${month} report <span class="id">(${id})</span></h2>
<p class="stage"><strong>${sentence(stageWords(round))}</strong>, ${due}.</p>
${next(round.next, job)}
${dates(round)}
${
  started &&
  html`<h3>${conditionsTitle(round)}</h3>
${conditionTable(conditions)}
${owed(round)}
${kpis(round)}
${round.illustrative > 0 && stage !== 'submitted' && html`<p>Illustrative content is in ${plural(round.illustrative, 'place')}: it cannot be submitted.</p>`}
<h3>Documents</h3>
${documentLinks(id, ['tri-annual-report', 'board-summary'])}
${drafts(round.drafts)}
<h3>Signed</h3>
<ul>${signatureRows(round, shortDayName).map(([who, signed]) => html`<li>${who}: ${signed}</li>`)}</ul>`
}
</section>`;
}

const missedHtml = (rounds: readonly RoundStatus[]): Html =>
  html`<section class="round missed"><h2>Earlier reports that are not submitted</h2><ul>${rounds.map(({ id, month, due }) => html`<li>${month} report (${id}): was due on ${shortDayName(due)}</li>`)}</ul></section>`;

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What to do next. The commands that people type in a terminal are left out: the page has them as actions. */
function next(steps: readonly string[], { startedAs }: Look['job']): Content {
  const words = steps.map((step) => step.split(`${startedAs} `)[0]?.replace(/: *$/, '') ?? step);
  return (
    words.length > 0 &&
    html`<h3>Next</h3><ol class="next">${words.map((one) => html`<li>${sentence(one)}</li>`)}</ol>`
  );
}

function dates(round: RoundStatus): Content {
  if (round.stage === 'submitted') return undefined;
  const rows = dateRows(round, shortDayName);
  return html`<details class="dates" open><summary>Dates</summary><ul>${rows.map(([on, name, when]) => html`<li><span>${on}</span> <span>${name}</span> <span>${when}</span></li>`)}</ul></details>`;
}

function conditionTable(conditions: readonly ConditionStatus[]): Html {
  return html`<div class="table" role="group" tabindex="0" aria-label="Conditions"><table>
<thead><tr><th scope="col">No.</th><th scope="col">Condition</th><th scope="col">Rating</th><th scope="col">Movement</th><th scope="col">Update</th><th scope="col">Owner</th></tr></thead>
<tbody>${conditions.map(
    ({ number, name, rating, colour, movement, update, owner }) =>
      html`<tr><td>${number}</td><th scope="row">${name}</th><td class="rating ${colour}">${rating ?? 'Not rated'}</td><td>${movement}</td><td class="update ${update}">${update}</td><td>${owner}</td></tr>`,
  )}</tbody></table></div>`;
}

function owed({ owed: all }: RoundStatus): Content {
  if (all.length === 0) return undefined;
  return html`<h3>Missing</h3><ul class="owed">${all.map(
    ({ owner, by, late, things }) =>
      html`<li><strong>${owner}</strong>, by ${shortDayName(by)}${late && ' (late)'}<ul>${things.map((thing) => html`<li>${thing}</li>`)}</ul></li>`,
  )}</ul>`;
}

function kpis({ kpis: { given, expected, missing } }: RoundStatus): Html {
  return html`<h3>KPIs: ${given} of ${expected} in</h3>${
    missing.length > 0 &&
    html`<ul>${missing.map(({ source, kpis: names }) => html`<li><details><summary>Missing from ${source}: ${names.length}</summary><ul>${names.map((name) => html`<li>${name}</li>`)}</ul></details></li>`)}</ul>`
  }`;
}

const names: Record<string, string> = {
  'tri-annual-report': 'The report',
  'board-summary': 'The front sheet',
  'schools-forum-paper': 'The paper',
  'committee-paper': 'The paper',
};

/** Of all documents of that kind: `The growth plan`. */
export const documentName = (document: string): string =>
  names[document] ?? `The ${document.replaceAll('-', ' ')}`;

export const documentTitle = ({ id, document }: DocumentKey): string =>
  `${documentName(document)} of ${id.replace(/^difficulty-/, '')}`;

const documentLinks = (id: string, documents: readonly string[]): Html =>
  html`<ul class="documents">${documents.map((document) => html`<li><a href="/document/${id}/${document}">${documentTitle({ id, document })}, as it is now</a></li>`)}</ul>`;

const drafts = (all: readonly DraftStatus[]): Html =>
  all.length === 0
    ? html`<p>No draft is written yet.</p>`
    : html`<ul>${all.map(({ file, edited }) => html`<li>${openButton(file, file.slice(file.lastIndexOf('/') + 1))}${edited && ' (changed since it was written)'}</li>`)}</ul>`;

function paperHtml(paper: PaperStatus, job: Look['job']): Html {
  const { id, meeting, agenda, drafts: made, published } = paper;
  return html`<section class="round ${paper.stage}" aria-labelledby="paper-${id}">
<h2 id="paper-${id}">${paperTitle(paper)}</h2>
${next(paper.next, job)}
<p>${agenda && `Papers go out on ${shortDayName(agenda)}. `}The meeting is on ${shortDayName(meeting)}.</p>
${documentLinks(id, [meeting === id ? 'schools-forum-paper' : 'committee-paper'])}
${published ? html`<p>Published: ${openButton(published.file)}</p>` : drafts(made)}
</section>`;
}
