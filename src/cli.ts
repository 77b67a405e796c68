import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { addExamples } from './commands/options.ts';
import { cleaned, exitStatus, type Session, type Terminal } from './commands/session.ts';

export { startedAs } from './commands/started-as.ts';

interface CommandFile {
  /** What is printed below its options. */
  help: string;
  define(command: Command, session: Session): void;
}

type CommandFiles = Partial<Record<string, CommandFile>>;

/**
 * Commands are loaded when one of them is named, in three groups: with a group for each, the program was in three times as many files,
 * and finding and opening those that `build` needs took 30 ms longer.
 */
const drafts = (): Promise<CommandFiles> => import('./commands/build-and-check.ts');
const dates = async (): Promise<CommandFiles> => ({ calendar: await import('./commands/calendar.ts') });
const others = (): Promise<CommandFiles> => import('./commands/others.ts');

/** In the order of the help. */
const commands: ReadonlyArray<[name: string, description: string, load: () => Promise<CommandFiles>]> = [
  ['build', 'check the inputs and write a draft of each report and paper', drafts],
  ['check', 'check the inputs and write nothing', drafts],
  ['status', 'how far the open rounds and papers are, who owes what, and what to do next', others],
  ['open', 'the page to work from, in the browser', others],
  ['calendar', 'the deadlines and milestones of a year', dates],
  ['submit', 'make the final report of a round, and the record of what it says', others],
  ['sign', 'enter that an officer has signed a draft', others],
  ['verify', 'compare what was submitted with its records, or look through an evidence bundle', others],
  ['review', 'what was changed in a Word file that came back, and writing it into the inputs', others],
  ['trace', 'where a figure or a sentence of a Word file comes from', others],
  ['record', 'close a round that was sent by other means', others],
  ['publish', 'make a paper for publication, and enter it in the register', others],
  ['compare', 'what has changed between two drafts, as tracked changes of a Word file', others],
  ['run', 'for a scheduler, once a day: do what is due by the calendar', others],
  ['ask', 'write an update form for each owner of a round', others],
  ['init', 'make a new project from answers and your own workbooks', others],
  ['new', "make a round's folder from the last one", others],
  ['template', 'list the tags of templates and check them', others],
];

const help = `
Examples:
  triannual build                   a draft of every report and paper
  triannual build 2023-09           the report of one round
  triannual build 2023-05-17        the paper for one meeting of Schools Forum
  triannual check 2023-09           what is missing or contradictory, and where
  triannual new 2024-06             the folder of the next round, made from the last
  triannual ask 2023-12             a form in Word for each person who owes an update
  triannual status                  how far rounds and papers are, and what to do next
  triannual open                    the page to work from, in the browser
  triannual sign 2023-09 s151 --name "A. Treasurer"    that an officer has signed the last draft
  triannual submit 2023-09          the final report of a round, and the record of what it says
  triannual verify                  whether all that was submitted is as it was
  triannual publish 2023-05-17      the paper for everyone, and its entry in the register
  triannual compare 2023-06 2023-09    what has changed, as tracked changes of a Word file
  triannual run                     what is due today, for a scheduler

Exit statuses: 0 done or nothing to do, 1 problems were found, 2 wrong usage, 3 could not run,
70 the program has a fault, 75 another run is writing there.`;

/**
 * Runs the program; the result is the exit status.
 * @param startedAs what the person types to start the program, for commands that are printed
 * @param machine what records say of the computer, if that is not this one; tests have one of their own
 */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  startedAs = 'triannual',
  machine?: Session['machine'],
): Promise<number> {
  const home = fileURLToPath(new URL('..', import.meta.url));
  const { name, version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const session: Session = {
    stdout: cleaned(terminal.stdout),
    stderr: cleaned(terminal.stderr),
    terminal,
    release: `${name} ${version}`,
    home,
    startedAs,
    machine: machine ?? thisMachine(),
    currentMachine: () => machine ?? thisMachine(),
    start: (others, from) => main(others, from, startedAs, machine),
    args: args.join(' '),
    exitStatus: exitStatus.done,
  };
  try {
    const program = programFor(session).version(version);
    for (const [verb, description, load] of commands) {
      const command = program.command(verb).description(description);
      if (!args.includes(verb)) continue;
      const file = (await load())[verb];
      file?.define(command, session);
      addExamples(command, session, file?.help ?? '');
    }
    await program.parseAsync(args as string[], { from: 'user' });
    return session.exitStatus;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    const { reportFailure } = await import('./commands/failures.ts');
    return reportFailure(cause, session);
  }
}

function thisMachine(): Session['machine'] {
  return { now: new Date(), account: accountName(), host: hostname() };
}

/** The system knows no name for some accounts, as in containers. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

function programFor(session: Session): Command {
  const program = new Command(session.startedAs)
    .description(
      'Makes the tri-annual monitoring reports and Schools Forum papers of a council programme as Word files.',
    )
    .configureOutput({
      writeOut: (text) => session.stdout.write(text),
      writeErr: (text) => session.stderr.write(text),
    })
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride();
  return addExamples(program, session, help);
}
