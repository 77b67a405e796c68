import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordHashes, recordsAgree } from '../checks/records.ts';
import { inputsAgree } from '../checks/submissions.ts';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { codeOf, isCodeOf, sealOf } from '../files/seal.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { locate, type Sources } from '../inputs/yaml/locate.ts';
import { inputFiles, isReadable } from '../model/project.ts';
import { reportsSent, type SentReport } from '../model/register.ts';
import type { Round } from '../model/round.ts';
import { finalName, submissionFile } from '../model/submission-record.ts';
import { type Checked, readAndCheck } from './check.ts';
import { compareSubmitted, flawOf, type SubmittedFile } from './final-report.ts';
import { commandLineOf, type Job } from './job.ts';

/** All that was submitted, compared with finals, records, the register and the inputs. Each daily command does it. */

/** A submission compared with its record. */
export interface Verified {
  id: string;
  submitted: string;
  /** Its seal for people; absent of a record of version 0.1. */
  code?: string;
  /** Whether its record is as it was written: only then its files can be compared. */
  isIntact: boolean;
  files: SubmittedFile[];
}

interface Examined {
  verified: Verified[];
  diagnostics: Diagnostic[];
}

/** Compares every submission of the project, or those of `ids`, and whether one of them has a seal. The chain goes through all of them, so problems of others are said too. */
export async function verifySubmissions(
  job: Job,
  { ids, seal }: { ids: readonly string[]; seal?: string | undefined },
): Promise<Examined & { known: string[] }> {
  const checked = await readAndCheck({ ...job, ids: [] });
  const { verified, diagnostics } = await examine(job, checked, true);
  const wanted = verified.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const rounds = checked.project.rounds.filter(({ id }) =>
    wanted.some((one) => one.id === id && one.isIntact),
  );
  const isSealed =
    seal === undefined ||
    rounds.some(({ submission }) => submission?.seal && isCodeOf(seal, submission.seal));
  const only = ids.length === 1 ? checked.project.rounds.find(({ id }) => id === ids[0]) : undefined;
  const more = isSealed ? [] : [unsealed(job, seal ?? '', only)];
  return { verified: wanted, diagnostics: sortDiagnostics([...diagnostics, ...more]), known: checked.known };
}

function unsealed(job: Job, seal: string, round: Round | undefined): Diagnostic {
  const file = shownPath(job.inputs, round ? submissionFile(round) : inputFiles.submissions);
  const message = `${round ? `the record of ${round.id} does not have` : 'no record that is whole has'} the seal ${seal}`;
  const help =
    'compare the code with the covering e-mail letter by letter; if it is the same, the record is not the one that was sealed then';
  return aboutFile('submission/record', file, message, help);
}

/** The same of inputs that have been read. In a clone, which has no finals, there is a warning, unless `verify` needs them. */
export async function examine(
  job: Job,
  { project, sources, found, known }: Checked,
  needed = false,
): Promise<Examined> {
  const rounds = project.rounds.filter(({ submitted }) => submitted);
  const unreadable = (file: string) =>
    found.some(({ where, severity }) => severity === 'error' && where.file === file);
  const seals = hashesOf(
    rounds.filter((round) => !unreadable(submissionFile(round))),
    sources,
  );
  // Without the register the records can only be compared with their own seals.
  const register = unreadable(inputFiles.submissions) ? undefined : reportsSent(project.submissions);
  const { findings, intact } = recordsAgree({ register, rounds: project.rounds, ids: known, seals });
  const isThere = needed || existsSync(job.output);
  const verified = await Promise.all(
    rounds.map(async (round) => ({
      id: round.id,
      submitted: round.submission?.submitted ?? '',
      ...(round.submission?.seal && { code: codeOf(round.submission.seal) }),
      isIntact: intact.has(round.id),
      files: intact.has(round.id) ? await compareSubmitted(job.output, round) : [],
    })),
  );
  const flaws = rounds.flatMap((round, i) =>
    (verified[i]?.files ?? []).flatMap((file) => flawOf(job, round, file)),
  );
  const trusted = {
    ...project,
    rounds: project.rounds.map((round) =>
      intact.has(round.id) ? round : { ...round, submission: undefined },
    ),
  };
  const inputs = isReadable(trusted) ? inputsAgree(trusted) : [];
  // What cannot be read in a closed round's folder cannot be compared either, and no input without the agreement, which all
  // commands but `verify` report by themselves.
  const unread = found.filter(
    ({ where, severity }) =>
      severity === 'error' &&
      ((needed && !isReadable(project)) ||
        where.file === inputFiles.submissions ||
        rounds.some(({ folder }) => where.file.startsWith(`${folder}/`))),
  );
  const located = [...unread, ...findings, ...inputs].map((finding) => locate(finding, sources, job.inputs));
  return {
    verified,
    diagnostics: sortDiagnostics([
      ...located,
      ...(isThere ? [...flaws, ...strayFinals(job, project.rounds, register ?? [])] : notLooked(job, rounds)),
    ]),
  };
}

/** What the records that could be read hash to. Line ends are those of one system: Git may write others. */
export function hashesOf(rounds: readonly Round[], sources: Sources): Map<string, RecordHashes> {
  return new Map(
    rounds.flatMap((round) => {
      const source = sources.get(submissionFile(round));
      if (!round.submission || !source) return [];
      const value = source.document.toJS({ maxAliasCount: 0 }) as object;
      return [
        [round.id, { seal: sealOf(value), text: sha256(source.text.replaceAll('\r\n', '\n')) }] as const,
      ];
    }),
  );
}

/** Finals of rounds that have no record, and no entry that says that it has vanished. */
function strayFinals(job: Job, rounds: readonly Round[], register: readonly SentReport[]): Diagnostic[] {
  return rounds
    .filter(({ submitted, id }) => !submitted && !register.some((entry) => entry.id === id))
    .flatMap(({ id }) =>
      ['submission', '']
        .map((folder) => shownPath(id, folder, finalName(id)))
        .filter((file) => existsSync(join(job.output, file)))
        .slice(0, 1)
        .map((file): Diagnostic => {
          const message = `there is a final report of ${id}, and no record of it`;
          const submit = commandLineOf(job)('submit', id);
          const help = `put its submission.yaml back, from a backup; if \`submit\` was stopped before its end, run it again: ${submit}; if the report was never sent, move the file to another folder`;
          return aboutFile('submission/unrecorded', shownPath(job.output, file), message, help);
        }),
    );
}

/** In a clone there are no finals. */
function notLooked(job: Job, rounds: readonly Round[]): Diagnostic[] {
  if (rounds.length === 0) return [];
  const message = `there is no folder ${shownPath(job.output)}, so the files that were submitted were not looked at`;
  const help = 'name the folder that holds them with --output, or run this where they are';
  const about = aboutFile('submission/not-looked-at', shownPath(job.output), message, help);
  return [{ ...about, severity: 'warning' }];
}
