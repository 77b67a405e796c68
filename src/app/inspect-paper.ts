import { join } from 'node:path';
import type { PaperContext } from '../checks/context.ts';
import { privateDetailsInFile } from '../checks/finished-paper.ts';
import type { Diagnostic, Finding } from '../diagnostics/diagnostic.ts';
import { readWhole } from '../files/read-file.ts';
import { locate, type Sources } from '../inputs/yaml/locate.ts';
import type { Package } from '../word/index.ts';
import { textsOfFile } from '../word/read/all-texts.ts';
import { straight } from '../word/typography.ts';
import type { Job } from './job.ts';
import { locateTemplate } from './templates.ts';

/** What a finished paper says that nobody may publish, at the line of the inputs or the paragraph of the template that says it. */
export async function inspectPaper(
  job: Job,
  context: PaperContext,
  { parts, template, sources }: { parts: Package; template: string; sources: Sources },
): Promise<Diagnostic[]> {
  // As it was typed: how people write names, numbers and addresses is known in the signs of a keyboard.
  const typedIn = async (file: Package | Uint8Array) =>
    (await textsOfFile(file)).map((one) => ({ ...one, text: straight(one.text) }));
  const texts = await typedIn(parts);
  const inspect = (templateTexts: typeof texts) =>
    privateDetailsInFile(context, { texts, template: { file: template, texts: templateTexts } });
  if (inspect([]).length === 0) return [];
  const findings = inspect(await typedIn(readWhole(join(job.templates, template))));
  return findings.map((finding: Finding) =>
    finding.where.file === template
      ? locateTemplate(finding, job.templates)
      : locate(finding, sources, job.inputs),
  );
}
