import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Diagnostic, error, type Finding } from '../diagnostics/diagnostic.ts';
import { limitPerFile } from '../diagnostics/limit.ts';
import { helpersFor } from '../documents/house-formats.ts';
import { howToClose } from '../files/open-by.ts';
import { howToRead, readWhole } from '../files/read-file.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { Kept } from '../inputs/read-before.ts';
import type { Agreement } from '../model/agreement.ts';
import { type Compiled, compileTemplate, type Template } from '../word/index.ts';
import { type DocumentName, documents } from './documents.ts';
import { checkColumns } from './template-columns.ts';

/** Templates as files: read, compiled, and listed for whoever edits one. */

export interface ReadTemplate extends Omit<Partial<Compiled>, 'findings' | 'template'> {
  template?: Template | undefined;
  file: string;
  /** The file itself, where it could be read. */
  bytes?: Uint8Array;
  sha256: string;
  findings: Finding[];
}

/** Reads the template of a document, for the ratings and columns of an agreement. Without `template` in the result it cannot be used, and the findings say why. */
export async function readTemplate(
  folder: string,
  document: DocumentName,
  agreement?: Agreement,
): Promise<ReadTemplate> {
  const file = `${document}.docx`;
  const help = `put ${file} there, or name the folder that holds it with --templates`;
  const { bytes, findings } = bytesOf(join(folder, file), help);
  return bytes ? compileDocument({ file, bytes }, document, agreement) : { file, sha256: '', findings };
}

/** The same of a template that has been read, as it may be kept with a draft. */
export async function compileDocument(
  { file, bytes }: { file: string; bytes: Uint8Array },
  document: DocumentName,
  agreement?: Agreement,
): Promise<ReadTemplate> {
  const hash = sha256(bytes);
  const lists = agreement && columnsOf(agreement);
  const settings = JSON.stringify([document, agreement?.rating_scale, lists]);
  const compiled = await compiledBefore.read(file, hash + settings, async () => {
    const helpers = helpersFor(agreement?.rating_scale);
    const { shape, required, columns } = documents[document];
    const now = await compileTemplate(bytes, { name: file, shape, required, helpers });
    // Of a template with tags that cannot be used, those are to be mended first.
    const isUsable = now.findings.every(
      ({ severity, code }) => severity === 'warning' || code === 'template/required-tag',
    );
    const found = isUsable ? checkColumns({ file, names: now.names, required: columns }, lists) : [];
    const isWhole = !found.some(({ code }) => code === 'template/required-tag');
    return { ...now, ...(isWhole ? {} : { template: undefined }), findings: [...now.findings, ...found] };
  });
  return { ...compiled, file, bytes, sha256: hash };
}

const compiledBefore = new Kept<Promise<Pick<ReadTemplate, 'template' | 'findings'>>>();

/** The agreement's lists that documents print as columns, by the names that templates have for them. */
function columnsOf({ financial_years, reports }: Agreement) {
  const columns = reports.map(({ column }) => column);
  return { years: financial_years, columns, ratings: columns };
}

/** A template's bytes, or why there are none. */
function bytesOf(path: string, help: string): { bytes?: Buffer; findings: Finding[] } {
  const where = { file: basename(path) };
  try {
    return { bytes: readWhole(path), findings: [] };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !existsSync(dirname(path))) {
      const message = 'the folder of the templates is not there';
      return { findings: [error('template/missing', { file: '' }, message, 'name it with --templates')] };
    }
    if (code === 'ENOENT') {
      const near = otherName(path);
      const message = `the template is not there${near ? `, and "${near}" is` : ''}`;
      const docx = near && !/\.docx$/i.test(near);
      const rename = docx
        ? `save it as a Word document under the name ${basename(path)}`
        : `rename it to ${basename(path)}`;
      return { findings: [error('template/missing', where, message, near ? rename : help)] };
    }
    const close = howToClose(path, code) ?? howToRead(code);
    return {
      findings: [error('template/unreadable', where, `the template cannot be read (${code})`, close)],
    };
  }
}

/** What a file is called that Word, Windows or a download has given another name or ending: "report - Copy.docx", "report.docm". */
function otherName(path: string): string | undefined {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/(?:\.do[ct][xm]?|\.odt)+$/, '')
      .replace(/ ?(?:\(\d+\)|- copy.*)$/, '');
  return readdirSync(dirname(path)).find(
    (name) => !/^[~.]/.test(name) && plain(name) === plain(basename(path)),
  );
}

/** The tags of a template in their order, and what is wrong with it. The file's name says which document it is for. */
export async function listTags(
  path: string,
): Promise<{ tags: Array<{ part: string; paragraph: number; tag: string }>; diagnostics: Diagnostic[] }> {
  const document = basename(path).replace(/\.docx$/i, '');
  const known = Object.hasOwn(documents, document) ? (document as DocumentName) : undefined;
  const name = basename(path);
  let compiled: Pick<ReadTemplate, 'tags' | 'findings'>;
  if (known && name === `${known}.docx`) compiled = await readTemplate(dirname(path), known);
  else {
    const { bytes, findings } = bytesOf(path, 'name a Word file');
    compiled = bytes ? await compileTemplate(bytes, { name, helpers: helpersFor() }) : { findings };
  }
  return {
    tags: (compiled.tags ?? []).map(({ part, paragraph, tag }) => ({ part, paragraph, tag })),
    diagnostics: limitPerFile(compiled.findings).map((finding) => locateTemplate(finding, dirname(path))),
  };
}

/** The flaws of a document less those that its template has and is reported for. */
export const withoutRepeats = (flaws: readonly Finding[], ofTemplate: readonly Finding[]): Finding[] =>
  flaws.filter(({ message }) => !ofTemplate.some((finding) => finding.message === message));

/** A finding in a Word file: the part, the paragraph and the tag say where. */
export function locateTemplate({ where, note, ...rest }: Finding, folder: string): Diagnostic {
  const placeOf = (place: Finding['where']) => {
    const file = shownPath(folder, place.file);
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
