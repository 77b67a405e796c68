import { type Action, actionsFor, type Field } from '../actions.ts';
import { type Content, Html, html } from '../html.ts';
import type { Look } from '../project.ts';
import type { Done } from '../run-action.ts';
import { openButton, region, type View } from './frame.ts';

/** What can be done: each action says first what it will do. */

export function doView(look: Look): View {
  const regions = { actions: actionsFor(look).map((action) => actionHtml(action).text), news: [] };
  const body = html`<p>Each of these is a command of the program, with the same refusals. Nothing is done before you have seen what it will do.</p>
${region(regions, 'actions')}`;
  return { title: 'Do', regions, body };
}

function actionHtml({ name, title, about, fields }: Action): Html {
  return html`<form class="card action" data-action="${name}" aria-labelledby="action-${name}">
<h2 id="action-${name}">${title}</h2>
<p>${about}</p>
<div class="fields">${fields.map((field) => fieldHtml(name, field))}</div>
<p><button type="submit">Show what it will do</button></p>
<div class="result" aria-live="polite"></div>
</form>`;
}

function fieldHtml(action: string, { name, label, choices, kind, pattern, hint, optional }: Field): Html {
  const id = `${action}-${name}`;
  const needed = optional ? '' : new Html('required');
  const words = html`${label}${optional && !choices && ' (optional)'}${hint !== undefined && html`<span class="hint">${hint}</span>`}`;
  const control = choices
    ? html`<select id="${id}" name="${name}">${choices.map(([value, shown]) => html`<option value="${value}">${shown}</option>`)}</select>`
    : html`<input id="${id}" name="${name}" type="${kind ?? 'text'}" ${pattern !== undefined && html`pattern="${pattern}"`} ${needed}>`;
  return html`<p><label for="${id}">${words}</label>${control}</p>`;
}

const outcomes: Record<number, [will: string, has: string]> = {
  0: ['It will be done', 'Done'],
  1: ['It will be done, with problems', 'Done, with problems'],
  75: ['Another run is writing there', 'Another run is writing there: nothing was done'],
};

/** What an action will do, or has done. */
export function outcomeHtml(
  { title }: Pick<Action, 'title'>,
  { status, text, files }: Done,
  isDone: boolean,
): string {
  const refused = status !== 0 && files.length === 0;
  const outcome = refused && status === 1 ? undefined : outcomes[status];
  const [will, has] = outcome ?? ['It is refused', 'It was refused'];
  const writes: Content =
    files.length > 0
      ? html`<p>${isDone ? 'Written:' : 'It will write:'}</p><ul>${files.map((file) => html`<li>${isDone ? openButton(file) : file}</li>`)}</ul>`
      : html`<p>${isDone ? 'Nothing was written.' : 'It will write nothing.'}</p>`;
  return html`<h3 tabindex="-1">${isDone ? has : will}</h3>
${writes}
${!isDone && files.length > 0 && html`<p><button type="button" data-perform>${title} now</button></p>`}
${text !== '' && html`<details ${status !== 0 && new Html('open')}><summary>What it says</summary><pre>${text}</pre></details>`}`
    .text;
}
