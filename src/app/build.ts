import { setImmediate as signalsHeard } from 'node:timers/promises';
import { checkProject, type RoundingNote, roundingNotes } from '../checks/index.ts';
import type { Diagnostic, Finding } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { withoutFloods } from '../diagnostics/limit.ts';
import { readProject } from '../inputs/read-project.ts';
import type { InputFile } from '../inputs/reading.ts';
import { locate, type Sources } from '../inputs/yaml/sources.ts';
import { isReadable, type Project } from '../model/project.ts';
import { type DocumentName, submittedDocument, type Work, workOf } from './documents.ts';
import { frontedBy, type Made, makeDraft } from './draft.ts';
import { keepSubmitted } from './final.ts';
import type { Draft, Job } from './job.ts';
import { locateTemplate, type ReadTemplate, readTemplate } from './templates.ts';

/** The whole program: read, check, and make each draft. */

export interface Outcome {
  /** Rounds and meetings that were worked on. */
  ids: string[];
  /** All rounds and meetings of the inputs folder, and those that were asked for and are not among them. */
  known: string[];
  unknown: string[];
  diagnostics: Diagnostic[];
  rounding: RoundingNote[];
  drafts: Draft[];
  /** Milliseconds by step. */
  took: Record<string, number>;
}

export interface Checked extends Outcome {
  project: Project;
  sources: Sources;
  files: InputFile[];
  work: Work[];
  /** What was found for each document, with what concerns all of them. */
  byId: Map<string, Diagnostic[]>;
}

/** Reads and checks. */
export async function check(job: Job): Promise<Checked> {
  const took: Record<string, number> = {};
  const timer = stopwatch(took);
  const { project, findings, sources, files, ids: known } = await readProject(job.inputs, job.ids);
  timer('read');
  const wanted = (id: string) => job.ids.length === 0 || job.ids.includes(id);
  const work = workOf(project).filter(({ id }) => wanted(id));
  const folders = workOf(project).map(({ folder }) => `${folder}/`);
  const common = [
    ...findings.filter(({ where }) => !folders.some((folder) => where.file.startsWith(folder))),
    ...(isReadable(project) ? checkProject(project) : []),
  ];
  const toDiagnostics = (list: Finding[]) =>
    withoutFloods(list).map((finding) => locateInput(finding, sources, job));
  const byId = new Map(
    work.map(({ id, folder, check: checkOne }) => {
      const own = findings.filter(({ where }) => where.file.startsWith(`${folder}/`));
      const found = isReadable(project) ? checkOne(project, job.today) : [];
      return [id, toDiagnostics([...common, ...own, ...found])];
    }),
  );
  const all = byId.size > 0 ? [...byId.values()].flat() : toDiagnostics(common);
  timer('check');
  return {
    project,
    sources,
    files,
    work,
    ids: work.map(({ id }) => id),
    known,
    unknown: job.ids.filter((id) => !known.includes(id)),
    byId,
    diagnostics: sortDiagnostics(all),
    rounding: isReadable(project) ? roundingNotes(project) : [],
    drafts: [],
    took,
  };
}

/** Checks, and writes a draft of each document that can be written. */
export async function build(job: Job): Promise<Outcome> {
  const checked = await check(job);
  const { project, work, took } = checked;
  const timer = stopwatch(took);
  if (!isReadable(project) || work.length === 0 || checked.unknown.length > 0) return checked;
  const diagnostics = [...checked.diagnostics];
  const templates = new Map<DocumentName, ReadTemplate>();
  for (const document of new Set(work.flatMap(({ documents }) => documents.map((one) => one.document)))) {
    const template = await readTemplate(job.templates, document, project.agreement);
    diagnostics.push(
      ...withoutFloods(template.findings).map((finding) => locateTemplate(finding, job.templates)),
    );
    templates.set(document, template);
  }
  timer('load');
  const drafts: Draft[] = [];
  const keep = ({ draft, diagnostics: found }: Made) => {
    drafts.push(draft);
    job.onDraft?.(draft);
    diagnostics.push(...found);
  };
  for (const one of work) {
    const { id, closed } = one;
    // Documents are made without waiting for anything: Ctrl+C would be heard after the last one.
    await signalsHeard();
    if (closed) {
      keep(await keepSubmitted(job, project, closed, templates.get(submittedDocument)?.template));
      continue;
    }
    const made = new Map<DocumentName, Draft>();
    for (const making of one.documents) {
      const fronted = frontedBy(job, id, making, made);
      const read = templates.get(making.document);
      const result = await makeDraft(job, checked, project, one, making, fronted, read, timer);
      made.set(making.document, result.draft);
      keep(result);
    }
  }
  return { ...checked, drafts, diagnostics: sortDiagnostics(diagnostics) };
}

/** A finding in an input file, by the folder's name as the person gave it. */
export function locateInput(finding: Finding, sources: Sources, job: Job): Diagnostic {
  return locate(finding, sources, job.inputs);
}

/** Adds the time since the last call to a step. */
function stopwatch(took: Record<string, number>): (step: string) => void {
  let last = performance.now();
  return (step) => {
    const now = performance.now();
    took[step] = (took[step] ?? 0) + now - last;
    last = now;
  };
}
