import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CalendarOptions } from './commands/calendar.ts';
import type { DraftOptions } from './commands/drafts.ts';
import { help } from './commands/help.ts';
import type { NewRoundOptions } from './commands/new-round.ts';
import type { RunOptions } from './commands/run.ts';
import type { StatusOptions } from './commands/status.ts';
import type { SubmitOptions } from './commands/submit.ts';
import type { TemplateOptions } from './commands/template.ts';
import { exitStatus, type Terminal } from './commands/terminal.ts';

function dateArgument(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('It takes a date as year-month-day, for example 2023-06-01.');
}

function yearArgument(text: string): number {
  if (/^20\d{2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes a year, for example 2024.');
}

function roundArgument(text: string): string {
  if (/^\d{4}-\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError('A round is a year and a month, for example 2023-06.');
}

function idArgument(text: string, before: string[] | undefined): string[] {
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return [...(before ?? []), text];
  throw new InvalidArgumentError(
    'A round is a year and a month, for example 2023-06; a meeting of Schools Forum a date, for example 2023-05-17.',
  );
}

/** Runs the program; the result is the exit status. Each command is loaded when it is asked for. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    name: string;
    version: string;
  };
  const release = `${name} ${version}`;
  let result: number = exitStatus.done;
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
    .addHelpText('after', help.program);

  /** A command with the options that most share: where things are, and which day it is. */
  const command = (verb: keyof typeof help, description: string, writes = true) =>
    program
      .command(verb)
      .description(description)
      .option('--inputs <folder>', 'the folder with the YAML files and workbooks', 'inputs')
      .addOption(new Option('--output <folder>', 'where drafts go').default('output').hideHelp(!writes))
      .addOption(
        new Option('--templates <folder>', 'the folder with the Word templates')
          .default('templates')
          .hideHelp(!writes),
      )
      .option('--today <date>', 'the date to take for today (default: the date in London)', dateArgument)
      .option('--json', 'print the result as JSON')
      .addHelpText('after', help[verb]);

  /** Runs a command that writes: no other run writes in these folders meanwhile. */
  const alone = async (folders: readonly string[], run: () => Promise<number>) => {
    const { underLock } = await import('./commands/under-lock.ts');
    return underLock(folders, args.join(' '), terminal, run);
  };

  const drafts = (verb: 'build' | 'check', description: string) =>
    command(verb, description, verb === 'build')
      .argument(
        '[round...]',
        'rounds (2023-06) and meetings of Schools Forum (2023-05-17); default: all',
        idArgument,
      )
      .option('--strict', 'count warnings as problems')
      .action(async (ids: string[] | undefined, options: DraftOptions) => {
        const { runDrafts } = await import('./commands/drafts.ts');
        const run = () => runDrafts(verb, ids ?? [], options, release, terminal);
        result = verb === 'check' ? await run() : await alone([options.output], run);
      });
  drafts('build', 'check the inputs and write a draft of each report and paper');
  drafts('check', 'check the inputs and write nothing');

  command('status', 'where the open rounds stand, who owes what, and what to do next')
    .argument('[round]', 'one round (default: those that are open)', roundArgument)
    .option('--chase', 'write a reminder for each person who still owes something')
    .action(async (round: string | undefined, options: StatusOptions) => {
      const { runStatus } = await import('./commands/status.ts');
      const run = () => runStatus(round, options, release, terminal);
      result = options.chase ? await alone([options.output], run) : await run();
    });

  command('calendar', 'the deadlines and milestones of a year', false)
    .argument('[year]', 'the year (default: this one)', yearArgument)
    .option('--ics <file>', 'write them as a calendar file')
    .action(async (year: number | undefined, options: CalendarOptions) => {
      const { runCalendar } = await import('./commands/calendar.ts');
      result = await runCalendar(year, options, terminal);
    });

  command('submit', 'make the final report of a round, and record what the DfE was told')
    .argument('[round]', 'the round that is submitted', roundArgument)
    .option('--verify', 'compare every submission with its record, and write nothing')
    .action(async (round: string | undefined, options: SubmitOptions) => {
      const { runSubmit } = await import('./commands/submit.ts');
      const run = () => runSubmit(round, options, release, terminal);
      result = options.verify ? await run() : await alone([options.output, options.inputs], run);
    });

  command('run', 'for a scheduler, once a day: does what the calendar says is due')
    .option('--dry-run', 'say what is due, and write nothing')
    .action(async (options: RunOptions) => {
      const { runScheduled } = await import('./commands/run.ts');
      const run = () => runScheduled(options, release, terminal);
      result = options.dryRun ? await run() : await alone([options.output], run);
    });

  program
    .command('new')
    .description("make a round's folder from the last one")
    .argument('<round>', 'the round, for example 2024-06', roundArgument)
    .option('--inputs <folder>', 'the folder with the YAML files and workbooks', 'inputs')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', help.new)
    .action(async (round: string, options: NewRoundOptions) => {
      const { runNewRound } = await import('./commands/new-round.ts');
      result = await alone([options.inputs], () => runNewRound(round, options, terminal));
    });

  program
    .command('template')
    .description('list the tags of templates and check them')
    .argument('[file...]', 'Word files (default: the templates of all documents)')
    .option('--templates <folder>', 'the folder with the Word templates', 'templates')
    .option('--reference', 'print every name that a template may use')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', help.template)
    .action(async (files: string[], options: TemplateOptions) => {
      const { runTemplate } = await import('./commands/template.ts');
      result = await runTemplate(files, options, terminal);
    });

  try {
    await program.parseAsync(args as string[], { from: 'user' });
    return result;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    const { reportFailure } = await import('./commands/failures.ts');
    return reportFailure(cause, name, terminal);
  }
}
