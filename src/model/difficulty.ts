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
  /** The rating that each is proposed to have until the next report. */
  proposed: z
    .array(
      z.strictObject({ condition: z.number().int().min(1), rating: plainText, why: plainText.optional() }),
    )
    .optional(),
  /** What it means for figures, each in a sentence, and how far they may go, as a table. */
  figures: z.array(plainText).optional(),
  range: markdown.optional(),
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

/** Whether a report that was submitted lists a note, by its record; undefined where no record says so. */
const isListedIn = (round: Round | undefined, { file }: Pick<DifficultyNote, 'file'>) =>
  round?.submission?.printed?.includes(`"${file} `);

/** Without a record, a report tells of the notes until its last day. One of the day on which it was sent may be newer than it. */
function tellsOf(reports: Reports, round: Round, note: DifficultyNote): boolean {
  const { day, isSent } = lastDayOf(reports, round.id);
  return isListedIn(round, note) ?? (note.noticed < day || (note.noticed === day && !isSent));
}

/** The notes that a report lists: those that no report before it has told of. None is lost because its file was made late. */
export function notesFor(
  { difficulties, ...reports }: Reports & { difficulties: readonly DifficultyNote[] },
  id: string,
): DifficultyNote[] {
  const own = reports.rounds.find((round) => round.id === id);
  const before = reports.rounds.filter((round) => round.id < id);
  const { day } = lastDayOf(reports, id);
  return difficulties.filter(
    (note) =>
      isListedIn(own, note) ??
      (note.noticed <= day && !before.some((round) => tellsOf(reports, round, note))),
  );
}

/** The round of the report that lists the note, or that will. */
export function nextReport(reports: Reports, note: Pick<DifficultyNote, 'noticed' | 'file'>) {
  const year = financialYearOf(note.noticed);
  const next = financialYearOf(`${Number(year.slice(0, 4)) + 1}-04-01`);
  const roundOf = (id: string) => reports.rounds.find((round) => round.id === id);
  const found = [year, next]
    .flatMap((one) => roundsOfYear(reports.agreement, one))
    .sort()
    .find(
      (id) =>
        id >= (reports.rounds[0]?.id ?? '') &&
        (isListedIn(roundOf(id), note) ?? note.noticed <= lastDayOf(reports, id).day),
    );
  return found === undefined ? undefined : { id: found, isSent: isListedIn(roundOf(found), note) ?? false };
}

/** The round of the last report before it, whose forecast its texts may name. */
export const lastReport = (reports: Reports, { noticed }: Pick<DifficultyNote, 'noticed'>) =>
  reports.rounds.filter(({ id }) => lastDayOf(reports, id).day <= noticed).at(-1)?.id;

/** The question of the DfE under which a report lists notes: the one that says so, or else the one on difficulties by its id. */
export const questionOnDifficulties = ({ questions }: Pick<Agreement, 'questions'>) =>
  questions.find(({ lists }) => lists === 'difficulty-notes') ??
  questions.find(({ id }) => id === 'difficulties');
