import { londonToday } from '../calendar/today.ts';
import { shiftDays } from '../calendar/working-days.ts';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { shownPath } from '../files/shown-path.ts';
import type { Job } from './job.ts';

/** A day that is more than one from the clock's goes into no record without a reason. `file` is the one that is written. */
export function clockAgrees(job: Job, file: string, enteredLate: string | undefined): Diagnostic[] {
  const clock = londonToday(job.machine.now);
  const isNear = job.today >= shiftDays(clock, -1) && job.today <= shiftDays(clock, 1);
  if (isNear || enteredLate) return [];
  const message = `--today gives ${job.today}, and by the clock of this computer it is ${clock}`;
  const help =
    'leave --today out, or say with --entered-late "…" why it is entered now: the record keeps the reason';
  return [aboutFile('submission/clock', shownPath(job.inputs, file), message, help)];
}
