import { build, rehearse } from '../app/build.ts';
import type { Outcome } from '../app/check.ts';
import type { Draft, Job } from '../app/job.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import { readStatus } from '../status/read-status.ts';
import { idArgument, jobOf, type SharedOptions } from './options.ts';
import { formatPdf, pdfsOf } from './pdf.ts';
import { exitStatus, printDiagnostics, printJson, refuse, type Session } from './session.ts';

/** What `triannual build` and `triannual check` print. */

export interface DraftOptions extends SharedOptions {
  pdf?: boolean;
  office?: string;
  strict?: boolean;
  sources?: boolean;
}

const verbs = { build, check: rehearse };
type Verb = keyof typeof verbs;

/** The argument of both: `command.argument(...idsArgument)`. */
export const idsArgument = [
  '[round...]',
  'rounds (2023-06), meetings (2023-05-17, 2023-11-13-cabinet) and notes (difficulty-2024-02-05); default: all',
  idArgument,
] as const;

/** Builds or checks, and prints the result, which is the exit status too. */
export async function runDrafts(
  verb: Verb,
  ids: string[],
  options: DraftOptions,
  session: Session,
): Promise<number> {
  const { stdout, stderr } = session;
  const onDraft = (draft: Draft) => stdout.write(`${formatDraft(draft)}\n`);
  const { sources = false } = options;
  const job = { ...jobOf(options, session, ids), sources, ...(options.json ? {} : { onDraft }) };
  const outcome = await verbs[verb](job);
  const { diagnostics, unknown, known } = outcome;
  if (unknown.length > 0) return refuse(session, `${unknownIds(unknown, known, options.inputs)}`);
  const pdfs =
    options.pdf || options.office ? await pdfsOf(job, outcome.drafts, options.office, session) : undefined;
  if (options.json)
    printJson(session, {
      ...toJson(outcome),
      ...(pdfs && { pdfs: pdfs.made.flatMap(({ file, outcome: one }) => (one === 'failed' ? [] : file)) }),
    });
  else print(verb, outcome, session);
  if (pdfs && !options.json) for (const pdf of pdfs.made) stdout.write(`${formatPdf(pdf)}\n`);
  if (pdfs?.why) stderr.write(`${pdfs.why}\n`);
  if (pdfs?.why || pdfs?.made.some(({ outcome: one }) => one === 'failed')) return exitStatus.couldNotRun;
  // For a person, and not for a program that reads what is printed.
  if (verb === 'check' && stdout.isTTY && !options.json) await printNext(job, session);
  const blocking = diagnostics.some(({ severity }) => severity === 'error' || options.strict);
  return blocking ? exitStatus.problems : exitStatus.done;
}

/** The three things to do next, of the rounds and papers that were checked. */
async function printNext(job: Job, { stdout }: Session): Promise<void> {
  const { rounds, papers } = await readStatus({ ...job, ids: [] });
  const own = [...rounds, ...papers].filter(({ id }) => job.ids.length === 0 || job.ids.includes(id));
  const steps = own.flatMap(({ next }) => next).slice(0, 3);
  if (steps.length > 0) stdout.write(`next:\n${steps.map((step) => `  - ${step}\n`).join('')}`);
}

/** Says which rounds and meetings there are instead. */
export function unknownIds(unknown: readonly string[], known: readonly string[], inputs: string): string {
  if (known.length === 0)
    return `there is no round and no paper in ${inputs}: name the folder of the inputs with --inputs`;
  return `there is no ${unknown.join(', ')} in ${inputs}; there are: ${known.join(', ')}`;
}

function print(verb: Verb, { diagnostics, ids, rounding }: Outcome, session: Session): void {
  const { stdout } = session;
  printDiagnostics(session, diagnostics);
  if (rounding.length > 0)
    stdout.write(
      `${rounding.length} printed totals differ from the sums of their lines by rounding; they are printed as they are in the workbook.\n`,
    );
  const what = verb === 'check' ? `checked ${ids.join(', ') || 'nothing'}: ` : '';
  stdout.write(`${what}${countDiagnostics(diagnostics)}\n`);
}

export function formatDraft(draft: Draft): string {
  const { redline, since } = draft;
  return redline ? `${stateOf(draft)}\n${redline}: what has changed since draft ${since}` : stateOf(draft);
}

function stateOf({ id, document, outcome, file, incomplete, edited }: Draft): string {
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
