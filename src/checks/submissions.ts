import { inQuotes } from '../diagnostics/characters.ts';
import { error, type Finding, type Where, warning } from '../diagnostics/diagnostic.ts';
import {
  corrects,
  type Difference,
  differencesBefore,
  namedIn,
  nameOf,
} from '../model/changed-since-sent.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { monthName, type Round } from '../model/round.ts';
import { submissionFile } from '../model/submission-record.ts';
import { type RoundContext, reportFile } from './context.ts';

/** What the DfE was told stays true in the inputs, or is corrected with a reason. */

export function submissionsAgree({ project, round }: RoundContext): Finding[] {
  // What a closed report printed cannot change any more; `verify` compares it once for all.
  return round.submitted ? [] : inputsAgree(project, round);
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
    .map((difference) => {
      const finding = differs(difference, from ? reportFile(from) : "the next round's report.yaml");
      if (from || !isKnown(difference)) return finding;
      const message = `${finding.message}; that was known when the report was submitted`;
      return { ...finding, severity: 'warning', message };
    });
}

/** Whether it was known when the report was filled from the draft that had been signed. */
const isKnown = (difference: Difference) =>
  difference.round.submission?.known?.includes(nameOf(difference)) ?? false;

function differs(difference: Difference, report: string): Finding {
  const { round } = difference;
  const [told, now] = said(difference);
  const message = `the DfE was told in ${monthName(round.id)} that ${told}; now ${now}`;
  const [[kind, name] = ['text', '']] = Object.entries(namedIn(difference));
  const help = `put it back, or record the correction in ${report}, under "corrections:", with "round: ${round.id}", "${kind}: ${name}" and "reason: …"`;
  return error('submission/differs', placeOf(difference), message, {
    help,
    note: { message: 'what was sent is recorded here', where: recorded(difference) },
  });
}

/** What the DfE was told, and what the inputs say now. */
function said(difference: Difference): [told: string, now: string] {
  const { sent, now } = difference;
  if ('kpi' in difference) {
    const { kpi, now: figure } = difference;
    // A cell is quoted as the workbook has it, so that it can be found there.
    return [`KPI ${kpi.dfe_ref} "${kpi.name}" is ${sent}`, `the workbook has ${figure?.value ?? 'no value'}`];
  }
  if ('figure' in difference) return [`"${difference.figure}" is ${sent}`, `it is ${now ?? 'not there'}`];
  if ('text' in difference)
    return [`"${difference.text}" says ${inQuotes(sent, 60)}`, `it says ${inQuotes(String(now ?? ''), 60)}`];
  return [`condition ${difference.condition} is ${sent}`, `it is ${now ?? 'not given'}`];
}

function recorded(difference: Difference): Where {
  const file = submissionFile(difference.round);
  if ('kpi' in difference) return { file, path: ['kpis', difference.kpi.id] };
  if ('condition' in difference) return { file, path: ['ratings', String(difference.condition)] };
  return { file, path: ['text' in difference ? 'fields' : 'figures'], key: true };
}

function placeOf(difference: Difference): Where {
  if ('text' in difference) return { file: difference.file, path: difference.path };
  if ('figure' in difference)
    return (
      difference.cell ?? {
        file: difference.figure.startsWith('kpi ') ? inputFiles.register : inputFiles.plan,
      }
    );
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
    const { condition, kpi, figure, text } = correction;
    const named = Object.entries({ condition, kpi, figure, text }).filter(([, name]) => name !== undefined);
    if (named.length !== 1) {
      const help =
        'write "condition:" and its number, "kpi:" and its id in kpis.yaml, or "figure:" or "text:" with the name that `check` gives; one correction for each';
      return [
        error(code, at('round'), 'the correction names no condition, KPI, figure or text, or several', help),
      ];
    }
    if (!correction.reason)
      return [
        error(code, at('reason'), 'the correction has no reason', 'say after "reason:" what was wrong'),
      ];
    if (differences.some((difference) => corrects(correction, difference))) return [];
    const message = 'there is nothing to correct: the inputs say what the DfE was told';
    const help = 'change the rating or value in its own file, or remove this correction';
    return [warning(code, at(named[0]?.[0] ?? 'round'), message, help)];
  });
}
