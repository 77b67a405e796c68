import { type AgreementCondition, notYetDue } from '../model/agreement.ts';
import { inputFiles } from '../model/project.ts';
import { type ConditionUpdate, calendarOf, monthName, roundBefore, updateOf } from '../model/round.ts';
import { byColumn, columnShape } from './column-lists.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { inWords, list, longDate, withoutStop } from './house-formats.ts';
import { as, field, fixed, type Given, orElse, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';
import { buildTimeline } from './timelines.ts';

/** The rating that a round gave a condition, or nothing. */
export function ratingIn({ rounds }: ReportSource, id: string, condition: number): Given | undefined {
  const round = rounds.find((candidate) => candidate.id === id);
  const found = updateOf(round, condition);
  return found?.update.rating ? field(found.update.rating, found.file, 'rating') : undefined;
}

/** The ratings of the reports of the financial year, in their order; those of later reports are not yet due. */
export function ratingsOfYear(source: ReportSource, condition: number): Given[] {
  const { project, calendar, rounds } = source;
  const { agreement } = project;
  return agreement.reports.map((report) => {
    if (report.number > calendar.report.number) return fixed(notYetDue);
    const id = rounds.find((round) => {
      const other = calendarOf(agreement, round.id);
      return other?.report.number === report.number && other.financialYear === calendar.financialYear;
    })?.id;
    if (id === undefined) return fixed('No report');
    return ratingIn(source, id, condition) ?? fixed(missing.text);
  });
}

/** How a rating has moved since the last round. */
export interface Movement {
  /** `Worsened from Green` */
  words: Given;
  /** `Worsened`, for where the last rating is printed beside it. */
  short: Given;
  /** Whether there is a change to give a reason for. */
  changed: boolean;
}

export function ratingMovement(source: ReportSource, condition: number): Movement {
  const { project, rounds, calendar } = source;
  const before = roundBefore(project.agreement, calendar.id);
  const last = before === undefined ? undefined : ratingIn(source, before, condition);
  const now = ratingIn(source, calendar.id, condition);
  const scale = { field: inputFiles.agreement, path: ['rating_scale'] };
  const written = (text: string) => workedOut(text, 'this rating against the last', now, last, scale);
  const same = (text: string) => ({ words: written(text), short: written(text), changed: false });
  if (before === undefined || !rounds.some(({ id }) => id < calendar.id)) return same('First report');
  if (last === undefined) return same(`No rating in ${monthName(before)}`);
  const order = project.agreement.rating_scale.map(({ rating }) => rating);
  if (now === undefined || !order.includes(now.value) || !order.includes(last.value))
    return same(missing.comparison);
  const change = order.indexOf(now.value) - order.indexOf(last.value);
  if (change === 0) return same('No change');
  return change < 0
    ? { words: written(`Improved from ${last.value}`), short: written('Improved'), changed: true }
    : { words: written(`Worsened from ${last.value}`), short: written('Worsened'), changed: true };
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
  has_timeline: 'flag',
  timeline: [{ what: 'text', by: 'date', state: 'text' }],
} as const;

/** The conditions with their ratings and updates, in the agreement's order. */
export function buildConditions(source: ReportSource) {
  const { project, round } = source;
  const { conditions, rating_scale } = project.agreement;
  return conditions.map((condition, i) => {
    const { number, name, wording } = namesOf(condition, i);
    const found = updateOf(round, condition.number);
    const given: Partial<Fields<ConditionUpdate>> = found
      ? fieldsOf(found.update, { file: found.file, fill: withFigures(project, undefined, round.id) })
      : {};
    const { rating, reason, mitigation, owner, progress } = given;
    const { action, owner: mitigator, by } = mitigation ?? {};
    const isUnread = round.unread.some((one) => one.number === condition.number);
    const movement = ratingMovement(source, condition.number);
    const step = rating_scale.find((candidate) => candidate.rating === rating?.value);
    const isMitigated = [action, mitigator, by].some((one) => one?.value);
    return {
      number,
      name,
      wording,
      rating: orElse(rating, missing.text),
      ...byColumn('ratings', ratingsOfYear(source, condition.number)),
      movement: movement.words,
      has_reason: movement.changed || Boolean(reason?.value),
      reason: orElse(reason, missing.text),
      owner: as(orElse(owner, missing.text), withoutStop),
      has_mitigation: Boolean(step?.needs_mitigation || isMitigated),
      mitigation: as(orElse(action, missing.text), withoutStop),
      mitigation_owner: as(orElse(mitigator, missing.text), withoutStop),
      mitigation_date: by?.value ? as(by, longDate) : fixed(missing.text),
      progress: orElse(progress, isUnread ? missing.unread : missing.update),
      ...buildTimeline(source, condition.number, given.timeline ?? []),
    };
  });
}

/** `five Green, three Amber and one Red; three improved and two worsened since the last report.` */
export function ratingsInWords({ project }: ReportSource, conditions: ReturnType<typeof buildConditions>) {
  const count = (is: (one: (typeof conditions)[number]) => boolean, word: string) => {
    const some = conditions.filter(is).length;
    return some > 0 ? [`${inWords(some)} ${word}`] : [];
  };
  const scale = project.agreement.rating_scale.map(({ rating }) => rating);
  const rated = [
    ...scale.flatMap((word) => count(({ rating }) => rating.value === word, word)),
    ...count(({ rating }) => !scale.includes(rating.value), 'not rated yet'),
  ];
  const moved = ['improved', 'worsened'].flatMap((word) =>
    count(({ movement }) => movement.value.toLowerCase().startsWith(word), word),
  );
  const since = moved.length > 0 ? `; ${list(moved)} since the last report` : '';
  const origins = conditions.flatMap(({ rating, movement }) => [rating, movement]);
  return workedOut(`${list(rated)}${since}.`, 'the ratings', ...origins);
}

function namesOf({ number, short, wording }: AgreementCondition, i: number) {
  const of = (value: string, name: string) => field(value, inputFiles.agreement, 'conditions', i, name);
  return { number: of(String(number), 'number'), name: of(short, 'short'), wording: of(wording, 'wording') };
}
