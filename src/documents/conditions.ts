import { type AgreementCondition, notYetDue } from '../model/agreement.ts';
import { inputFiles } from '../model/project.ts';
import {
  type ConditionFile,
  type ConditionUpdate,
  calendarOf,
  monthName,
  roundBefore,
  type TimelineStep,
  updateOf,
} from '../model/round.ts';
import { dayOfDraft, timelineAt, withMoves } from '../model/timeline.ts';
import { byColumn, columnShape } from './column-lists.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { counted, inWords, list, longDate, withCapital, withoutStop } from './house-formats.ts';
import { as, field, fixed, type Given, orElse, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';

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

/** What has been done since the last report, what is overdue, and what comes next; dates that were moved say from when. */
function buildTimeline(source: ReportSource, condition: number, given: Fields<readonly TimelineStep[]>) {
  const { steps, done, overdue, toCome, last } = timelineOf(source, updateOf(source.round, condition));
  const timeline = [...done, ...overdue, ...toCome].flatMap((i) => {
    const step = given[i];
    if (!step) return [];
    const { what, by, note } = step;
    const doneOn = done.includes(i) ? step.done : undefined;
    const from = steps[i]?.moved_from;
    const moved = from && !doneOn ? `, moved from ${longDate(from)}` : '';
    const position = doneOn
      ? `Done ${longDate(doneOn.value)}`
      : `${overdue.includes(i) ? 'Overdue' : 'To come'}${moved}`;
    const words = `${position}${note?.value ? `. ${note.value}` : ''}`;
    const before = step.moved_from ?? (from && last ? { field: last.file, path: ['timeline'] } : undefined);
    const state = workedOut(words, 'the date against the round', by, doneOn, before, note);
    return [{ what, by, state }];
  });
  return { has_timeline: timeline.length > 0, timeline };
}

/** The steps of a condition as they are on the round's day, and its update in the last report. */
function timelineOf(
  { project, rounds, milestones, calendar: { id, deadline } }: ReportSource,
  found: ConditionFile | undefined,
) {
  const before = roundBefore(project.agreement, id);
  const { condition = 0, timeline = [] } = found?.update ?? {};
  const last = updateOf(
    rounds.find((one) => one.id === before),
    condition,
  );
  const promised = last?.update.timeline ?? [];
  const steps = withMoves(timeline, promised);
  const day = dayOfDraft(milestones, deadline);
  return { steps, last, ...timelineAt(steps, day, promised, deadline) };
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

/** Steps of all conditions that are overdue or moved, counted, and the next one to come, in sentences. */
export function timelineSentences(source: ReportSource) {
  const { project, round } = source;
  const known = round.conditions.flatMap((one) => {
    const { file, update } = one;
    const { condition } = update;
    if (!project.agreement.conditions.some(({ number }) => number === condition)) return [];
    const { steps, overdue, toCome, last } = timelineOf(source, one);
    return steps.flatMap((step, i) => {
      const isOverdue = overdue.includes(i);
      const said = { field: file, path: ['timeline', i] };
      const isDerived = step.moved_from !== update.timeline?.[i]?.moved_from;
      const from = [said, ...(isDerived && last ? [{ field: last.file, path: ['timeline'] }] : [])];
      return isOverdue || toCome.includes(i) ? [{ isOverdue, condition, step, from }] : [];
    });
  });
  const overdue = known.filter(({ isOverdue }) => isOverdue);
  const toCome = known.filter(({ isOverdue }) => !isOverdue);
  const moved = toCome.filter(({ step }) => step.moved_from);
  const [next] = toCome.sort((a, b) =>
    a.step.by < b.step.by ? -1 : a.step.by > b.step.by ? 1 : a.condition - b.condition,
  );
  const of = (steps: typeof known) => {
    const numbers = [...new Set(steps.map(({ condition }) => String(condition)))];
    return `condition${numbers.length > 1 ? 's' : ''} ${list(numbers)}`;
  };
  const named = ({ what, by }: TimelineStep) => `\u201C${withoutStop(what)}\u201D, due by ${longDate(by)}`;
  const late =
    overdue.length === 1
      ? overdue.map(({ step }) => `One promised step is overdue: ${named(step)} (${of(overdue)}).`)
      : [`${withCapital(counted(overdue.length, 'promised step'))} are overdue (${of(overdue)}).`];
  const dates = `${withCapital(counted(moved.length, 'date'))} ${moved.length === 1 ? 'has' : 'have'} moved`;
  const origins = known.flatMap(({ from }) => from);
  return {
    has_overdue: overdue.length + moved.length > 0,
    overdue: workedOut(
      [
        ...(overdue.length > 0 ? late : ['No promised step is overdue.']),
        ...(moved.length > 0 ? [`${dates} (${of(moved)}).`] : []),
      ].join(' '),
      'the timelines',
      ...origins,
    ),
    has_next_step: next !== undefined,
    next_step: workedOut(
      next
        ? `Next: ${named(next.step)} (condition ${next.condition}).`
        : 'The timelines have no further step.',
      'the timelines',
      ...origins,
    ),
  };
}

function namesOf({ number, short, wording }: AgreementCondition, i: number) {
  const of = (value: string, name: string) => field(value, inputFiles.agreement, 'conditions', i, name);
  return { number: of(String(number), 'number'), name: of(short, 'short'), wording: of(wording, 'wording') };
}
