import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { toldIn } from '../documents/told-to-the-dfe.ts';
import { buildTriAnnualReport } from '../documents/tri-annual-report.ts';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeNewFile } from '../files/write-file.ts';
import { namesIn } from '../inputs/names-in.ts';
import { finalIdentity, identityProperty } from '../model/document-identity.ts';
import { marksOf } from '../model/mark-names.ts';
import { isOfAppendix, isTypeset, type Printed } from '../model/printed-list.ts';
import type { ReadableProject } from '../model/project.ts';
import type { Round } from '../model/round.ts';
import {
  finalName,
  packFolder,
  submissionFile,
  submittedDocument,
  type Told,
  toldSchema,
} from '../model/submission-record.ts';
import { draftName, keptDraft, keptIn } from '../output/kept-drafts.ts';
import { checkAccessibility } from '../word/index.ts';
import { appendicesPrinted } from './appendices.ts';
import { bundleName, fromBundle } from './bundle.ts';
import { commandLineOf, type Draft, type Job } from './job.ts';
import { printedIn, withOrigins } from './list-printed.ts';
import { imagesOf, picturesIn } from './narrative-pictures.ts';
import { reportSource } from './round-sources.ts';
import { signableDraft } from './signed-drafts.ts';
import { type ReportTables, tablesIn } from './spreadsheets.ts';
import { compileDocument, locateTemplate, readTemplate, withoutRepeats } from './templates.ts';

/** The final report of a round: made once, and afterwards compared with the record of its submission. */

/** What a final report is made from: the inputs, or a draft of that number as it was written. */
interface Final {
  job: Job;
  project: ReadableProject;
  round: Round;
  draft?: number | undefined;
}

export interface Filled {
  bytes: Uint8Array;
  printed: Printed[];
  told: Told;
  /** What the spreadsheets beside it are made from. */
  tables: ReportTables;
  template: { file: string; bytes: Uint8Array };
}

/** The report as it is submitted: no draft, with the day; or why there is none. */
export async function makeFinal(final: Final): Promise<{ filled?: Filled; diagnostics: Diagnostic[] }> {
  const { job, project, round, draft } = final;
  const source = reportSource(project, round, []);
  if (!source) return { diagnostics: [] };
  const built = {
    source: { ...source, submitted: job.today },
    ...buildTriAnnualReport({ ...source, submitted: job.today }),
  };
  const signed = draft === undefined ? undefined : fromDraft(final, draft, built.context);
  if (typeof signed === 'string') return { diagnostics: [notFromDraft(job, round, signed)] };
  const template = signed
    ? await compileDocument(
        { file: `${submittedDocument}.docx`, bytes: signed.template },
        submittedDocument,
        project.agreement,
      )
    : await readTemplate(job.templates, submittedDocument, project.agreement);
  const images = imagesOf(job.inputs, signed?.printed);
  const made = await template.template?.fill(signed?.context ?? built.context, {
    images,
    typography: isTypeset,
    day: job.today,
    marks: marksOf,
    properties: { [identityProperty]: finalIdentity('final', round.id) },
  });
  // In a draft, words stand in the place of what cannot be printed; the final is not sent with them.
  const values = (made?.findings ?? []).map((finding) =>
    finding.code === 'document/value' ? { ...finding, severity: 'error' as const } : finding,
  );
  const diagnostics = [...template.findings, ...values].map((finding) =>
    locateTemplate(finding, job.templates),
  );
  if (!made?.bytes || !made.parts || !template.bytes) return { diagnostics };
  const flaws = await checkAccessibility(finalName(round.id), made.parts, 'en-GB');
  diagnostics.push(
    ...withoutRepeats(flaws, template.findings).map((finding) =>
      locateTemplate(finding, shownPath(job.output, round.id)),
    ),
  );
  const own = signed?.printed.filter((one) => !isOfAppendix(one)) ?? [
    ...printedIn(made),
    ...picturesIn(built.context, images),
  ];
  const told = signed?.told ?? toldIn(built.source, own);
  const { file, bytes } = template;
  // A draft of an older version has none of its appendices in its list, whatever they were.
  const printed = [...own, ...appendicesPrinted(job, project, round)];
  const tables = tablesIn(signed?.context ?? built.context);
  return { filled: { bytes: made.bytes, printed, told, tables, template: { file, bytes } }, diagnostics };
}

/** What of the context says that it is the final, and who signed it; all else stays as the draft has it. */
const ofTheFinal = ['status', 'is_submitted', 'submitted', 'sign_offs'] as const;

/** What a draft was filled from, or why the final cannot be filled from it. */
function fromDraft({ job, round: { id } }: Final, number: number, final: object) {
  const found = signableDraft(job, id, number);
  if (typeof found === 'string') return found;
  const { manifest, printed } = found;
  const kept = keptDraft(join(job.output, id), manifest);
  const told = toldSchema.safeParse((kept?.context as { told?: unknown } | undefined)?.told);
  if (!kept || !printed || !told.success) return `what draft ${number} was filled from was not kept`;
  if (Array.isArray(manifest.incomplete) && manifest.incomplete.length > 0)
    return `draft ${number} says that it is incomplete`;
  const { context } = kept.context as { context: Record<string, unknown> };
  if (context.is_illustrative) return `draft ${number} says that its content is illustrative`;
  const own = Object.fromEntries(ofTheFinal.map((name) => [name, (final as Record<string, unknown>)[name]]));
  return {
    context: withOrigins({ ...context, ...own }, printed),
    template: kept.template,
    printed,
    told: told.data,
  };
}

