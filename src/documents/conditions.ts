import { notYetDue } from '../model/agreement.ts';
import { calendarOf, roundBefore } from '../model/round.ts';
import { longDate } from './house.ts';
import { missing, type ReportSource } from './input.ts';

/** The rating that a round gave a condition, or nothing. */
export function ratingIn({ rounds }: ReportSource, id: string, condition: number): string | undefined {
  const round = rounds.find((candidate) => candidate.id === id);
  return round?.conditions.find(({ update }) => update.condition === condition)?.update.rating;
}

/** The ratings of the three reports of the financial year; those of later reports are not yet due. */
export function ratingsOfYear(source: ReportSource, condition: number): string[] {
  const { project, calendar, rounds } = source;
  const { agreement } = project;
  return agreement.reports.map((report) => {
    if (report.number > calendar.report.number) return notYetDue;
    const id = rounds.find((round) => {
      const other = calendarOf(agreement, round.id);
      return other?.report.number === report.number && other.financialYear === calendar.financialYear;
    })?.id;
    if (report.number < calendar.report.number && id === undefined) return 'No report';
    return (id && ratingIn(source, id, condition)) || missing.text;
  });
}

/** How a rating has moved since the last round, in words. */
export function movementOf(source: ReportSource, condition: number): string {
  const { agreement } = source.project;
  const before = roundBefore(agreement, source.calendar.id);
  const last = before && ratingIn(source, before, condition);
  const now = ratingIn(source, source.calendar.id, condition);
  if (now === undefined) return missing.text;
  if (!last) return 'First report';
  const order = agreement.rating_scale.map(({ rating }) => rating);
  const change = order.indexOf(now) - order.indexOf(last);
  if (change === 0) return 'No change';
  return change < 0 ? `Improved from ${last}` : `Worse, was ${last}`;
}

export const conditionShape = {
  number: 'text',
  name: 'text',
  wording: 'text',
  rating: 'text',
  rating_1: 'text',
  rating_2: 'text',
  rating_3: 'text',
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

/** The nine conditions with their ratings and updates, in the agreement's order. */
export function buildConditions(source: ReportSource) {
  return source.project.agreement.conditions.map(({ number, short, wording }) => {
    const update = source.round.conditions.find((file) => file.update.condition === number)?.update;
    const [first, second, third] = ratingsOfYear(source, number);
    const { mitigation } = update ?? {};
    return {
      number: String(number),
      name: short,
      wording,
      rating: update?.rating ?? missing.text,
      rating_1: first ?? '',
      rating_2: second ?? '',
      rating_3: third ?? '',
      movement: movementOf(source, number),
      has_reason: Boolean(update?.reason),
      reason: update?.reason ?? '',
      owner: update?.owner ?? missing.text,
      has_mitigation: Boolean(mitigation?.action),
      mitigation: mitigation?.action ?? '',
      mitigation_owner: mitigation?.owner ?? missing.text,
      mitigation_date: mitigation?.by ? longDate(mitigation.by) : missing.text,
      progress: update?.progress || missing.update,
    };
  });
}
