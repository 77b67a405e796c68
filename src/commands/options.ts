import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultFolders, type Job } from '../app/job.ts';
import { londonToday } from '../calendar/today.ts';
import { isDifficultyId, isIsoDate, isoDate, isPaperId } from '../model/field-types.ts';
import type { Session } from './session.ts';

/** The options and arguments that several commands share. */

/** The folders, as the person gave them. */
type Folders = Record<keyof typeof defaultFolders, string>;

export interface SharedOptions extends Folders {
  today?: string;
  json?: boolean;
}

const folders = {
  inputs: 'the folder with the YAML files and workbooks',
  output: 'the folder for drafts',
  templates: 'the folder with the Word templates',
};

/** Adds the options that most commands have. Each takes all folders; those that it does not use are left out of its help. */
export const addSharedOptions = (command: Command, used: ReadonlyArray<keyof Folders>): Command =>
  addFolders(command, used).option('--json', 'print the result as JSON');

/** The same for a command that prints no result. */
export function addFolders(command: Command, used: ReadonlyArray<keyof Folders>): Command {
  for (const name of ['inputs', 'output', 'templates'] as const)
    command.addOption(
      new Option(`--${name} <folder>`, folders[name])
        .default(defaultFolders[name])
        .hideHelp(!used.includes(name)),
    );
  return command.option(
    '--today <date>',
    'the date to take for today (default: the date in London)',
    dateArgument,
  );
}

/** Adds what is printed below the options. Its commands are printed as this person can type them. */
export function addExamples(command: Command, { startedAs }: Session, text: string): Command {
  return command.addHelpText('after', `\n${text.trim().replaceAll(/^( +)triannual\b/gm, `$1${startedAs}`)}`);
}

/** The work that a command is asked for. */
export function jobOf(
  options: SharedOptions,
  { release, home, startedAs, machine }: Session,
  ids: string[] = [],
): Job {
  const { inputs, output } = options;
  const templates = templatesFor(options.templates, home);
  let { today } = options;
  return {
    ...{ inputs, output, templates, ids, release, home, startedAs, machine },
    // Node takes some milliseconds to load the time zones, and not each command asks for the day.
    get today() {
      today ??= londonToday(machine.now);
      return today;
    },
  };
}

/** The folder that was named; where nobody named one and there is none here, that of the program. */
export function templatesFor(folder: string, home: string): string {
  return folder === defaultFolders.templates && !existsSync(folder) ? join(home, folder) : folder;
}

/** A parser of what is typed: it takes what is good, or says what it takes. */
const taking =
  (isGood: (text: string) => boolean, what: string) =>
  (text: string): string => {
    if (isGood(text)) return text;
    throw new InvalidArgumentError(what);
  };

const someWords = taking((text) => text !== '', 'It takes some words.');
/** Words on one line, as an option takes them. */
export const wordsArgument = (text: string): string => someWords(text.replace(/\s+/g, ' ').trim());

const aDraft = taking(
  (text) => /^[1-9]\d{0,5}$/.test(text),
  'It takes the number of a draft, for example 6.',
);
export const draftArgument = (text: string): number => Number(aDraft(text));

/** The option that lets a day be entered that is not that of the clock. */
export const enteredLate = [
  '--entered-late <reason>',
  'why the day is not the one of the clock',
  wordsArgument,
] as const;

/** The years that dates of a programme may have: far enough, and no sum of working days goes beyond what a date can hold. */
const year = /^20\d{2}/;

const aDate = taking(
  (text) => year.test(text),
  'It takes a date that exists, between 2000 and 2099, as year-month-day, for example 2023-06-01.',
);
/** A date, typed as the English write it or as this program does. */
export const dateArgument = (text: string): string => aDate(isoDate.safeParse(text).data ?? '');

const aYear = taking((text) => text.length === 4 && year.test(text), 'It takes a year, for example 2024.');
export const yearArgument = (text: string): number => Number(aYear(text));

/** A round of this century, by the name of its folder. */
export const isRound = (text: string) => /^20\d{2}-(0[1-9]|1[0-2])$/.test(text);
const isMeeting = (text: string) => isIsoDate(text) || isPaperId(text);

export const roundArgument = taking(isRound, 'A round is a year and a month, for example 2023-06.');

export const roundOrNoteArgument = taking(
  (text) => isRound(text) || isDifficultyId(text),
  'A round is a year and a month, for example 2023-06; a difficulty note has the day on which it was noticed, difficulty-2024-02-05.',
);

export const meetingArgument = taking(
  isMeeting,
  'A meeting of Schools Forum is a date, for example 2023-05-17; of another body a date and its name, 2023-11-13-cabinet.',
);

/** A round, a meeting or a difficulty note. */
export const oneIdArgument = taking(
  (text) => isRound(text) || isMeeting(text) || isDifficultyId(text),
  'A round is a year and a month, for example 2023-06; a meeting of Schools Forum a date, for example 2023-05-17; of another body a date and its name, 2023-11-13-cabinet; a difficulty note its id, difficulty-2024-02-05.',
);

/** Rounds, meetings and difficulty notes, one after the other. */
export const idArgument = (text: string, before: string[] = []): string[] => [...before, oneIdArgument(text)];
