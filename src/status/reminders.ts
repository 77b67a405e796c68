import { longDayName } from '../calendar/days.ts';
import { safeName } from '../files/safe-name.ts';
import type { Owed } from './owed.ts';
import type { RoundStatus } from './status.ts';
import { distance } from './status-rows.ts';

/** A reminder in plain text, ready to be pasted into an e-mail. */
export interface Reminder {
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
export function isReminder(text: string, month: string): boolean {
  return (
    /^To: .*\n/.test(text) && text.slice(text.indexOf('\n') + 1).startsWith(`Subject: ${subjectOf(month)}`)
  );
}
