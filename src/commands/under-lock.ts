import { londonTime } from '../calendar/today.ts';
import { removeLeftovers } from '../files/leftovers.ts';
import { type Holder, type Lock, takeLock } from '../files/lock.ts';
import { shownPath } from '../files/shown-path.ts';
import { exitStatus, type Session, type Terminal } from './session.ts';

/** Every command runs under the lock of each folder that it writes in. */

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs a command while no other run writes in these folders. The session gets the exit status: the one that `run` results
 * in, or that of a run that must wait.
 */
export async function underLock(
  folders: readonly string[],
  session: Session,
  run: () => Promise<number>,
): Promise<void> {
  const { terminal, stderr } = session;
  const taken: Array<Extract<Lock, { state: 'taken' }>> = [];
  const releaseAll = () => {
    for (const { release } of taken.splice(0)) release();
  };
  const stop = (signal: NodeJS.Signals) => {
    stderr.write('stopped: the files named above are whole, and nothing is half written\n');
    terminal.exit?.(signals[signal as keyof typeof signals]);
  };
  const writes = folders.length > 0;
  if (writes) {
    for (const signal of Object.keys(signals)) terminal.once?.(signal, stop);
    terminal.once?.('exit', releaseAll);
  }
  try {
    for (const folder of folders) {
      const lock = takeFor(folder, session);
      if (lock.state !== 'taken') {
        session.exitStatus = lock.state === 'held' ? exitStatus.locked : exitStatus.couldNotRun;
        return;
      }
      taken.push(lock);
    }
    // One run has a lock in each folder that it writes in.
    const ended = new Set(taken.flatMap(({ after }) => (after ? nameOf(after, new Date()) : [])));
    for (const name of ended) session.stderr.write(`${name} ended before its time; its lock is taken over\n`);
    session.exitStatus = await run();
  } finally {
    releaseAll();
    for (const signal of Object.keys(signals)) terminal.off?.(signal, stop);
    terminal.off?.('exit', releaseAll);
  }
}

/** Takes the lock of a folder, or says who holds it. */
function takeFor(folder: string, { terminal, stderr, args }: Session): Lock {
  const lock = takeLock(folder, { pid: terminal.pid ?? 0, command: args }, (pid) => isRunning(pid, terminal));
  if (lock.state !== 'taken') {
    stderr.write(lock.state === 'held' ? heldMessage(folder, lock, new Date()) : foreignMessage(lock.file));
    return lock;
  }
  removeLeftovers(folder);
  return lock;
}

/** Signal 0 asks whether a process is there. Another person's may not be asked, and is. */
function isRunning(pid: number, { kill }: Terminal): boolean {
  try {
    return kill?.(pid, 0) ?? false;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The run that holds a lock, and what to do. A run takes seconds: after ten minutes something is wrong. */
function heldMessage(folder: string, { holder, file }: Extract<Lock, { state: 'held' }>, now: Date): string {
  const who = holder ? nameOf(holder, now) : 'another run of triannual';
  const minutes = (now.getTime() - Date.parse(holder?.since ?? '')) / 60_000;
  const help =
    minutes > 10
      ? `a run takes seconds: if that one is no longer there, delete ${shownPath(file)}`
      : minutes < -1
        ? `the clock of that computer is fast, or of this one slow. If that run is no longer there, delete ${shownPath(file)}`
        : 'run this again when it has ended';
  return `${who} is writing in ${folder}: ${help}\n`;
}

const foreignMessage = (file: string) =>
  `${shownPath(file)} has the name of the lock, and is a link or a folder, or far too large for one: see what it is, move it away, and run this again\n`;

/** A command that was typed may be long, and hold line breaks. */
function nameOf({ pid, host, since, command }: Holder, now: Date): string {
  const shown = command.replace(/\s+/g, ' ').slice(0, 100);
  return `another run of triannual (pid ${pid} on ${host}, since ${londonTime(new Date(since), now)}, \`${shown}\`)`;
}
