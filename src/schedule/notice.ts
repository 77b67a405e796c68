import { plural } from '../diagnostics/format.ts';
import type { IsoDate } from '../model/field-types.ts';
import { unsigned } from '../status/owed.ts';
import { errorsToday } from '../status/snoozed.ts';
import type { Plan } from './due-today.ts';
import type { RunEntry } from './run-log.ts';

/**
 * What is posted to the council's webhook after a run: ids, stages, days and counts. No word that somebody typed is in it, no
 * rating and no figure of a report, for the place that it goes to may be read by anyone.
 */

/** A report or paper that somebody should look at. */
interface NoticeItem {
  id: string;
  kind: 'report' | 'paper';
  level: 'quiet' | 'warning' | 'failure';
  stage: string;
  /** The last working day on which a report can be sent, or the day on which a paper goes out. */
  due: IsoDate | null;
  working_days_left: number;
  errors: number;
  signatures_missing: number;
  /** How many people still owe something. */
  owing: number;
  /** Whether a day of its calendar has come, or a draft was made. */
  new: boolean;
}

export interface Notice {
  level: 'quiet' | 'warning' | 'failure';
  /** Everything in words, a line for each report, paper or other cause. */
  text: string;
  items: NoticeItem[];
  /** How many things that were submitted or published are not as they were. */
  submitted_changed: number;
  readable: boolean;
}

/** What a run has to say to people; undefined where there is nothing to say. */
export function noticeOf({ read, rounds, papers, overdue, unsent, alerts }: Plan): Notice | undefined {
  const items = [
    ...rounds.map(({ status, due }): NoticeItem => {
      const { id, stage, signed, owed, working_days_left } = status;
      return {
        id,
        kind: 'report',
        level: due.level,
        stage,
        due: status.due,
        working_days_left,
        errors: errorsToday(status),
        signatures_missing: unsigned(signed).length,
        owing: owed.length,
        new: due.announce.length > 0,
      };
    }),
    ...papers.map(({ status, due }): NoticeItem => {
      const { id, stage, problems, working_days_left } = status;
      const counts = { errors: problems.errors, signatures_missing: 0, owing: 0 };
      const said = { level: due.level, stage, due: status.agenda ?? null, working_days_left };
      return { id, kind: 'paper', ...said, ...counts, new: due.announce.length > 0 };
    }),
  ].filter((item) => item.new || item.level !== 'quiet');
  const changed = read.submitted.filter(({ severity }) => severity === 'error').length;
  const readable = read.project !== undefined;
  const lines = [
    ...(readable ? [] : ['the inputs cannot be read, so nothing can be said of any report']),
    ...(changed > 0 ? [changedLine(changed)] : []),
    ...items.map(lineOf),
    ...(unsent.length > 0
      ? [
          `${plural(unsent.length, 'difficulty note')} ${unsent.length === 1 ? 'has' : 'have'} not been sent to the DfE`,
        ]
      : []),
    ...(overdue > 0
      ? [`${plural(overdue, 'report')} of the forward plan ${overdue === 1 ? 'has' : 'have'} not been given`]
      : []),
  ];
  const level = alerts.some((alert) => alert.level === 'failure')
    ? 'failure'
    : alerts.length > 0
      ? 'warning'
      : 'quiet';
  if (lines.length === 0) return undefined;
  return { level, text: lines.join('\n'), items, submitted_changed: changed, readable };
}

const changedLine = (count: number) =>
  count === 1
    ? '1 thing that was submitted or published is not as it was'
    : `${count} things that were submitted or published are not as they were`;

/** That what was said before is over. */
const allClear: Notice = {
  level: 'quiet',
  text: 'nothing is missing any more',
  items: [],
  submitted_changed: 0,
  readable: true,
};

function lineOf({ id, kind, level, due, working_days_left: left, ...item }: NoticeItem): string {
  const days =
    left > 0
      ? `${plural(left, 'working day')} left, to ${due}`
      : left === 0
        ? `due today, ${due}`
        : `was due on ${due}, ${plural(-left, 'working day')} ago`;
  const missing = [
    ...(item.errors > 0 ? [plural(item.errors, 'error')] : []),
    ...(item.signatures_missing > 0 ? [`${plural(item.signatures_missing, 'signature')} missing`] : []),
    ...(item.owing > 0 ? [`${item.owing} still to answer`] : []),
  ];
  const what = kind === 'report' ? 'report' : 'paper';
  const loud = level === 'failure' ? 'LATE OR AT RISK: ' : '';
  return `${loud}${what} ${id}: ${days}; ${missing.length > 0 ? missing.join(', ') : 'nothing is missing'}`;
}

/**
 * The notice to send: one that differs from the last that was sent. Days that go by do not make it new while it is quiet;
 * one that a person has to act on counts the days, so it is sent each day.
 */
export function freshNotice(plan: Plan): Notice | undefined {
  const notice = noticeOf(plan);
  const last = lastSent(plan.log);
  if (notice === undefined) return last && last.level !== 'quiet' ? allClear : undefined;
  return last?.text === notice.text ? undefined : notice;
}

const lastSent = (log: readonly RunEntry[]) => log.findLast(({ notice }) => notice?.sent)?.notice;
