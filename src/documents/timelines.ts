import { inputFiles } from '../model/project.ts';
import { type ConditionFile, monthName, roundBefore, type TimelineStep, updateOf } from '../model/round.ts';
import { dayOfDraft, keptAs, timelineAt, withMoves } from '../model/timeline.ts';
import type { Fields } from './fields-of-files.ts';
import {
  conditionsNamed,
  counted,
  inWords,
  list,
  longDate,
  withCapital,
  withoutStop,
} from './house-formats.ts';
import { type ContextOf, fixed, type Given, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';

/** What the conditions promise by when: the table under each, and how promises were kept, in sentences. */

export const timelineShape = {
  /** The day on which steps are judged. */
  position_at: 'date',
  has_overdue: 'flag',
  overdue: 'text',
  /** The same without the name of a step that is the only one. */
  overdue_in_short: 'text',
  has_next_step: 'flag',
  next_step: 'text',
  /** How the steps were kept that the last report promised by now. */
  has_promises: 'flag',
  promises: 'text',
} as const;

/** What has been done since the last report, what is overdue, and what comes next; dates that were moved say from when. */
export function buildTimeline(
  source: ReportSource,
  condition: number,
  given: Fields<readonly TimelineStep[]>,
) {
  const { steps, done, overdue, toCome, last } = timelineOf(source, updateOf(source.round, condition));
  const timeline = [...done, ...overdue, ...toCome].flatMap((i) => {
    const step = given[i];
    if (!step) return [];
    const { what, by, note } = step;
    const doneOn = done.includes(i) ? step.done : undefined;
    const from = steps[i]?.moved_from;
    const moved = from && !doneOn ? `, moved from ${longDate(from)}` : '';
    const position = doneOn
      ? `Done ${longDate(doneOn.value)}${doneOn.value > by.value ? ', late' : ''}`
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

interface KnownStep {
  condition: number;
  owner: string | undefined;
  step: TimelineStep;
}

const conditionsOf = (steps: readonly KnownStep[]) =>
  conditionsNamed([...new Set(steps.map(({ condition }) => String(condition)))]);

const named = ({ what, by }: TimelineStep) => `\u201C${withoutStop(what)}\u201D, due ${longDate(by)}`;

function lateInWords(overdue: readonly KnownStep[], isNamed: boolean): string {
  const [first, ...others] = overdue;
  if (!first) return 'No step is overdue.';
  if (others.length > 0 || !isNamed)
    return `${withCapital(counted(overdue.length, 'step'))} ${others.length > 0 ? 'are' : 'is'} overdue (${conditionsOf(overdue)}).`;
  const whose = [conditionsOf(overdue), ...(first.owner ? [withoutStop(first.owner)] : [])].join('; ');
  return `One step is overdue: ${named(first.step)} (${whose}).`;
}

/** Steps of all conditions that are overdue or moved, counted, and the next one to come, in sentences. */
export function timelineSentences(source: ReportSource): ContextOf<typeof timelineShape> {
  const promises = promisesInWords(source);
  const { project, round, milestones, calendar } = source;
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
      return isOverdue || toCome.includes(i)
        ? [{ isOverdue, condition, owner: update.owner, step, from }]
        : [];
    });
  });
  const overdue = known.filter(({ isOverdue }) => isOverdue);
  const toCome = known.filter(({ isOverdue }) => !isOverdue);
  const moved = toCome.filter(({ step }) => step.moved_from);
  const [next] = toCome.sort((a, b) =>
    a.step.by < b.step.by ? -1 : a.step.by > b.step.by ? 1 : a.condition - b.condition,
  );
  const dates = `${withCapital(counted(moved.length, 'date'))} ${moved.length === 1 ? 'has' : 'have'} moved`;
  const origins = known.flatMap(({ from }) => from);
  const lateAndMoved = (isNamed: boolean) =>
    workedOut(
      [
        lateInWords(overdue, isNamed),
        ...(moved.length > 0 ? [`${dates} (${conditionsOf(moved)}).`] : []),
      ].join(' '),
      'the timelines',
      ...origins,
    );
  return {
    position_at: workedOut(
      dayOfDraft(milestones, calendar.deadline),
      'the milestone of the draft, or else the deadline',
      {
        field: inputFiles.agreement,
        path: ['milestones'],
      },
    ),
    has_overdue: overdue.length + moved.length > 0,
    overdue: lateAndMoved(true),
    overdue_in_short: lateAndMoved(false),
    has_next_step: next !== undefined,
    next_step: workedOut(
      next
        ? `Next: ${named(next.step)} (condition ${next.condition}).`
        : 'The timelines have no further step.',
      'the timelines',
      ...origins,
    ),
    has_promises: promises !== undefined,
    promises: promises ?? fixed(missing.comparison),
  };
}

/** `Of the 20 steps that the report of September 2023 promised by 27 November 2023, 17 are done (one late), two have moved and one is overdue.` */
function promisesInWords({ milestones, calendar, project, round, rounds }: ReportSource): Given | undefined {
  const day = dayOfDraft(milestones, calendar.deadline);
  const last = rounds.find(({ id }) => id === roundBefore(project.agreement, calendar.id));
  const promised = (last?.conditions ?? []).flatMap(({ file, update: { condition, timeline = [] } }) =>
    timeline.flatMap((before, i) => {
      if (before.done || before.by > day) return [];
      const now = keptAs(before, timeline, updateOf(round, condition)?.update.timeline ?? []);
      return [{ before, now, from: { field: file, path: ['timeline', i] } }];
    }),
  );
  if (!last || promised.length === 0) return undefined;
  const done = promised.filter(({ now }) => now?.done && now.done <= calendar.deadline);
  const late = done.filter(({ before, now }) => (now?.done ?? '') > before.by).length;
  const moved = promised.filter((one) => !done.includes(one) && one.now && one.now.by > one.before.by);
  const open = promised.filter((one) => !done.includes(one) && !moved.includes(one));
  const isOne = promised.length === 1;
  const have = (count: number, one: string, more: string) => {
    if (isOne) return one;
    return `${count === promised.length ? 'all' : inWords(count)} ${count === 1 ? one : more}`;
  };
  const lateWords = isOne ? ' (late)' : ` (${inWords(late)} late)`;
  const parts = [
    ...(done.length > 0 ? [`${have(done.length, 'is', 'are')} done${late > 0 ? lateWords : ''}`] : []),
    ...(moved.length > 0 ? [have(moved.length, 'has moved', 'have moved')] : []),
    ...(open.length > 0 ? [have(open.length, 'is overdue', 'are overdue')] : []),
  ];
  return workedOut(
    `${isOne ? 'The one step' : `Of the ${counted(promised.length, 'step')}`} that the report of ${monthName(last.id)} promised by ${longDate(day)}${isOne ? '' : ','} ${list(parts)}.`,
    'the timelines of both reports',
    ...promised.map(({ from }) => from),
  );
}
