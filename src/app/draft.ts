import { join } from 'node:path';
import type { RoundingNote } from '../checks/index.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ReportDraft } from '../documents/board-summary.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import type { InputFile } from '../inputs/reading.ts';
import { figuresIn, type Printed } from '../model/printed-list.ts';
import { submittedDocument } from '../model/submission-record.ts';
import { type DraftState, draftState } from '../output/draft-state.ts';
import { draftName, type Manifest, manifestOf } from '../output/kept-drafts.ts';
import { writeDraft } from '../output/write-draft.ts';
import { appendicesPrinted } from './appendices.ts';
import { carriedInto, withComments } from './carried-comments.ts';
import type { Built, DocumentDefinition, DocumentName } from './documents.ts';
import {
  type DocumentTask,
  fillDocument,
  gapsOf,
  identityOf,
  type ToFill,
  unprintedIn,
} from './fill-document.ts';
import { withoutQuoting } from './gaps.ts';
import type { Draft } from './job.ts';
import { printedIn } from './list-printed.ts';
import { imagesOf, picturesIn } from './narrative-pictures.ts';
import { comparedWith } from './redlines.ts';
import { changesBetween } from './round-sources.ts';
import { annexName, sourcesAnnex } from './sources-annex.ts';

/** One draft: build, fill, inspect, write. */

/** What a draft is made from. */
export interface DraftTask extends DocumentTask {
  /** With what goes into the manifest besides. */
  checked: DocumentTask['checked'] & { files: InputFile[]; rounding: RoundingNote[] };
  /** The draft that the document is a front sheet to. */
  fronted: ReportDraft | undefined;
}

export interface DraftResult {
  draft: Draft;
  diagnostics: Diagnostic[];
  /** What is recorded of a draft that was written. */
  manifest?: Partial<Manifest>;
  built?: Built;
}

/** The draft that a document is a front sheet to, with what has changed in it. `made` are the drafts of this run. */
export function frontedBy(
  { job, project }: Pick<DraftTask, 'job' | 'project'>,
  id: string,
  { frontsheetTo }: DocumentDefinition,
  made: ReadonlyMap<DocumentName, DraftResult>,
): ReportDraft | undefined {
  const result = frontsheetTo && made.get(frontsheetTo);
  if (!result?.draft.number) return undefined;
  const { number, document } = result.draft;
  const manifest = result.manifest ?? manifestOf(join(job.output, id), document, id, number);
  return frontOf({ job, project }, { id, document, number }, { ...manifest, text: result.built?.text });
}

/** A draft as its front sheet names it. What has changed since the draft before it is in its manifest. */
export function frontOf(
  { job, project }: Pick<DraftTask, 'job' | 'project'>,
  draft: Pick<Draft, 'id' | 'document'> & { number: number },
  made: { changes?: unknown; printed?: unknown; text?: ReportDraft['text'] },
): ReportDraft {
  const { id, document, number } = draft;
  const { text } = made;
  const since = comparedWith(project, draft);
  if (since === number - 1) return { number, changes: made.changes, text };
  const before = manifestOf(join(job.output, id), document, id, since);
  const changes = since === number ? [] : changesBetween(project, id, before, made.printed);
  return { number, since, changes, text };
}

/** What a draft is made from, and which draft that makes; undefined where there can be none. */
interface Prepared {
  gaps: string[];
  built: Built;
  pictures: Printed[];
  /** What its appendices say. */
  appended: Printed[];
  fingerprint: string;
  state: DraftState;
}

export async function prepareDraft(task: DraftTask): Promise<Prepared | undefined> {
  const { job, work, definition, template } = task;
  const gaps = gapsOf(task);
  const built = definition.build(task.project, gaps, task.fronted);
  if (!template?.template || !built) return undefined;
  // The draft's number is printed in the draft, so what decides whether there is a new one is everything else.
  const pictures = picturesIn(built.context, imagesOf(job.inputs));
  const carried = carriedInto(job, work.id, definition.document);
  const appended =
    work.round && definition.document === submittedDocument
      ? appendicesPrinted(job, task.project, work.round)
      : [];
  const made = [
    job.release,
    template.sha256,
    built.context,
    ...(pictures.length > 0 ? [pictures.map(({ text }) => text)] : []),
    ...(appended.length > 0 ? [appended.map(({ name, text }) => [name, text])] : []),
    ...(hasAnnex(task) ? [annexName] : []),
    ...(carried.length > 0 ? [carried] : []),
  ];
  const fingerprint = sha256(JSON.stringify(made));
  const state = await draftState(join(job.output, work.id), definition.document, work.id, fingerprint);
  return { gaps, built, pictures, appended, fingerprint, state };
}

/** Writes a draft, unless the last one was made from the same. */
export async function makeDraft(task: DraftTask): Promise<DraftResult> {
  const { work, definition } = task;
  const prepared = await prepareDraft(task);
  task.timer('build');
  if (!prepared) return { draft: noDraft(task), diagnostics: [] };
  const { gaps, built, state } = prepared;
  if (state.state !== 'current') return writeNext(task, { ...prepared, state });
  const draft: Draft = {
    id: work.id,
    document: definition.document,
    number: state.number,
    outcome: 'current',
    file: pathOf(task, state.file),
    incomplete: gaps.length > 0,
    ...(state.edited && { edited: pathOf(task, state.file) }),
  };
  return { draft, diagnostics: unprintedIn(task, built), built };
}

