import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { milestonesOf, windowOf } from './calendar/milestones.ts';
import { checkProject, checkRound, type RoundingNote, roundingNotes } from './checks/index.ts';
import { type Diagnostic, error, type Finding } from './diagnostics/diagnostic.ts';
import { formatPlace, sortDiagnostics } from './diagnostics/format.ts';
import { houseHelpers } from './documents/house.ts';
import { buildTriAnnualReport, triAnnualReportShape } from './documents/tri-annual-report.ts';
import { type InputFile, readProject } from './inputs/read-project.ts';
import { locate, type Sources } from './inputs/sources.ts';
import { isReadable, type Project, type ReadableProject } from './model/project.ts';
import { calendarOf, type Round, type RoundCalendar, roundBefore } from './model/round.ts';
import { draftName, findDraft, type Manifest, sha256, writeDraft } from './output/drafts.ts';
import { checkAccessibility, compileTemplate, type Template } from './word/index.ts';

/** The whole program: read, check, build, fill, write. */

export interface Job {
  /** Folders as the person gave them. */
  inputs: string;
  output: string;
  templates: string;
  /** Rounds to work on; none means all. */
  rounds: string[];
  /** The London date. */
  today: string;
  /** The program's name and version, for manifests. */
  program: string;
}

/** What became of a round's document. */
export interface Draft {
  round: string;
  outcome: 'written' | 'current' | 'restored' | 'none';
  /** The draft's path, with forward slashes; absent where there is none. */
  file?: string;
  /** Whether the draft says that something is missing. */
  incomplete: boolean;
  /** An earlier draft that somebody has changed, and that is kept as it is. */
  edited?: string;
}

export interface Outcome {
  rounds: string[];
  /** All rounds of the inputs folder, and those that were asked for and are not among them. */
  known: string[];
  unknown: string[];
  diagnostics: Diagnostic[];
  rounding: RoundingNote[];
  drafts: Draft[];
  /** Milliseconds by step. */
  took: Record<string, number>;
}

const document = 'tri-annual-report';

interface Checked extends Outcome {
  project: Project;
  files: InputFile[];
  /** Findings that concern every round, and those of each. */
  byRound: Map<string, Diagnostic[]>;
}

/** Reads and checks. */
export async function check(job: Job): Promise<Checked> {
  const took: Record<string, number> = {};
  const timer = stopwatch(took);
  const read = await readProject(job.inputs, job.rounds);
  const { project, findings, sources, files, ids } = read;
  const known = ids.filter((id) => project.papers.every((paper) => paper.id !== id));
  timer('read');
  const rounds = job.rounds.length > 0 ? known.filter((id) => job.rounds.includes(id)) : known;
  const unknown = job.rounds.filter((id) => !known.includes(id));
  const readable = isReadable(project);
  const common = [
    ...findings.filter(({ where }) => !isOfRound(where.file)),
    ...(readable ? checkProject(project) : []),
  ];
  const toDiagnostics = (list: Finding[]) => list.map((finding) => locateAny(finding, sources, job));
  const byRound = new Map<string, Diagnostic[]>();
  for (const id of rounds) {
    const round = project.rounds.find((candidate) => candidate.id === id) as Round;
    const own = findings.filter(({ where }) => where.file.startsWith(`${round.folder}/`));
    const found = readable ? checkOne(project, round, job.today) : [];
    byRound.set(id, toDiagnostics([...common, ...own, ...found]));
  }
  const all = byRound.size > 0 ? [...byRound.values()].flat() : toDiagnostics(common);
  timer('check');
  return {
    project,
    files,
    rounds,
    known,
    unknown,
    byRound,
    diagnostics: sortDiagnostics(all),
    rounding: readable ? roundingNotes(project) : [],
    drafts: [],
    took,
  };
}

const isOfRound = (file: string) => file.startsWith('rounds/');

function checkOne(project: ReadableProject, round: Round, today: string): Finding[] {
  const { agreement } = project;
  const calendar = calendarOf(agreement, round.id);
  if (!calendar) {
    const months = agreement.reports.map(({ month }) => month).join(', ');
    const message = `the agreement has no report in the month of ${round.id}`;
    return [error('round/unknown', { file: round.folder }, message, `name the folder for one of: ${months}`)];
  }
  const earlier = roundBefore(agreement, round.id);
  const before = project.rounds.find(({ id }) => id === earlier);
  const window = windowOf(agreement, round.id);
  const milestones = milestonesOf(agreement, calendar, project.holidays, round.report?.milestones);
  return checkRound({ project, round, calendar, window, milestones, before, today });
}

