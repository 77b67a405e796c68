import { readFileSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { aboutFile, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { ifThere } from '../files/if-there.ts';
import { howToGetWordFile } from '../files/no-word-file.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeNewFile } from '../files/write-file.ts';
import { identityProperty } from '../model/document-identity.ts';
import { type Redline, redline } from '../word/compare/redline.ts';
import { findSide, type Side } from './find-side.ts';
import type { Job } from './job.ts';

/** A redline: what differs between two drafts of one document, as tracked changes of a Word file. */

export interface Compared {
  /** The two files, and the redline once it is written. */
  before?: string;
  after?: string;
  file?: string;
  /** Whether the redline was there already, just so. */
  isCurrent?: boolean;
  changes?: number;
  notCompared?: string[];
  /** What the person should know of the two. */
  notes: string[];
  diagnostics: Diagnostic[];
}

/** @param into the file to write; without it, one beside the later of the two. */
export async function compare(job: Job, names: readonly [string, string], into?: string): Promise<Compared> {
  const refused = (...diagnostics: Diagnostic[]): Compared => ({ notes: [], diagnostics });
  const sides = [await findSide(job, names[0]), await findSide(job, names[1])] as const;
  const wrong = sides.flatMap((side) => ('message' in side ? [side] : []));
  if (wrong.length > 0) return refused(...sortDiagnostics(wrong));
  const [before, after] = sides as readonly [Side, Side];
  const path = into ?? join(after.folder, redlineName(before.file, after.file));
  const refusal = otherDocument(before, after) ?? unfitPlace(job, path);
  if (refusal) return refused(refusal);
  const made = await redlineOf(before, after, after.day ?? job.today);
  if ('message' in made) return refused(made);
  const file = shownPath(path);
  const there = ifThere(() => readFileSync(path));
  const isCurrent = there !== undefined && sha256(there) === sha256(made.bytes);
  if (there && !isCurrent) {
    const help = 'move it away, or name another file: --output FILE.docx';
    return refused(
      aboutFile(
        'compare/output',
        file,
        'another file of this name is there, and it is not written over',
        help,
      ),
    );
  }
  if (!there) await writeNewFile(path, made.bytes);
  const notes = [before, after].flatMap(({ note }) => note ?? []);
  const { changes, notCompared } = made;
  return {
    before: before.shown,
    after: after.shown,
    file,
    isCurrent,
    changes,
    notCompared,
    notes,
    diagnostics: [],
  };
}

/** The file of what has changed between two: `…-draft-4-changes-since-draft-3.docx`. */
export function redlineName(before: string, after: string): string {
  const [was, is] = [before, after].map((file) => basename(file).replace(/\.docx$/i, '')) as [string, string];
  const [old, own] = [was.split('-'), is.split('-')];
  let shared = old.findIndex((word, at) => word !== own[at]);
  // Of a number alone nobody knows what it counts: `draft-3`, and `2023-06-draft-1`.
  while (shared > 0 && /^\d+$/.test(old[shared] ?? '')) shared -= 1;
  return `${is}-changes-since-${
    shared < 0
      ? was
      : old
          .slice(shared)
          .join('-')
          .replace(/^\D+-(?=\d{4}-)/, '')
  }.docx`;
}

type ToCompare = Pick<Side, 'bytes' | 'shown' | 'name' | 'id'>;

/** The redline, or why there is none. `day` is the one that its changes have. */
export async function redlineOf(
  before: ToCompare,
  after: ToCompare,
  day: string,
): Promise<Redline | Diagnostic> {
  const isOneRound = before.id !== undefined && before.id === after.id;
  const called = ({ name }: ToCompare) => (isOneRound ? name.replace(/ of .*/, '') : name);
  const made = await redline(before.bytes, after.bytes, {
    author: 'triannual',
    date: day,
    names: { before: called(before), after: called(after) },
    properties: { [identityProperty]: 'redline' },
  });
  if (!('why' in made)) return made;
  const { shown } = made.side === 'before' ? before : after;
  return aboutFile('compare/file', shown, `it cannot be compared: ${made.why}`, howToGetWordFile(shown));
}

function otherDocument(before: Side, after: Side): Diagnostic | undefined {
  if (!before.document || !after.document || before.document === after.document) return undefined;
  const message = `it is a ${before.document}, and ${after.shown} is a ${after.document}`;
  return aboutFile('compare/file', before.shown, message, 'name two drafts of one document');
}

/** A redline holds what was deleted: nobody gets it who gets the document. */
function unfitPlace({ output }: Job, path: string): Diagnostic | undefined {
  const [folder, full] = [resolve(output) + sep, resolve(path)];
  const inside = full.startsWith(folder) ? full.slice(folder.length).split(sep) : [];
  if (inside[0] !== 'public' && inside[1] !== 'submission') return undefined;
  const message = 'a redline holds deleted text, and what is in this folder is for others to read';
  return aboutFile('compare/output', shownPath(path), message, 'name a file in another folder');
}
