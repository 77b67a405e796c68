import { setImmediate as signalsHeard } from 'node:timers/promises';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { shownPath } from '../files/shown-path.ts';
import { isReadable } from '../model/project.ts';
import { draftName } from '../output/kept-drafts.ts';
import { check, findingsOf, readTemplates } from './build.ts';
import { type Outcome, stopwatch } from './check.ts';
import { type DocumentTask, fillDocument, gapsOf } from './fill-document.ts';
import type { Job } from './job.ts';

/** Checks, and fills every document without writing it: what `build` would refuse or complain of is found before. */
export async function rehearse(job: Job): Promise<Outcome> {
  const checked = await check(job);
  const { project, work } = checked;
  if (!isReadable(project) || work.length === 0 || checked.unknown.length > 0) return checked;
  const timer = stopwatch(checked.took);
  const templates = await readTemplates(job, work, project.agreement);
  timer('load');
  const found: Diagnostic[] = findingsOf(templates.values(), job);
  for (const one of work.filter(({ closed }) => !closed))
    for (const definition of one.documents) {
      // Documents are made without waiting for anything: Ctrl+C would be heard after the last one.
      await signalsHeard();
      const template = templates.get(definition.document);
      found.push(...(await flawsOf({ job, project, checked, work: one, definition, template, timer })));
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
