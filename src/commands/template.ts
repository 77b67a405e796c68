import { join } from 'node:path';
import type { Command } from 'commander';
import { documents } from '../app/documents.ts';
import { listTags } from '../app/templates.ts';
import { countDiagnostics, sortDiagnostics } from '../diagnostics/format.ts';
import { helpersFor } from '../documents/house-formats.ts';
import { writeReference } from '../documents/template-reference.ts';
import { shownPath } from '../files/shown-path.ts';
import { addSharedOptions, type SharedOptions, templatesFor } from './options.ts';
import { exitFor, exitStatus, printDiagnostics, printJson, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual template`. */

export const help = `
Examples:
  triannual template                             the tags of all templates, and what is wrong with them
  triannual template "My templates\\report.docx"   those of one file
  triannual template --reference                 the names that a template may use`;

interface TemplateOptions extends SharedOptions {
  reference?: boolean;
}

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['templates'])
    .argument('[file...]', 'Word files (default: the templates of all documents)')
    .option('--reference', 'print every name that a template may use')
    .action((files: string[], options: TemplateOptions) =>
      underLock([], session, () => listTemplates(files, options, session)),
    );
}

/** Prints the tags of templates with their places, and what is wrong with them; the result is the exit status. */
async function listTemplates(
  files: readonly string[],
  { templates, reference, json }: TemplateOptions,
  session: Session,
): Promise<number> {
  const { stdout } = session;
  if (reference) {
    stdout.write(writeReference(documents, helpersFor()));
    return exitStatus.done;
  }
  const paths =
    files.length > 0
      ? files
      : Object.keys(documents).map((name) => join(templatesFor(templates, session.home), `${name}.docx`));
  const listed = await Promise.all(paths.map(async (file) => ({ file, ...(await listTags(file)) })));
  const diagnostics = sortDiagnostics(listed.flatMap((one) => one.diagnostics));
  if (json) printJson(session, listed);
  else {
    for (const { file, tags } of listed) {
      stdout.write(`${shownPath(file)}\n`);
      for (const { part, paragraph, tag } of tags)
        stdout.write(`  ${part}${paragraph > 0 ? `, paragraph ${paragraph}` : ''}: ${tag}\n`);
    }
    printDiagnostics(session, diagnostics);
    stdout.write(`${countDiagnostics(diagnostics)}\n`);
  }
  return exitFor(diagnostics);
}
