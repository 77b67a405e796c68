import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Diagnostic, error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { inputFile } from '../files/true-file.ts';
import { isTypeset, type Origin, ofAppendix, type Printed } from '../model/printed-list.ts';
import type { ReadableProject } from '../model/project.ts';
import { type AppendixName, type Round, reportFile } from '../model/round.ts';
import { plainName } from '../model/submission-record.ts';
import { hasPassword } from '../ooxml/has-password.ts';
import { checkAccessibility } from '../word/index.ts';
import { sourcedIn } from '../word/sourced.ts';
import { appendices as made } from './documents.ts';
import type { Job } from './job.ts';
import { reportSource } from './round-sources.ts';
import { locateTemplate, readTemplate, withoutRepeats } from './templates.ts';

/**
 * The appendices of a report: documents that the program makes, files of the inputs folder, and references to what the DfE has. A
 * signature covers what they say, and the bytes of files.
 */

interface Appendix {
  /** Its name in the pack; absent of a reference. */
  name?: string;
  document?: AppendixName;
  /** What a document that the program makes says; absent if it cannot be made. */
  context?: object | undefined;
  /** The bytes of a file that was found. */
  bytes?: Uint8Array;
  /** Where report.yaml names it, and why it cannot go with the report, if it cannot. */
  path: Array<string | number>;
  problem?: { code: `appendix/${'missing' | 'version' | 'password'}`; message: string; help: string };
  /** Whether what is wrong with its file is reported there. */
  isReported?: boolean;
}

/** What of a project each document is made from. */
const madeFrom = { 'growth-plan': 'capital', 'forward-plan': 'forwardPlan' } as const satisfies Record<
  AppendixName,
  keyof ReadableProject
>;

const most = { bytes: 40 * 1024 * 1024, said: '40 MB' };

function appendicesOf(job: Job, project: ReadableProject, round: Round): Appendix[] {
  const source = reportSource(project, round, []);
  return (round.report?.appendices ?? []).map(({ document, file, sha256: wanted }, i): Appendix => {
    const path = ['appendices', i, document === undefined ? 'file' : 'document'];
    if (document !== undefined) {
      const context = source && made[document].build(source)?.context;
      const { prints } = made[document];
      const isThere = existsSync(join(job.inputs, prints));
      const why = !isThere
        ? 'is not there'
        : project[madeFrom[document]]
          ? 'has no "growth:"'
          : 'cannot be used as it is';
      const message = `the program cannot make appendix ${i + 1}, the ${document}: ${prints} ${why}`;
      const help = `${isThere ? 'mend' : 'write'} ${prints}, or give the appendix as a file, or as a title alone`;
      const name = `appendix-${i + 1}-${document}-${round.id}.docx`;
      return {
        document,
        name,
        path,
        context,
        ...(!context && {
          problem: { code: 'appendix/missing', message, help },
          isReported: isThere && !project[madeFrom[document]],
        }),
      };
    }
    if (file === undefined) return { path };
    const given = file.replaceAll('\\', '/');
    const name = `appendix-${i + 1}-${basename(given)}`;
    const bytes = bytesOf(job.inputs, given);
    const why = !plainName.safeParse(name).success
      ? 'its name has a character that not every system takes'
      : bytes;
    if (typeof why === 'string') {
      const message = `appendix ${i + 1} cannot go with the report: ${why}`;
      const help = `put the file in the inputs folder under that name, or mend "file:"`;
      return { name, path, problem: { code: 'appendix/missing', message, help } };
    }
    const hash = sha256(why);
    if (wanted === undefined || wanted === hash) {
      if (!hasPassword(why)) return { name, path, bytes: why };
      const message = `appendix ${i + 1}, ${file}, has a password: whoever gets the report cannot open it`;
      const help = 'take the password off in Word or Excel, and save the file';
      return { name, path, bytes: why, problem: { code: 'appendix/password', message, help } };
    }
    const message = `appendix ${i + 1} is another version: ${file} has the SHA-256 ${hash.slice(0, 16)}…, and ${wanted.slice(0, 16)}… is named`;
    const help = 'put back the file that is meant, or write the new SHA-256';
    return { name, path, bytes: why, problem: { code: 'appendix/version', message, help } };
  });
}

