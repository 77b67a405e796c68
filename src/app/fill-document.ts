import { posix } from 'node:path';
import { privateDetailsInFile } from '../checks/finished-paper.ts';
import { type Diagnostic, warning } from '../diagnostics/diagnostic.ts';
import { locate, type Sources } from '../inputs/yaml/locate.ts';
import { draftIdentity, identityProperty } from '../model/document-identity.ts';
import { marksOf } from '../model/mark-names.ts';
import { isTypeset, type Origin, originsIn } from '../model/printed-list.ts';
import type { ReadableProject } from '../model/project.ts';
import {
  type Annex,
  checkAccessibility,
  type Filled,
  type Package,
  type Finding as ValueFinding,
} from '../word/index.ts';
import { textsOfFile } from '../word/read/all-texts.ts';
import { straight } from '../word/typography.ts';
import { withoutMarks } from '../word/value-marks.ts';
import { appendixFindings } from './appendices.ts';
import type { Built, DocumentDefinition, Work } from './documents.ts';
import { gapsIn, withoutConsequences } from './gaps.ts';
import type { Job } from './job.ts';
import { printedIn } from './list-printed.ts';
import { imagesOf } from './narrative-pictures.ts';
import { beyondOnePage, withLessSpace } from './one-page.ts';
import { locateTemplate, type ReadTemplate, withoutRepeats } from './templates.ts';
import { findUnprinted } from './unprinted.ts';

/** One document in memory: the same for `check`, a draft and a publication. */

/** What a document is made from. */
export interface DocumentTask {
  job: Job;
  project: ReadableProject;
  /** What reading and checking found. */
  checked: { byId: ReadonlyMap<string, Diagnostic[]>; sources: Sources };
  work: Work;
  definition: DocumentDefinition;
  template: ReadTemplate | undefined;
  /** Notes that a step has ended. */
  timer(step: string): void;
}

/** What a document says is missing in it: what is wrong with its inputs and its template. */
export function gapsOf({ job, checked, work, definition, template }: DocumentTask): string[] {
  const ofTemplate = (template?.findings ?? []).map((finding) => locateTemplate(finding, job.templates));
  const { prints } = definition;
  const ofInputs = (checked.byId.get(work.id) ?? []).filter(
    ({ place }) => prints === undefined || `/${place.file}`.endsWith(`/${prints}`),
  );
  const found = [...ofInputs, ...ofTemplate];
  return [...(prints === undefined ? work.unread : []), ...gapsIn(found, definition.isPublic === true)];
}

/** Appendices that are not there, and fields of the round or meeting that the template prints nothing of. Front sheets and appendices print but a few. */
export function unprintedIn(
  { job, project, checked, work, definition, template }: DocumentTask,
  { context }: Pick<Built, 'context'>,
): Diagnostic[] {
  if (definition.frontsheetTo || definition.prints || !template?.names) return [];
  const where = { folder: work.folder, template: template.file };
  const ofAppendices = work.round ? appendixFindings(job, project, work.round, warning) : [];
  return [...findUnprinted(context, template.names, where), ...ofAppendices].map((finding) =>
    locate(finding, checked.sources, job.inputs),
  );
}

/** What is filled, under which number it is printed, and where the file lies as the person knows it. */
export interface ToFill {
  built: Pick<Built, 'context' | 'status'>;
  gaps: readonly string[];
  number: number;
  file: string;
  /** What is printed at its end. */
  annex?: Annex | undefined;
  /** What it says of itself in a property. One that nobody gets says nothing, has no marks, and is only rehearsed. */
  identity?: string | undefined;
  /** That of the draft, for its properties; today unless it is written again. */
  day?: string | undefined;
}

/** What a draft says of itself. */
export function identityOf({ work, definition: { document } }: DocumentTask, number: number): string {
  const { id } = work;
  return draftIdentity({ id, number, ...(document !== work.documents[0]?.document && { document }) });
}

/** The filled document, and what is wrong with it beside what its inputs and its template were told of. */
export async function fillDocument(
  task: DocumentTask,
  toFill: ToFill,
): Promise<{ filled: Filled | undefined; diagnostics: Diagnostic[] }> {
  const { job, template, timer } = task;
  const { built, gaps, number, file, identity, day, annex } = toFill;
  const context = { ...built.context, status: built.status(number) };
  const filled = await template?.template?.fill(context, {
    images: imagesOf(job.inputs),
    typography: isTypeset,
    ...(identity === undefined
      ? { isRehearsal: true }
      : { marks: marksOf, properties: { [identityProperty]: identity } }),
    ...(annex && { annex }),
    day: day ?? job.today,
  });
  timer('fill');
  const found = [
    ...unprintedIn(task, built),
    ...(filled?.findings ?? []).map((finding) => locateValue(task, finding)),
  ];
  const ofInputs = task.checked.byId.get(task.work.id) ?? [];
  const isTold = gaps.length > 0 || ofInputs.some(({ severity }) => severity === 'error');
  if (!filled?.parts) return { filled, diagnostics: withoutConsequences(isTold, found) };
  // Read as trees once: each check of a report by itself took a twentieth of its time.
  const plain = filled.laidOut ?? withoutMarks(filled.parts);
  const long = task.definition.isOnePage ? beyondOnePage(posix.basename(file), plain, printedIn(filled)) : [];
  // A page that is too long is filled again with a line less for comments, until it fits or leaves one line.
  const less = long.length > 0 && withLessSpace(built.context);
  if (less) return fillDocument(task, { ...toFill, built: { ...built, context: less } });
  const flaws = await checkAccessibility(posix.basename(file), plain, 'en-GB');
  found.push(
    ...[...long, ...withoutRepeats(flaws, template?.findings ?? [])].map((finding) =>
      locateTemplate(finding, posix.dirname(file)),
    ),
    ...(await privateDetails(task, filled)),
  );
  timer('inspect');
  return { filled, diagnostics: withoutConsequences(isTold, found) };
}

/** What is wrong with a value, at the field that it is from where that is known, or else at its tag. */
function locateValue(
  { job, checked }: DocumentTask,
  { origin, words, ...finding }: ValueFinding,
): Diagnostic {
  const field = (origin ? originsIn(origin as Origin) : []).find((one) => 'field' in one);
  if (!field || !('field' in field)) return locateTemplate(finding, job.templates);
  const where = { file: field.field, path: [...field.path], ...(words && { words }) };
  return locate({ ...finding, where }, checked.sources, job.inputs);
}

/** What a paper says of people, whole as its readers get it: at the line of the inputs or the paragraph of the template that says it. */
async function privateDetails(
  { job, project, checked, work: { paper }, template }: DocumentTask,
  { parts }: Filled,
): Promise<Diagnostic[]> {
  if (!paper || !template?.bytes || !parts) return [];
  const { file, bytes } = template;
  const texts = await typedIn(parts);
  const inspect = (ofTemplate: typeof texts) =>
    privateDetailsInFile({ project, paper }, { texts, template: { file, texts: ofTemplate } });
  if (inspect([]).length === 0) return [];
  return inspect(await typedIn(bytes)).map((finding) =>
    finding.where.file === file
      ? locateTemplate(finding, job.templates)
      : locate(finding, checked.sources, job.inputs),
  );
}

/** As it was typed: how people write names, numbers and addresses is known in the signs of a keyboard. */
const typedIn = async (file: Package | Uint8Array) =>
  (await textsOfFile(file)).map((one) => ({ ...one, text: straight(one.text) }));
