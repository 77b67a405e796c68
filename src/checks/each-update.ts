import { error, type Field, type Finding, resting } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { ConditionUpdate, ReportInput, Round } from '../model/round.ts';
import type { codes } from './codes.ts';
import { type RoundCheck, type RoundContext, reportFile } from './context.ts';

/** Checks that ask the same of each of many. */

/** A check of each condition's update in a round, at a field of it: `wrong` words what is wrong, if anything is. */
export const ofUpdates =
  (
    code: keyof typeof codes,
    path: string[],
    help: string | ((context: RoundContext) => string),
    wrong: (update: ConditionUpdate, context: RoundContext) => string | false | undefined,
  ): RoundCheck =>
  (context) =>
    context.round.conditions.flatMap(({ file, update }) => {
      const message = wrong(update, context);
      return message
        ? error(code, { file, path }, message, typeof help === 'string' ? help : help(context))
        : [];
    });

/** Whether a name below a field of report.yaml, which is not known, is likely meant for this one: that it lacks one is no second cause. */
export const isMisspelt = (round: Round, field: keyof ReportInput, known: readonly string[], name: string) =>
  Object.keys(round.report?.[field] ?? {}).some(
    (typed) => !known.includes(typed) && nearest(typed, known) === name,
  );

/** An error for each name below a field of report.yaml that is not known. */
export const unknownIn = (
  round: Round,
  field: keyof ReportInput,
  known: readonly string[],
  say: (name: string) => { code?: 'answer/unknown'; message: string; help: string; restsOn?: Field },
): Finding[] =>
  Object.keys(round.report?.[field] ?? {})
    .filter((name) => !known.includes(name))
    .map((name) => {
      const { code = 'yaml/unknown-key', message, help, restsOn } = say(name);
      const found = error(code, { file: reportFile(round), path: [field, name], key: true }, message, help);
      return restsOn ? resting(found, restsOn) : found;
    });