/** A file of the inputs folder, or why it cannot be read. */
function bytesOf(inputs: string, file: string): Uint8Array | string {
  try {
    const bytes = new Uint8Array(readFileSync(inputFile(inputs, file, most)));
    return bytes.length > 0 ? bytes : `${file} is empty`;
  } catch (cause) {
    return (cause as Error).message;
  }
}

/** What is wrong with appendices: a warning in a draft, an error when the report is submitted, but for a password, which may be meant. */
export function appendixFindings(
  job: Job,
  project: ReadableProject,
  round: Round,
  make: typeof error | typeof warning,
): Finding[] {
  return appendicesOf(job, project, round).flatMap(({ problem, isReported, path }) =>
    problem && !(isReported && make !== error)
      ? [
          (problem.code === 'appendix/password' ? warning : make)(
            problem.code,
            { file: reportFile(round), path },
            problem.message,
            problem.help,
          ),
        ]
      : [],
  );
}

/** What an appendix says of its draft, and not of the programme. */
const ofTheDraft = ['status', 'is_incomplete', 'gaps'];

/** What they say, as entries of the list of what the report prints. */
export function appendicesPrinted(job: Job, project: ReadableProject, round: Round): Printed[] {
  return appendicesOf(job, project, round).flatMap(({ document, context, bytes, name, path }): Printed[] => {
    const entry = (of: string, text: string, origin: Origin) => ({
      name: `${ofAppendix}${of}`,
      text,
      origin,
      part: '',
      paragraph: 0,
    });
    if (bytes) return [entry('file', `${name}: ${sha256(bytes)}`, { field: reportFile(round), path })];
    if (!document || !context) return [];
    const said = Object.fromEntries(Object.entries(context).filter(([key]) => !ofTheDraft.includes(key)));
    const template = ifThere(() => sha256(readFileSync(join(job.templates, `${document}.docx`)))) ?? '';
    return [
      ...sourcedIn(said, [document]).map(({ path: of, sourced: { value, origin } }) =>
        entry(of.join('.'), String(value), origin as Origin),
      ),
      entry(`${document}.template`, template, { fixed: 'template' }),
      // With its number: under another title it would be another appendix.
      entry(`${document}.file`, name ?? '', { field: reportFile(round), path }),
    ];
  });
}

/** The appendices as they go with the report, as submitted today. */
export async function makeAppendices(
  job: Job,
  project: ReadableProject,
  round: Round,
): Promise<{ pack: Array<{ file: string; bytes: Uint8Array }>; diagnostics: Diagnostic[] }> {
  const pack: Array<{ file: string; bytes: Uint8Array }> = [];
  const diagnostics: Diagnostic[] = [];
  const source = reportSource(project, round, []);
  for (const { name, document, bytes } of appendicesOf(job, project, round)) {
    if (bytes && name) pack.push({ file: name, bytes });
    if (!document || !name || !source) continue;
    const built = made[document].build({ ...source, submitted: job.today });
    const template = await readTemplate(job.templates, document, project.agreement);
    const filled =
      built && (await template.template?.fill(built.context, { typography: isTypeset, day: job.today }));
    const flaws = filled?.parts ? await checkAccessibility(name, filled.parts, 'en-GB') : [];
    diagnostics.push(
      ...[...template.findings, ...(filled?.findings ?? [])].map((one) => locateTemplate(one, job.templates)),
      ...withoutRepeats(flaws, template.findings).map((one) =>
        locateTemplate(one, shownPath(job.output, round.id, 'submission')),
      ),
    );
    if (filled?.bytes) pack.push({ file: name, bytes: filled.bytes });
  }
  return { pack, diagnostics };
}
