import { setImmediate as signalsHeard } from 'node:timers/promises';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { limitPerFile } from '../diagnostics/limit.ts';
import { shownPath } from '../files/shown-path.ts';
import type { Agreement } from '../model/agreement.ts';
import { isReadable, type ReadableProject } from '../model/project.ts';
import { draftName } from '../output/kept-drafts.ts';
import { type Checked, type Outcome, readAndCheck, stopwatch } from './check.ts';
import type { DocumentDefinition, DocumentName, Work } from './documents.ts';
import { type DraftResult, type DraftTask, frontedBy, makeDraft } from './draft.ts';
import { type DocumentTask, fillDocument, gapsOf } from './fill-document.ts';
import { keepSubmitted } from './final-report.ts';
import type { Job } from './job.ts';
import { redlineBeside } from './redlines.ts';
import { locateTemplate, type ReadTemplate, readTemplate } from './templates.ts';
import { unreviewed } from './unreviewed.ts';
import { examine } from './verify.ts';

/** The whole program: read, check, and make each draft. */

/** Reads and checks, and looks at what was submitted. */
export async function check(job: Job): Promise<Checked> {
  const checked = await readAndCheck(job);
  const { diagnostics } = await examine(job, checked);
  return withMore(checked, [...diagnostics, ...(await unreviewed(job, openIn(checked)))]);
}

/** Rounds and meetings that are still worked on. */
const openIn = ({ work }: Checked) => work.filter(({ closed }) => !closed).map(({ id }) => id);

/** What is known already is not said again. */
function withMore<Result extends Outcome>(result: Result, more: readonly Diagnostic[]): Result {
  const known = new Set(result.diagnostics.map(({ code, message }) => `${code} ${message}`));
  const fresh = more.filter(({ code, message }) => !known.has(`${code} ${message}`));
  return { ...result, diagnostics: sortDiagnostics([...result.diagnostics, ...fresh]) };
}

/** Checks, and writes a draft of each document that can be written. */
export async function build(job: Job): Promise<Outcome> {
  const checked = await readAndCheck(job);
  const { project, work } = checked;
  if (!isReadable(project) || work.length === 0 || checked.unknown.length > 0) return checked;
  const { taskOf, timer, found } = await readied(job, checked, project, work);
  const made: DraftResult[] = [];
  const keep = (result: DraftResult) => {
    made.push(result);
    job.onDraft?.(result.draft);
  };
  for (const one of work) {
    // Documents are made without waiting for anything: Ctrl+C would be heard after the last one.
    await signalsHeard();
    if (one.closed) {
      keep({ draft: await keepSubmitted(job, project, one.closed), diagnostics: [] });
      continue;
    }
    const results = new Map<DocumentName, DraftResult>();
    for (const definition of one.documents) {
      const fronted = frontedBy({ job, project }, one.id, definition, results);
      const task = { ...taskOf(one, definition), fronted };
      const result = await makeDraft(task);
      const { diagnostics, ...redlined } = await redlineBeside(task, result.draft);
      timer('write');
      const draft = { ...result.draft, ...redlined };
      results.set(definition.document, { ...result, draft });
      keep({ draft, diagnostics: [...result.diagnostics, ...diagnostics] });
    }
  }
  const diagnostics = [...checked.diagnostics, ...found, ...made.flatMap((result) => result.diagnostics)];
  // Now, because a final that was lost may have been made again.
  const { diagnostics: submitted } = await examine(job, checked);
  submitted.push(...(await unreviewed(job, openIn(checked))));
  return withMore({ ...checked, drafts: made.map(({ draft }) => draft), diagnostics }, submitted);
}

/** Checks, and fills every document without writing it: what `build` would refuse or complain of is found before. */
export async function rehearse(job: Job): Promise<Outcome> {
  const checked = await check(job);
  const { project, work } = checked;
  if (!isReadable(project) || work.length === 0 || checked.unknown.length > 0) return checked;
  const { taskOf, found } = await readied(job, checked, project, work);
  for (const one of work.filter(({ closed }) => !closed))
    for (const definition of one.documents) {
      await signalsHeard();
      found.push(...(await flawsOf(taskOf(one, definition))));
    }
  return { ...checked, diagnostics: sortDiagnostics([...checked.diagnostics, ...found]) };
}

/** What is wrong with a document as it would be made, as if for a first draft. */
async function flawsOf(task: DocumentTask): Promise<Diagnostic[]> {
  const { job, project, work, definition } = task;
  const gaps = gapsOf(task);
  const fronted = definition.frontsheetTo && { number: 1, changes: undefined };
  const built = task.template?.template && definition.build(project, gaps, fronted);
  if (!built) return [];
  const file = shownPath(job.output, work.id, draftName(definition.document, work.id, 1));
  return (await fillDocument(task, { built, gaps, number: 1, file })).diagnostics;
}

/** What documents are made with: their templates, and what is wrong with these. */
export async function readied(job: Job, checked: Checked, project: ReadableProject, work: readonly Work[]) {
  const timer = stopwatch(checked.took);
  const templates = await readTemplates(job, work, project.agreement);
  timer('load');
  const taskOf = (one: Work, definition: DocumentDefinition): Omit<DraftTask, 'fronted'> => {
    const template = templates.get(definition.document);
    return { job, project, checked, work: one, definition, template, timer };
  };
  return { taskOf, timer, found: findingsOf(templates.values(), job) };
}

/** What is wrong with templates. */
export function findingsOf(templates: Iterable<ReadTemplate>, job: Job): Diagnostic[] {
  return [...templates].flatMap(({ findings }) =>
    limitPerFile(findings).map((finding) => locateTemplate(finding, job.templates)),
  );
}

/** The templates of all documents that are to be made. */
export async function readTemplates(
  job: Job,
  work: readonly Work[],
  agreement: Agreement,
): Promise<Map<DocumentName, ReadTemplate>> {
  const names = new Set(work.flatMap(({ documents }) => documents.map(({ document }) => document)));
  const templates = new Map<DocumentName, ReadTemplate>();
  for (const name of names) templates.set(name, await readTemplate(job.templates, name, agreement));
  return templates;
}
