import { checkProject, type RoundingNote, roundingNotes } from '../checks/index.ts';
import type { Diagnostic, Finding } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { limitPerFile } from '../diagnostics/limit.ts';
import { readProject } from '../inputs/read-project.ts';
import type { InputFile } from '../inputs/reading.ts';
import { locate, type Sources } from '../inputs/yaml/locate.ts';
import { isReadable, type Project } from '../model/project.ts';
import { followingFrom, withoutThoseOfPlan } from './consequences.ts';
import { isIn, type Work, workOf } from './documents.ts';
import type { Draft, Job } from './job.ts';

/** Reads the inputs and checks them. */

export interface Outcome {
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
  /** What reading found, without what the checks found. */
  found: Finding[];
  work: Work[];
  /** What was found for each document, with what concerns all of them. */
  byId: Map<string, Diagnostic[]>;
}

/** Reads and checks the inputs alone. */
export async function readAndCheck(job: Job): Promise<Checked> {
  const took: Record<string, number> = {};
  const timer = stopwatch(took);
  const { project, findings, sources, files, ids: known } = await readProject(job.inputs, job.ids);
  timer('read');
  const wanted = (id: string) => job.ids.length === 0 || job.ids.includes(id);
  const all = workOf(project);
  const work = all.filter(({ id }) => wanted(id));
  // What fell away because it is wrong is missing for no second cause.
  const follows = followingFrom(findings, sources);
  const causesIn = (found: Finding[]) => found.filter((finding) => !follows(finding));
  const common = [
    ...findings.filter(({ where }) => !all.some((one) => isIn(where.file, one))),
    ...(isReadable(project) ? causesIn(checkProject(project)) : []),
  ];
  const toDiagnostics = (list: Finding[]) =>
    limitPerFile(list).map((finding) => locate(finding, sources, job.inputs));
  const byId = new Map(
    work.map((one) => {
      const { id, check: checkOne } = one;
      const own = findings.filter(({ where }) => isIn(where.file, one));
      const found = isReadable(project) ? causesIn(checkOne(project, job.today)) : [];
      return [id, toDiagnostics(withoutThoseOfPlan([...common, ...own, ...found]))];
    }),
  );
  const diagnostics = byId.size > 0 ? [...byId.values()].flat() : toDiagnostics(common);
  timer('check');
  return {
    project,
    sources,
    files,
    found: findings,
    work,
    ids: work.map(({ id }) => id),
    known,
    unknown: job.ids.filter((id) => !known.includes(id)),
    byId,
    diagnostics: sortDiagnostics(diagnostics),
    rounding: isReadable(project) ? roundingNotes(project) : [],
    drafts: [],
    took,
  };
}

/** Adds the time since the last call to a step. */
export function stopwatch(took: Record<string, number>): (step: string) => void {
  let last = performance.now();
  return (step) => {
    const now = performance.now();
    took[step] = (took[step] ?? 0) + now - last;
    last = now;
  };
}
