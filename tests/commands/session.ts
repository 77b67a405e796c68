import type { Session, Terminal } from '../../src/commands/session.ts';
import { underLock } from '../../src/commands/under-lock.ts';

/** A session as the command line makes it. */
export const sessionOf = (args: string, terminal: Terminal): Session => ({
  stdout: terminal.stdout,
  stderr: terminal.stderr,
  terminal,
  release: 'triannual 1',
  home: '',
  startedAs: 'triannual',
  machine: { now: new Date('2023-06-01T12:00:00Z'), account: 'tester', host: 'office' },
  currentMachine: () => ({ now: new Date('2023-06-01T12:00:00Z'), account: 'tester', host: 'office' }),
  start: async () => 0,
  args,
  exitStatus: 0,
});

/** Runs something under the locks of folders; the result is the exit status. */
export async function runUnderLock(
  folders: readonly string[],
  args: string,
  terminal: Terminal,
  run: () => Promise<number>,
): Promise<number> {
  const session = sessionOf(args, terminal);
  await underLock(folders, session, run);
  return session.exitStatus;
}
