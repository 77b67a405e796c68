import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, warning } from '../diagnostics/diagnostic.ts';
import { ifThere } from '../files/if-there.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeNewFile } from '../files/write-file.ts';
import { locate } from '../inputs/yaml/locate.ts';
import type { Project } from '../model/project.ts';
import { reportFile } from '../model/round.ts';
import { submittedDocument } from '../model/submission-record.ts';
import { draftName, keptDraft, type Manifest, manifestOf } from '../output/kept-drafts.ts';
import { redlineName, redlineOf } from './compare-drafts.ts';
import type { DocumentTask } from './fill-document.ts';
import type { Draft } from './job.ts';

/** The redlines that lie beside drafts: what has changed since the draft that the board has, or else since the one before. */

/** The number of the draft that report.yaml says the board has. */
const sentOf = ({ rounds }: Pick<Project, 'rounds'>, id: string): number | undefined =>
  rounds.find((round) => round.id === id)?.report?.sent;

/** The draft that draft `number` of a document is compared with; 0 if there is none. */
export function comparedWith(
  project: Project,
  { id, document, number = 0 }: Pick<Draft, 'id' | 'document' | 'number'>,
): number {
  const sent = document === submittedDocument ? sentOf(project, id) : undefined;
  return sent !== undefined && sent <= number ? sent : number - 1;
}

/** Writes the redline of a draft unless it is there. The result is its path, if it was written, and what prevents it. */
export async function redlineBeside(
  { job, project, checked, work, definition: { document } }: DocumentTask,
  draft: Draft,
): Promise<{ redline?: string; since?: number; diagnostics: Diagnostic[] }> {
  const { number = 0 } = draft;
  const folder = join(job.output, work.id);
  const since = comparedWith(project, draft);
  const sent = document === submittedDocument ? sentOf(project, work.id) : undefined;
  const round = project.rounds.find(({ id }) => id === work.id);
  if (sent !== undefined && number > 0 && sent > number && round) {
    const where = { file: reportFile(round), path: ['sent'] };
    const message = `the board is said to have draft ${sent}, and the last draft is ${number}`;
    const help = 'give the number of the draft that the board has';
    const found = warning('round/sent', where, message, help);
    return { diagnostics: [locate(found, checked.sources, job.inputs)] };
  }
  const file = (of: number) => draftName(document, work.id, of);
  const name = redlineName(file(since), file(number));
  if (since < 1 || since === number || existsSync(join(folder, name))) return { diagnostics: [] };
  const sideOf = (of: number) => {
    const manifest = manifestOf(folder, document, work.id, of) as Manifest | undefined;
    const bytes =
      (manifest && keptDraft(folder, manifest)?.bytes) ?? ifThere(() => readFileSync(join(folder, file(of))));
    return bytes && { bytes, shown: shownPath(folder, file(of)), name: `draft ${of}`, day: manifest?.day };
  };
  const [before, after] = [sideOf(since), sideOf(number)];
  // Drafts may be cleared away.
  if (!before || !after) return { diagnostics: [] };
  const made = await redlineOf(before, after, after.day ?? job.today);
  if ('message' in made) return { diagnostics: [{ ...made, severity: 'warning' }] };
  await writeNewFile(join(folder, name), made.bytes);
  return { redline: shownPath(folder, name), since, diagnostics: [] };
}
