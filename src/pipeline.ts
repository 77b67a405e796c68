import { join, posix } from 'node:path';
import { checkProject, type RoundingNote, roundingNotes } from './checks/index.ts';
import type { Diagnostic, Finding } from './diagnostics/diagnostic.ts';
import { formatPlace, sortDiagnostics } from './diagnostics/format.ts';
import type { ReportDraft } from './documents/input.ts';
import { withoutFloods } from './diagnostics/floods.ts';
import { type InputFile, readProject } from './inputs/read-project.ts';
import { locate, type Sources } from './inputs/sources.ts';
import { keepSubmitted } from './final.ts';
import { isReadable, type Project, type ReadableProject } from './model/project.ts';
import { draftName, findDraft, type Manifest, manifestOf, sha256, writeDraft } from './output/drafts.ts';
import type { Draft, Job } from './job.ts';
import { locateTemplate, type ReadTemplate, readTemplate } from './templates.ts';
import { checkAccessibility, pagesOnThread } from './word/index.ts';
import { type DocumentName, type Making, type Work, workOf } from './work.ts';

/** The whole program: read, check, build, fill, write. */

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
  const { pagesWorker } = job;
  let finder: ReturnType<typeof pagesOnThread> | undefined;
  const pages = pagesWorker && (() => (finder ??= pagesOnThread(pagesWorker)));
  for (const document of new Set(work.flatMap(({ documents }) => documents.map((one) => one.document)))) {
    const template = await readTemplate(job.templates, document, pages);
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
  const makersOf = (one: Work): Array<() => Promise<Made>> => {
    const { closed } = one;
    if (closed)
      return [() => keepSubmitted(job, project, closed, templates.get('tri-annual-report')?.template)];
    const made = new Map<DocumentName, Draft>();
    return one.documents.map((making) => async () => {
      const fronted = frontedBy(job, one.id, making, made);
      const read = templates.get(making.document);
      const result = await buildOne(job, checked, project, one, making, fronted, read, timer);
      made.set(making.document, result.draft);
      return result;
    });
  };
  // Rounds follow one another and meetings follow one another, and the two go side by side: reports are made while the
  // pages of papers are worked out on a thread of their own. What is told keeps its order.
  const lanes = new Map<string, Promise<Made>>();
  const making = work.flatMap((one) =>
    makersOf(one).map((make) => {
      const [lane = ''] = one.folder.split('/');
      const made = lanes.get(lane)?.then(make) ?? make();
      lanes.set(lane, made);
      return made;
    }),
  );
  const ended = Promise.allSettled(making);
  try {
    for (const made of making) keep(await made);
  } finally {
    await ended;
  }
  return { ...checked, drafts, diagnostics: sortDiagnostics(diagnostics) };
}

/** What became of a document, and what was found on the way. */
interface Made {
  draft: Draft;
  diagnostics: Diagnostic[];
}

/** The draft that a document is a front sheet to, with what had changed in it. */
function frontedBy(
  job: Job,
  id: string,
  { frontsheetTo }: Making,
  made: ReadonlyMap<DocumentName, Draft>,
): ReportDraft | undefined {
  const number = frontsheetTo && made.get(frontsheetTo)?.number;
  if (!number) return undefined;
  return { number, changes: manifestOf(join(job.output, id), frontsheetTo, id, number)?.changes };
}

async function buildOne(
  job: Job,
  { files, rounding, byId }: Checked,
  project: ReadableProject,
  { id, uses }: Work,
  making: Making,
  fronted: ReportDraft | undefined,
  read: ReadTemplate | undefined,
  timer: (step: string) => void,
): Promise<Made> {
  const { document } = making;
  const own = byId.get(id) ?? [];
  const gaps = gapsIn(own);
  const incomplete = gaps.length > 0;
  const none: Draft = { id, document, outcome: 'none', incomplete: true };
  // The draft's number is printed in the draft, so what decides whether there is a new one is everything else.
  const unnumbered = making.build(project, 0, gaps, fronted);
  if (!read?.template || !unnumbered) return { draft: none, diagnostics: [] };
  const fingerprint = sha256(JSON.stringify([job.program, read.sha256, unnumbered.context]));
  const folder = join(job.output, id);
  const shown = (file: string) => posix.join(job.output.replaceAll('\\', '/'), id, file);
  const state = await findDraft(folder, document, id, fingerprint);
  if (state.state === 'current') {
    const edited = state.edited ? { edited: shown(state.file) } : {};
    timer('build');
    return {
      draft: {
        id,
        document,
        number: state.number,
        outcome: 'current',
        file: shown(state.file),
        incomplete,
        ...edited,
      },
      diagnostics: [],
    };
  }
  const built = making.build(project, state.number, gaps, fronted) ?? unnumbered;
  const { context, figures, facts } = built;
  const recorded = (number: number) => manifestOf(folder, document, id, number);
  // What is made again says what it said: the draft before it may be gone by now.
  const changes =
    state.state === 'lost'
      ? recorded(state.number)?.changes
      : built.changesSince?.(recorded(state.number - 1));
  timer('build');
  const { bytes, findings } = await read.template.fill(context);
  timer('fill');
  if (!bytes) {
    const diagnostics = findings.map((finding) => locateTemplate(finding, job.templates));
    return { draft: none, diagnostics };
  }
  const file = draftName(document, id, state.number);
  const flaws = await checkAccessibility(file, bytes, 'en-GB');
  timer('inspect');
  const diagnostics = flaws.map((finding) => locateTemplate(finding, posix.dirname(shown(file))));
  const manifest: Manifest = {
    document,
    id,
    draft: state.number,
    program: job.program,
    file,
    sha256: sha256(bytes),
    fingerprint,
    incomplete: gaps,
    template: { file: read.file, sha256: read.sha256 },
    inputs: files.filter(({ file: input }) => uses(input)),
    ...(facts ? { facts } : {}),
    ...(changes ? { changes } : {}),
    figures,
    rounding,
    problems: [...own, ...diagnostics],
  };
  await writeDraft(folder, bytes, manifest);
  timer('write');
  const edited = state.state === 'new' && state.edited ? { edited: shown(state.edited) } : {};
  const outcome = state.state === 'lost' ? 'restored' : 'written';
  const draft: Draft = {
    id,
    document,
    number: state.number,
    outcome,
    file: shown(file),
    incomplete,
    ...edited,
  };
  return { draft, diagnostics };
}

/** What the errors mean for a reader of the document. How a YAML file is written is nothing to them. */
function gapsIn(diagnostics: readonly Diagnostic[]): string[] {
  const errors = diagnostics.filter(
    ({ severity, code }) => severity === 'error' && !code.startsWith('yaml/'),
  );
  const sentences = errors.map(({ code, message, place }) =>
    sentence(code.startsWith('workbook/') ? `in ${formatPlace(place)}, ${message}` : message),
  );
  return [...new Set(sentences)];
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** A finding in an input file, by the folder's name as the person gave it. */
export function locateInput(finding: Finding, sources: Sources, job: Job): Diagnostic {
  return locate(finding, sources, job.inputs.replaceAll('\\', '/'));
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
