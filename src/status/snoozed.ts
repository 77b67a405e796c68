import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { ReportInput } from '../model/round.ts';

/** Problems of a round that nobody need look at before a day: `snooze:` in report.yaml. */
export interface Snoozed {
  code: string;
  until: IsoDate;
  errors: number;
  warnings: number;
}

/**
 * What is snoozed today. On the last day on which the report can be sent nothing is.
 * @param due that day
 */
export function snoozedIn(
  report: Pick<ReportInput, 'snooze'> | undefined,
  diagnostics: readonly Diagnostic[],
  { today, due }: { today: IsoDate; due: IsoDate },
): Snoozed[] {
  const open = (report?.snooze ?? []).filter(({ until }) => today < until && today < due);
  return open.flatMap(({ code, until }) => {
    const own = diagnostics.filter((diagnostic) => diagnostic.code === code);
    const errors = own.filter(({ severity }) => severity === 'error').length;
    return own.length === 0 ? [] : [{ code, until, errors, warnings: own.length - errors }];
  });
}

/** Errors that count today. */
export const errorsToday = ({
  problems,
  snoozed,
}: {
  problems: { errors: number };
  snoozed: readonly Snoozed[];
}) => problems.errors - snoozed.reduce((sum, { errors }) => sum + errors, 0);
