import type { CommandLine } from '../app/job.ts';
import type { Milestone } from '../calendar/milestones.ts';
import type { RoundDates } from '../calendar/rounds.ts';
import type { Stage } from '../calendar/stages.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { ReadableProject } from '../model/project.ts';
import type { RatingColour } from '../model/rating-colours.ts';
import type { KpiProgress } from './kpi-progress.ts';
import type { Owed, UpdateState } from './owed.ts';
import type { Snoozed } from './snoozed.ts';

/** What a status is worked out from. */
export interface StatusSource {
  project: ReadableProject;
  today: IsoDate;
  diagnostics: readonly Diagnostic[];
  drafts: DraftStatus[];
  commandLine: CommandLine;
}

/** How far a round is on a day: everything that one screen shows. */
export interface RoundStatus extends Omit<RoundDates, 'milestones'> {
  /** `June 2023` */
  month: string;
  stage: Stage;
  reached: Milestone | undefined;
  /** Whether the round has a folder. */
  started: boolean;
  milestones: Array<Milestone & { working_days_left: number }>;
  working_days_left: number;
  /** The report's answer, as it is typed so far. */
  on_track: string | undefined;
  conditions: ConditionStatus[];
  kpis: KpiProgress;
  /** By person, what is still to come. */
  owed: Owed[];
  problems: { errors: number; warnings: number; files: FileProblems[] };
  /** Problems among these that nobody need look at yet. */
  snoozed: Snoozed[];
  /** How many files or sheets that the report prints hold something made up: it is not submitted with that. */
  illustrative: number;
  drafts: DraftStatus[];
  /** Comments on its drafts that nobody has closed. */
  open_comments: number;
  signed: Array<{ role: string; name: string | undefined; date: IsoDate | undefined }>;
  /** The day of its submission. */
  submitted: IsoDate | undefined;
  /** What to do next, most urgent first. */
  next: string[];
}

export interface ConditionStatus {
  number: number;
  name: string;
  owner: string;
  rating: string | undefined;
  /** By the agreement's rating scale. */
  colour: RatingColour | undefined;
  /** How the rating has moved since the last report, in words. */
  movement: string;
  update: UpdateState;
}

export interface FileProblems {
  file: string;
  errors: number;
  warnings: number;
}

/** The last draft of a document. */
export interface DraftStatus {
  file: string;
  edited: boolean;
}
