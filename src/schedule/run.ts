import { join } from 'node:path';
import { build } from '../app/build.ts';
import { commandLineOf, type Draft, type Job } from '../app/job.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatDiagnostic } from '../diagnostics/format.ts';
import { replaceIfChanged } from '../files/write-file.ts';
import type { ReturnedFile } from '../review/returned.ts';
import { readStatus, statusJson } from '../status/read-status.ts';
import { writeReminderFiles } from '../status/reminders.ts';
import { lookForForms } from './came-back.ts';
import { type Plan, plan } from './due-today.ts';
import { healthOf } from './health.ts';
import { areMade, paperEntryOf, roundEntryOf } from './log-entries.ts';
import { freshNotice } from './notice.ts';
import { appendRun, nextRun, type RunEntry } from './run-log.ts';
import { formatPage } from './status-page.ts';
import { payloadFor, post } from './webhook.ts';

/** A scheduled run: what is due by today, and doing it. It never submits. */

/** What a run did. */
export interface Ran {
  plan: Plan;
  drafts: Draft[];
  /** What stopped a draft, or is wrong with one; problems of the inputs are left out. */
  diagnostics: Diagnostic[];
  entry: RunEntry;
  /** What has come back in Word, in words. */
  cameBack: string[];
  /** What is to be written into the inputs of it, which takes their lock. */
  toApply: ReturnedFile[];
  /** In words, why the webhook could not be told. */
  unsent: string | undefined;
}

/**
 * Does what is due, and records it: the log comes last, so that what a run was stopped in is done by the next.
 * @param webhook where people are told of what is new, if anywhere; in words, why there is no address although one was set up
 */
export async function run(job: Job, webhook?: URL | string): Promise<Ran> {
  const planned = await plan(job);
  const { rounds, papers, alerts } = planned;
  const ids = [...rounds, ...papers].filter(({ due }) => due.draft).map(({ status }) => status.id);
  const { drafts, diagnostics } = await makeDrafts(job, ids);
  const read = ids.length > 0 ? await readStatus(job) : planned.read;
  const reminders = await writeReminderFiles(job.output, read.rounds, read.project?.programme);
  const written = await writeStatus(job, planned, read, reminders.files);
  const came = await lookForForms(job, read.project?.programme.forms, planned.log);
  const made = drafts.filter(({ outcome }) => outcome === 'written' || outcome === 'restored');
  const entries = rounds.map((one) => roundEntryOf(job, one, drafts, reminders.files));
  const paperEntries = papers.map((one) => paperEntryOf(job, one, drafts));
  const failed =
    read.project === undefined ||
    alerts.some(({ level }) => level === 'failure') ||
    [...diagnostics, ...(came?.diagnostics ?? [])].some(({ severity }) => severity === 'error') ||
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
    files_written: written + reminders.written + made.length,
    ...(came && { forms: came.entry }),
    exit: failed ? 1 : 0,
  };
  const unsent = webhook instanceof URL ? await tell(planned, entry, webhook) : webhook;
  // One that nobody can be told through is a failure, or nobody would know.
  if (unsent !== undefined) entry.exit = 1;
  const health = healthOf(planned, entry);
  await replaceIfChanged(join(job.output, 'health.json'), `${JSON.stringify(health, null, 2)}\n`);
  await appendRun(job.output, entry);
  return {
    plan: planned,
    drafts,
    diagnostics: [...diagnostics, ...(came?.diagnostics ?? [])],
    cameBack: came?.news ?? [],
    toApply: came?.toApply ?? [],
    entry,
    unsent,
  };
}

/** The page for the programme manager, and the same for other programs; how many of them are new. */
async function writeStatus(
  job: Job,
  { alerts }: Plan,
  read: Plan['read'],
  reminders: readonly string[],
): Promise<number> {
  const page = {
    today: job.today,
    alerts: alerts.map(({ text }) => text),
    unread: read.diagnostics.map(formatDiagnostic),
    rounds: read.rounds,
    papers: read.papers,
    promises: read.promises,
    difficulties: read.difficulties,
    commandLine: commandLineOf(job),
  };
  const json = statusJson(job, read, reminders);
  const written = [
    await replaceIfChanged(join(job.output, 'status.md'), formatPage(page)),
    await replaceIfChanged(join(job.output, 'status.json'), `${JSON.stringify(json, null, 2)}\n`),
  ];
  return written.filter(Boolean).length;
}

/** Tells the webhook what is new, and enters whether it was told. */
async function tell(planned: Plan, entry: RunEntry, webhook: URL): Promise<string | undefined> {
  const notice = freshNotice(planned);
  if (!notice) return undefined;
  const unsent = await post(webhook, payloadFor(webhook, notice, entry.day));
  entry.notice = { level: notice.level, text: notice.text, sent: unsent === undefined };
  return unsent && `the webhook was not told what is new: ${unsent}`;
}

async function makeDrafts(job: Job, ids: string[]) {
  if (ids.length === 0) return { drafts: [], diagnostics: [] };
  const { drafts, diagnostics } = await build({ ...job, ids });
  // Problems of the inputs are in status.md, and in the draft itself.
  const own = diagnostics.filter(({ code }) => /^(template|document)\//.test(code));
  return { drafts, diagnostics: own };
}
