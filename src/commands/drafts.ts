import { build, check, type Outcome } from '../app/build.ts';
import type { Draft, Job } from '../app/job.ts';
import { londonToday } from '../calendar/today.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { countDiagnostics, formatDiagnostic } from '../diagnostics/format.ts';
import { exitStatus, type Folders, type Terminal } from './terminal.ts';

/** The commands `triannual build` and `triannual check`. */

export interface DraftOptions extends Folders {
  today?: string;
  json?: boolean;
  strict?: boolean;
}

const verbs = { build, check };
type Verb = keyof typeof verbs;

/** Builds or checks, and prints what came of it; the result is the exit status. */
export async function runDrafts(
  verb: Verb,
  ids: string[],
  { today, json, strict, ...folders }: DraftOptions,
  program: string,
  terminal: Terminal,
): Promise<number> {
  const job: Job = {
    ...folders,
    ids,
    program,
    today: today ?? londonToday(new Date()),
    onDraft(draft) {
      if (!json) terminal.stdout.write(`${formatDraft(draft)}\n`);
    },
  };
  const outcome = await verbs[verb](job);
  const { diagnostics, unknown, known } = outcome;
  if (unknown.length > 0) {
    terminal.stderr.write(`${unknownIds(unknown, known, folders.inputs)}\n`);
    return exitStatus.usage;
  }
  const blocking = diagnostics.some(({ severity }) => severity === 'error' || strict);
  if (json) terminal.stdout.write(`${JSON.stringify(toJson(outcome), null, 2)}\n`);
  else print(verb, outcome, terminal);
  return blocking ? exitStatus.problems : exitStatus.done;
}

/** Says which rounds and meetings there are instead. */
export function unknownIds(unknown: readonly string[], known: readonly string[], inputs: string): string {
  const there = known.length > 0 ? `there are: ${known.join(', ')}` : 'there are none';
  return `there is no ${unknown.join(', ')} in ${inputs}/rounds or ${inputs}/forum; ${there}`;
}

function print(verb: Verb, { diagnostics, ids, rounding }: Outcome, { stdout, stderr }: Terminal): void {
  for (const diagnostic of diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
  if (rounding.length > 0)
    stdout.write(
      `${rounding.length} printed totals differ from the sums of their lines by rounding; they are printed as they stand.\n`,
    );
  const what = verb === 'check' ? `checked ${ids.join(', ') || 'nothing'}: ` : '';
  stdout.write(`${what}${countDiagnostics(diagnostics)}\n`);
}

export function formatDraft({ id, document, outcome, file, incomplete, edited }: Draft): string {
  const state = incomplete ? ' (incomplete: it says what is missing)' : '';
  if (outcome === 'submitted') return `${file ?? id}: submitted, and kept as it is; there is no new draft`;
  if (outcome === 'none') return `${document}-${id}: no draft written`;
  if (outcome === 'current')
    return edited
      ? `${edited}: kept with the changes made to it; the inputs have not changed, so there is no new draft`
      : `${file}: up to date, no new draft${state}`;
  const kept = edited ? `; ${edited} was changed since it was written and is kept` : '';
  return `${file}: ${outcome === 'restored' ? 'written again' : 'written'}${state}${kept}`;
}

function toJson({ ids, drafts, diagnostics, rounding, took }: Outcome): object {
  const milliseconds = Object.fromEntries(Object.entries(took).map(([step, ms]) => [step, Math.round(ms)]));
  const count = (severity: Diagnostic['severity']) =>
    diagnostics.filter((d) => d.severity === severity).length;
  return {
    ids,
    drafts,
    errors: count('error'),
    warnings: count('warning'),
    diagnostics,
    rounding,
    milliseconds,
  };
}
