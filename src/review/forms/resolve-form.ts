import type { YamlValue } from '../../inputs/yaml/edit.ts';
import type { FormField } from '../../model/form-record.ts';
import type { Said } from '../edit-types.ts';
import type { Inputs } from '../open-inputs.ts';
import type { Resolved } from '../resolve.ts';
import type { Answer } from './answers.ts';
import { changesOutside } from './changes-outside-fields.ts';
import type { Found, ReadForm } from './find-answers.ts';
import { withReferences } from './references.ts';

/** The answers of a form as changes to the inputs: what is written where, and why that cannot be, if so. */

type Who = Pick<Said, 'author' | 'date' | 'tracked' | 'files'>;

export function resolveForm({ found, outside }: ReadForm, who: Who, inputs: Inputs): Resolved[] {
  const answers = found.flatMap((one) => resolveAnswer(one, who, inputs));
  const others = changesOutside(outside.sent, outside.came).map(({ reason, before, after }) => ({
    refused: { ...who, under: '', before, after, reason },
  }));
  return [...answers, ...updatedOn(answers, who, inputs), ...others];
}

function resolveAnswer({ asked, answers }: Found, who: Who, inputs: Inputs): Resolved[] {
  const { field, under } = asked;
  const before = 'value' in asked.sent ? shownAnswer(field, asked.sent.value) : '';
  const said = { ...who, under: under || field.name, before, after: '' };
  const place = inputs.placeOf(field);
  const refused = (reason: string, after = ''): Resolved[] => [
    { refused: { ...said, after, reason, place, field } },
  ];
  if (answers.length === 0)
    return refused(`${field.name}: the cell for the answer is no longer in the form, so nothing is taken`);
  if (answers.length > 1) {
    const versions = answers.map((one) => ('value' in one ? shownAnswer(field, one.value) : one.why));
    return refused(
      `${field.name}: a part of the form was copied, and the copies say different things; nothing is taken`,
      versions.map((one) => one || 'nothing').join(' / '),
    );
  }
  const [answer] = answers as [Answer];
  if (sameAnswer(answer, asked.sent)) return [];
  if ('why' in answer) return refused(`${field.name}: ${answer.why}; nothing is taken`);
  const sent = 'value' in asked.sent ? asked.sent.value : undefined;
  const value = withReferences(answer.value, field.value, sent);
  const after = shownAnswer(field, value);
  const now = inputs.valueAt(field);
  if (isSame(now, value)) return [];
  const texts = { ...said, after };
  if (inputs.textOf(field.file) === undefined)
    return refused(`${field.name}: there is no file ${field.file} to write it into: make it first`, after);
  if (!isSame(now, field.value))
    return [{ differs: { field, place, now: shownAnswer(field, now), said: texts } }];
  return [{ edit: { ...texts, kind: 'changed', field, place, write: { value } } }];
}

const sameAnswer = (a: Answer, b: Answer) => JSON.stringify(a) === JSON.stringify(b);

/** Nothing, an empty text and a field that is not there are the same; so are texts that differ in their blanks. */
function isSame(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim() || null;
    if (typeof value !== 'object' || value === null) return value ?? null;
    if (Array.isArray(value)) return value.map(plain);
    const entries = Object.entries(value).map(([key, inside]) => [key, plain(inside)] as const);
    return entries.filter(([, inside]) => inside !== null).sort(([x], [y]) => (x < y ? -1 : 1));
  };
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** An answer on a few lines: rows of a table one below the other. */
function shownAnswer({ columns = [] }: FormField, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (!Array.isArray(value)) return String(value);
  const cells = (row: Record<string, YamlValue>) => columns.map(({ name }) => String(row[name] ?? ''));
  return value.map((row) => cells(row as Record<string, YamlValue>).join(' | ')).join('\n');
}

/** The day of an update is the day on which the form was saved last. */
function updatedOn(answers: readonly Resolved[], who: Who, inputs: Inputs): Resolved[] {
  const day = who.date?.slice(0, 10);
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return [];
  const files = new Set(answers.flatMap(({ edit }) => edit?.field.file ?? []));
  return [...files]
    .filter((file) => /\/conditions\//.test(file))
    .flatMap((file): Resolved[] => {
      const field = { file, path: ['updated'] };
      const now = inputs.valueAt(field);
      if (now === day) return [];
      const texts = {
        ...who,
        under: 'the day on which the form was saved',
        before: typeof now === 'string' ? now : '',
        after: day,
      };
      const place = inputs.placeOf(field);
      return [{ edit: { ...texts, kind: 'changed', field, place, write: { value: day } } }];
    });
}
