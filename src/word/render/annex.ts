import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { escapeText } from '../../ooxml/xml/tree.ts';
import { loadParser } from '../markdown/parser.ts';
import type { Additions } from './additions.ts';
import { headingStyles } from './fill-contents.ts';
import { writeMarkdown } from './markdown.ts';
import type { Setting, TableLook } from './setting.ts';
import { findNarrativeStyles } from './styles.ts';

/** An annex that the template has no tags for: a heading on a new page at the end of the document, and narrative below it. */
export interface Annex {
  title: string;
  /** Markdown. */
  text: string;
  tables?: TableLook;
}

export async function addAnnex(
  filled: Package,
  main: string,
  { title, text, tables }: Annex,
  additions: Additions,
): Promise<void> {
  const source = filled.get(main)?.text ?? '';
  const styles = findNarrativeStyles(filled);
  const setting: Setting = { format: { paragraph: '', run: '' }, styles, add: additions, part: main, tables };
  const [style] = headingStyles(filled, 1, 1).keys();
  const heading = `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}<w:pageBreakBefore/></w:pPr><w:r><w:t xml:space="preserve">${escapeText(title)}</w:t></w:r></w:p>`;
  const annex = heading + writeMarkdown(await loadParser(), text, setting);
  const at = endOfText(source);
  filled.set(main, new Part(source.slice(0, at) + annex + source.slice(at)));
}

/** Before the page settings of the last section, which end the body, or at its end if it has none. */
function endOfText(source: string): number {
  const end = source.lastIndexOf('</w:body>');
  const section = source.lastIndexOf('<w:sectPr', end);
  return section < 0 || source.slice(section, end).includes('</w:p>') ? end : section;
}
