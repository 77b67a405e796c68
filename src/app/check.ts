import { checkProject, type RoundingNote, roundingNotes } from '../checks/index.ts';
import type { Diagnostic, Finding } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { limitPerFile } from '../diagnostics/limit.ts';
import { readProject } from '../inputs/read-project.ts';
import type { InputFile } from '../inputs/reading.ts';
import { locate, type Sources, whereAsTyped } from '../inputs/yaml/locate.ts';
import { inputFiles, isReadable, type Project } from '../model/project.ts';
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
  // A field that is wrong has fallen away; that it is missing is no second cause.
  const fieldsIn = (finding: Finding) => fieldOf({ ...finding, where: whereAsTyped(finding.where, sources) });
  const wrong = new Set(
    findings.flatMap((finding) => (finding.severity === 'error' ? fieldsIn(finding) : [])),
  );
  // So has what is inside of it, and an entry of a list: that a list lacks one is no second cause either.
  const isInside = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer} `);
  const isOfList = ({ where, unread }: Finding) => unread !== undefined || ('key' in where && where.key);
  const isNew = (finding: Finding) =>
    fieldsIn(finding).every((field) =>
      [...wrong].every((other) => !isInside(field, other) && !(isOfList(finding) && isInside(other, field))),
    );
  const isOfLost = consequencesOf(findings, sources);
  const common = [
    ...findings.filter(({ where }) => !all.some((one) => isIn(where.file, one))),
    ...(isReadable(project) ? checkProject(project).filter(isNew) : []),
  ];
  const toDiagnostics = (list: Finding[]) =>
    limitPerFile(list).map((finding) => locate(finding, sources, job.inputs));
  const byId = new Map(
    work.map((one) => {
      const { id, check: checkOne } = one;
      const own = findings.filter(({ where }) => isIn(where.file, one));
      const found = isReadable(project) ? checkOne(project, job.today).filter(isNew) : [];
      return [
        id,
        toDiagnostics(withoutConsequences([...common, ...own, ...found]).filter((one) => !isOfLost(one))),
      ];
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

/**
 * A figure of the plan or the forecast that may be wrong makes a difference for which nobody can give a reason, and one that is
 * wrong contradicts what the texts say.
 */
function withoutConsequences(findings: Finding[]): Finding[] {
  const found = findings.filter(
    ({ code, where }) =>
      where.file === inputFiles.plan && /^(?:plan|workbook)\/|^forecast\/(?:missing|unlikely)$/.test(code),
  );
  const isWrong = found.some(({ severity }) => severity === 'error');
  // A forecast whose title does not say that it is one is taken for a second plan.
  const isSecond = found.some(({ code }) => code === 'workbook/second-table');
  const gone = [
    ...(isSecond ? ['forecast/missing'] : []),
    ...(found.length > 0 ? ['variance/reason-missing'] : []),
    ...(isWrong ? ['figure/contradiction'] : []),
  ];
  return findings.filter(({ code }) => !gone.includes(code));
}

/** Codes of findings that only follow from a field of the settings that could not be read: an entry that is named elsewhere may be in it. */
const ofSettings: Record<string, RegExp> = {
  [`${inputFiles.agreement} questions`]: /^(?:answer\/unknown|difficulty\/unlisted)$/,
  [`${inputFiles.agreement} additional_information`]: /^answer\/unknown$/,
  [`${inputFiles.programme} workstreams`]: /^paper\/workstream$/,
  [`${inputFiles.programme} glossary`]: /^public\/short-form$/,
  [`${inputFiles.programme} public`]: /^public\/(?:contact|group)$/,
};

/** Codes of findings that only follow from a KPI that could not be read. */
const ofKpis = /^(?:kpi\/(?:unknown|register|comment-missing)|paper\/kpi|figure\/unknown|yaml\/unknown-key)$/;

/** Whether a finding only follows from a mistake in the settings. */
function consequencesOf(findings: readonly Finding[], sources: Sources): (finding: Finding) => boolean {
  const wrong = findings.flatMap(({ severity, where }) =>
    severity === 'error' && 'path' in where && where.path ? [{ file: where.file, path: where.path }] : [],
  );
  const codes = wrong.flatMap(({ file, path: [top] }) => ofSettings[`${file} ${top}`] ?? []);
  const { document } = sources.get(inputFiles.register) ?? {};
  // Of a KPI its own names, and of a group all that are in it.
  const lost = wrong
    .filter(({ file, path }) => file === inputFiles.register && path[0] === 'groups')
    .map(({ path }) => JSON.stringify(document?.getIn(path.slice(0, path[2] === 'kpis' ? 4 : 2))));
  // A field of the register itself that is typed wrong is a cause.
  const isOfKpi = ({ code, message, where }: Finding) =>
    ofKpis.test(code) &&
    !(code === 'yaml/unknown-key' && where.file === inputFiles.register) &&
    (/ is beyond the \d+ KPIs /.test(message) ||
      [...message.matchAll(/"[^"]+"/g)].some(([name]) => lost.some((text) => text.includes(name))));
  // The comment on a KPI that could not be read is there.
  const comments = wrong
    .filter(({ path }) => path[0] === 'kpi_comments')
    .map(({ file, path }) => `${file} under "kpi_comments:": ${path[1] ?? ''}`);
  const isOfComment = ({ code, help = '' }: Finding) =>
    code === 'kpi/comment-missing' && comments.some((comment) => help.includes(comment));
  return (finding) =>
    codes.some((code) => code.test(finding.code)) ||
    isOfComment(finding) ||
    (lost.length > 0 && isOfKpi(finding));
}

/** The fields of a YAML file that a finding is about, or that it is shown at in their place. */
function fieldOf({ where, unread }: Finding): string[] {
  const paths = 'path' in where ? [where.path, where.instead, unread] : [unread];
  return paths.flatMap((path) => (path && path.length > 0 ? [`${where.file} ${path.join(' ')}`] : []));
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
