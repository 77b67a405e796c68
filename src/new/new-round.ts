import type { RoundDates } from '../calendar/rounds.ts';
import type { Agreement } from '../model/agreement.ts';
import type { Programme } from '../model/programme.ts';
import type { Round } from '../model/round.ts';
import { conditionFile } from './condition-file.ts';
import { reportFile } from './report-file.ts';

interface RoundFile {
  file: string;
  text: string;
}

interface NewRoundSource {
  agreement: Agreement;
  /** Absent where it cannot be read: sign-offs and first owners are left out then. */
  programme: Programme | undefined;
  dates: RoundDates;
  /** The round that is quoted; absent in the first round of all. */
  last: Round | undefined;
}

/**
 * The files of a new round: one for each condition of the agreement, and report.yaml. Nothing is said in them but the
 * conditions, their wording and their owners; what was said last is quoted in comments.
 */
export function newRound({ agreement, programme, dates, last }: NewRoundSource): RoundFile[] {
  return [
    reportFile({ agreement, programme, dates, last }),
    ...agreement.conditions.map((condition) =>
      conditionFile({ agreement, programme, id: dates.id, condition, last }),
    ),
  ];
}
