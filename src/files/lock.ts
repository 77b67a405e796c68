import { randomUUID } from 'node:crypto';
import {
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, platform, uptime } from 'node:os';
import { join } from 'node:path';
import { ifPossible, ifThere } from './if-there.ts';
import { makeFolder, removeIfPossible, temporaryBeside } from './write-file.ts';

/**
 * One run at a time writes in a folder. The lock is a file that only one run can create, so it works on network drives
 * too, where the locks of the operating system do not; it says who holds it. A run that is killed leaves its lock
 * behind, so the next one asks whether the holder still runs:
 * - a process of this computer: its number is looked up. Numbers are given out again, so on Linux the moment when the
 *   process began is compared as well, and elsewhere the moment when the computer was started.
 * - a process of another computer cannot be looked up. Its lock is respected for a day: a run takes seconds. If that
 *   computer's clock is fast, the day begins when the drive says that the lock was written.
 * - a lock that says nothing is being written on a drive without links, and is respected for ten seconds.
 * - what is no file, such as a link, was not made by this program: it is left alone, and a person has to look.
 */

/** The run that holds a lock, as the lock describes it. */
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
      /** Gives up the lock. It waits for nothing and never fails: a lock that is left is taken over. */
      release(): void;
    }
  /** Another run writes there; without a holder if its lock says nothing. */
  | { state: 'held'; holder?: Holder; file: string }
  /** Something has the lock's name that is no lock: a link, a folder, or a file that is far too large. */
  | { state: 'foreign'; file: string };

/** Takes the lock of a folder, which is made if there is none. */
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
    if (found === 'foreign') return { state: 'foreign', file };
    const { holder } = found;
    if (holder ? holds(holder, found.age, isRunning) : found.age < 10_000)
      return { state: 'held', ...(holder && { holder }), file };
    setAside(file, found.text, pid);
    after = holder;
  }
  return { state: 'held', file };

  function release(): void {
    try {
      if (textIn(read(file)) === text) unlinkSync(file);
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
      if (there) return textIn(there) === text;
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

interface FoundLock {
  text: string;
  /** In milliseconds, since the file was written. */
  age: number;
  holder?: Holder;
}

/** Far more than a command line that any system takes. */
const longest = 1_000_000;

/** What a lock says; undefined if there is none any more. */
const read = (file: string): FoundLock | 'foreign' | undefined =>
  ifThere(() => {
    const there = lstatSync(file);
    if (!there.isFile() || there.size > longest) return 'foreign';
    const text = readFileSync(file, 'utf8');
    const age = Date.now() - there.mtimeMs;
    const holder = parse(text);
    return { text, age, ...(holder && { holder }) };
  });

const parse = (text: string): Holder | undefined =>
  ifPossible(() => {
    const holder = JSON.parse(text) as Holder;
    const { pid, host, since, command } = holder;
    const isWhole = Number.isInteger(pid) && typeof host === 'string' && typeof command === 'string';
    return isWhole && !Number.isNaN(Date.parse(since)) ? holder : undefined;
  });

const textIn = (found: ReturnType<typeof read>) => (found === 'foreign' ? undefined : found?.text);

/** `age` is that of the lock's file, in milliseconds. */
function holds(
  { pid, host, system, began, since }: Holder,
  age: number,
  isRunning: (pid: number) => boolean,
): boolean {
  const taken = Date.parse(since);
  const passed = taken > Date.now() ? age : Date.now() - taken;
  if (host !== hostname() || system !== platform()) return passed < 24 * 60 * 60 * 1000;
  if (!isRunning(pid)) return false;
  return began ? beginOf(pid) === began : taken > Date.now() - uptime() * 1000;
}

/**
 * The 22nd value of `/proc/PID/stat` (proc(5)); the second, a name in brackets, may hold blanks, and the third says whether the
 * process has ended: in a container without an init, nobody takes a process that was killed off the list.
 */
function beginOf(pid: number): string | undefined {
  const stat = ifPossible(() => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '';
  const values = stat.split(') ').at(-1)?.split(' ') ?? [];
  return /^[ZX]/.test(values[0] ?? '') ? undefined : values[19];
}

/** Removes a lock that nobody holds. If another run was quicker, it is that one's lock now, and it gets it back. */
function setAside(file: string, stale: string, pid: number): void {
  const aside = `${file}.${pid}.tmp`;
  ifThere(() => {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, file);
    unlinkSync(aside);
  });
}
