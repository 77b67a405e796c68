import { codes as ofChecks } from '../checks/codes.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { formatPlace } from '../diagnostics/format.ts';
import { codes as ofInputs } from '../inputs/codes.ts';
import { codes as ofWord } from '../word/codes.ts';

const subjects: Partial<Record<string, string>> = { ...ofWord, ...ofInputs, ...ofChecks };

/** What a document, and the manifest beside it, say of the problems of its inputs. */

/**
 * Errors as sentences for a reader of the document, who has no use for how a YAML file is written. In a public document they quote
 * no input: they say which cell or line cannot be used, never what it holds.
 */
export function gapsIn(diagnostics: readonly Diagnostic[], isPublic: boolean): string[] {
  const errors = diagnostics.filter(
    ({ severity, code }) => severity === 'error' && !code.startsWith('yaml/'),
  );
  const sentences = errors.map((diagnostic) => {
    const { code, message, place } = isPublic ? withoutQuoting(diagnostic) : diagnostic;
    return sentence(
      code.startsWith('workbook/') && !isPublic ? `in ${formatPlace(place)}, ${message}` : message,
    );
  });
  return [...new Set(sentences)];
}

/**
 * What was found in a document, less what problems of its inputs bring about, if any are told: a chart without the data that could not be read, braces that
 * the inputs were told of already.
 */
export function withoutConsequences(isTold: boolean, found: readonly Diagnostic[]): Diagnostic[] {
  const isConsequence = ({ code }: Diagnostic) =>
    /^(?:template\/chart|document\/(?:placeholder|too-long))$/.test(code);
  return !isTold ? [...found] : found.filter((diagnostic) => !isConsequence(diagnostic));
}

/** A problem for whoever may read a public document: what it is and where, without the words, figures or lines of an input. */
export function withoutQuoting({ severity, code, message, place }: Diagnostic): Diagnostic {
  const { source: _, ...where } = place;
  const isQuoting = place.inside?.startsWith("'") || code.startsWith('public/') || message.includes('"');
  return {
    severity,
    code,
    message: isQuoting ? `${subjects[code] ?? code} (${shortPlace(place)})` : message,
    place: where,
  };
}

/** The file without its folder, and the cell or line: `kpis.xlsx 'KPIs'!K13`, `paper.yaml, line 12`. */
function shortPlace({ file, line, inside }: Place): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (inside !== undefined) return formatPlace({ file: name, inside });
  return line === undefined ? name : `${name}, line ${line}`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
