import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import type { Instruction } from './instructions.ts';

/** Changes to the source of a part. A template is never written anew: all that is not changed stays byte for byte. */

/** At one place, what ends there comes before what begins there, and what is put there before what is cut out. */
export const orderOf = { after: -1, unwrap: 0, wrap: 1, insert: 1, text: 2 };

/** A change to the source between two offsets. `order` decides which of two at the same place comes first. */
export interface Edit {
  start: number;
  end: number;
  order: number;
  put: Array<string | Instruction>;
}

/** Puts something in place of a stretch of the source, or of nothing. */
export const replace = (
  { start, end }: { start: number; end: number },
  ...put: Array<string | Instruction>
): Edit => ({ start, end, order: orderOf.text, put });

/** Puts something into the source at an offset, before what is put in place of a stretch that starts there. */
export const insert = (at: number, ...put: string[]): Edit => ({
  start: at,
  end: at,
  order: orderOf.insert,
  put,
});

/** Puts two instructions round a stretch of the source. */
export const wrap = ({ start, end }: { start: number; end: number }, by: Instruction): Edit[] => [
  { start, end: start, order: orderOf.wrap, put: [by] },
  { start: end, end, order: orderOf.unwrap, put: [{ do: 'unwrap' }] },
];

/**
 * The source, or a stretch of it, with its edits made. An edit inside a stretch that another replaces has gone with it. What stays
 * may have notes before it.
 */
export function applyEdits(
  source: string,
  edits: readonly Edit[],
  { start: from, end: to } = { start: 0, end: source.length },
  notesOn: (from: number, to: number) => Instruction[] = () => [],
): Array<string | Instruction> {
  const sequence: Array<string | Instruction> = [];
  let at = from;
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.order - b.order || b.end - a.end);
  for (const { start, end, put } of inOrder) {
    if (start < at) continue;
    sequence.push(...notesOn(at, start), source.slice(at, start), ...put);
    at = end;
  }
  sequence.push(...notesOn(at, to), source.slice(at, to));
  return sequence;
}

/** Makes edits that put text alone in a part of a document. */
export function editPart(parts: Package, path: string, edits: readonly Edit[]): void {
  const source = parts.get(path)?.text;
  if (source !== undefined && edits.length > 0) parts.set(path, new Part(applyEdits(source, edits).join('')));
}
