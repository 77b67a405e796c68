import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { londonToday } from '../calendar/today.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { shownPath } from '../files/shown-path.ts';
import type { Answers } from '../init/answers.ts';
import { type MadeProject, makeProject } from '../init/make-project.ts';
import { type AnswersRead, readAnswers } from '../init/read-answers.ts';
import { readOwnFiles } from '../init/read-own.ts';
import { pageFile } from '../init/what-is-left.ts';
import { askAll, askGuesses, askingAt, parseAnswer, questions, withWholePaths } from './init-questions.ts';
import { dateArgument } from './options.ts';
import { exitStatus, printJson, printResult, refuse, type Session } from './session.ts';

/** The command `triannual init`. */

export const help = `
Examples:
  triannual init "C:\\Eastshire"                           asks one question after the other
  triannual init eastshire --answers answers.yaml         takes the answers from a file
  triannual init eastshire --answers answers.yaml --kpis "Our KPIs.xlsx"

The folder may be new, or one that has no inputs and output yet. Your own workbooks and Word files are read and never changed. What you have not said, or what was
guessed, is on the page ${pageFile} in the folder, and is printed. docs/your-own-council.md shows an answers file.`;

interface InitOptions extends Record<string, unknown> {
  answers?: string;
  today?: string;
  json?: boolean;
}

export function define(command: Command, session: Session): void {
  command
    .argument('<folder>', 'the new folder of the project')
    .option('--answers <file>', 'a YAML file with the answers');
  for (const { key, flag, ask } of questions)
    command.option(flag, ask, (text: string) => {
      const parsed = parseAnswer(key, text);
      if ('problem' in parsed) throw new InvalidArgumentError(parsed.problem);
      return parsed.value;
    });
  command
    .option('--today <date>', 'the date to take for today (default: the date in London)', dateArgument)
    .option('--json', 'print the result as JSON')
    .action(async (folder: string, options: InitOptions) => {
      session.exitStatus = await init(folder, options, session);
    });
}

/** Makes the project; the result is the exit status. */
async function init(folder: string, options: InitOptions, session: Session): Promise<number> {
  const { home, startedAs, machine } = session;
  const inTheWay = ['inputs', 'output', 'templates', pageFile].find((name) => existsSync(join(folder, name)));
  if (inTheWay !== undefined)
    return refuse(session, `${shownPath(folder)} has a project: it holds ${inTheWay}. Name another folder`);
  const read = await answersFrom(options, session);
  if (!read) return refuse(session, 'stopped: nothing was written');
  const { answers, file, options: given, sources } = read;
  if (!answers) return refused(read.diagnostics, options, session);
  const made = await makeProject({
    folder,
    answers,
    file,
    options: given,
    sources,
    home,
    startedAs,
    today: options.today ?? londonToday(machine.now),
  });
  if (made.files.length === 0) return refused(made.refused, options, session);
  print(folder, made, options, session);
  return exitStatus.done;
}

/** Answers of the file and the options, and of whoever sits at the terminal; undefined if that person stops. */
async function answersFrom(options: InitOptions, session: Session): Promise<AnswersRead | undefined> {
  const flags: Partial<Answers> = Object.fromEntries(
    questions.flatMap(({ key, flag }) => {
      const given = options[new Option(flag).attributeName()];
      return given === undefined ? [] : [[key, given]];
    }),
  );
  const asking = options.answers === undefined ? askingAt(session) : undefined;
  if (!asking) {
    const file = options.answers;
    return readAnswers(file, flags, (given) => withWholePaths(given, dirname(file ?? '.')));
  }
  try {
    const typed = await askAll(asking, flags, session);
    if (!typed) return undefined;
    const read = await readAnswers(undefined, typed, (given) => given);
    if (!read.answers) return read;
    const { own } = await readOwnFiles({ ...read, answers: read.answers });
    const readings = own ? await askGuesses(asking, own.guesses) : {};
    return { ...read, answers: { ...read.answers, readings } };
  } finally {
    asking.close();
  }
}

function refused(diagnostics: readonly Diagnostic[], options: InitOptions, session: Session): number {
  const result = { files: [], questions: [], gaps: [], left: [], diagnostics };
  printResult(session, options, result, 'nothing was written\n');
  return exitStatus.problems;
}

function print(folder: string, made: MadeProject, { json }: InitOptions, session: Session): void {
  const { files, questions: open, gaps, left, first, diagnostics, page } = made;
  if (json) {
    printJson(session, { folder: shownPath(folder), first, files, questions: open, gaps, left, diagnostics });
    return;
  }
  session.stdout.write(
    `${shownPath(folder)}: made, with ${files.length} files. This is the page ${pageFile} in it:\n\n${page}`,
  );
}
