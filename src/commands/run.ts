import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Command } from 'commander';
import type { ReturnedFile } from '../review/returned.ts';
import { applyCameBack } from '../schedule/came-back.ts';
import { type Plan, plan } from '../schedule/due-today.ts';
import { freshNotice } from '../schedule/notice.ts';
import { type Ran, run } from '../schedule/run.ts';
import { webhookOf } from '../schedule/webhook.ts';
import { addSharedOptions, jobOf, type SharedOptions } from './options.ts';
import { formatDraft } from './run-drafts.ts';
import { exitStatus, printDiagnostics, printJson, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual run`, for a scheduler. */

export const help = `
Examples:
  triannual run                     does what is due; prints nothing if nothing is
  triannual run --dry-run           says what is due, and writes nothing
  triannual run --today 2023-05-26  as if it were that day
  triannual run --webhook-file "C:\\Users\\me\\webhook.txt"    tells Teams or Slack what is new

From the day on which updates are asked for, it writes status.md, status.json and a reminder for each person who owes
something. On the working day before a milestone of the stage draft or board it makes a draft, and until that day is over
another one if the inputs have changed. A day on which it did not run is caught up with once. It never submits.

The address of a webhook is in the environment variable TRIANNUAL_WEBHOOK, or in a file outside the inputs. It is a secret, and
is written nowhere. What is posted holds ids, days and counts, and nothing that somebody wrote.

Exit statuses besides: 0 also where a draft has gaps, until the board has it; 1 where the board has a report with errors, a
draft that is due cannot be made, the report has not been submitted by the last working day, a paper has not been
published on the day on which it goes out, or something that was submitted is no longer as it was.`;

interface RunOptions extends SharedOptions {
  dryRun?: boolean;
  webhookFile?: string;
}

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output', 'templates'])
    .option('--dry-run', 'say what is due, and write nothing')
    .option('--webhook-file <file>', 'a file that holds the address to post what is new to')
    .action((options: RunOptions) =>
      options.dryRun
        ? underLock([], session, () => showPlan(options, session))
        : runAndApply(options, session),
    );
}

/** What has come back in Word is written into the inputs afterwards, under their lock, where programme.yaml says so. */
async function runAndApply(options: RunOptions, session: Session): Promise<void> {
  let files: ReturnedFile[] = [];
  await underLock([options.output], session, () =>
    runScheduled(options, session, (toApply) => {
      files = toApply;
    }),
  );
  const ended = session.exitStatus;
  if (files.length === 0) return;
  await underLock([options.inputs, options.output], session, async () => {
    const lines = await applyCameBack(jobOf(options, session), files);
    if (!options.json) session.stdout.write(lines.map((line) => `${line}\n`).join(''));
    return exitStatus.done;
  });
  if (ended !== exitStatus.done) session.exitStatus = ended;
}

/** Says what is due by today. */
async function showPlan(options: RunOptions, session: Session): Promise<number> {
  const planned = await plan(jobOf(options, session));
  if (options.json) printJson(session, toJson(planned));
  else {
    const webhook = await webhookFrom(options, session);
    const notice = webhook === undefined ? undefined : freshNotice(planned)?.text;
    const lines = [
      ...planned.news,
      ...wouldDo(planned),
      ...(notice ?? '').split('\n').flatMap((line) => (line === '' ? [] : [`would post: ${line}`])),
      'nothing is written: this is a dry run',
    ];
    session.stdout.write(`${lines.join('\n')}\n`);
    complain(planned, session);
  }
  return planned.alerts.some(({ level }) => level === 'failure') ? exitStatus.problems : exitStatus.done;
}

/** Does what is due by today. If nothing is, not a word is printed: cron mails every word. */
async function runScheduled(
  options: RunOptions,
  session: Session,
  onCameBack: (files: ReturnedFile[]) => void,
): Promise<number> {
  const ran = await run(jobOf(options, session), await webhookFrom(options, session));
  onCameBack(ran.toApply);
  if (options.json) printJson(session, ran.entry);
  else print(ran, options.output, session);
  if (ran.unsent !== undefined) session.stderr.write(`error: ${ran.unsent}\n`);
  return ran.entry.exit;
}

/** The address, or in words why there is none; undefined where nobody has set one up. */
async function webhookFrom(
  { webhookFile: file, inputs, output }: RunOptions,
  { terminal: { env } }: Session,
): Promise<URL | string | undefined> {
  const inside = file !== undefined && [inputs, output].find((folder) => isInside(file, folder));
  if (inside)
    return `the address of the webhook is a secret, and ${inside} gets copied: keep ${file} outside of it`;
  const text =
    file === undefined ? env?.TRIANNUAL_WEBHOOK : await readFile(file, 'utf8').catch(() => undefined);
  if (file !== undefined && text === undefined)
    return `cannot read ${file}, which is to hold the address of the webhook`;
  if (!text?.trim())
    return file === undefined ? undefined : `${file} is empty: write the address of the webhook into it`;
  const read = webhookOf(text);
  return 'address' in read ? read.address : `what ${file ?? 'TRIANNUAL_WEBHOOK'} holds ${read.wrong}`;
}

const isInside = (file: string, folder: string) =>
  !/^\.\.([/\\]|$)|^([a-z]:)?[/\\]/i.test(relative(folder, file));

function print(
  { plan: planned, drafts, diagnostics, cameBack }: Ran,
  output: string,
  session: Session,
): void {
  const { stdout } = session;
  const lines = [...planned.news, ...drafts.map(formatDraft), ...cameBack];
  for (const line of lines) stdout.write(`${line}\n`);
  printDiagnostics(session, diagnostics);
  complain(planned, session);
  if (lines.length > 0 || planned.alerts.length > 0)
    stdout.write(`how far the rounds are: ${output}/status.md\n`);
}

/** On the error stream, so that it is seen even if the output is thrown away. */
function complain({ read, alerts }: Plan, session: Session): void {
  printDiagnostics(session, [...read.diagnostics, ...read.submitted]);
  const said = new Set(read.submitted.map(({ place, message }) => `${place.file}: ${message}`));
  for (const { level, text } of alerts.filter((alert) => !said.has(alert.text)))
    session.stderr.write(`${level === 'failure' ? 'error' : 'warning'}: ${text}\n`);
}

function wouldDo({ rounds, papers, read }: Plan): string[] {
  const lines = rounds.flatMap(({ status: { id, owed }, due: { draft, reminders } }) => [
    ...(draft
      ? [`${id}: would make a draft for "${draft.name}", unless the last one is of the same inputs`]
      : []),
    ...(reminders ? [`${id}: would write ${owed.length} reminders`] : []),
  ]);
  const ofPapers = papers
    .filter(({ due: { draft } }) => draft)
    .map(({ status: { id } }) => `${id}: would make a draft, unless the last one is of the same inputs`);
  const forms = read.project?.programme.forms;
  const looked = forms ? [`would look for what has come back in ${forms.folder}`] : [];
  const all = [...lines, ...ofPapers, ...looked];
  return all.length > 0 ? all : ['no round is open: nothing is due'];
}

function toJson({ rounds, papers, news, alerts }: Plan): object {
  return {
    rounds: rounds.map(({ status: { id }, due }) => ({ round: id, ...due })),
    papers: papers.map(({ status: { id }, due }) => ({ paper: id, ...due })),
    news,
    alerts,
  };
}
