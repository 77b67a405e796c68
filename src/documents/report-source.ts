import type { Milestone } from '../calendar/milestones.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { ReadableProject } from '../model/project.ts';
import type { Round, RoundCalendar } from '../model/round.ts';
import type { Given } from './origins.ts';

/** What a report is built from. */
export interface ReportSource {
  project: ReadableProject;
  round: Round;
  /** All rounds, for earlier ratings. */
  rounds: readonly Round[];
  calendar: RoundCalendar;
  milestones: readonly Milestone[];
  /** Sentences that say what is missing; where there are any, the draft says that it is incomplete. */
  gaps: readonly string[];
  /** The day of its submission, which makes it the final report and no draft. */
  submitted?: IsoDate | undefined;
}

/** What a document says, for any number that its draft may get: that is known once all else is. */
export interface BuiltDocument<Context> {
  /** With the status of draft 0. */
  context: Context;
  status(draft: number): Given;
}

/** What is printed where something has not been given: never a blank. */
export const missing = {
  value: 'No value',
  text: 'Not given',
  update: 'No update received.',
  unread: 'The update could not be read.',
  comparison: 'Not known',
} as const;

/** In the place of a name or day in the table of those who sign. */
export const notSigned = 'Not yet signed';
