import { join } from 'node:path';
import type { DocumentName } from './documents.ts';

/** What the program is asked to do. */
export interface Job {
  /** Folders as the person gave them. */
  inputs: string;
  output: string;
  templates: string;
  /** Rounds and meetings to work on; none means all. */
  ids: string[];
  /** The London date. */
  today: string;
  /** The program's name and version, for manifests. */
  release: string;
  /** The folder of the program. */
  home?: string;
  /** What the person types to start the program: `triannual`, or `node bin/triannual.js`. */
  startedAs: string;
  /** For records alone: it never reaches a document. */
  machine: Machine;
  /** Whether drafts that are not for the public say at their end where their figures come from. */
  sources?: boolean;
  /** Called with each draft when it is ready: all of them take some seconds. */
  onDraft?(draft: Draft): void;
}

/** The computer that the program runs on, as it knows itself: no option or environment variable says otherwise. */
export interface Machine {
  now: Date;
  /** The name that the person is logged in with. */
  account: string;
  host: string;
}

/** What was done for a document. */
export interface Draft {
  /** The round, or the date of the meeting. */
  id: string;
  document: DocumentName;
  /** The number of the draft; absent if there is none. */
  number?: number;
  outcome: 'written' | 'current' | 'restored' | 'submitted' | 'none';
  /** The draft's path, with forward slashes; absent if there is none. */
  file?: string;
  /** Whether the draft says that something is missing. */
  incomplete: boolean;
  /** An earlier draft that somebody has changed, and that is kept as it is. */
  edited?: string;
  /** What has changed since draft `since`, if it has just been written beside the draft. */
  redline?: string;
  since?: number;
}

/** Folders that a command uses unless others are named. */
export const defaultFolders = { inputs: 'inputs', output: 'output', templates: 'templates' } as const;

/** A command as this person can type it, with the folders that they named: `node bin/triannual.js check 2023-06`. */
export type CommandLine = (...words: string[]) => string;

/** @see CommandLine */
export function commandLineOf(
  job: Pick<Job, 'home' | 'startedAs' | keyof typeof defaultFolders>,
): CommandLine {
  const own = job.home && join(job.home, defaultFolders.templates);
  const folders = (['inputs', 'output', 'templates'] as const).flatMap((name) =>
    job[name] === defaultFolders[name] || job[name] === own ? [] : [`--${name}`, quoted(job[name])],
  );
  return (...words) => [job.startedAs, ...words, ...folders].join(' ');
}

/** A path as it can be pasted into bash, PowerShell and the Windows command prompt: a plain one has no quotes. */
export function quoted(path: string): string {
  if (/^[\w./:\\@+-]+$/.test(path)) return path;
  return /["$`!%]/.test(path) ? `'${path}'` : `"${path}"`;
}
