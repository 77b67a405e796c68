import { error, type Finding, type Where, warning } from '../diagnostics/diagnostic.ts';
import type { ReadableProject } from '../model/project.ts';
import { monthName, type Round } from '../model/round.ts';
import { corrects, type Difference, differencesBefore } from '../model/sent.ts';
import { submissionFile } from '../model/submission.ts';
import { type RoundContext, reportFile } from './context.ts';

/** What the DfE was told stays true in the inputs, or is corrected with a reason. */

export function submissionsAgree({ project, round }: RoundContext): Finding[] {
  return inputsAgree(project, round);
}

/** As one round's report must see it, or as a whole: every submission, and every correction that has been recorded. */
export function inputsAgree(project: ReadableProject, from?: Round): Finding[] {
  const corrections = project.rounds
    .filter(({ id }) => !from || id <= from.id)
    .flatMap(({ id, report }) => (report?.corrections ?? []).map((correction) => ({ id, correction })));
  return differencesBefore(project, from?.id)
    .filter(
      (difference) =>
        !corrections.some(
          ({ id, correction }) =>
            id > difference.round.id && correction.reason && corrects(correction, difference),
        ),
    )
    .map((difference) => differs(difference, from ? reportFile(from) : "the next round's report.yaml"));
}

function differs(difference: Difference, report: string): Finding {
  const { round, sent } = difference;
  const isKpi = 'kpi' in difference;
  const what = isKpi
    ? `KPI ${difference.kpi.dfe_ref} "${difference.kpi.name}"`
    : `condition ${difference.condition}`;
  // A cell is quoted as the workbook has it, so that it can be found there.
  const now = isKpi
    ? `the workbook has ${difference.now?.value ?? 'no value'}`
    : `it is ${difference.now ?? 'not given'}`;
  const message = `the DfE was told in ${monthName(round.id)} that ${what} is ${sent}; now ${now}`;
  const name = isKpi ? `kpi: ${difference.kpi.id}` : `condition: ${difference.condition}`;
  const help = `put it back, or record the correction in ${report}, under "corrections:", with "round: ${round.id}", "${name}" and "reason: …"`;
  const path = isKpi ? ['kpis', difference.kpi.id] : ['ratings', String(difference.condition)];
  return error('submission/differs', placeOf(difference), message, {
    help,
    note: { message: 'what was sent is recorded here', where: { file: submissionFile(round), path } },
  });
}

function placeOf(difference: Difference): Where {
  if ('kpi' in difference) return difference.cell ?? { file: submissionFile(difference.round) };
  const { file, round } = difference;
  return file ? { file, path: ['rating'] } : { file: `${round.folder}/conditions` };
}

/** Each correction names something that was submitted, says why, and has something to correct. */
export function correctionsKnown({ project, round }: RoundContext): Finding[] {
  // A submitted report's corrections have become what was sent.
  if (round.submitted) return [];
  const differences = differencesBefore(project, round.id);
  const submitted = project.rounds.filter(({ id, submission }) => id < round.id && submission);
  return (round.report?.corrections ?? []).flatMap((correction, i): Finding[] => {
    const at = (field: string) => ({ file: reportFile(round), path: ['corrections', i, field] });
    const code = 'submission/correction';
    if (!submitted.some(({ id }) => id === correction.round)) {
      const known = submitted.map(({ id }) => id).join(', ') || 'none before this one';
      const message = `no report of ${correction.round} has been submitted`;
      return [error(code, at('round'), message, `the rounds that have been submitted are: ${known}`)];
    }
    if ((correction.condition === undefined) === (correction.kpi === undefined)) {
      const help =
        'write "condition:" and its number, or "kpi:" and its id in kpis.yaml; one correction for each';
      return [error(code, at('round'), 'the correction names no condition or KPI, or both', help)];
    }
    if (!correction.reason)
      return [
        error(code, at('reason'), 'the correction has no reason', 'say after "reason:" what was wrong'),
      ];
    if (differences.some((difference) => corrects(correction, difference))) return [];
    const message = 'there is nothing to correct: the inputs say what the DfE was told';
    const help = 'change the rating or value in its own file, or remove this correction';
    return [warning(code, at(correction.kpi === undefined ? 'condition' : 'kpi'), message, help)];
  });
}
