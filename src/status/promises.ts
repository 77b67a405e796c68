import { shortDayName } from '../calendar/days.ts';
import type { IsoDate } from '../model/fields.ts';
import { type Promised, promisedIn } from '../model/forward-plan.ts';
import type { ReadableProject } from '../model/project.ts';

/** Reports of the forward plan that a body was promised and has no date for, or that have passed without being given. */

export interface OpenPromise {
  body: string;
  report: string;
  state: 'overdue' | 'undated';
  date?: IsoDate;
}

export function openPromises(project: ReadableProject, today: IsoDate): OpenPromise[] {
  if (!project.forwardPlan) return [];
  const isOpen = (one: Promised): one is Promised & { state: OpenPromise['state'] } =>
    one.state === 'overdue' || one.state === 'undated';
  return promisedIn(project.forwardPlan, project, today)
    .filter(isOpen)
    .map(({ body, what, state, date }) => ({ body, report: what, state, ...(date && { date }) }));
}

/** `Cabinet: "Annual report" was due on Mon 6 Nov 2023, and has not been given` */
export const promiseWords = ({ body, report, date }: OpenPromise): string =>
  date
    ? `${body}: "${report}" was due on ${shortDayName(date)}, and has not been given`
    : `${body}: "${report}" has no date`;
