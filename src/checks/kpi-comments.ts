import { type Finding, resting, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { kpisOf, matchKpis } from '../model/kpi.ts';
import { positionOf } from '../model/kpi-targets.ts';
import { inRegister, type RoundContext, reportFile } from './context.ts';
import { isMisspelt, unknownIn } from './each-update.ts';
import { isPossible } from './kpi-values.ts';

/** What is said about KPIs that are off target or have moved much. */

export function commentsKnown({ project, round }: RoundContext): Finding[] {
  const known = kpisOf(project.register).map(({ id }) => id);
  return unknownIn(round, 'kpi_comments', known, (id) => ({
    message: `the register has no KPI "${id}"${didYouMean(id, known)}`,
    help: 'the ids are those of kpis.yaml',
    restsOn: inRegister({ id }),
  }));
}

export function exceptionsExplained({ project, round, calendar }: RoundContext): Finding[] {
  if (!round.report) return [];
  const rows = matchKpis(project.register, project.kpis);
  const kpis = kpisOf(project.register);
  const known = kpis.map(({ id }) => id);
  return kpis.flatMap((kpi) => {
    if (isMisspelt(round, 'kpi_comments', known, kpi.id)) return [];
    const row = rows.get(kpi.id);
    const { isException, onTarget, likelyMiss, current, target } = positionOf(project, kpi, row, calendar.id);
    if (!row || !isException || !current || round.report?.kpi_comments?.[kpi.id]?.comment) return [];
    // A value or a target that cannot be right is reported by itself.
    const judged = [current.figure, ...(target ? [target] : [])];
    if (!judged.every((figure) => isPossible(kpi, figure, row, calendar.id))) return [];
    const missed =
      likelyMiss === undefined ? 'has moved by more than its tolerance' : 'is likely to miss its target';
    const what = onTarget === false ? 'is off target' : missed;
    const message = `KPI ${kpi.dfe_ref} "${kpi.name}" ${what}, and nothing is said about it`;
    const help = `write in ${reportFile(round)} under "kpi_comments:": ${kpi.id}: { comment: …, action: … }`;
    const found = warning('kpi/comment-missing', current.figure.cell, message, help);
    const comment = { file: reportFile(round), path: ['kpi_comments', kpi.id] };
    return [resting(found, inRegister({ id: kpi.id }), comment)];
  });
}
