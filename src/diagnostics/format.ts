import { replaceUnprintable } from './characters.ts';
import type { Diagnostic, Place } from './diagnostic.ts';

/** Longest stretch of a source line that a frame shows. */
const frameWidth = 100;

/** `inputs/x.yaml:3:9`, `inputs/kpis.xlsx 'KPIs'!H12`, `templates/t.docx: body, paragraph 14, {{totl}}`. */
export function formatPlace(place: Place): string {
  if (place.inside !== undefined) {
    return place.inside.startsWith("'") ? `${place.file} ${place.inside}` : `${place.file}: ${place.inside}`;
  }
  return place.line === undefined ? place.file : `${place.file}:${place.line}:${place.column ?? 1}`;
}

/** Text as one line of a terminal: a line break that was typed into a cell is a space. */
function oneLine(text: string): string {
  return replaceUnprintable(text.replace(/\r\n|[\n\r\u2028\u2029]/g, ' '));
}

function formatFrame(place: Place): string[] {
  const { source, line } = place;
  if (source === undefined || line === undefined) return [];
  const from = source.column > frameWidth - 20 ? source.column - 40 : 0;
  const text = source.text.slice(from, from + frameWidth);
  const column = source.column - from;
  const length = Math.max(1, Math.min(source.length, text.length - column + 1));
  const gutter = ' '.repeat(String(line).length);
  const lead = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return [`${line} | ${text}`, `${gutter} | ${lead}${'^'.repeat(length)}`];
}

/**
 * One diagnostic as text: `place: severity: message [code]`, the source line with a caret, then `help:` and `note:`.
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { place, severity, message, code, help, note } = diagnostic;
  const lines = [`${formatPlace(place)}: ${severity}: ${message} [${code}]`, ...formatFrame(place)];
  if (note) lines.push(`note: ${formatPlace(note.place)}: ${note.message}`);
  return [...lines, ...(help ? [`help: ${help.replace(/:\n[\s\S]*/, ':')}`] : [])]
    .map(oneLine)
    .concat(exampleIn(help))
    .join('\n');
}

/** A help that ends with an example to paste has it on lines of its own. */
const exampleBegins = ':\n';

function exampleIn(help = ''): string[] {
  const at = help.indexOf(exampleBegins);
  return at < 0
    ? []
    : help
        .slice(at + exampleBegins.length)
        .split('\n')
        .map(oneLine);
}

/** Sorted by place, without duplicates. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic) => `${formatPlace(d.place)}\0${d.severity}\0${d.code}\0${d.message}`;
  const unique = [...new Map(diagnostics.map((d) => [key(d), d])).values()];
  // Nearly always there are none, and Node takes 8 ms to make the first collator.
  if (unique.length < 2) return unique;
  const order = new Intl.Collator('en', { numeric: true });
  return unique.sort(
    (a, b) =>
      order.compare(a.place.file, b.place.file) ||
      (a.place.line ?? 0) - (b.place.line ?? 0) ||
      (a.place.column ?? 0) - (b.place.column ?? 0) ||
      order.compare(a.place.inside ?? '', b.place.inside ?? '') ||
      order.compare(key(a), key(b)),
  );
}

/** `1 error`, `3 errors` */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `2 errors and 1 warning in 3 files`, or `no problems`. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (diagnostics.length === 0) return 'no problems';
  const files = new Set(diagnostics.map((d) => d.place.file)).size;
  const kinds = [
    ...(errors ? [plural(errors, 'error')] : []),
    ...(warnings ? [plural(warnings, 'warning')] : []),
  ];
  return `${kinds.join(' and ')} in ${plural(files, 'file')}`;
}
