import type { CommandLine } from '../app/job.ts';
import { agendaDay } from '../calendar/agenda.ts';
import { holidayDates } from '../calendar/milestones.ts';
import { workingDaysUntil } from '../calendar/working-days.ts';
import { madeUpIn } from '../checks/before-publication.ts';
import type { IsoDate } from '../model/field-types.ts';
import { bodyOf, type Paper } from '../model/paper.ts';
import type { ReadableProject } from '../model/project.ts';
import { publicationsOf } from '../model/register.ts';
import { countByFile } from './count-problems.ts';
import { mendErrors, replaceIllustrative } from './next-steps.ts';
import type { DraftStatus, FileProblems, StatusSource } from './status.ts';

export interface PaperStatus {
  /** The day of the meeting, and the body if it is not Schools Forum. */
  id: string;
  meeting: IsoDate;
  body: string;
  stage: 'open' | 'late' | 'published';
  /** The day on which it goes out, where the programme says how long before the meeting. */
  agenda?: IsoDate;
  /** To that day, or else to the meeting. */
  working_days_left: number;
  problems: { errors: number; warnings: number; files: FileProblems[] };
  /** How many files or sheets that it prints hold something made up: it is not published with that. */
  illustrative: number;
  drafts: DraftStatus[];
  /** The last publication. */
  published?: { day: IsoDate; file: string; revision?: number };
  /** What to do next, most urgent first. */
  next: string[];
}

interface PaperSource extends StatusSource {
  paper: Paper;
}

/** The papers of meetings that are still to come, in order of time. */
export const openPapers = ({ papers }: ReadableProject, today: IsoDate): Paper[] =>
  papers.filter(({ meeting }) => meeting >= today).sort((one, other) => (one.id < other.id ? -1 : 1));

export function paperStatus(source: PaperSource): PaperStatus {
  const { project, paper, today, diagnostics, drafts } = source;
  const { programme, holidays, submissions } = project;
  const { id, meeting } = paper;
  const agenda = agendaDay(programme, holidays, meeting);
  const last = publicationsOf(submissions, id).at(-1);
  const isLate = agenda !== undefined && today > agenda;
  const status: PaperStatus = {
    id,
    meeting,
    body: bodyOf(paper),
    stage: last ? 'published' : isLate ? 'late' : 'open',
    ...(agenda && { agenda }),
    working_days_left: workingDaysUntil(today, agenda ?? meeting, holidayDates(holidays)),
    problems: countByFile(diagnostics),
    illustrative: madeUpIn({ project, paper }).length,
    drafts,
    ...(last && {
      published: { day: last.day, file: last.file, ...(last.revision && { revision: last.revision }) },
    }),
    next: [],
  };
  return last ? status : { ...status, next: nextSteps(status, source.commandLine) };
}

function nextSteps(status: PaperStatus, commandLine: CommandLine): string[] {
  const { id, problems, illustrative, drafts } = status;
  return [
    ...mendErrors(status, commandLine),
    ...(drafts.length === 0 ? [`make a draft: ${commandLine('build', id)}`] : []),
    ...replaceIllustrative(status, commandLine('publish', id)),
    ...(problems.errors === 0 && illustrative === 0 ? [`publish it: ${commandLine('publish', id)}`] : []),
  ];
}
