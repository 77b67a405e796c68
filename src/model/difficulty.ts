import * as z from 'zod';
import type { Agreement } from './agreement.ts';
import { type IsoDate, isoDate, markdown, plainText } from './field-types.ts';
import { calendarOf, financialYearOf, type Round, roundsOfYear } from './round.ts';

/**
 * A difficulty that arises between two reports: the agreement asks the council to tell the DfE at once. Each is one file, whose name
 * has the day on which it was noticed.
 */
export const difficultySchema = z.strictObject({
  illustrative: z.boolean().optional(),
  title: plainText.optional(),
  /** The day from which it has been there: it may have been noticed later. */
  since: isoDate.optional(),
  what: markdown.optional(),
  conditions: z.array(z.number().int().min(1)).optional(),
  /** What it means for figures, each in a sentence. */
  figures: z.array(plainText).optional(),
  actions: z
    .array(z.strictObject({ what: plainText, owner: plainText.optional(), by: isoDate.optional() }))
    .optional(),
  /** Who answers for it. */
  owner: plainText.optional(),
  /** The day on which the DfE got the note. */
  told: isoDate.optional(),
});
export type DifficultyInput = z.infer<typeof difficultySchema>;

export interface DifficultyNote {
  /** `difficulty-2024-02-05`; of a second on that day `difficulty-2024-02-05-transport`. */
  id: string;
  noticed: IsoDate;
  /** Relative to the inputs folder. */
  file: string;
  /** Absent where the file cannot be read. */
  note: DifficultyInput | undefined;
}

const dayIn = (id: string): IsoDate => id.slice('difficulty-'.length).slice(0, '2024-02-05'.length);

const folder = 'difficulties';
export const difficultyFile = (id: string) => `${folder}/${id}.yaml`;

export const difficultyNote = (id: string, note: DifficultyInput | undefined): DifficultyNote => ({
  id,
  noticed: dayIn(id),
  file: difficultyFile(id),
  note,
});

/** What says which report comes after a note. */
interface Reports {
  agreement: Agreement;
  rounds: readonly Round[];
}

/** The last day of which a report can tell: that of its submission, or its deadline if it came later or has not come. */
function lastDayOf({ agreement, rounds }: Reports, id: string): { day: IsoDate; isSent: boolean } {
  const deadline = calendarOf(agreement, id)?.deadline ?? `${id}-28`;
  const sent = rounds.find((round) => round.id === id)?.submission?.submitted;
  return sent !== undefined && sent <= deadline
    ? { day: sent, isSent: true }
    : { day: deadline, isSent: false };
}

/**
 * The notes since the report before that has a folder. One of the very day on which that was sent may be older or newer than it,
 * and is listed again rather than lost.
 */
export function notesFor(
  { difficulties, ...reports }: Reports & { difficulties: readonly DifficultyNote[] },
  id: string,
): DifficultyNote[] {
  const before = reports.rounds.filter((round) => round.id < id).at(-1);
  const from = before && lastDayOf(reports, before.id);
  const to = lastDayOf(reports, id);
  return difficulties.filter(
    ({ noticed }) =>
      noticed <= to.day && (!from || noticed > from.day || (from.isSent && noticed === from.day)),
  );
}

/** The round of the report that comes next, which lists the note. */
export function nextReport(reports: Reports, { noticed }: Pick<DifficultyNote, 'noticed'>) {
  const year = financialYearOf(noticed);
  const next = financialYearOf(`${Number(year.slice(0, 4)) + 1}-04-01`);
  return [year, next]
    .flatMap((one) => roundsOfYear(reports.agreement, one))
    .sort()
    .find((id) => id >= (reports.rounds[0]?.id ?? '') && noticed <= lastDayOf(reports, id).day);
}

/** The round of the last report before it, whose forecast its texts may name. */
export const lastReport = ({ agreement, rounds }: Reports, { noticed }: Pick<DifficultyNote, 'noticed'>) =>
  rounds.filter(({ id }) => (calendarOf(agreement, id)?.deadline ?? id) <= noticed).at(-1)?.id;

/** The question of the DfE under which a report lists notes: the one that says so, or else the one on difficulties by its id. */
export const questionOnDifficulties = ({ questions }: Pick<Agreement, 'questions'>) =>
  questions.find(({ lists }) => lists === 'difficulty-notes') ??
  questions.find(({ id }) => id === 'difficulties');
