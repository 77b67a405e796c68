import { join } from 'node:path';
import { type Checked, readAndCheck } from '../app/check.ts';
import { commandLineOf, type Job } from '../app/job.ts';
import { openCommentCount, unreviewed } from '../app/unreviewed.ts';
import { examine } from '../app/verify.ts';
import { openRounds } from '../calendar/rounds.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { shownPath } from '../files/shown-path.ts';
import { isReadable, type ReadableProject } from '../model/project.ts';
import { reportsSent } from '../model/register.ts';
import { lastDraft } from '../output/draft-state.ts';
import { type DifficultyStatus, difficultiesIn } from './difficulties.ts';
import { openPapers, type PaperStatus, paperStatus } from './paper-status.ts';
import { type OpenPromise, openPromises } from './promises.ts';
import { roundStatus } from './round-status.ts';
import type { DraftStatus, RoundStatus } from './status.ts';

export interface StatusRead {
  /** Oldest first: rounds whose deadline has passed without a submission, and the one that comes next. */
  rounds: RoundStatus[];
  /** For the meetings that are still to come, in order of time. */
  papers: PaperStatus[];
  /** What the forward plan has no date for, or is overdue; not where one round or paper is asked for. */
  promises: OpenPromise[];
  /** Difficulty notes that the DfE has not got, or the one that is asked for. */
  difficulties: DifficultyStatus[];
  /** What stops the inputs from being read at all; empty where `rounds` could be worked out. */
  diagnostics: Diagnostic[];
  /** What is wrong with that which was submitted. */
  submitted: Diagnostic[];
  project: ReadableProject | undefined;
}

/** The same for other programs. */
export const statusJson = (
  { today }: Job,
  { rounds, papers, promises, difficulties, submitted }: StatusRead,
  reminders: readonly string[],
) => ({ today, rounds, papers, forward_plan: promises, difficulties, reminders, diagnostics: submitted });

/** How far the open rounds and papers are, or the one with this id. */
export const readStatus = async (job: Job, id?: string): Promise<StatusRead> =>
  statusIn(job, await readAndCheck({ ...job, ids: [] }), id);

/** The same of inputs that have been read, all of them. */
export async function statusIn(job: Job, checked: Checked, id?: string): Promise<StatusRead> {
  const { project } = checked;
  const { diagnostics: submitted } = await examine(job, checked);
  if (!isReadable(project))
    return {
      rounds: [],
      papers: [],
      promises: [],
      difficulties: [],
      diagnostics: checked.diagnostics,
      submitted,
      project: undefined,
    };
  const { agreement, holidays, rounds, submissions } = project;
  // One whose record has vanished is not asked for again: that it was sent is in the register.
  const sent = [...rounds.filter((round) => round.submitted), ...reportsSent(submissions)];
  const closed = new Set(sent.map((one) => one.id));
  const open = openRounds(agreement, holidays, { first: rounds[0]?.id, closed }, job.today);
  submitted.push(...(await unreviewed(job, id ? [id] : open)));
  const statuses = await Promise.all((id ? [id] : open).map((one) => statusOf(job, checked, project, one)));
  const wanted = id ? project.papers.filter((paper) => paper.id === id) : openPapers(project, job.today);
  const papers = wanted.map(async (paper) =>
    paperStatus({
      project,
      paper,
      today: job.today,
      diagnostics: checked.byId.get(paper.id) ?? [],
      drafts: await draftsOf(job, checked.work, paper.id),
      commandLine: commandLineOf(job),
    }),
  );
  return {
    rounds: statuses.flatMap((status) => status ?? []),
    papers: await Promise.all(papers),
    promises: id === undefined ? openPromises(project, job.today) : [],
    difficulties: difficultiesIn(project, job.today, id),
    diagnostics: [],
    submitted,
    project,
  };
}

async function statusOf(
  job: Job,
  { byId, diagnostics, work }: Checked,
  project: ReadableProject,
  id: string,
): Promise<RoundStatus | undefined> {
  const folders = work.map(({ folder }) => `/${folder}/`);
  // A round without a folder has the problems that concern every round.
  const common = diagnostics.filter(
    ({ place }) => !folders.some((folder) => `${place.file}/`.includes(folder)),
  );
  return roundStatus({
    project,
    id,
    today: job.today,
    diagnostics: byId.get(id) ?? common,
    commandLine: commandLineOf(job),
    drafts: await draftsOf(job, work, id),
    openComments: openCommentCount(job, id),
  });
}

async function draftsOf(job: Job, work: Checked['work'], of: string): Promise<DraftStatus[]> {
  const found = await Promise.all(
    work
      .filter(({ id }) => id === of)
      .flatMap(({ id, documents }) => documents.map(({ document }) => ({ id, document })))
      .map(async ({ id, document }) => {
        const last = await lastDraft(join(job.output, id), document, id);
        return last ? [{ file: shownPath(job.output, id, last.file), edited: last.edited }] : [];
      }),
  );
  return found.flat();
}