function notFromDraft(job: Job, { folder }: Round, why: string): Diagnostic {
  const file = shownPath(job.inputs, `${folder}/report.yaml`);
  const help = 'name another draft, or leave --draft out and submit what the inputs say';
  return aboutFile('submission/draft', file, `the final report cannot be filled from it: ${why}`, help);
}

/** A file of a submission, compared with its record. */
export interface SubmittedFile {
  /** Below the round's output folder. */
  file: string;
  sha256: string;
  /** `added`: it is with those that were sent, and was not. */
  state: 'whole' | 'changed' | 'gone' | 'added';
}

export async function compareSubmitted(output: string, { id, submission }: Round): Promise<SubmittedFile[]> {
  if (!submission) return [];
  const folder = packFolder(submission);
  const listed = submission.files.map(({ file, sha256: recorded }) => ({
    file: shownPath(folder, file),
    recorded,
  }));
  // The drafts that were signed are kept as they were written; a folder that was cleared away is no forgery.
  const signed = submission.signed.flatMap(({ draft, sha256: recorded }) =>
    draft && recorded ? [{ file: shownPath(keptIn, draftName(submittedDocument, id, draft)), recorded }] : [],
  );
  const compare = ({ file, recorded }: { file: string; recorded: string }): SubmittedFile => {
    const bytes = ifThere(() => readFileSync(join(output, id, file)));
    const state = !bytes ? 'gone' : sha256(bytes) === recorded ? 'whole' : 'changed';
    return { file, sha256: recorded, state };
  };
  const changedDrafts = signed
    .map(compare)
    .filter(
      ({ state }, i, all) => state === 'changed' && all.findIndex(({ file }) => file === all[i]?.file) === i,
    );
  const added =
    folder === ''
      ? []
      : packIn(join(output, id, folder)).filter(
          (name) => !submission.files.some(({ file }) => file === name),
        );
  return [
    ...listed.map(compare),
    ...changedDrafts,
    ...added.map((name): SubmittedFile => ({ file: shownPath(folder, name), sha256: '', state: 'added' })),
  ];
}

/** The files that go to the DfE together, without what editors leave behind. */
export const packIn = (folder: string): string[] => namesIn({ folder }, '');

const flaws = {
  changed: {
    code: 'submission/changed',
    message: (on: string) => `the file is no longer the one that was submitted on ${on}`,
    help: () =>
      'put back the file that was sent to the DfE, from the evidence bundle, a backup or the e-mail; keep a marked-up copy under another name',
  },
  gone: {
    code: 'submission/lost',
    message: (on: string) => `the file that was submitted on ${on} is not there`,
    help: (build: string) =>
      `\`${build}\` takes it from the evidence bundle, or makes it again while inputs, template and program are as they were; otherwise put back the file that was sent to the DfE, from a backup or the e-mail`,
  },
  added: {
    code: 'submission/changed',
    message: (on: string) => `the file is with those that were submitted on ${on}, and was not sent`,
    help: () => 'move it to another folder',
  },
} as const;

/** What is wrong with a submitted file, if anything is. */
export function flawOf(job: Job, round: Round, { file, state }: SubmittedFile): Diagnostic[] {
  if (state === 'whole') return [];
  const { code, message, help } = flaws[state];
  const what = file.startsWith(keptIn)
    ? 'the draft that was signed is not kept as it was written'
    : message(round.submission?.submitted ?? '');
  const toDo = help(commandLineOf(job)('build', round.id));
  const place = { file: shownPath(job.inputs, submissionFile(round)) };
  const note = { message: 'what was sent is recorded here', place };
  return [{ ...aboutFile(code, shownPath(job.output, round.id, file), what, toDo), note }];
}

/** What is done for a round that has been submitted: files that were lost are put back, if that gives the same bytes. */
export async function keepSubmitted(job: Job, project: ReadableProject, round: Round): Promise<Draft> {
  const { id, submission } = round;
  const draft: Draft = { id, document: submittedDocument, outcome: 'submitted', incomplete: false };
  if (!submission) return draft;
  for (const { file, sha256: recorded, state } of await compareSubmitted(job.output, round)) {
    draft.file ??= shownPath(job.output, id, file);
    if (state !== 'gone') continue;
    const bytes =
      (await fromBundle(join(job.output, id, bundleName(id)), file)) ??
      (await makeFinal({ job: { ...job, today: submission.submitted }, project, round })).filled?.bytes;
    if (!bytes || sha256(bytes) !== recorded) continue;
    await writeNewFile(join(job.output, id, file), bytes);
    draft.outcome = 'restored';
  }
  return draft;
}
