import { longDayName } from '../calendar/days.ts';
import type { FormSource } from '../documents/update-form.ts';
import type { FormField } from '../model/form-record.ts';
import { reportOwnerOf } from '../model/owners.ts';
import { monthName } from '../model/round.ts';
import { formatEmail } from '../output/e-mail.ts';
import type { SentForm } from '../output/sent-forms.ts';

/** The e-mail that an update form goes out with: a draft for a mail program, and the same words as a text. */
export function formEmail(
  source: FormSource,
  { record, bytes }: SentForm,
  person: { name?: string | undefined; email?: string | undefined } | undefined,
): { eml?: string; txt: string } {
  const { project, round, owned, due, returnTo } = source;
  const month = monthName(round.id);
  const subject = `${month} report to the DfE: your update by ${longDayName(due)}`;
  const text = [
    `Dear ${person?.name ?? 'colleague'},`,
    '',
    `Please fill in the attached form, ${record.file}, for the report of ${month} to the DfE, and send it back by ${longDayName(due)}, to ${returnTo}.`,
    '',
    'It asks for:',
    ...asked(source, record.fields),
    '',
    'Type into the form in Word or another word processor, save it under any name, and attach it to your answer.',
    '',
    reportOwnerOf(project.programme),
    project.programme.council,
    '',
  ].join('\n');
  const to = person?.email ?? `${owned.owner} (no address in programme.yaml, people)`;
  const attachments = [{ name: record.file, bytes }];
  return {
    ...(person?.email ? { eml: formatEmail({ to: person.email, subject, text, attachments }) } : {}),
    txt: `To: ${to.replace(/\s+/g, ' ')}\nSubject: ${subject}\n\n${text}`,
  };
}

/** Answers that every update must have; the others depend on these. */
const needed = ['rating', 'progress', 'question', 'additional', 'on_track', 'summary', 'support', 'risks'];

const isBlank = ({ value }: FormField) => value === undefined || value === null || value === '';

/** One line for each condition, and one for all of each other kind. */
function asked({ round, rounds, owned }: FormSource, fields: readonly FormField[]): string[] {
  const missing = (which: (field: FormField) => boolean) =>
    fields.filter((field) => needed.includes(field.mark) && which(field) && isBlank(field));
  const before = rounds.filter(({ id }) => id < round.id);
  const lastOf = (condition: number) =>
    before
      .flatMap(({ conditions }) => conditions.filter(({ update }) => update.condition === condition))
      .findLast(({ update }) => update.rating)?.update.rating;
  const conditions = owned.conditions.map(({ number, short }) => {
    const last = lastOf(number);
    const own = missing(({ name }) => name.startsWith(`condition ${number}, `));
    const lacks =
      own.length > 0 ? `missing: ${own.map(({ path }) => path.at(-1)).join(', ')}` : 'nothing is missing';
    return `- Condition ${number}, ${short}${last ? ` (last rating: ${last})` : ''}: ${lacks}`;
  });
  const report = missing(({ file }) => file.endsWith('/report.yaml'));
  const { kpis, lines, questions } = owned;
  return [
    ...conditions,
    ...(kpis.length > 0
      ? [`- what is behind ${kpis.length === 1 ? 'one KPI' : `${kpis.length} KPIs`}, and what you will do`]
      : []),
    ...lines.map(({ name }) => `- why the forecast of "${name}" differs from the plan`),
    ...(owned.report || questions.length > 0
      ? [
          report.length > 0
            ? `- the report as a whole: ${report.map(({ name }) => name).join(', ')}`
            : '- the report as a whole: nothing is missing',
        ]
      : []),
  ];
}
