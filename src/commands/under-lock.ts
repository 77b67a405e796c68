import { londonTime } from '../calendar/today.ts';
import { removeLeftovers } from '../files/leftovers.ts';
import { type Holder, type Lock, takeLock } from '../files/lock.ts';
import { exitStatus, type Terminal } from './terminal.ts';

/** Every command that writes runs under the lock of each folder that it writes in. */

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Runs a command while no other run writes in these folders; the result is the exit status. */
export async function underLock(
  folders: readonly string[],
  command: string,
  terminal: Terminal,
  run: () => Promise<number>,
): Promise<number> {
  const taken: Array<Extract<Lock, { state: 'taken' }>> = [];
  const releaseAll = () => {
    for (const { release } of taken.splice(0)) release();
  };
  const stop = (signal: NodeJS.Signals) => {
    terminal.stderr.write('stopped: what has been named is whole, and nothing is half written\n');
    terminal.exit?.(signals[signal as keyof typeof signals]);
  };
  for (const signal of Object.keys(signals)) terminal.once?.(signal, stop);
  terminal.once?.('exit', releaseAll);
  try {
    for (const folder of folders) {
      const lock = takeLock(folder, { pid: terminal.pid ?? 0, command }, (pid) => isRunning(pid, terminal));
      if (lock.state === 'held') {
        terminal.stderr.write(heldMessage(folder, lock, new Date()));
        return exitStatus.locked;
      }
      taken.push(lock);
      removeLeftovers(folder);
      if (lock.after)
        terminal.stderr.write(
          `${nameOf(lock.after, new Date())} ended before its time; its lock is taken over\n`,
        );
    }
    return await run();
  } finally {
    releaseAll();
    for (const signal of Object.keys(signals)) terminal.off?.(signal, stop);
    terminal.off?.('exit', releaseAll);
  }
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
  const old = holder && now.getTime() - Date.parse(holder.since) > 10 * 60 * 1000;
  const help = old
    ? `a run takes seconds: if that one is no longer there, delete ${file}`
    : 'run this again when it has ended';
  return `${who} is writing in ${folder}: ${help}\n`;
}

function nameOf({ pid, host, since, command }: Holder, now: Date): string {
  return `another run of triannual (pid ${pid} on ${host}, since ${londonTime(new Date(since), now)}, \`${command}\`)`;
}
