import type { Diagnostic, Place } from '../../diagnostics/diagnostic.ts';
import { countDiagnostics } from '../../diagnostics/format.ts';
import { type Html, html } from '../html.ts';
import { openButton } from './frame.ts';

/** Problems, each with its line of the file and what to do about it. */

/** A file without its folders. */
const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1);

/** A button that opens the file, and `line 14` or `'KPIs'!H12` beside it. */
export const placeHtml = ({ file, line, inside }: Place): Html =>
  html`${openButton(file, nameOf(file))} <span class="spot">${inside ?? (line !== undefined && `line ${line}`)}</span>`;

/** The line of the file, with what it is about marked in it. */
function frame({ source, line }: Place): Html | undefined {
  if (source === undefined || line === undefined) return undefined;
  const { text, column, length } = source;
  const from = column > 80 ? column - 40 : 0;
  const [before, words, after] = [
    text.slice(from, column - 1),
    text.slice(column - 1, column - 1 + Math.min(length, 120)),
    text.slice(column - 1 + length, from + 160),
  ];
  return html`<pre><span class="number">${line}</span> ${before}<mark>${words || ' '}</mark>${after}</pre>`;
}

/** An element of a list. */
export function problemHtml({ severity, message, help, place, note, code }: Diagnostic): string {
  return html`<li class="problem ${severity}" data-code="${code}">
<p><strong>${severity === 'error' ? 'Error' : 'Warning'}</strong>: ${message}</p>
<p class="place">${placeHtml(place)}</p>
${frame(place)}
${help !== undefined && html`<p class="remedy">${help}</p>`}
${note && html`<p class="place">${note.message}: ${placeHtml(note.place)}</p>`}
</li>`.text;
}

/** All of them, or that there are none. */
export const problemBlocks = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.length > 0 ? diagnostics.map(problemHtml) : [html`<li class="none">No problems.</li>`.text];

/** What a screen reader says when the number of problems changes. */
export const newsOf = (diagnostics: readonly Diagnostic[], more = ''): string[] => [
  html`<p>${countDiagnostics(diagnostics)}${more}</p>`.text,
];
