import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '../files/if-there.ts';
import { readWhole } from '../files/read-file.ts';
import { shownPath } from '../files/shown-path.ts';
import { replaceIfChanged } from '../files/write-file.ts';
import { personOf } from '../model/owners.ts';
import type { Programme } from '../model/programme.ts';
import { formatEmail } from '../output/e-mail.ts';
import { isReminder, type Reminder, writeReminders } from './reminders.ts';
import type { RoundStatus } from './status.ts';

interface RemindersWritten {
  /** All reminders, as paths with forward slashes. */
  files: string[];
  /** Those of them that are e-mails too, of people whose address is known. */
  emails: string[];
  /** How many files are new or different. */
  written: number;
}

/**
 * Writes the reminders of rounds that are being collected into their output folders. Those of people who owe nothing any
 * more are removed, so that nobody is chased for what has come.
 */
export async function writeReminderFiles(
  output: string,
  rounds: readonly RoundStatus[],
  programme: Pick<Programme, 'people'> = {},
): Promise<RemindersWritten> {
  const result: RemindersWritten = { files: [], emails: [], written: 0 };
  for (const round of rounds.filter(({ started, stage }) => started && stage !== 'before')) {
    const folder = join(output, round.id, 'reminders');
    const shown = (file: string) => shownPath(output, round.id, 'reminders', file);
    const reminders = writeReminders(round);
    for (const reminder of reminders) {
      if (await replaceIfChanged(join(folder, reminder.file), reminder.text)) result.written++;
      result.files.push(shown(reminder.file));
      const address = personOf(programme, reminder.owner)?.email;
      if (address === undefined) continue;
      const file = emailOf(reminder.file);
      const eml = asEmail(reminder, address, join(output, round.id, 'forms'));
      if (await replaceIfChanged(join(folder, file), eml)) result.written++;
      result.emails.push(shown(file));
    }
    await removeOld(folder, new Set(reminders.map(({ file }) => file)), round);
  }
  return result;
}

const emailOf = (file: string) => file.replace(/\.txt$/, '.eml');

/** The reminder as a draft, with the owner's update form where there is one. */
function asEmail({ file, subject, body }: Reminder, to: string, forms: string): string {
  const name = file.replace(/\.txt$/, '.docx');
  const bytes = ifThere(() => readWhole(join(forms, name)));
  return formatEmail({ to, subject, text: body, attachments: bytes ? [{ name, bytes }] : [] });
}

/** What begins as no reminder of this round does is a person's own file, and stays. */
async function removeOld(folder: string, current: ReadonlySet<string>, round: RoundStatus): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.txt') && !current.has(one))) {
    if (!isReminder(await readFile(join(folder, name), 'utf8'), round.month)) continue;
    await unlink(join(folder, name));
    if (names.includes(emailOf(name))) await unlink(join(folder, emailOf(name)));
  }
}
