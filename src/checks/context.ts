import type { Field, Finding } from '../diagnostics/diagnostic.ts';
import type { DifficultyNote } from '../model/difficulty.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { Paper } from '../model/paper.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import type { Round, RoundCalendar } from '../model/round.ts';

/** What the checks of a round look at. */
export interface RoundContext {
  project: ReadableProject;
  round: Round;
  calendar: RoundCalendar;
  /** The days of the round: from the day after the last deadline to its own. */
  window: { opens: IsoDate; closes: IsoDate };
  milestones: ReadonlyArray<{ id: string; name: string; date: IsoDate }>;
  /** The round before, where the project has it. */
  before: Round | undefined;
  today: IsoDate;
}

export type RoundCheck = (context: RoundContext) => Finding[];
export type ProjectCheck = (project: ReadableProject) => Finding[];

export { reportFile, updateOf } from '../model/round.ts';

/** What the checks of a paper look at. */
export interface PaperContext {
  project: ReadableProject;
  paper: Paper;
}
export type PaperCheck = (context: PaperContext) => Finding[];

/** What the checks of a difficulty note look at. */
export interface DifficultyContext {
  project: ReadableProject;
  note: DifficultyNote;
  today: IsoDate;
}

/** The KPI of the register with this id or name, for a finding that rests on it; without one all KPIs. */
export const inRegister = (entry?: Field['entry']): Field => ({
  file: inputFiles.register,
  path: ['groups'],
  ...(entry !== undefined && { entry }),
});
