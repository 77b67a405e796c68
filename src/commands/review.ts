import type { Command } from 'commander';
import { formatDiagnostic } from '../diagnostics/format.ts';
import { listReview } from '../review/list.ts';
import { readReturned } from '../review/returned.ts';
import { addExamples, addSharedOptions, type SharedOptions } from './options.ts';
import { screenOf } from './review-screen.ts';
import { exitStatus, printJson, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual review`. */

const help = `
Examples:
  triannual review "draft 4 with comments.docx"         what was changed in it, and which field that belongs to
  triannual review smith.docx jones.docx                copies of several people at once

It compares each file with the draft that it came from, whatever it is called now. Figures, the agreement's wording and what the
program works out are never taken from Word: it says where to change them.`;

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output'])
    .argument('<file...>', 'Word files that came back')
    .action((files: string[], options: SharedOptions) =>
      underLock([], session, () => runReview(files, options, session)),
    );
  addExamples(command, session, help);
}

async function runReview(paths: string[], options: SharedOptions, session: Session): Promise<number> {
  const { stdout, stderr } = session;
  const { files, diagnostics: unreadable } = readReturned(paths);
  const found = await listReview(files, options);
  const diagnostics = [...unreadable, ...found.diagnostics];
  if (options.json) printJson(session, { ...found, diagnostics });
  else {
    for (const diagnostic of diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
    if (found.files.length > 0) stdout.write(`${screenOf(found)}\n`);
  }
  const isWhole = found.refused.length + found.conflicts.length + diagnostics.length === 0;
  return isWhole ? exitStatus.done : exitStatus.problems;
}
