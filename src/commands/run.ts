import type { Job } from '../app/job.ts';
import { londonToday } from '../calendar/today.ts';
import { formatDiagnostic } from '../diagnostics/format.ts';
import { type Plan, plan, type Ran, run } from '../schedule/run.ts';
import { formatDraft } from './drafts.ts';
import { exitStatus, type Folders, type Terminal } from './terminal.ts';

/** The command `triannual run`, for a scheduler. */

export interface RunOptions extends Folders {
  today?: string;
  json?: boolean;
  dryRun?: boolean;
}

/** Does what is due by today, or says what that is. Where nothing is, not a word is printed: cron mails every word. */
export async function runScheduled(
  { today, json, dryRun, ...folders }: RunOptions,
  program: string,
  terminal: Terminal,
): Promise<number> {
  const { stdout } = terminal;
  const job: Job = { ...folders, ids: [], program, today: today ?? londonToday(new Date()) };
  if (dryRun) {
    const planned = await plan(job);
    if (json) stdout.write(`${JSON.stringify(toJson(planned), null, 2)}\n`);
    else {
      stdout.write(
        `${[...planned.news, ...wouldDo(planned)].join('\n')}\nnothing is written: this is a dry run\n`,
      );
      complain(planned, terminal);
    }
    return planned.alerts.some(({ level }) => level === 'failure') ? exitStatus.problems : exitStatus.done;
  }
  const ran = await run(job);
  if (json) stdout.write(`${JSON.stringify(ran.entry, null, 2)}\n`);
  else print(ran, folders.output, terminal);
  return ran.entry.exit;
}

function print({ plan: planned, drafts, diagnostics }: Ran, output: string, terminal: Terminal): void {
  const { stdout, stderr } = terminal;
  const said = [...planned.news, ...drafts.map(formatDraft)];
  for (const line of said) stdout.write(`${line}\n`);
  for (const diagnostic of diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
  complain(planned, terminal);
  if (said.length > 0 || planned.alerts.length > 0)
    stdout.write(`where the rounds stand: ${output}/status.md\n`);
}

/** On the error stream, so that it is seen where the output is thrown away. */
function complain({ read, alerts }: Plan, { stderr }: Terminal): void {
  for (const diagnostic of read.diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
  for (const { level, text } of alerts)
    stderr.write(`${level === 'failure' ? 'error' : 'warning'}: ${text}\n`);
}

function wouldDo({ rounds }: Plan): string[] {
  const lines = rounds.flatMap(({ status: { id, owed }, due: { draft, reminders } }) => [
    ...(draft
      ? [`${id}: would make a draft for "${draft.name}", unless the last one is of the same inputs`]
      : []),
    ...(reminders ? [`${id}: would write ${owed.length} reminders`] : []),
  ]);
  return lines.length > 0 ? lines : ['no round is open: nothing is due'];
}

function toJson({ rounds, news, alerts }: Plan): object {
  return {
    rounds: rounds.map(({ status: { id }, due }) => ({ round: id, ...due })),
    news,
    alerts,
  };
}
