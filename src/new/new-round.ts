import { conditionFile } from './condition-file.ts';
import { type NewRoundSource, reportFile } from './report-file.ts';

interface RoundFile {
  file: string;
  text: string;
}

/**
 * The files of a new round: one for each condition of the agreement, and report.yaml. Nothing is said in them but the
 * conditions, their wording and their owners; what was said last is quoted in comments.
 */
export function newRound(source: NewRoundSource): RoundFile[] {
  const { agreement, programme, dates, last } = source;
  return [
    reportFile(source),
    ...agreement.conditions.map((condition) =>
      conditionFile({ agreement, programme, id: dates.id, condition, last }),
    ),
  ];
}