const noDraft = ({ work: { id }, definition: { document } }: DraftTask): Draft => ({
  id,
  document,
  outcome: 'none',
  incomplete: true,
});

const pathOf = ({ job, work }: DraftTask, file: string) => shownPath(job.output, work.id, file);

type ToWrite = Prepared & { state: Exclude<DraftState, { state: 'current' }> };

/** Fills the template, inspects the document, and writes it under the next number, or under its own if it was lost. */
async function writeNext(task: DraftTask, prepared: ToWrite): Promise<DraftResult> {
  const { job, work, definition, template, timer } = task;
  const { gaps, built, state } = prepared;
  const file = draftName(definition.document, work.id, state.number);
  const { filled, diagnostics, annex } = await fillWithAnnex(task, {
    built,
    gaps,
    number: state.number,
    file: pathOf(task, file),
    identity: identityOf(task, state.number),
    day: dayOf(task, state),
  });
  if (!filled?.bytes) return { draft: noDraft(task), diagnostics };
  const printed = [...printedIn(filled), ...prepared.pictures, ...annex];
  const manifest = manifestFor(task, prepared, { printed, diagnostics });
  const told = built.told?.(printed);
  const made = {
    context: { context: built.context, ...(told && { told }) },
    template: template?.bytes ?? new Uint8Array(),
  };
  const { bytes: plain, parts } = filled;
  const carried = carriedInto(job, work.id, definition.document);
  const bytes = parts ? await withComments({ bytes: plain, parts }, carried, printed) : plain;
  await writeDraft(join(job.output, work.id), bytes, { ...manifest, sha256: sha256(bytes) }, made);
  timer('write');
  const draft: Draft = {
    id: work.id,
    document: definition.document,
    number: state.number,
    outcome: state.state === 'lost' ? 'restored' : 'written',
    file: pathOf(task, file),
    incomplete: gaps.length > 0,
    ...(state.state === 'new' && state.edited && { edited: pathOf(task, state.edited) }),
  };
  return { draft, diagnostics, manifest, built };
}

const recordOf = ({ job, work, definition: { document } }: DraftTask, number: number) =>
  manifestOf(join(job.output, work.id), document, work.id, number);

/** The day of a draft: one that was lost keeps its own when it is written again. */
export const dayOf = (task: DraftTask, { state, number }: DraftState): string =>
  (state === 'new' ? undefined : recordOf(task, number)?.day) ?? task.job.today;

/** What has changed since the draft before. One that was written before repeats its list: the draft before it may be gone by now. */
export const changesIn = (
  task: DraftTask,
  { built, appended, state: { state, number } }: Pick<Prepared, 'built' | 'appended' | 'state'>,
  printed: readonly Printed[],
): unknown => {
  if (state !== 'new') return recordOf(task, number)?.changes;
  return built.changesSince?.(recordOf(task, number - 1), [...printed, ...appended]);
};

/** The public gets no cells. */
const hasAnnex = ({ job, definition }: DraftTask) => job.sources === true && !definition.isPublic;

/** Fills the template, and once more with the sources of the figures that it prints. */
async function fillWithAnnex(task: DraftTask, toFill: ToFill) {
  const made = await fillDocument(task, toFill);
  const { filled } = made;
  const annex =
    hasAnnex(task) && filled?.bytes
      ? await sourcesAnnex(task.project, filled.bytes, printedIn(filled))
      : undefined;
  if (!annex) return { ...made, annex: [] };
  const listed: Printed = {
    name: annexName,
    text: `${annex.title}\n\n${annex.text}`,
    origin: { workedOut: 'the origins of the figures', from: [] },
    part: 'word/document.xml',
    paragraph: 0,
  };
  return { ...(await fillDocument(task, { ...toFill, annex })), annex: [listed] };
}

/** What is recorded beside a draft. The hash of its bytes is added when they are written. */
function manifestFor(
  task: DraftTask,
  prepared: ToWrite,
  { printed, diagnostics }: { printed: Printed[]; diagnostics: readonly Diagnostic[] },
): Manifest {
  const { job, work, definition, template, checked } = task;
  const { gaps, fingerprint, state } = prepared;
  const { document } = definition;
  const problems = [...(checked.byId.get(work.id) ?? []), ...diagnostics];
  const changes = changesIn(task, prepared, printed);
  return {
    document,
    id: work.id,
    draft: state.number,
    day: dayOf(task, state),
    program: job.release,
    file: draftName(document, work.id, state.number),
    sha256: '',
    fingerprint,
    incomplete: gaps,
    template: { file: template?.file, sha256: template?.sha256 },
    inputs: checked.files.filter(({ file }) => work.uses(file)),
    ...(changes ? { changes } : {}),
    printed: [...printed, ...prepared.appended],
    figures: figuresIn(printed),
    rounding: checked.rounding,
    problems: definition.isPublic ? problems.map(withoutQuoting) : problems,
  };
}
