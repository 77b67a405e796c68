import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { defaultFolders } from '../app/job.ts';
import { plural } from '../diagnostics/format.ts';
import { ifPossible } from '../files/if-there.ts';
import { shownPath } from '../files/shown-path.ts';
import { unsigned } from '../status/owed.ts';
import { readStatus } from '../status/read-status.ts';
import { errorsToday } from '../status/snoozed.ts';
import type { RoundStatus } from '../status/status.ts';
import { stageWords } from '../status/status-screen.ts';
import { reportFailure } from './failures.ts';
import { jobOf, type SharedOptions, templatesFor } from './options.ts';
import { exitStatus, type Output, printJson, refuse, type Session } from './session.ts';

/**
 * One command over every project below a folder, one after the other, each under its own lock: `--projects FOLDER`. A project is
 * a folder whose `inputs` hold an agreement.
 */

export interface ProjectsOptions extends SharedOptions {
  projects?: string;
}

/** Adds the option, which takes the place of the folders. */
export const addProjectsOption = (command: Command) =>
  command.option('--projects <folder>', 'every project below this folder, one after the other');

/** Deeper than anyone keeps a project. */
const deepest = 5;
/** Not looked into: what a project, a program or Git keeps there is no project. */
const passedOver = new Set(['inputs', 'output', 'templates', 'node_modules']);

/** The projects below a folder, itself included, by name. Links are not followed. */
export function projectsIn(folder: string, depth = 0): string[] {
  if (existsSync(join(folder, defaultFolders.inputs, 'agreement.yaml'))) return [folder];
  if (depth === deepest) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !passedOver.has(entry.name) && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => projectsIn(join(folder, name), depth + 1));
}

/** A project when its turn is over. */
interface Done {
  project: string;
  exit: number;
  /** What the command printed with `--json`. */
  result: unknown;
  rounds: RoundStatus[];
}

/** The worst first. That a project lacks a round which others have is a problem of that project, and no wrong usage. */
const worstFirst = [exitStatus.fault, exitStatus.couldNotRun, exitStatus.problems, exitStatus.locked];

type RunOne = (options: ProjectsOptions, session: Session) => Promise<void>;

/** Runs a command once as it is asked for, or once for each project. */
export async function forEachProject(
  options: ProjectsOptions,
  session: Session,
  runOne: RunOne,
): Promise<void> {
  const { projects: folder } = options;
  if (folder === undefined) return runOne(options, session);
  const stop = (words: string) => {
    session.exitStatus = refuse(session, words);
  };
  if (!existsSync(folder)) return stop(`there is no folder ${shownPath(folder)}`);
  const found = projectsIn(folder);
  const agreement = `${defaultFolders.inputs}/agreement.yaml`;
  if (found.length === 0)
    return stop(`there is no project in ${shownPath(folder)}: one has a file ${agreement} in its folder`);
  const done: Done[] = [];
  for (const project of found) {
    if (!options.json) session.stdout.write(`== ${shownPath(project)}\n`);
    done.push(await turnOf(project, options, session, runOne));
    if (!options.json) session.stdout.write('\n');
  }
  session.exitStatus = worstFirst.find((one) => done.some(({ exit }) => exit === one)) ?? exitStatus.done;
  if (options.json)
    printJson(session, {
      projects: done.map(({ project, exit, result, rounds }) => ({
        project: shownPath(project),
        exit,
        result,
        summary: rounds.map(summaryOf),
      })),
    });
  else session.stdout.write(`${formatSummary(done)}\n`);
}

/** The folders of a project. One that has no templates of its own is printed with those of this folder. */
function foldersOf(project: string, options: ProjectsOptions, { home }: Session): ProjectsOptions {
  const own = join(project, defaultFolders.templates);
  return {
    ...options,
    inputs: join(project, defaultFolders.inputs),
    output: join(project, defaultFolders.output),
    templates: existsSync(own) ? own : templatesFor(options.templates, home),
  };
}

async function turnOf(
  project: string,
  options: ProjectsOptions,
  session: Session,
  runOne: RunOne,
): Promise<Done> {
  const own = foldersOf(project, options, session);
  const printed = { text: '' };
  const write = (text: string) => {
    printed.text += text;
  };
  const quiet: Output = { write };
  const turn: Session = { ...session, exitStatus: exitStatus.done, ...(options.json && { stdout: quiet }) };
  try {
    await runOne(own, turn);
    const { rounds } = await readStatus(jobOf(own, turn));
    const exit = turn.exitStatus === exitStatus.usage ? exitStatus.problems : turn.exitStatus;
    // It may have been stopped before it printed a result.
    const result: unknown = ifPossible(() => JSON.parse(printed.text)) ?? null;
    return { project, exit, result, rounds };
  } catch (cause) {
    return { project, exit: reportFailure(cause, turn), result: null, rounds: [] };
  }
}

function summaryOf(status: RoundStatus) {
  const { id, stage, working_days_left, conditions, signed, owed } = status;
  const ratings: Record<string, number> = {};
  for (const { rating = 'not rated' } of conditions) ratings[rating] = (ratings[rating] ?? 0) + 1;
  return {
    round: id,
    stage,
    working_days_left,
    on_track: status.on_track ?? null,
    ratings,
    errors: errorsToday(status),
    signatures_missing: unsigned(signed).length,
    owing: owed.length,
  };
}

const outcomes: Record<number, string> = {
  [exitStatus.done]: 'done',
  [exitStatus.problems]: 'problems',
  [exitStatus.locked]: 'another run is writing there',
};

/** A line for each project's next report. */
function formatSummary(done: readonly Done[]): string {
  const lines = done.flatMap(({ project, exit, rounds }) => {
    const name = `${shownPath(project)}: ${outcomes[exit] ?? 'could not be done'}`;
    const last = rounds.at(-1);
    if (!last) return [`  ${name}`];
    const { on_track, ratings, errors, signatures_missing, owing } = summaryOf(last);
    const counts = Object.entries(ratings).map(([rating, count]) => `${count} ${rating}`);
    const missing = [
      ...(errors > 0 ? [plural(errors, 'error')] : []),
      ...(owing > 0 ? [`${owing} still to answer`] : []),
      ...(signatures_missing > 0 ? [`${plural(signatures_missing, 'signature')} missing`] : []),
    ];
    const said = [`${last.id} ${stageWords(last)}`, `on track: ${on_track ?? 'not said'}`, counts.join(', ')];
    return [`  ${name}; ${said.join('; ')}; ${missing.join(', ') || 'nothing is missing'}`];
  });
  return [plural(done.length, 'project'), ...lines].join('\n');
}
