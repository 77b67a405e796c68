import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPublication, privateReason } from '../checks/before-publication.ts';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeFiles } from '../files/write-file.ts';
import { locate } from '../inputs/yaml/locate.ts';
import { finalIdentity } from '../model/document-identity.ts';
import type { Paper } from '../model/paper.ts';
import { inputFiles, isReadable, type ReadableProject } from '../model/project.ts';
import { type Publication, publicationsOf } from '../model/register.ts';
import { check } from './build.ts';
import type { Checked } from './check.ts';
import { fillDocument } from './fill-document.ts';
import type { Job } from './job.ts';
import { buildPaper, documentOf } from './papers.ts';
import { pdfOfOne } from './pdf.ts';
import { withEntries } from './register.ts';
import { locateTemplate, readTemplate } from './templates.ts';

/** From the last draft of a paper to the file that everyone may read, and its entry in the register. */

interface Published {
  /** Meetings and rounds of the inputs folder. */
  known: string[];
  /** Why the paper cannot be published; warnings do not prevent it. */
  diagnostics: Diagnostic[];
  /** The paper and its entry, once they are written. */
  file?: string;
  register?: string;
  revision?: number;
  /** The PDF beside it, where LibreOffice made one. */
  pdf?: string;
}

/** Makes the paper for publication and enters it in the register, or says everything that prevents it and writes nothing. */
export async function publish(
  job: Job,
  id: string,
  { reason, office }: { reason?: string | undefined; office?: string | undefined },
): Promise<Published> {
  const checked = await check({ ...job, ids: [id] });
  const { project, known } = checked;
  const diagnostics = [...checked.diagnostics];
  const refused = () => ({ known, diagnostics: sortDiagnostics(diagnostics) });
  const paper = project.papers.find((candidate) => candidate.id === id);
  if (!isReadable(project) || !paper) return refused();
  const findings = checkPublication({ project, paper }, job.today, reason);
  diagnostics.push(...findings.map((finding) => locate(finding, checked.sources, job.inputs)));
  const entry = entryFor(project, paper, job.today, reason);
  const isPrivate = privateReason({ project, paper }, reason).length > 0;
  const published = isPrivate ? { ...entry, reason: '' } : entry;
  const made = await fillPaper(job, checked, { project, paper, published });
  diagnostics.push(...made.diagnostics);
  if (!made.bytes) return refused();
  const path = join(job.output, entry.file);
  const there = ifThere(() => sha256(readFileSync(path)));
  if (there && there !== sha256(made.bytes)) diagnostics.push(unrecorded(job, entry));
  if (diagnostics.some(({ severity }) => severity === 'error')) return refused();
  const pdf = await pdfOfOne(office, made.bytes);
  const pdfFile = entry.file.replace(/\.docx$/, '.pdf');
  // The register comes last: a file without its entry has not been published.
  await writeFiles([
    ...(there ? [] : [{ path, bytes: made.bytes }]),
    ...(pdf ? [{ path: join(job.output, pdfFile), bytes: pdf, replace: true }] : []),
    withEntries(job, project, [
      { ...entry, sha256: sha256(made.bytes), ...(pdf && { pdf_sha256: sha256(pdf) }) },
    ]),
  ]);
  return {
    known,
    diagnostics: sortDiagnostics(diagnostics),
    file: shownPath(job.output, entry.file),
    register: shownPath(job.inputs, inputFiles.submissions),
    ...(entry.revision && { revision: entry.revision }),
    ...(pdf && { pdf: shownPath(job.output, pdfFile) }),
  };
}

/** What will be in the register, but for the hash. */
function entryFor(
  { submissions }: ReadableProject,
  paper: Paper,
  today: string,
  reason: string | undefined,
): Omit<Publication, 'sha256'> {
  const { id } = paper;
  const document = documentOf(paper);
  const revision = publicationsOf(submissions, id).length + 1;
  const name = revision === 1 ? `${document}-${id}` : `${document}-${id}-revision-${revision}`;
  const again = revision === 1 ? {} : { revision, ...(reason !== undefined && { reason }) };
  return { id, day: today, kind: 'paper', file: `public/${name}.docx`, ...again };
}

/** The paper without the mark of a draft, and all that is wrong with it. */
async function fillPaper(
  job: Job,
  checked: Checked,
  source: { project: ReadableProject; paper: Paper; published: Omit<Publication, 'sha256'> },
): Promise<{ bytes?: Uint8Array; diagnostics: Diagnostic[] }> {
  const { project, paper } = source;
  const template = await readTemplate(job.templates, documentOf(paper), project.agreement);
  const diagnostics = template.findings.map((finding) => locateTemplate(finding, job.templates));
  const work = checked.work.find(({ id }) => id === paper.id);
  const definition = work?.documents[0];
  if (!work || !definition) return { diagnostics };
  const task = { job, project, checked, work, definition, template, timer: () => {} };
  const file = shownPath(job.output, source.published.file);
  const built = buildPaper({ ...source, gaps: [] });
  const { filled, diagnostics: found } = await fillDocument(task, {
    built,
    gaps: [],
    number: 0,
    file,
    identity: finalIdentity('published', paper.id),
  });
  return { ...(filled?.bytes && { bytes: filled.bytes }), diagnostics: [...diagnostics, ...found] };
}

function unrecorded(job: Job, { id, file }: Pick<Publication, 'id' | 'file'>): Diagnostic {
  const message = `there is a published paper of ${id} already, and it is not the one that the inputs make`;
  const help = 'the register has no entry for it: move it to another folder, and run this again';
  return aboutFile('publication/unrecorded', shownPath(job.output, file), message, help);
}
