import { join } from 'node:path';
import type { RoundingNote } from '../checks/index.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPlace } from '../diagnostics/format.ts';
import { printedBy, type ReportDraft } from '../documents/input.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import type { InputFile } from '../inputs/reading.ts';
import type { ReadableProject } from '../model/project.ts';
import { draftName, findDraft, type Manifest, manifestOf, writeDraft } from '../output/drafts.ts';
import { checkAccessibility } from '../word/index.ts';
import type { DocumentName, Making, Work } from './documents.ts';
import type { Draft, Job } from './job.ts';
import { locateTemplate, type ReadTemplate } from './templates.ts';

/** One draft: build, fill, inspect, write. */

/** What reading and checking found, as far as a manifest tells of it. */
interface Found {
  files: InputFile[];
  rounding: RoundingNote[];
  byId: ReadonlyMap<string, Diagnostic[]>;
}

/** What became of a document, and what was found on the way. */
export interface Made {
  draft: Draft;
  diagnostics: Diagnostic[];
}

/** The draft that a document is a front sheet to, with what had changed in it. */
export function frontedBy(
  job: Job,
  id: string,
  { frontsheetTo }: Making,
  made: ReadonlyMap<DocumentName, Draft>,
): ReportDraft | undefined {
  const number = frontsheetTo && made.get(frontsheetTo)?.number;
  if (!number) return undefined;
  return { number, changes: manifestOf(join(job.output, id), frontsheetTo, id, number)?.changes };
}

/** Writes a draft, unless the last one was made from the same. */
export async function makeDraft(
  job: Job,
  { files, rounding, byId }: Found,
  project: ReadableProject,
  { id, uses }: Work,
  making: Making,
  fronted: ReportDraft | undefined,
  read: ReadTemplate | undefined,
  timer: (step: string) => void,
): Promise<Made> {
  const { document } = making;
  const own = byId.get(id) ?? [];
  const flawsOfTemplate = (read?.findings ?? []).map((finding) => locateTemplate(finding, job.templates));
  const gaps = gapsIn([...own, ...flawsOfTemplate]);
  const incomplete = gaps.length > 0;
  const none: Draft = { id, document, outcome: 'none', incomplete: true };
  // The draft's number is printed in the draft, so what decides whether there is a new one is everything else.
  const built = making.build(project, gaps, fronted);
  if (!read?.template || !built) return { draft: none, diagnostics: [] };
  const fingerprint = sha256(JSON.stringify([job.program, read.sha256, built.context]));
  const folder = join(job.output, id);
  const shown = (file: string) => shownPath(job.output, id, file);
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
  const context = { ...built.context, status: built.status(state.number) };
  const { facts } = built;
  const figures = printedBy(read.names ?? new Set(), built.figures);
  const recorded = (number: number) => manifestOf(folder, document, id, number);
  // What is made again says what it said: the draft before it may be gone by now.
  const changes =
    state.state === 'lost'
      ? recorded(state.number)?.changes
      : built.changesSince?.(recorded(state.number - 1), figures);
  timer('build');
  const { bytes, parts, findings } = await read.template.fill(context);
  timer('fill');
  if (!bytes || !parts) {
    const diagnostics = findings.map((finding) => locateTemplate(finding, job.templates));
    return { draft: none, diagnostics };
  }
  const file = draftName(document, id, state.number);
  const flaws = await checkAccessibility(file, parts, 'en-GB');
  timer('inspect');
  const diagnostics = [
    ...findings.map((finding) => locateTemplate(finding, job.templates)),
    ...flaws.map((finding) => locateTemplate(finding, shownPath(job.output, id))),
  ];
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
