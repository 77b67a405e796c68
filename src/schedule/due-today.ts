import { commandLineOf, type Job } from '../app/job.ts';
import { holidaysReach } from '../checks/dates.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import type { Holidays } from '../model/programme.ts';
import { type DifficultyStatus, difficultyWords, unsentDifficulties } from '../status/difficulties.ts';
import { overdueReports, promiseWords } from '../status/promises.ts';
import { readStatus, type StatusRead } from '../status/read-status.ts';
import { errorsToday } from '../status/snoozed.ts';
import { alertOf, alertOfPaper, newsOf, newsOfPaper } from './alerts.ts';
import { dueForPaper, type PaperWithDue } from './due-paper.ts';
import { dueFor, type RoundDue } from './due-round.ts';
import { doneBy } from './log-entries.ts';
import { type RunEntry, readRunLog } from './run-log.ts';

/** What is due by today, in rounds and papers, and what there is to say of it. */

export interface Plan {
  read: StatusRead;
  log: RunEntry[];
  rounds: RoundDue[];
  papers: PaperWithDue[];
  /** How many reports of the forward plan have passed without being given. */
  overdue: number;
  /** Difficulty notes that the DfE has not got. */
  unsent: DifficultyStatus[];
  news: string[];
  /** What stops a report, in words. */
  alerts: Array<{ level: 'warning' | 'failure'; text: string }>;
}

/** Decides, and writes nothing. */
export async function plan(job: Job): Promise<Plan> {
  const read = await readStatus(job);
  const log = await readRunLog(job.output);
  const { project, rounds } = read;
  const commandLine = commandLineOf(job);
  const due = rounds.map((status) => {
    const { id, started } = status;
    const source = {
      dates: status,
      facts: { started, errors: errorsToday(status) },
      done: doneBy(log.flatMap(({ rounds: all }) => all.filter(({ round }) => round === id))),
      holidays: project?.holidays,
      today: job.today,
    };
    return { status, due: dueFor(source) };
  });
  const papers = project ? papersDue(read.papers, project.holidays, log, job.today) : [];
  const lapsed = due.flatMap(({ status, due: { announce } }) =>
    announce.some(({ what }) => what === 'holidays')
      ? holidaysReach(project?.holidays, status.deadline).map(({ message, help }) => `${message}; ${help}`)
      : [],
  );
  const said = [
    ...due.map(({ status, due: one }) => {
      return { level: one.level, text: alertOf(status, one, job.today, commandLine) };
    }),
    ...papers.map(({ status, due: one }) => {
      return { level: one.level, text: alertOfPaper(status, commandLine) };
    }),
  ];
  const overdue = project ? overdueReports(project, job.today) : [];
  const unsent = project ? unsentDifficulties(project, job.today) : [];
  return {
    read,
    log,
    overdue: overdue.length,
    unsent,
    rounds: due,
    papers,
    news: [
      ...due.flatMap(({ status, due: { announce } }) =>
        announce.filter(({ what }) => what !== 'holidays').map((one) => newsOf(status, one, job.today)),
      ),
      ...papers.flatMap(({ status, due: { announce } }) => announce.map((one) => newsOfPaper(status, one))),
    ],
    alerts: [
      ...(project ? [] : [{ level: 'failure' as const, text: unreadable(read) }]),
      ...read.submitted
        .filter(({ severity }) => severity === 'error')
        .map(({ place, message }) => ({ level: 'failure' as const, text: `${place.file}: ${message}` })),
      ...lapsed.map((text) => ({ level: 'warning' as const, text })),
      ...said.flatMap(({ level, text }) => (level === 'quiet' ? [] : [{ level, text }])),
      ...unsent.map((one) => ({ level: 'warning' as const, text: difficultyWords(one) })),
      ...overdue.map((one) => ({ level: 'warning' as const, text: `forward plan: ${promiseWords(one)}` })),
    ],
  };
}

const unreadable = ({ diagnostics }: StatusRead) =>
  `the inputs cannot be read, so nothing can be said of any round: ${countDiagnostics(diagnostics)}`;

function papersDue(
  papers: StatusRead['papers'],
  holidays: Holidays | undefined,
  log: readonly RunEntry[],
  today: string,
): PaperWithDue[] {
  return papers.map((status) => {
    const entries = log.flatMap(({ papers: all }) => all.filter(({ paper }) => paper === status.id));
    return { status, due: dueForPaper({ status, done: doneBy(entries), holidays, today }) };
  });
}
