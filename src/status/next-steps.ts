import type { CommandLine } from '../app/job.ts';
import { list } from '../documents/house-formats.ts';
import { unsigned } from './owed.ts';
import type { RoundStatus } from './status.ts';

/** What a programme manager should do next for a round, most urgent first. */
export function nextSteps(status: RoundStatus, commandLine: CommandLine): string[] {
  const { id, month, stage, started, due, problems, drafts, signed, owed, kpis, illustrative } = status;
  if (!started) {
    const first = `make the round's folder: ${commandLine('new', id)}`;
    return stage === 'missed' ? [first, `the report of ${month} was due on ${due}: tell the DfE`] : [first];
  }
  if (stage === 'before') return [`nothing before ${status.collect}, when updates are asked for`];
  const missing = unsigned(signed);
  return [
    ...(stage === 'missed' ? [`the report was due on ${due}: tell the DfE when it will come`] : []),
    ...(kpis.given === 0 && kpis.expected > 0
      ? [`fill in the column "${month}" of kpis.xlsx; add it if it is not there`]
      : []),
    ...(owed.length > 0
      ? [
          `ask ${owed.length === 1 ? 'one person' : `${owed.length} people`} for what is missing: ${commandLine('status', id, '--chase')}`,
        ]
      : []),
    ...mendErrors(status, commandLine),
    ...(status.open_comments > 0 ? [`answer the comments that are open: ${commandLine('review', id)}`] : []),
    ...replaceIllustrative(status, commandLine('submit', id)),
    ...(drafts.length === 0 ? [`make a draft: ${commandLine('build', id)}`] : []),
    ...(problems.errors === 0 && missing.length > 0
      ? [
          `get it signed by ${list(missing.map(({ role }) => `the ${role}`))}, and enter each signature: ${commandLine('sign', id, '--help')}`,
        ]
      : []),
    ...(problems.errors === 0 && missing.length === 0 && illustrative === 0
      ? [`submit it: ${commandLine('submit', id)}`]
      : []),
  ];
}

export const mendErrors = (
  { id, problems: { errors } }: Pick<RoundStatus, 'id' | 'problems'>,
  commandLine: CommandLine,
) =>
  errors > 0 ? [`mend ${errors === 1 ? 'one error' : `${errors} errors`}: ${commandLine('check', id)}`] : [];

/** `refusing` is the command that names the places. */
export const replaceIllustrative = ({ illustrative }: Pick<RoundStatus, 'illustrative'>, refusing: string) =>
  illustrative > 0 ? [`replace what is marked illustrative: ${refusing} names each place`] : [];
