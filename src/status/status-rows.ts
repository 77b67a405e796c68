import { plural } from '../diagnostics/format.ts';
import type { DraftStatus, RoundStatus } from './status.ts';

/** What every view of a round's status says in rows: the terminal, the page in Markdown, and the local page. */

/** `today`, `in 4 working days`, `3 working days ago` */
export function distance(days: number): string {
  if (days === 0) return 'today';
  return days > 0 ? `in ${plural(days, 'working day')}` : `${plural(-days, 'working day')} ago`;
}

/** Its days, each with what it is and how far off; `day` writes one. */
export function dateRows(
  { collect, milestones, deadline, due, working_days_left: left }: RoundStatus,
  day: (date: string) => string,
): Array<[on: string, what: string, when: string]> {
  const rolled = due === deadline ? '' : `, which is no working day: send it by ${day(due)}`;
  return [
    [day(collect), 'Updates asked for', ''],
    ...milestones.map(({ date, name, working_days_left: days }): [string, string, string] => [
      day(date),
      name,
      distance(days),
    ]),
    [day(deadline), `Deadline${rolled}`, distance(left)],
  ];
}

export const conditionsTitle = ({ conditions }: RoundStatus): string =>
  `Conditions: ${conditions.filter(({ update }) => update === 'in').length} of ${conditions.length} updates in`;

export const conditionRows = ({ conditions }: RoundStatus): string[][] =>
  conditions.map(({ number, name, rating = 'not rated', movement, update, owner }) => [
    String(number),
    name,
    rating,
    movement,
    update,
    owner,
  ]);

export const signatureRows = ({ signed }: RoundStatus, day = (date: string) => date): string[][] =>
  signed.map(({ role, name, date }) => [role, name && date ? `${name}, ${day(date)}` : 'not signed']);

export const draftLines = (drafts: readonly DraftStatus[]): string[] =>
  drafts.map(({ file, edited }) => `${file}${edited ? ' (changed since it was written)' : ''}`);
