import { join } from 'node:path';
import { build } from '../app/build.ts';
import { commandLineOf, type Draft, type Job } from '../app/job.ts';
import { holidaysReach } from '../checks/dates.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { countDiagnostics, formatDiagnostic } from '../diagnostics/format.ts';
import { replaceIfChanged } from '../files/write-file.ts';
import type { Holidays } from '../model/programme.ts';
import { readStatus, type StatusRead } from '../status/read-status.ts';
import { writeReminderFiles } from '../status/write-reminders.ts';
import { alertOf, alertOfPaper, newsOf, newsOfPaper } from './alerts.ts';
import { dueFor, type RoundDue } from './due.ts';
import { dueForPaper, type PaperWithDue } from './due-paper.ts';
import { areMade, doneBy, paperEntryOf, roundEntryOf } from './entries.ts';
import { formatPage } from './page.ts';
import { appendRun, nextRun, type RunEntry, readRunLog } from './run-log.ts';

/** A scheduled run: what is due by today, and doing it. It never submits. */

export interface Plan {
  read: StatusRead;
  log: RunEntry[];
  rounds: RoundDue[];
  papers: PaperWithDue[];
  /** What is new, in words. */
  news: string[];
  /** What stops a report, in words. */
  alerts: Array<{ level: 'warning' | 'failure'; text: string }>;
}

/** What a run did. */
export interface Ran {
  plan: Plan;
  drafts: Draft[];
  /** What stopped a draft, or is wrong with one; problems of the inputs are left out. */
  diagnostics: Diagnostic[];
  entry: RunEntry;
}

/** Decides, and writes nothing. */
export async function plan(job: Job): Promise<Plan> {
  const read = await readStatus(job);
  const log = await readRunLog(job.output);
  const { project, rounds } = read;
  const commandLine = commandLineOf(job);
  const due = rounds.map((status) => {
    const { id, started, problems } = status;
    const facts = { started, submitted: false, errors: problems.errors };
    const source = {
      dates: status,
      facts,
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
  return {
    read,
    log,
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
      ...due.flatMap(({ status, due: one }) => {
        const text = alertOf(status, one, job.today, commandLine);
        return text && one.level !== 'quiet' ? [{ level: one.level, text }] : [];
      }),
      ...papers.flatMap(({ status, due: one }) => {
        const text = alertOfPaper(status, one, commandLine);
        return text && one.level !== 'quiet' ? [{ level: one.level, text }] : [];
      }),
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

/** Does what is due, and records it: the log comes last, so that what a run was stopped in is done by the next. */
export async function run(job: Job): Promise<Ran> {
  const planned = await plan(job);
  const { rounds, papers, alerts } = planned;
  const ids = [...rounds, ...papers].filter(({ due }) => due.draft).map(({ status }) => status.id);
  const { drafts, diagnostics } = await makeDrafts(job, ids);
  const read = ids.length > 0 ? await readStatus(job) : planned.read;
  const reminders = await writeReminderFiles(job.output, read.rounds);
  const page = {
    today: job.today,
    alerts: alerts.map(({ text }) => text),
    unread: read.diagnostics.map(formatDiagnostic),
    rounds: read.rounds,
    papers: read.papers,
    commandLine: commandLineOf(job),
  };
  const json = {
    today: job.today,
    rounds: read.rounds,
    papers: read.papers,
    reminders: reminders.files,
    diagnostics: read.submitted,
  };
  const written = [
    await replaceIfChanged(join(job.output, 'status.md'), formatPage(page)),
    await replaceIfChanged(join(job.output, 'status.json'), `${JSON.stringify(json, null, 2)}\n`),
  ];
  const made = drafts.filter(({ outcome }) => outcome === 'written' || outcome === 'restored');
  const entries = rounds.map((one) => roundEntryOf(job, one, drafts, reminders.files));
  const paperEntries = papers.map((one) => paperEntryOf(job, one, drafts));
  const failed =
    read.project === undefined ||
    alerts.some(({ level }) => level === 'failure') ||
    diagnostics.some(({ severity }) => severity === 'error') ||
    [...entries, ...paperEntries].some(
      ({ draft_for: milestone, drafts: own }) => milestone !== undefined && !areMade(own),
    );
  const entry: RunEntry = {
    run: nextRun(planned.log, job.today),
    day: job.today,
    program: job.release,
    readable: read.project !== undefined,
    rounds: entries,
    papers: paperEntries,
    files_written: written.filter(Boolean).length + reminders.written + made.length,
    exit: failed ? 1 : 0,
  };
  await appendRun(job.output, entry);
  return { plan: planned, drafts, diagnostics, entry };
}

async function makeDrafts(job: Job, ids: string[]) {
  if (ids.length === 0) return { drafts: [], diagnostics: [] };
  const { drafts, diagnostics } = await build({ ...job, ids });
  // Problems of the inputs are in status.md, and in the draft itself.
  const own = diagnostics.filter(({ code }) => /^(template|document)\//.test(code));
  return { drafts, diagnostics: own };
}
