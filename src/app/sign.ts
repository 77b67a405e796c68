import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, error, warning } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { shownPath } from '../files/shown-path.ts';
import { replaceFile } from '../files/write-file.ts';
import { editYaml } from '../inputs/yaml/edit.ts';
import { locate } from '../inputs/yaml/locate.ts';
import { differences } from '../model/draft-differences.ts';
import { isReadable } from '../model/project.ts';
import { submittedDocument } from '../model/submission-record.ts';
import { lastDraft } from '../output/draft-state.ts';
import { keptDraft } from '../output/kept-drafts.ts';
import { readAndCheck } from './check.ts';
import { clockAgrees } from './clock.ts';
import type { Job } from './job.ts';
import { causes, describe, type SignableDraft, signableDraft } from './signed-drafts.ts';
import { closed } from './submit.ts';

/** Enters in report.yaml that an officer has signed a draft, and says what is signed. */

export interface SignatureWish {
  /** As programme.yaml names the sign-off: `s151`. */
  officer: string;
  /** Who signed. */
  name: string;
  /** By itself the last one. */
  draft?: number | undefined;
  date?: string | undefined;
  deputy?: string | undefined;
  evidence?: string | undefined;
  enteredLate?: string | undefined;
}

interface SignedResult {
  known: string[];
  diagnostics: Diagnostic[];
  /** The file that was written. */
  file?: string;
  draft?: number;
  /** What is signed; or, of somebody who has signed before, what differs from the draft that they signed. */
  lines: string[];
}

export async function sign(job: Job, id: string, wish: SignatureWish): Promise<SignedResult> {
  const checked = await readAndCheck({ ...job, ids: [id] });
  const { project, known, sources } = checked;
  const refused = (...diagnostics: Diagnostic[]): SignedResult => ({
    known,
    diagnostics: sortDiagnostics(diagnostics),
    lines: [],
  });
  const round = project.rounds.find((candidate) => candidate.id === id);
  if (!isReadable(project) || !round) return refused(...checked.diagnostics);
  if (round.submitted) return refused(closed(checked, job, round));
  const file = `${round.folder}/report.yaml`;
  if (!round.report) return refused(...checked.diagnostics.filter(({ place }) => place.file.endsWith(file)));
  const say = (make: typeof error, message: string, help: string) =>
    locate(make('submission/draft', { file }, message, help), sources, job.inputs);
  const offices = project.programme.sign_offs;
  const office = offices.find((one) => one.id === wish.officer);
  const names = offices.map((one) => one.id).join(', ');
  if (!office)
    return refused(
      say(error, `there is no sign-off "${wish.officer}" in programme.yaml`, `the sign-offs are: ${names}`),
    );
  const late = clockAgrees(job, file, wish.enteredLate);
  if (late.length > 0) return refused(...late);
  const found = await draftToSign(job, id, wish.draft);
  if (typeof found === 'string')
    return refused(
      say(
        error,
        `${found}, so it cannot be signed`,
        'make a draft first, or name one that is there with --draft',
      ),
    );
  const date = wish.date ?? job.today;
  const wrong = dateAgrees(found, date, job.today);
  if (wrong) return refused(say(error, wrong, 'give the day of the signature with --date'));
  const earlier = round.report.sign_offs?.[wish.officer] ?? {};
  const before = earlier.draft;
  const lines = [...heading(found, { ...wish, date, role: office.role }), ...summary(job, id, found, before)];
  await write(job, file, wish, { date, draft: found.number });
  const words = `${found.manifest.file} has been edited since it was written: what is signed is the draft as it was written`;
  const help = 'bring the edits into the inputs, make a new draft, and have that one signed';
  const diagnostics = found.edited ? [say(warning, words, help)] : [];
  if (earlier.name && earlier.name !== wish.name) {
    const on = earlier.date ? ` on ${earlier.date}` : '';
    const replaced = `${earlier.name} had signed as ${office.role}${on}: the signature of ${wish.name} replaces that`;
    diagnostics.push(
      say(warning, replaced, `if this is wrong, enter the signature of ${earlier.name} again`),
    );
  }
  return { known, diagnostics, file: shownPath(job.inputs, file), draft: found.number, lines };
}

