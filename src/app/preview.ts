import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import type { ReportDraft } from '../documents/board-summary.ts';
import { ifThere } from '../files/if-there.ts';
import { shownPath } from '../files/shown-path.ts';
import { locate } from '../inputs/yaml/locate.ts';
import type { Origin, Printed } from '../model/printed-list.ts';
import { isReadable } from '../model/project.ts';
import { finalName } from '../model/submission-record.ts';
import { draftName } from '../output/kept-drafts.ts';
import type { Package } from '../word/index.ts';
import { findingsOf, readied } from './build.ts';
import type { Checked } from './check.ts';
import { type DocumentDefinition, type DocumentName, type Work, workOf } from './documents.ts';
import { changesIn, type DraftTask, dayOf, frontOf, prepareDraft } from './draft.ts';
import { fillDocument, identityOf } from './fill-document.ts';
import type { Job } from './job.ts';
import { printedIn } from './list-printed.ts';

/** A document as it would be now, in memory: nothing is written, and no draft is numbered by looking. */

interface Preview {
  id: string;
  document: DocumentName;
  /** `draft`: what `build` would write or has written; `final`: what was submitted. */
  state: 'draft' | 'final';
  /** The number that it has, or would get. */
  number?: number;
  /** Absent where there is no document; the diagnostics say why. */
  bytes?: Uint8Array;
  /** The same as parts, where they are at hand. */
  parts?: Package;
  printed: Printed[];
  /** What is wrong with the template and the finished document, beside what the checks found. */
  diagnostics: Diagnostic[];
}

/** @see Preview Undefined where the inputs have no such document. */
export async function previewOf(
  job: Job,
  checked: Checked,
  { id, document }: { id: string; document: string },
): Promise<Preview | undefined> {
  const { project } = checked;
  const work = workOf(project).find((one) => one.id === id);
  const definition = work?.documents.find((one) => one.document === document);
  if (!isReadable(project) || !work || !definition) return undefined;
  if (work.closed) return finalOf(job, id, definition);
  const { taskOf } = await readied(job, checked, project, [work]);
  const report = work.documents.find((one) => one.document === definition.frontsheetTo);
  const fronted = report && (await frontedAs({ ...taskOf(work, report), fronted: undefined }));
  const task = { ...taskOf(work, definition), fronted };
  const made = await fillNow(task);
  const ofTemplate = task.template ? findingsOf([task.template], job) : [];
  const preview = { id, document: definition.document, state: 'draft' as const, printed: [] };
  return { ...preview, ...made, diagnostics: [...ofTemplate, ...(made?.diagnostics ?? [])] };
}

async function fillNow(task: DraftTask) {
  const prepared = await prepareDraft(task);
  if (!prepared) return undefined;
  const { gaps, built, state } = prepared;
  const { number } = state;
  const file = draftName(task.definition.document, task.work.id, number);
  const { filled, diagnostics } = await fillDocument(task, {
    ...{ built, gaps, number, file },
    identity: identityOf(task, number),
    day: dayOf(task, state),
  });
  if (!filled?.parts || !filled.bytes) return { number, diagnostics };
  return {
    number,
    prepared,
    printed: printedIn(filled),
    diagnostics,
    parts: filled.parts,
    bytes: filled.bytes,
  };
}

/** The report as its front sheet names it: with the number that it would get, and what would have changed in it. */
async function frontedAs(task: DraftTask): Promise<ReportDraft | undefined> {
  const made = await fillNow(task);
  if (!made?.prepared) return undefined;
  const { number, printed } = made;
  const { work, definition } = task;
  const changes = changesIn(task, made.prepared, printed);
  const { text } = made.prepared.built;
  return frontOf(task, { id: work.id, document: definition.document, number }, { changes, printed, text });
}

/** What was submitted, as it lies in the output folder. Nothing else is made of a round that is closed. */
function finalOf(job: Job, id: string, definition: DocumentDefinition): Preview {
  const preview = {
    id,
    document: definition.document,
    state: 'final' as const,
    printed: [],
    diagnostics: [],
  };
  if (definition.frontsheetTo) return preview;
  const bytes = ifThere(() => readFileSync(join(job.output, id, 'submission', finalName(id))));
  return bytes ? { ...preview, bytes } : preview;
}

/** The documents that the inputs have, in order of time. */
export const documentsIn = (checked: Checked): Array<{ id: string; document: DocumentName }> =>
  workOf(checked.project).flatMap(({ id, documents }: Work) =>
    documents.map(({ document }) => ({ id, document })),
  );

/** Where an origin is, for whoever wants to open it: a line of a YAML file, or a cell of a workbook. */
export function placeOf(
  { job, checked }: { job: Job; checked: Checked },
  origin: Origin,
  words: string,
): Place | undefined {
  if ('cell' in origin) {
    const [file = '', cell = ''] = origin.cell.split(/ (?=')/, 2);
    return { file: shownPath(job.inputs, file), inside: cell };
  }
  if (!('field' in origin)) return undefined;
  // Narrative is a text of many lines: that in which these words begin is wanted.
  const where = { file: origin.field, path: [...origin.path], ...(words !== '' && { words }) };
  const finding = { severity: 'warning' as const, code: '', message: '', where };
  return locate(finding, checked.sources, job.inputs).place;
}
