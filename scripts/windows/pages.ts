import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTemplate } from '../../src/word/index.ts';

/** The pages that lie in the package for Windows: Markdown, printed as a Word file by the program's own engine. */

/** One heading, and the text below it up to the next. */
interface Section {
  heading: string;
  text: string;
}

/** `# title`, then `## heading` with what is below. */
function sectionsOf(markdown: string): { title: string; lead: string; sections: Section[] } {
  const [first = '', ...rest] = markdown.split(/^## /m);
  const [title = '', ...lead] = first.replace(/^# /, '').split('\n');
  const sections = rest.map((part) => {
    const [heading = '', ...lines] = part.split('\n');
    return { heading, text: lines.join('\n').trim() };
  });
  return { title, lead: lead.join('\n').trim(), sections };
}

/**
 * The page as a Word file.
 * @param template the Word file with its tags
 * @param pictures the folder with the pictures that it names
 * @param values for `VERSION` and `NODE` in the text
 */
export async function pageOf(
  markdown: string,
  { template, pictures }: { template: string; pictures: string },
  { version, nodeVersion }: { version: string; nodeVersion: string },
): Promise<Uint8Array> {
  const { template: compiled, findings } = await compileTemplate(readFileSync(template));
  const given = {
    ...sectionsOf(markdown.replaceAll('VERSION', version).replaceAll('NODE', nodeVersion)),
    version,
  };
  const images = (name: string) => readFileSync(join(pictures, name));
  const filled = await compiled?.fill(given, { images });
  const wrong = [...findings, ...(filled?.findings ?? [])];
  if (!filled?.bytes || wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  return filled.bytes;
}
