import { setImmediate as signalsHeard } from 'node:timers/promises';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { limitPerFile } from '../diagnostics/limit.ts';
import type { Agreement } from '../model/agreement.ts';
import { isReadable } from '../model/project.ts';
import { type Checked, type Outcome, readAndCheck, stopwatch } from './check.ts';
import type { DocumentName, Work } from './documents.ts';
import { type DraftResult, frontedBy, makeDraft } from './draft.ts';
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
  const timer = stopwatch(checked.took);
  const templates = await readTemplates(job, work, project.agreement);
  timer('load');
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
      const template = templates.get(definition.document);
      const task = { job, project, checked, work: one, definition, fronted, template, timer };
      const result = await makeDraft(task);
      const { diagnostics, ...redlined } = await redlineBeside(task, result.draft);
      timer('write');
      const draft = { ...result.draft, ...redlined };
      results.set(definition.document, { ...result, draft });
      keep({ draft, diagnostics: [...result.diagnostics, ...diagnostics] });
    }
  }
  const diagnostics = [
    ...checked.diagnostics,
    ...findingsOf(templates.values(), job),
    ...made.flatMap((result) => result.diagnostics),
  ];
  // Now, because a final that was lost may have been made again.
  const { diagnostics: submitted } = await examine(job, checked);
  submitted.push(...(await unreviewed(job, openIn(checked))));
  return withMore({ ...checked, drafts: made.map(({ draft }) => draft), diagnostics }, submitted);
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
