import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { longDayName } from '../calendar/days.ts';
import { ifThere } from '../files/if-there.ts';
import { readWhole } from '../files/read-file.ts';
import { safeName } from '../files/safe-name.ts';
import { shownPath } from '../files/shown-path.ts';
import { replaceIfChanged } from '../files/write-file.ts';
import { personOf } from '../model/owners.ts';
import type { Programme } from '../model/programme.ts';
import { formatEmail } from '../output/e-mail.ts';
import type { Owed } from './owed.ts';
import type { RoundStatus } from './status.ts';
import { distance } from './status-rows.ts';

/** A reminder in plain text, ready to be pasted into an e-mail. */
interface Reminder {
  owner: string;
  /** A file name that every system takes. */
  file: string;
  text: string;
  subject: string;
  /** The text without its head, as an e-mail has it. */
  body: string;
}

/** One reminder for each person who still owes something, with just what that person owes. */
export function writeReminders(status: RoundStatus): Reminder[] {
  const names = new Map<string, number>();
  return status.owed.map((owed) => {
    const name = safeName(owed.owner, 'owner');
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    const { subject, body } = wordsOf(status, owed);
    return {
      owner: owed.owner,
      file: `${name}${count > 1 ? `-${count}` : ''}.txt`,
      // A line break in a role would begin another line of the e-mail's head, such as "Bcc:".
      text: `To: ${owed.owner.replace(/\s+/g, ' ')}\nSubject: ${subject}\n\n${body}`,
      subject,
      body,
    };
  });
}

function wordsOf({ month, deadline, working_days_left }: RoundStatus, { by, late, things }: Owed) {
  const many = things.length === 1 ? 'one thing' : `${things.length} things`;
  const day = longDayName(by);
  const body = [
    late
      ? `This was needed for the ${month} report to the DfE by ${day}, and has not come. Please send it today:`
      : `For the ${month} report to the DfE, please send by ${day}:`,
    '',
    ...things.map((thing) => `- ${thing}`),
    '',
    `The DfE's deadline ${working_days_left < 0 ? 'was' : 'is'} ${longDayName(deadline)} (${distance(working_days_left)}).`,
    '',
  ].join('\n');
  return { subject: `${subjectOf(month)}${many} ${late ? 'overdue' : `needed by ${day}`}`, body };
}

const subjectOf = (month: string) => `${month} report to the DfE: `;

/** Whether a text is a reminder for the report of a month: what that person owed may have come since. */
function isReminder(text: string, month: string): boolean {
  return (
    /^To: .*\n/.test(text) && text.slice(text.indexOf('\n') + 1).startsWith(`Subject: ${subjectOf(month)}`)
  );
}

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
