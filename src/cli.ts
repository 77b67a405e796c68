import { readFile } from 'node:fs/promises';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { countDiagnostics, formatDiagnostic } from './diagnostics/format.ts';
import type { Draft, Job, Outcome } from './pipeline.ts';
import type { TemplateCommand } from './template-command.ts';

/** What the command line needs of the process it runs in. */
export interface Terminal {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** See README.md, "Exit statuses". */
const status = { done: 0, problems: 1, usage: 2, couldNotRun: 3 } as const;

const examples = {
  program: `
Examples:
  triannual build                   a draft of every report and paper
  triannual build 2023-09           the report of one round
  triannual build 2023-05-17        the paper for one meeting of Schools Forum
  triannual check 2023-09           what is missing or contradictory, and where

Exit statuses: 0 done, 1 problems were found, 2 wrong usage, 3 could not run.`,
  build: `
Examples:
  triannual build                                     everything in ./inputs, into ./output
  triannual build 2023-06 2023-05-17                  one report and one paper
  triannual build --inputs "C:\\My council\\inputs"     another folder

A draft is never written over. When nothing has changed since the last draft, none is written.`,
  template: `
Examples:
  triannual template                             the tags of both templates, and what is wrong with them
  triannual template "My templates\\report.docx"   those of one file
  triannual template --reference                 the names that a template may use`,
  check: `
Examples:
  triannual check                   everything
  triannual check 2023-09 --strict  one round; warnings count as problems too
  triannual check --json            for another program`,
};

interface Options {
  inputs: string;
  output: string;
  templates: string;
  today?: string;
  json?: boolean;
  strict?: boolean;
}

function dateArgument(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('It takes a date as year-month-day, for example 2023-06-01.');
}

function idArgument(text: string, before: string[] | undefined): string[] {
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return [...(before ?? []), text];
  throw new InvalidArgumentError(
    'A round is a year and a month, for example 2023-06; a meeting of Schools Forum a date, for example 2023-05-17.',
  );
}

/** Runs the program; the result is the exit status. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const { name, version } = JSON.parse(
    await readFile(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { name: string; version: string };
  let result: number = status.done;
  const program = new Command(name)
    .description(
      'Makes the tri-annual monitoring reports and Schools Forum papers of a council programme as Word files.',
    )
    .version(version)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .exitOverride()
    .addHelpText('after', examples.program);
  const command = (verb: 'build' | 'check', description: string) =>
    program
      .command(verb)
      .description(description)
      .argument(
        '[round...]',
        'rounds (2023-06) and meetings of Schools Forum (2023-05-17); default: all',
        idArgument,
      )
      .option('--inputs <folder>', 'the folder with the YAML files and workbooks', 'inputs')
      .addOption(
        new Option('--output <folder>', 'where drafts go').default('output').hideHelp(verb === 'check'),
      )
      .addOption(
        new Option('--templates <folder>', 'the folder with the Word templates')
          .default('templates')
          .hideHelp(verb === 'check'),
      )
      .option('--today <date>', 'the date to take for today (default: the date in London)', dateArgument)
      .option('--json', 'print the result as JSON')
      .option('--strict', 'count warnings as problems')
      .addHelpText('after', examples[verb])
      .action(async (rounds: string[] | undefined, options: Options) => {
        result = await run(verb, rounds ?? [], options, `${name} ${version}`, terminal);
      });
  command('build', 'check the inputs and write a draft of each report and paper');
  command('check', 'check the inputs and write nothing');
  program
    .command('template')
    .description('list the tags of templates and check them')
    .argument('[file...]', 'Word files (default: the templates of all documents)')
    .option('--templates <folder>', 'the folder with the Word templates', 'templates')
    .option('--reference', 'print every name that a template may use')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples.template)
    .action(async (files: string[], options: TemplateCommand) => {
      const { runTemplate } = await import('./template-command.ts');
      result = await runTemplate(files, options, terminal);
    });
  try {
    await program.parseAsync(args as string[], { from: 'user' });
    return result;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? status.done : status.usage;
    if (!isFileError(cause)) throw cause;
    terminal.stderr.write(`${name}: ${fileErrorMessage(cause)}\n`);
    return status.couldNotRun;
  }
}

async function run(
  verb: 'build' | 'check',
  ids: string[],
  options: Options,
  program: string,
  terminal: Terminal,
): Promise<number> {
  const [pipeline, { londonToday }] = await Promise.all([
    import('./pipeline.ts'),
    import('./calendar/today.ts'),
  ]);
  const { inputs, output, templates } = options;
  const job: Job = {
    inputs,
    output,
    templates,
    ids,
    program,
    today: options.today ?? londonToday(new Date()),
    onDraft(draft) {
      if (!options.json) terminal.stdout.write(`${formatDraft(draft)}\n`);
    },
  };
  const outcome = await pipeline[verb](job);
  const { diagnostics, unknown } = outcome;
  if (unknown.length > 0) {
    const known = outcome.known.length > 0 ? `there are: ${outcome.known.join(', ')}` : 'there are none';
    terminal.stderr.write(
      `there is no ${unknown.join(', ')} in ${inputs}/rounds or ${inputs}/forum; ${known}\n`,
    );
    return status.usage;
  }
  const blocking = diagnostics.some(({ severity }) => severity === 'error' || options.strict);
  if (options.json) terminal.stdout.write(`${JSON.stringify(toJson(outcome), null, 2)}\n`);
  else print(verb, outcome, terminal);
  return blocking ? status.problems : status.done;
}

function print(verb: 'build' | 'check', outcome: Outcome, terminal: Terminal): void {
  const { diagnostics, ids, rounding } = outcome;
  for (const diagnostic of diagnostics) terminal.stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
  if (rounding.length > 0)
    terminal.stdout.write(
      `${rounding.length} printed totals differ from the sums of their lines by rounding; they are printed as they stand.\n`,
    );
  const what = verb === 'check' ? `checked ${ids.join(', ') || 'nothing'}: ` : '';
  terminal.stdout.write(`${what}${countDiagnostics(diagnostics)}\n`);
}

function formatDraft({ id, outcome, file, incomplete, edited }: Draft): string {
  const state = incomplete ? ' (incomplete: it says what is missing)' : '';
  if (outcome === 'none') return `${id}: no draft written`;
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

function isFileError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && 'code' in cause && 'syscall' in cause;
}

/** What the file system refused, in words. */
function fileErrorMessage({ code, path, message }: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    EACCES: 'you may not write there: choose another folder with --output, or ask for access',
    EPERM:
      'you may not write there, or the file is open in Word: close it, or choose another folder with --output',
    EBUSY: 'the file is open in another program: close it and run this again',
    ENOSPC: 'the disk is full: make room and run this again',
    EROFS: 'the disk cannot be written to: choose another folder with --output',
    EEXIST: 'another run has just written this file: run this again',
    ENOTDIR: 'a part of this path is a file and not a folder: choose another folder with --output',
  };
  return `cannot write ${path ?? 'the draft'}: ${reasons[code ?? ''] ?? message}`;
}