/** The draft of that number, or the last one, and whether it has been edited; or why there is none. */
async function draftToSign(job: Job, id: string, wanted: number | undefined) {
  const last = await lastDraft(join(job.output, id), submittedDocument, id);
  const number = wanted ?? Number(/(\d+)\.docx$/.exec(last?.file ?? '')?.[1] ?? 0);
  if (number === 0) return 'no draft of the report has been made';
  const found = signableDraft(job, id, number);
  if (typeof found === 'string') return found;
  return { ...found, edited: last?.edited === true && last.file === found.manifest.file };
}

/** Why a draft cannot have been signed on a day, if it cannot. */
function dateAgrees(
  { number, manifest: { day } }: SignableDraft,
  date: string,
  today: string,
): string | undefined {
  if (date > today) return `${date} is after today, ${today}`;
  return day && date < day ? `draft ${number} was made on ${day}, after ${date}` : undefined;
}

/** Only the fields of this signature: all other bytes of the file stay. */
async function write(
  job: Job,
  file: string,
  wish: SignatureWish,
  signed: { date: string; draft: number },
): Promise<void> {
  const path = join(job.inputs, file);
  const { name, deputy, evidence, enteredLate: entered_late } = wish;
  const fields = { name, ...signed, deputy, evidence, entered_late };
  const edits = Object.entries(fields).map(([key, value]) => ({
    path: ['sign_offs', wish.officer, key],
    ...(value !== undefined && { value }),
  }));
  await replaceFile(path, editYaml(readFileSync(path, 'utf8'), edits));
}

function heading(
  { number, manifest }: SignableDraft,
  { name, role, deputy, date }: SignatureWish & { role: string },
): string[] {
  const who = deputy ? `${deputy}, for the ${role}` : role;
  return [
    `draft ${number}, ${manifest.file}, SHA-256 ${manifest.sha256.slice(0, 16)}…`,
    `signed by ${name}, ${who}, on ${date}`,
  ];
}

const mostLines = 20;

function summary(
  job: Job,
  id: string,
  { manifest, printed, number }: SignableDraft,
  before: number | undefined,
): string[] {
  const earlier = before === undefined || before === number ? undefined : signableDraft(job, id, before);
  if (earlier && typeof earlier !== 'string' && earlier.printed && printed) {
    const changes = causes(differences(earlier.printed, printed)).map(describe);
    if (changes.length === 0) return [`draft ${before}, signed before, says the same`];
    const shown = changes.slice(0, mostLines).map(({ what, was, is }) => `  ${what}: was ${was}, is ${is}`);
    const more = changes.length > mostLines ? [`  and ${changes.length - mostLines} more`] : [];
    return [`since draft ${before}, signed before:`, ...shown, ...more];
  }
  const kept = keptDraft(join(job.output, id), manifest)?.context as { context?: Context } | undefined;
  return kept?.context ? contents(kept.context, manifest.incomplete) : [];
}

/** What a summary takes from the context of a draft. */
interface Context {
  report_title?: string;
  month?: string;
  on_track?: string;
  on_track_sentence?: string;
  glance?: ReadonlyArray<{ number: number | string; rating: string }>;
  kpi_groups?: ReadonlyArray<{ kpis: readonly object[] }>;
  corrections?: readonly object[];
  appendices?: readonly object[];
}

function contents(context: Context, incomplete: unknown): string[] {
  const { glance = [], kpi_groups = [], corrections = [], appendices = [] } = context;
  const ratings = [...new Set(glance.map(({ rating }) => rating))].map((rating) => {
    const numbers = glance.filter((one) => one.rating === rating).map(({ number }) => number);
    return `${rating}: ${numbers.join(', ')}`;
  });
  const kpis = kpi_groups.reduce((sum, group) => sum + group.kpis.length, 0);
  const gaps = Array.isArray(incomplete) ? incomplete.length : 0;
  return [
    `${context.report_title}, ${context.month}`,
    `on track: ${context.on_track}`,
    ...(context.on_track_sentence ? [context.on_track_sentence] : []),
    `ratings of conditions: ${ratings.join('; ')}`,
    `KPIs: ${kpis}; corrections of earlier reports: ${corrections.length}; appendices: ${appendices.length}`,
    ...(gaps > 0 ? [`it says that it is incomplete: ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}`] : []),
  ];
}