/** Checks, and writes a draft of each round that can be written. */
export async function build(job: Job): Promise<Outcome> {
  const checked = await check(job);
  const { project, rounds, byRound, took } = checked;
  const timer = stopwatch(took);
  if (!isReadable(project) || rounds.length === 0 || checked.unknown.length > 0) return checked;
  const diagnostics = [...checked.diagnostics];
  const template = await readTemplate(job);
  diagnostics.push(...template.findings.map((finding) => locateTemplate(finding, job.templates)));
  timer('load');
  const drafts: Draft[] = [];
  for (const id of rounds) {
    const calendar = calendarOf(project.agreement, id);
    const own = byRound.get(id) ?? [];
    if (!template.template || !calendar) drafts.push({ round: id, outcome: 'none', incomplete: true });
    else {
      const made = await buildOne(job, checked, template as CompiledTemplate, calendar, own, timer);
      drafts.push(made.draft);
      diagnostics.push(...made.diagnostics);
    }
  }
  return { ...checked, drafts, diagnostics: sortDiagnostics(diagnostics) };
}

interface CompiledTemplate {
  template: Template;
  file: string;
  sha256: string;
}

async function readTemplate(job: Job): Promise<Partial<CompiledTemplate> & { findings: Finding[] }> {
  const file = `${document}.docx`;
  let bytes: Buffer;
  try {
    bytes = await readFile(join(job.templates, file));
  } catch {
    const help = `put ${file} there, or name the folder that holds it with --templates`;
    return { findings: [error('template/missing', { file }, 'the template is not there', help)] };
  }
  const options = { name: file, shape: triAnnualReportShape, helpers: houseHelpers };
  return { ...(await compileTemplate(bytes, options)), file, sha256: sha256(bytes) };
}

async function buildOne(
  job: Job,
  { project, files, rounding }: Checked,
  template: CompiledTemplate,
  calendar: RoundCalendar,
  own: readonly Diagnostic[],
  timer: (step: string) => void,
): Promise<{ draft: Draft; diagnostics: Diagnostic[] }> {
  const { id } = calendar;
  const readable = project as ReadableProject;
  const round = project.rounds.find((candidate) => candidate.id === id) as Round;
  const gaps = gapsIn(own);
  const milestones = milestonesOf(readable.agreement, calendar, project.holidays, round.report?.milestones);
  const input = { project: readable, rounds: project.rounds, round, calendar, milestones, gaps };
  const incomplete = gaps.length > 0;
  // The draft's number is printed in the draft, so what decides whether there is a new one is everything else.
  const { context: unnumbered } = buildTriAnnualReport({ ...input, draft: 0 });
  const fingerprint = sha256(JSON.stringify([job.program, template.sha256, unnumbered]));
  const folder = join(job.output, id);
  const shown = (file: string) => posix.join(job.output.replaceAll('\\', '/'), id, file);
  const state = await findDraft(folder, document, id, fingerprint);
  timer('build');
  if (state.state === 'current') {
    const edited = state.edited ? { edited: shown(state.file) } : {};
    return {
      draft: { round: id, outcome: 'current', file: shown(state.file), incomplete, ...edited },
      diagnostics: [],
    };
  }
  const { context, figures } = buildTriAnnualReport({ ...input, draft: state.number });
  timer('build');
  const { bytes, findings } = await template.template.fill(context);
  timer('fill');
  if (!bytes) {
    const diagnostics = findings.map((finding) => locateTemplate(finding, job.templates));
    return { draft: { round: id, outcome: 'none', incomplete: true }, diagnostics };
  }
  const file = draftName(document, id, state.number);
  const flaws = await checkAccessibility(file, bytes, 'en-GB');
  timer('inspect');
  const diagnostics = flaws.map((finding) => locateTemplate(finding, posix.dirname(shown(file))));
  const manifest: Manifest = {
    document,
    round: id,
    draft: state.number,
    program: job.program,
    file,
    sha256: sha256(bytes),
    fingerprint,
    incomplete: gaps,
    template: { file: template.file, sha256: template.sha256 },
    inputs: files,
    figures,
    rounding,
    problems: [...own, ...diagnostics],
  };
  await writeDraft(folder, bytes, manifest);
  timer('write');
  const edited = state.state === 'new' && state.edited ? { edited: shown(state.edited) } : {};
  const outcome = state.state === 'lost' ? 'restored' : 'written';
  return { draft: { round: id, outcome, file: shown(file), incomplete, ...edited }, diagnostics };
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

function locateAny(finding: Finding, sources: Sources, job: Job): Diagnostic {
  return locate(finding, sources, job.inputs.replaceAll('\\', '/'));
}

/** A finding in a Word file: the part, the paragraph and the tag say where. */
function locateTemplate({ where, note, ...rest }: Finding, folder: string): Diagnostic {
  const placeOf = (place: Finding['where']) => {
    const file = posix.join(folder.replaceAll('\\', '/'), place.file);
    if (!('part' in place)) return { file };
    const paragraph = place.paragraph > 0 ? [`paragraph ${place.paragraph}`] : [];
    return { file, inside: [place.part, ...paragraph, ...(place.tag ? [place.tag] : [])].join(', ') };
  };
  return {
    ...rest,
    place: placeOf(where),
    ...(note ? { note: { message: note.message, place: placeOf(note.where) } } : {}),
  };
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
