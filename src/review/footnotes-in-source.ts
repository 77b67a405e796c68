import { definitionsIn, labelsIn } from '../word/markdown/notes.ts';
import type { Notes } from './markdown.ts';

/** The words of footnotes in the source of a narrative: lines of their own. */

/**
 * The source with other words for some of its footnotes, and without those that nothing refers to any more: they would be printed as
 * text. `before` is the source as it was.
 */
export function withDefinitions(text: string, before: string, notes: Notes['added']): string {
  const lines = text.split('\n');
  const now = labelsIn(text);
  const gone = new Set([...labelsIn(before)].filter((label) => !now.has(label)));
  for (const { label, from, to } of definitionsIn(text, new Set([...now, ...gone])).reverse()) {
    const change = notes.find((one) => one.label === label);
    if (gone.has(label)) lines.splice(from, to - from);
    else if (change) lines.splice(from, to - from, ...definition(change, lines.slice(from, to)));
  }
  return lines.join('\n').trimEnd();
}

/** The lines of a note, which go on with the indent that they had. */
function definition({ label, text }: Notes['added'][number], was: readonly string[]): string[] {
  const [first = '', ...others] = text.split('\n');
  const indent = /^\s*/.exec(was[1] ?? '    ')?.[0] ?? '';
  return [`[^${label}]: ${first}`, ...others.map((line) => indent + line.trim())];
}
