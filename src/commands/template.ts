import { join } from 'node:path';
import { documents } from '../app/documents.ts';
import { listTags } from '../app/templates.ts';
import { countDiagnostics, formatDiagnostic } from '../diagnostics/format.ts';
import { helpersFor } from '../documents/formats.ts';
import { writeReference } from '../documents/reference.ts';
import { shownPath } from '../files/shown-path.ts';
import { exitStatus, type Terminal } from './terminal.ts';

/** The command `triannual template`. */

export interface TemplateOptions {
  templates: string;
  reference?: boolean;
  json?: boolean;
}

/** Prints the tags of templates with their places, and what is wrong with them; the result is the exit status. */
export async function runTemplate(
  files: readonly string[],
  { templates, reference, json }: TemplateOptions,
  { stdout, stderr }: Terminal,
): Promise<number> {
  if (reference) {
    stdout.write(writeReference(documents, helpersFor()));
    return exitStatus.done;
  }
  const paths =
    files.length > 0 ? files : Object.keys(documents).map((name) => join(templates, `${name}.docx`));
  const listed = await Promise.all(paths.map(async (file) => ({ file, ...(await listTags(file)) })));
  const diagnostics = listed.flatMap((one) => one.diagnostics);
  if (json) stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
  else {
    for (const { file, tags } of listed) {
      stdout.write(`${shownPath(file)}\n`);
      for (const { part, paragraph, tag } of tags)
        stdout.write(`  ${part}${paragraph > 0 ? `, paragraph ${paragraph}` : ''}: ${tag}\n`);
    }
    for (const diagnostic of diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
    stdout.write(`${countDiagnostics(diagnostics)}\n`);
  }
  return diagnostics.some(({ severity }) => severity === 'error') ? exitStatus.problems : exitStatus.done;
}
