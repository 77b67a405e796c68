import { originsIn, type Printed } from '../model/printed-list.ts';
import { valuesOf } from './changed-values.ts';
import type { Found } from './changes.ts';
import { fieldOf, type Located } from './locate-entries.ts';
import { plain } from './narrative.ts';
import type { ReviewOf } from './resolve.ts';
import { dayTyped } from './typed-days.ts';
import { kindOf } from './what-fields-take.ts';

/** Sentences that the program makes from fields, as a mitigation with its owner and day: what was changed in them may be one of these. */

export function withParts(found: Found, task: ReviewOf): Found[] {
  const { change } = found;
  if (change.kind !== 'refused' || change.why !== undefined) return [found];
  const { before, after } = change;
  const was = valuesIn(found, partsIn(change, task), [before, after]);
  // Where the fields say it already, they are found in what the sentence says now.
  const is = was ?? valuesIn(found, partsIn({ ...change, before: after }, task), [after, before]);
  return is?.map((one) => (was ? one : turned(one))) ?? [found];
}

/** Each field that was changed; undefined where other words were. */
function valuesIn(
  found: Found,
  located: readonly Located[],
  [was, is]: readonly [string, string],
): Found[] | undefined {
  const parts = located.length > 0 ? valuesOf(was, is, located) : [];
  const values = parts.flatMap(({ located: one, before, after }): Found[] => {
    const field = one && fieldOf(one.entry);
    return field ? [{ ...found, change: { kind: 'value', field, before, after } }] : [];
  });
  return values.length > 0 && values.length === parts.length ? values : undefined;
}

const turned = (found: Found): Found =>
  found.change.kind === 'value'
    ? { ...found, change: { ...found.change, before: found.change.after, after: found.change.before } }
    : found;

/** Fields of this round or paper that the sentence prints as they are, each in one place. */
function partsIn({ origin, before }: { origin: unknown; before: string }, task: ReviewOf): Located[] {
  const known = origin as Printed['origin'] | undefined;
  if (!known || !('from' in known)) return [];
  const found = originsIn(known).flatMap((one): Located[] => {
    const field = fieldOf({ origin: one } as Printed);
    if (!field?.file.startsWith(`${task.folder}/`)) return [];
    const held = task.inputs.valueAt(field);
    if (typeof held !== 'string') return [];
    const kind = kindOf(field.file, field.path);
    const texts =
      kind === 'date'
        ? daysIn(before, held)
        : kind === 'other'
          ? []
          : [plain(held), plain(held).replace(/[.\s]+$/, '')];
    const text = texts.find((words) => placeOf(words, before) !== undefined);
    const from = text === undefined ? undefined : placeOf(text, before);
    if (text === undefined || from === undefined) return [];
    return [{ entry: { ...emptyEntry, text, origin: one }, from, to: from + text.length }];
  });
  const isApart = (one: Located) =>
    found.every((other) => other === one || other.to <= one.from || one.to <= other.from);
  return found.filter(isApart).sort((a, b) => a.from - b.from);
}

const emptyEntry = { name: '', part: '', paragraph: 0 };

const anyDay =
  /(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? )?\d{1,2}(?:st|nd|rd|th)?[ ./-](?:[a-z]{3,9}\.?|\d{1,2})[ ,./-]+\d{2,4}/gi;

/** A day however it is written: `30 Nov 2023`. */
const daysIn = (text: string, held: string): string[] =>
  [...text.matchAll(anyDay)].flatMap(([words]) => {
    const read = dayTyped(words);
    return 'day' in read && read.day === held ? [words] : [];
  });

/** Where words are by themselves, if they are in one place alone. */
function placeOf(words: string, text: string): number | undefined {
  const at = text.indexOf(words);
  const isLetter = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
  const isAlone = !isLetter(text[at - 1]) && !isLetter(text[at + words.length]);
  return at >= 0 && /\p{L}{2}/u.test(words) && isAlone && text.indexOf(words, at + 1) < 0 ? at : undefined;
}
