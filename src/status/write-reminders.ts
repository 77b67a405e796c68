import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { shownPath } from '../files/shown-path.ts';
import { replaceIfChanged } from '../files/write-file.ts';
import { isReminder, writeReminders } from './reminders.ts';
import type { RoundStatus } from './status.ts';

export interface RemindersWritten {
  /** All reminders, as paths with forward slashes. */
  files: string[];
  /** How many of them are new or different. */
  written: number;
}

/**
 * Writes the reminders of rounds that are being collected into their output folders. Those of people who owe nothing any
 * more are removed, so that nobody is chased for what has come.
 */
export async function writeReminderFiles(
  output: string,
  rounds: readonly RoundStatus[],
): Promise<RemindersWritten> {
  const files: string[] = [];
  let written = 0;
  for (const round of rounds.filter(({ started, stage }) => started && stage !== 'before')) {
    const folder = join(output, round.id, 'reminders');
    const reminders = writeReminders(round);
    for (const { file, text } of reminders) {
      if (await replaceIfChanged(join(folder, file), text)) written++;
      files.push(shownPath(output, round.id, 'reminders', file));
    }
    await removeOld(folder, new Set(reminders.map(({ file }) => file)), round);
  }
  return { files, written };
}

/** What begins as no reminder of this round does is a person's own file, and stays. */
async function removeOld(folder: string, current: ReadonlySet<string>, round: RoundStatus): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.txt') && !current.has(one))) {
    if (isReminder(await readFile(join(folder, name), 'utf8'), round.month)) await unlink(join(folder, name));
  }
}
