import { placeOf } from '../../app/preview.ts';
import { insideOf } from '../../app/trace/sentences.ts';
import { shortened } from '../../diagnostics/characters.ts';
import type { Origin, Printed } from '../../model/printed-list.ts';
import { loadNarrative } from '../../review/narrative.ts';
import { type Content, type Html, html } from '../html.ts';
import type { Look } from '../project.ts';
import { placeHtml } from './problems.ts';

/** Where something in a document comes from: its cells with the sum that is made of them, or the field that it is typed in. */

const fixed = { program: 'The program says it.', template: 'It is the wording of the template.' };

export async function traceHtml(look: Look, printed: readonly Printed[], mark: string): Promise<string> {
  const found = printed.find(({ marks }) => marks?.includes(mark));
  if (!found) return html`<p>Nothing is known of it.</p>`.text;
  const { text, origin } = insideOf(found, mark, await loadNarrative());
  return html`<button type="button" class="close" data-close-trace>Close</button><h2>Where it comes from</h2><blockquote>${shortened(text, 120)}</blockquote>${originHtml(look, origin, text)}`
    .text;
}

function originHtml(look: Look, origin: Origin, text: string): Html {
  if ('fixed' in origin) return html`<p>${fixed[origin.fixed]}</p>`;
  if ('cell' in origin) {
    const place = placeOf(look, origin, '');
    return html`<p>${origin.figure !== undefined && html`${origin.figure}<br>`}${origin.as !== undefined && `Printed as ${origin.as}. `}${place && placeHtml(place)}</p>`;
  }
  if ('field' in origin) {
    const place = placeOf(look, origin, firstWords(text)) ?? placeOf(look, origin, '');
    return html`<p>The field ${origin.path.join(' › ')}: ${place && placeHtml(place)}</p>`;
  }
  const parts: Content =
    origin.from.length > 0
      ? html`<ul>${origin.from.map((one) => html`<li>${originHtml(look, one, text)}</li>`)}</ul>`
      : html`<p>It is worked out from the inputs as a whole.</p>`;
  return html`<p>It is worked out: ${origin.workedOut}.</p>${parts}`;
}

/** Words by which the line of a text is found. */
const firstWords = (text: string) => text.trim().split(/\s+/).slice(0, 4).join(' ');
