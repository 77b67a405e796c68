import { join } from 'node:path';
import { roundDates } from '../calendar/rounds.ts';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { withSmall } from '../documents/house-formats.ts';
import { buildUpdateForm, type FormSource } from '../documents/update-form.ts';
import { safeName } from '../files/safe-name.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { replaceIfChanged } from '../files/write-file.ts';
import { identityProperty } from '../model/document-identity.ts';
import { type FormRecord, formIdentity } from '../model/form-record.ts';
import { ownersIn, personOf, reportOwnerOf } from '../model/owners.ts';
import type { Programme } from '../model/programme.ts';
import { isReadable, type ReadableProject } from '../model/project.ts';
import type { Round } from '../model/round.ts';
import { formOnDisk, lastForm, type SentForm, writeForm } from '../output/sent-forms.ts';
import { changedAnswers } from '../review/forms/changed-answers.ts';
import { findingsOf } from './build.ts';
import { readAndCheck } from './check.ts';
import { formEmail } from './form-email.ts';
import type { Job } from './job.ts';
import { imagesOf } from './narrative-pictures.ts';
import { reportSource } from './round-sources.ts';
import { locateTemplate, type ReadTemplate, readTemplate } from './templates.ts';

/** Update forms: one for each owner of a round, with the e-mail that it goes out with. */

export interface FormMade {
  owner: string;
  /** The person's address; absent where programme.yaml has none. */
  email?: string;
  outcome: 'written' | 'current' | 'kept';
  version: number;
  /** What somebody has changed in it, where it is kept. */
  changes?: string[];
  /** Paths, with forward slashes: the form, the e-mail as a draft (where there is an address), and as text. */
  file: string;
  draft?: string;
  text: string;
}

export interface Asked {
  forms: FormMade[];
  diagnostics: Diagnostic[];
  /** Why nothing can be asked: the round has no folder, or has been sent. */
  refused?: 'missing' | 'submitted';
}

const formsFolder = (job: Pick<Job, 'output'>, id: string) => join(job.output, id, 'forms');

/** Writes the forms of a round. One that its owner has worked on is never written over. */
export async function askForUpdates(job: Job, id: string): Promise<Asked> {
  const checked = await readAndCheck({ ...job, ids: [] });
  const { project } = checked;
  if (!isReadable(project)) return { forms: [], diagnostics: checked.diagnostics };
  const round = project.rounds.find((one) => one.id === id);
  const source = round && reportSource(project, round, []);
  if (!round || !source) return { forms: [], diagnostics: [], refused: 'missing' };
  if (round.submitted) return { forms: [], diagnostics: [], refused: 'submitted' };
  const template = await readTemplate(job.templates, 'update-form', project.agreement);
  const diagnostics = findingsOf([template], job);
  if (!template.template) return { forms: [], diagnostics };
  const due = dueIn(project, round, job.today);
  const returnTo = returnAddress(project.programme);
  const taken = new Map<string, number>();
  const forms: FormMade[] = [];
  for (const owned of ownersIn(project, round)) {
    const name = safeName(owned.owner, 'owner');
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const slug = count > 1 ? `${name}-${count}` : name;
    const made = await makeForm({ job, template, slug }, { ...source, owned, due, returnTo });
    if (made.form) forms.push(made.form);
    diagnostics.push(...made.diagnostics);
  }
  return { forms, diagnostics };
}

/** The next milestone, or the last day on which the report can be sent. */
function dueIn({ agreement, holidays }: ReadableProject, round: Round, today: string): string {
  const dates = roundDates(agreement, holidays, round.id, round.report?.milestones);
  return dates?.milestones.find(({ date }) => date >= today)?.date ?? dates?.due ?? today;
}

function returnAddress(programme: Programme): string {
  const role = reportOwnerOf(programme);
  const { name, email } = personOf(programme, role) ?? {};
  const words = withSmall(role);
  return `${name ? `${name}, ` : 'the '}${words}${email ? ` (${email})` : ''}`;
}

async function makeForm(
  { job, template, slug }: { job: Job; template: ReadTemplate; slug: string },
  source: FormSource,
): Promise<{ form?: FormMade; diagnostics: Diagnostic[] }> {
  const { project, round, owned } = source;
  const folder = formsFolder(job, round.id);
  const { context, fields } = buildUpdateForm(source);
  const fingerprint = sha256(JSON.stringify([template.sha256, context, fields]));
  const last = lastForm(folder, slug);
  const there = await formOnDisk(folder, slug, last.sent);
  const person = personOf(project.programme, owned.owner);
  const path = (name: string) => shownPath(job.output, round.id, 'forms', name);
  const form = {
    owner: owned.owner,
    ...(person?.email ? { email: person.email, draft: path(`${slug}.eml`) } : {}),
    version: last.version,
    file: path(`${slug}.docx`),
    text: path(`${slug}.txt`),
  };
  if (there.state === 'changed') {
    const changes = last.sent ? await changedAnswers(last.sent, there.bytes) : [];
    return { form: { ...form, outcome: 'kept', changes }, diagnostics: [changedSince(form.file, changes)] };
  }
  const isSame = last.sent?.record.fingerprint === fingerprint;
  const record = {
    round: round.id,
    owner: owned.owner,
    slug,
    version: last.version + 1,
    agreement: project.agreement.name,
    file: `${slug}.docx`,
    sha256: '',
    fingerprint,
    fields,
  };
  const { sent, diagnostics } =
    isSame && last.sent
      ? { sent: last.sent, diagnostics: [] }
      : await fillForm(job, template, { context, record });
  if (!sent) return { diagnostics };
  const isThere = isSame && there.state === 'as-sent';
  if (!isThere) await writeForm(folder, sent);
  const { eml, txt } = formEmail(source, sent, person);
  await replaceIfChanged(join(folder, `${slug}.txt`), txt);
  if (eml !== undefined) await replaceIfChanged(join(folder, `${slug}.eml`), eml);
  return {
    form: { ...form, version: sent.record.version, outcome: isThere ? 'current' : 'written' },
    diagnostics,
  };
}

async function fillForm(
  job: Job,
  { template }: ReadTemplate,
  { context, record }: { context: object; record: FormRecord },
): Promise<{ sent: SentForm | undefined; diagnostics: Diagnostic[] }> {
  const filled = await template?.fill(context, {
    images: imagesOf(job.inputs),
    properties: { [identityProperty]: formIdentity(record) },
  });
  const diagnostics = (filled?.findings ?? []).map((finding) => locateTemplate(finding, job.templates));
  const { bytes } = filled ?? {};
  return { sent: bytes && { bytes, record: { ...record, sha256: sha256(bytes) } }, diagnostics };
}

function changedSince(file: string, changes: readonly string[]): Diagnostic {
  const what = changes.length > 0 ? `: ${changes.join('; ')}` : '';
  const message = `the form was changed since it was written, and is kept as it is${what}`;
  const help = 'take its answers with the command review, then ask again';
  return { ...aboutFile('form/changed', file, message, help), severity: 'warning' };
}
