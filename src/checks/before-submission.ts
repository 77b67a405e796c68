import { error, type Finding, type Where, warning } from '../diagnostics/diagnostic.ts';
import { notesFor } from '../model/difficulty.ts';
import { namesMadeUpPlaces } from '../model/figure-reference.ts';
import { inputFiles } from '../model/project.ts';
import { type AppendixName, calendarOf, type Round, roundBefore } from '../model/round.ts';
import { type RoundContext, reportFile } from './context.ts';
import { markOf, refuseMadeUp } from './illustrative.ts';
import { reasonsMissing } from './variances.ts';

/** What a submission needs besides a report without errors: signatures, and nothing made up. */

export function checkSubmit(context: RoundContext): Finding[] {
  const madeUp = refuseMadeUp('submission/illustrative', madeUpIn(context));
  const reasons = reasonsMissing(context).map((one): Finding => ({ ...one, severity: 'error' }));
  return [...signed(context), ...inTime(context), ...reasons, ...madeUp];
}

/** The DfE waits for no draft: a late report is sent all the same. */
function inTime({ round, calendar, today }: RoundContext): Finding[] {
  if (today <= calendar.deadline) return [];
  const message = `the report was due on ${calendar.deadline}, and today is ${today}`;
  const help = 'tell the DfE that it is late; it is submitted all the same';
  return [warning('submission/late', { file: reportFile(round) }, message, help)];
}

function signed({ project, round, today }: RoundContext): Finding[] {
  return project.programme.sign_offs.flatMap(({ id, role }) => {
    const { name, date } = round.report?.sign_offs?.[id] ?? {};
    const at = (field: string): Where => ({ file: reportFile(round), path: ['sign_offs', id, field] });
    const help = 'write the name and the date once the report has been signed';
    const code = 'submission/sign-off';
    if (!name) return [error(code, at('name'), `the ${role} has not signed`, help)];
    if (!date) return [error(code, at('date'), `the sign-off of the ${role} has no date`, help)];
    if (date <= today) return [];
    const message = `the ${role} signs on ${date}, which is after today, ${today}`;
    return [error(code, at('date'), message, help)];
  });
}

/** Where a report holds what is made up, its workbooks and the earlier reports that it prints included. */
export function madeUpIn({ project, round, calendar }: Omit<RoundContext, 'today'>): Where[] {
  const { agreement, programme, register, capital, forwardPlan, plan, kpis, forecasts, rounds } = project;
  const attaches = (name: AppendixName) =>
    round.report?.appendices?.some(({ document }) => document === name);
  // The report prints the ratings of the earlier reports of its year, and how each has moved since the last, of whichever year.
  const before = roundBefore(agreement, round.id);
  const printed = rounds.filter(
    ({ id }) =>
      id === before ||
      (id <= round.id && calendarOf(agreement, id)?.financialYear === calendar.financialYear),
  );
  const tables = [kpis, plan, forecasts.find(({ round: of }) => of === round.id)];
  return [
    ...markOf(inputFiles.agreement, agreement.illustrative),
    ...markOf(inputFiles.programme, programme.illustrative),
    ...markOf(inputFiles.register, register.illustrative),
    ...(attaches('growth-plan') || namesMadeUpPlaces(project, round)
      ? [
          ...markOf(inputFiles.capital, capital?.illustrative),
          ...markOf(inputFiles.capital, capital?.growth?.illustrative, ['growth']),
        ]
      : []),
    ...(attaches('forward-plan') ? markOf(inputFiles.forwardPlan, forwardPlan?.illustrative) : []),
    ...notesFor(project, round.id).flatMap(({ file, note }) => markOf(file, note?.illustrative)),
    ...printed.flatMap(marksIn),
    ...tables.flatMap((table) => (table?.illustrative ? [table.cell] : [])),
  ];
}

function marksIn(round: Round): Where[] {
  return [
    ...markOf(reportFile(round), round.report?.illustrative),
    ...round.conditions.flatMap(({ file, update }) => markOf(file, update.illustrative)),
  ];
}
