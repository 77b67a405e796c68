import type { Machine } from '../app/job.ts';
import { replaceUnprintable } from '../diagnostics/characters.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatDiagnostic } from '../diagnostics/format.ts';

/** What the program needs of the process that it runs in. Without a process there is nothing to stop or to ask about. */
export interface Terminal extends Partial<Pick<NodeJS.Process, 'pid' | 'kill' | 'once' | 'off' | 'exit'>> {
  stdout: Output;
  stderr: Output;
  env?: Readonly<Record<string, string | undefined>>;
  /** What a person types, where somebody sits at a terminal. */
  stdin?: NodeJS.ReadableStream & { isTTY?: boolean };
  /** Opens a file or an address, where not the way of this computer is taken. */
  open?(target: string): Promise<void>;
}

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** One run of the program. */
export interface Session {
  /** All that a command prints goes through these two, which clean it. */
  stdout: Output;
  stderr: Output;
  terminal: Terminal;
  /** The program's name and version, for manifests: `triannual 0.2.0`. */
  release: string;
  /** The folder of the program: its templates are used where there are none. */
  home: string;
  /** What this person types to start the program: `node bin/triannual.js`. */
  startedAs: string;
  machine: Machine;
  /** The same as it is now: a command may go on for days. */
  currentMachine(): Machine;
  /** Runs another command as this one was started; the result is its exit status. */
  start(args: readonly string[], terminal: Terminal): Promise<number>;
  /** What followed it: `build 2023-06`. */
  args: string;
  /** The result; each command sets it. */
  exitStatus: number;
}

/** See docs/commands.md, "Exit statuses". */
export const exitStatus = { done: 0, problems: 1, usage: 2, couldNotRun: 3, fault: 70, locked: 75 } as const;

/**
 * Takes the place of the escape character in our own colours until they are printed, so that every other one can be removed. No
 * text has it: Unicode gives it no meaning ("noncharacter").
 */
export const colourMark = '\uFDD0';

/** An output that prints text and our colours: no other code for the terminal gets through, wherever a text comes from. */
export function cleaned(output: Output): Output {
  const write = (text: string) =>
    output.write(
      replaceUnprintable(text.replace(/\r(?=\n)/g, '').replace(/\r/g, ' ')).replace(
        /\uFDD0(\[\d+m)?/g,
        (_, colour?: string) => (colour ? `\u001B${colour}` : '\uFFFD'),
      ),
    );
  return { write, ...(output.isTTY !== undefined && { isTTY: output.isTTY }) };
}

/** Prints a value for another program. Characters that a terminal would obey are escaped, so the value is the same. */
export function printJson({ stdout }: Pick<Session, 'stdout'>, value: unknown): void {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const text = JSON.stringify(value, null, 2).replace(
    /[\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFDD0]/g,
    escaped,
  );
  stdout.write(`${text}\n`);
}

/** Prints the result of a command: as JSON, or its problems and then what there is to say of it. */
export function printResult<Result extends { diagnostics: readonly Diagnostic[] }>(
  session: Session,
  { json }: { json?: boolean },
  result: Result,
  words: string,
): void {
  if (json) printJson(session, result);
  else {
    printDiagnostics(session, result.diagnostics);
    session.stdout.write(words);
  }
}

export function printDiagnostics({ stderr }: Pick<Session, 'stderr'>, all: readonly Diagnostic[]): void {
  for (const diagnostic of all) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
}

/** Says why what was typed cannot be done; the result is the exit status. */
export function refuse({ stderr }: Pick<Session, 'stderr'>, message: string): number {
  stderr.write(`${message}\n`);
  return exitStatus.usage;
}

/** The exit status of a run that has found these. */
export const exitFor = (diagnostics: readonly Diagnostic[]): number =>
  diagnostics.some(({ severity }) => severity === 'error') ? exitStatus.problems : exitStatus.done;
