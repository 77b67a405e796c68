import { warning } from '../diagnostics/diagnostic.ts';
import { inputFiles } from '../model/project.ts';
import { calendarOf } from '../model/round.ts';
import type { ProjectCheck } from './context.ts';

/** Rounds that the forward plan names are those of the agreement: their deadlines are its dates. It stops nothing but itself. */
export const promisedRoundsKnown: ProjectCheck = ({ agreement, forwardPlan }) =>
  (forwardPlan?.bodies ?? []).flatMap(({ reports = [] }, i) =>
    reports.flatMap(({ round }, j) => {
      if (round === undefined || calendarOf(agreement, round)) return [];
      const where = { file: inputFiles.forwardPlan, path: ['bodies', i, 'reports', j, 'round'] };
      const known = agreement.reports.map(({ month }) => month).join(', ');
      const message = `the agreement has no report in the month of ${round}`;
      return [warning('round/unknown', where, message, `name a round of one of: ${known}`)];
    }),
  );
