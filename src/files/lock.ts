import { randomUUID } from 'node:crypto';
import {
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, platform, uptime } from 'node:os';
import { join } from 'node:path';
import { makeFolder, removeIfPossible, temporaryBeside } from './write-file.ts';

/**
 * One run at a time writes in a folder. The lock is a file that only one run can create, so it works on network drives
 * too, where the locks of the operating system do not; it says who holds it. A run that is killed leaves its lock
 * behind, so the next one asks whether the holder still runs:
 * - a process of this computer: its number is looked up. Numbers are given out again, so on Linux the moment when the
 *   process began is compared as well, and elsewhere the moment when the computer was started.
 * - a process of another computer cannot be looked up. Its lock is respected for a day: a run takes seconds.
 * - a lock that says nothing is being written on a drive without links, and is respected for ten seconds.
 */

/** What a lock says of the run that holds it. */
export interface Holder {
  pid: number;
  host: string;
  /** As Node names it: Windows and the Linux inside it have one host name, and process numbers of their own. */
  system: string;
  /** When the process began, as Linux counts it. */
  began?: string;
  /** When the lock was taken, as an instant. */
  since: string;
  /** What the run was asked for, `build 2023-06`. */
  command: string;
  /** Of this lock alone: a run knows its own by it, as two may be taken by one number in the same millisecond. */
  key?: string;
}

export type Lock =
  | {
      state: 'taken';
      /** A run that ended without giving up its lock. */
      after?: Holder;
      /** Gives up the lock. Takes no time to speak of, and never fails: a lock that stays is taken over. */
      release(): void;
    }
  /** Another run writes there; it is not known where its lock says nothing. */
  | { state: 'held'; holder?: Holder; file: string };

/** Takes the lock of a folder, which is made where there is none. */
export function takeLock(
  folder: string,
  { pid, command }: Pick<Holder, 'pid' | 'command'>,
  isRunning: (pid: number) => boolean,
): Lock {
  const made = makeFolder(folder);
  const file = join(folder, '.triannual.lock');
  const began = beginOf(pid);
  const since = new Date().toISOString();
  const me: Holder = {
    pid,
    host: hostname(),
    system: platform(),
    ...(began && { began }),
    since,
    command,
    key: randomUUID(),
  };
  const text = `${JSON.stringify(me)}\n`;
  let after: Holder | undefined;
  // Others may give up their locks, or take this one over, in the same moment.
  for (let attempt = 0; attempt < 20; attempt++) {
    if (create(file, text)) return { state: 'taken', ...(after && { after }), release };
    const found = read(file);
    if (!found) continue;
    const { holder } = found;
    if (holder ? holds(holder, isRunning) : found.age < 10_000)
      return { state: 'held', ...(holder && { holder }), file };
    setAside(file, found.text, pid);
    after = holder;
  }
  return { state: 'held', file };

  function release(): void {
    try {
      if (read(file)?.text === text) unlinkSync(file);
      if (made && readdirSync(folder).length === 0) rmdirSync(folder);
    } catch {
      // The folder may be out of reach by now.
    }
  }
}

/** The lock gets its name with all that it says; some network drives know no links, and there it is written in its place. */
function create(file: string, text: string): boolean {
  const temporary = temporaryBeside(file);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    try {
      linkSync(temporary, file);
    } catch {
      const there = read(file);
      if (there) return there.text === text;
      createInPlace(file, text);
    }
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw Object.assign(cause as NodeJS.ErrnoException, { dest: file });
  } finally {
    removeIfPossible(temporary);
  }
}

function createInPlace(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall !== 'open') removeIfPossible(file);
    throw cause;
  }
}

/** What a lock says, with its age in milliseconds; nothing where there is no lock any more. */
function read(file: string): { text: string; age: number; holder?: Holder } | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const age = Date.now() - statSync(file).mtimeMs;
    const holder = parse(text);
    return { text, age, ...(holder && { holder }) };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isInteger(holder.pid) && !Number.isNaN(Date.parse(holder.since)) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function holds({ pid, host, system, began, since }: Holder, isRunning: (pid: number) => boolean): boolean {
  const taken = Date.parse(since);
  if (host !== hostname() || system !== platform()) return Date.now() - taken < 24 * 60 * 60 * 1000;
  if (!isRunning(pid)) return false;
  return began ? beginOf(pid) === began : taken > Date.now() - uptime() * 1000;
}

/** The 22nd value of `/proc/PID/stat` (proc(5)); the second, a name in brackets, may hold blanks. */
function beginOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}

/** Removes a lock that nobody holds. Where another run was quicker, it is that one's lock now: it gets it back. */
function setAside(file: string, stale: string, pid: number): void {
  const aside = `${file}.${pid}.tmp`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, file);
    unlinkSync(aside);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
}
