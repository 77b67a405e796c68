import * as z from 'zod';
import type { Agreement } from './agreement.ts';
import { distinctBy, type IsoDate, isoDate, name, paperId, plainText, roundId } from './field-types.ts';
import { publicationsOf, type RegisterEntry } from './register.ts';
import { calendarOf, type Round } from './round.ts';

/** Which body gets which report when: what has been promised, and whether it has been given. */

const promise = z
  .strictObject({
    what: name,
    date: isoDate.optional(),
    /** The day on which the body got it. */
    given: isoDate.optional(),
    /** A paper or a round of this project, whose dates these then are. */
    paper: paperId.optional(),
    round: roundId.optional(),
    note: plainText.optional(),
    /** From which round on it is known: plans before it leave it out. */
    since: roundId.optional(),
    /** What the body is to do with it, for example Decision or Information, and the role that answers for it. */
    purpose: plainText.optional(),
    officer: plainText.optional(),
  })
  .refine(({ paper, round }) => paper === undefined || round === undefined, {
    error: 'left out where "paper" says which report it is',
    path: ['round'],
  });

/** Without one of its reports it would be another plan: with a mistake in one, none of it is used. */
export const forwardPlanSchema = z
  .strictObject({
    illustrative: z.boolean().optional(),
    /** What the document is called. */
    title: name,
    bodies: z
      .array(
        z.strictObject({
          body: name,
          /** What it was promised, in words: `a report each year`. */
          promised: plainText.optional(),
          reports: z.array(promise).optional(),
        }),
      )
      .min(1)
      .superRefine(distinctBy((one) => one.body, ['body', 'a body that is not in the list before'])),
  })
  .meta({ whole: 'file' });
export type ForwardPlan = z.infer<typeof forwardPlanSchema>;

const promiseStates = ['given', 'due', 'overdue', 'undated'] as const;

/** A report that a body was promised, as it is on a day. */
export interface Promised extends z.infer<typeof promise> {
  body: string;
  state: (typeof promiseStates)[number];
  /** Its place in the file. */
  path: Array<string | number>;
}

/** What says by itself that a report has been given: what was published and submitted. */
interface Sent {
  agreement: Agreement;
  submissions: readonly RegisterEntry[];
  rounds: readonly Round[];
}

/** All reports in the order of the file. A body that was promised one, and has none in the list, has one without a date. */
export function promisedIn({ bodies }: ForwardPlan, sent: Sent, today: IsoDate): Promised[] {
  return bodies.flatMap(({ body, promised, reports = [] }, i): Promised[] => {
    if (reports.length === 0)
      return [{ body, what: promised ?? 'a report', state: 'undated', path: ['bodies', i] }];
    return reports.map((one, j) => {
      const { date, given } = { ...datesOf(one, sent), ...dropBlank(one) };
      const isGiven = given !== undefined && given <= today;
      const state = isGiven ? 'given' : date === undefined ? 'undated' : date < today ? 'overdue' : 'due';
      const path = ['bodies', i, 'reports', j];
      return { ...one, body, state, date, given: isGiven ? given : undefined, path };
    });
  });
}

type Dates = { date?: IsoDate; given?: IsoDate };

const dropBlank = ({ date, given }: z.infer<typeof promise>): Dates => ({
  ...(date && { date }),
  ...(given && { given }),
});

function datesOf({ paper, round }: z.infer<typeof promise>, sent: Sent): Dates {
  if (paper !== undefined) {
    const published = publicationsOf(sent.submissions, paper)[0]?.day;
    return { date: paper.slice(0, 10), ...(published && { given: published }) };
  }
  if (round === undefined) return {};
  const deadline = calendarOf(sent.agreement, round)?.deadline;
  const submitted = sent.rounds.find(({ id }) => id === round)?.submission?.submitted;
  return { ...(deadline && { date: deadline }), ...(submitted && { given: submitted }) };
}
