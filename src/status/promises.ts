import { shortDayName } from '../calendar/days.ts';
import type { IsoDate } from '../model/field-types.ts';
import { type Promised, promisedIn } from '../model/forward-plan.ts';
import type { ReadableProject } from '../model/project.ts';

/** Reports of the forward plan that a body was promised and has no date for, or that have passed without being given. */

export interface OpenPromise {
  body: string;
  report: string;
  state: 'overdue' | 'undated';
  date?: IsoDate;
}

export const openPromises = (project: ReadableProject, today: IsoDate): OpenPromise[] =>
  openIn(project, today).map(asOpen);

/** Those that have passed, without reports to the DfE: their rounds say so themselves. */
export const overdueReports = (project: ReadableProject, today: IsoDate): OpenPromise[] =>
  openIn(project, today)
    .filter(({ state, round }) => state === 'overdue' && round === undefined)
    .map(asOpen);

type Open = Promised & { state: OpenPromise['state'] };

const openIn = (project: ReadableProject, today: IsoDate): Open[] =>
  (project.forwardPlan ? promisedIn(project.forwardPlan, project, today) : []).filter(
    (one): one is Open => one.state === 'overdue' || one.state === 'undated',
  );

const asOpen = ({ body, what, state, date }: Open): OpenPromise => ({
  body,
  report: what,
  state,
  ...(date && { date }),
});

/** `Cabinet: "Annual report" was due on Mon 6 Nov 2023, and has not been given` */
export const promiseWords = ({ body, report, date }: OpenPromise): string =>
  date
    ? `${body}: "${report}" was due on ${shortDayName(date)}, and has not been given`
    : `${body}: "${report}" has no date`;
