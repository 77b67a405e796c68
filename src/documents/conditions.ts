import { notYetDue } from '../model/agreement.ts';
import { calendarOf, monthName, roundBefore } from '../model/round.ts';
import { byColumn, columnShape } from './columns.ts';
import { longDate } from './formats.ts';
import { missing, type ReportSource } from './input.ts';

/** The rating that a round gave a condition, or nothing. */
export function ratingIn({ rounds }: ReportSource, id: string, condition: number): string | undefined {
  const round = rounds.find((candidate) => candidate.id === id);
  return round?.conditions.find(({ update }) => update.condition === condition)?.update.rating || undefined;
}

/** The ratings of the reports of the financial year, in their order; those of later reports are not yet due. */
export function ratingsOfYear(source: ReportSource, condition: number): string[] {
  const { project, calendar, rounds } = source;
  const { agreement } = project;
  return agreement.reports.map((report) => {
    if (report.number > calendar.report.number) return notYetDue;
    const id = rounds.find((round) => {
      const other = calendarOf(agreement, round.id);
      return other?.report.number === report.number && other.financialYear === calendar.financialYear;
    })?.id;
    if (id === undefined) return 'No report';
    return ratingIn(source, id, condition) ?? missing.text;
  });
}

/** How a rating has moved since the last round. */
export interface Movement {
  /** `Worse, was Green` */
  words: string;
  /** `Worse`, for where the last rating is printed beside it. */
  short: string;
  /** Whether there is a change to give a reason for. */
  changed: boolean;
}

export function movementOf(source: ReportSource, condition: number): Movement {
  const { project, rounds, calendar } = source;
  const same = (words: string) => ({ words, short: words, changed: false });
  const before = roundBefore(project.agreement, calendar.id);
  if (before === undefined || !rounds.some(({ id }) => id < calendar.id)) return same('First report');
  const last = ratingIn(source, before, condition);
  const now = ratingIn(source, calendar.id, condition);
  if (last === undefined) return same(`No rating in ${monthName(before)}`);
  const order = project.agreement.rating_scale.map(({ rating }) => rating);
  if (now === undefined || !order.includes(now) || !order.includes(last)) return same(missing.comparison);
  const change = order.indexOf(now) - order.indexOf(last);
  if (change === 0) return same('No change');
  return change < 0
    ? { words: `Improved from ${last}`, short: 'Improved', changed: true }
    : { words: `Worse, was ${last}`, short: 'Worse', changed: true };
}

export const conditionShape = {
  number: 'text',
  name: 'text',
  wording: 'text',
  rating: 'text',
  ...columnShape('ratings'),
  movement: 'text',
  has_reason: 'flag',
  reason: 'markdown',
  owner: 'text',
  has_mitigation: 'flag',
  mitigation: 'text',
  mitigation_owner: 'text',
  mitigation_date: 'text',
  progress: 'markdown',
} as const;

/** Text that the template ends with a full stop of its own. */
const withoutStop = (text: string) => text.replace(/[.\s]+$/, '');

/** The conditions with their ratings and updates, in the agreement's order. */
export function buildConditions(source: ReportSource) {
  const { agreement } = source.project;
  return agreement.conditions.map(({ number, short, wording }) => {
    const update = source.round.conditions.find((file) => file.update.condition === number)?.update;
    const { rating, reason, mitigation, owner, progress } = update ?? {};
    const { action, owner: mitigator, by } = mitigation ?? {};
    const isUnread = source.round.unread.some((one) => one.number === number);
    const movement = movementOf(source, number);
    const step = agreement.rating_scale.find((candidate) => candidate.rating === rating);
    return {
      number: String(number),
      name: short,
      wording,
      rating: rating || missing.text,
      ...byColumn('ratings', ratingsOfYear(source, number)),
      movement: movement.words,
      has_reason: movement.changed || Boolean(reason),
      reason: reason || missing.text,
      owner: withoutStop(owner || missing.text),
      has_mitigation: Boolean(step?.needs_mitigation || action || mitigator || by),
      mitigation: withoutStop(action || missing.text),
      mitigation_owner: withoutStop(mitigator || missing.text),
      mitigation_date: by ? longDate(by) : missing.text,
      progress: progress || (isUnread ? missing.unread : missing.update),
    };
  });
}
