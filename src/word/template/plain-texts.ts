import { closest, descendants, isElement, textOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { EditedPart } from './edited-part.ts';
import { replace } from './edits.ts';
import type { Occurrence } from './occurrences.ts';
import { programOfEdits } from './read-part.ts';
import type { Reading, ReadPart } from './shared-while-reading.ts';
import { readText } from './tags-beside-text.ts';

/** Tags in parts without paragraphs of Word. These are outside loops: names are those of the context. */

interface Named {
  path: string;
  name: string;
}

/** The document properties: the title and the like, which Word shows under File, Info. */
export const readProperties = (reading: Reading, path: string, root: XmlElement): ReadPart =>
  readTexts(
    reading,
    { path, name: 'properties' },
    root,
    descendants(root).flatMap((one) => (one.children.some(isElement) ? [] : [[one]])),
  );

/** The titles of a chart and of its axes. */
export function readChartTitles(reading: Reading, part: Named, root: XmlElement): ReadPart {
  const paragraphs = descendants(root, 'a:p').filter((one) => closest(one, 'c:title'));
  const texts = paragraphs.flatMap((paragraph) => {
    const runs = descendants(paragraph, 'a:t');
    // PowerPoint and Word cut a text into runs: a tag over several is printed by the first.
    const isWhole = runs.every((one) => textOf(one).split('{{').length === textOf(one).split('}}').length);
    return isWhole ? runs.map((one) => [one]) : [runs];
  });
  return readTexts(reading, part, root, texts);
}

/** @param texts the elements of each text. */
function readTexts(
  reading: Reading,
  { path, name }: Named,
  root: XmlElement,
  texts: readonly XmlElement[][],
): ReadPart {
  const part: Pick<EditedPart, 'path' | 'findings' | 'edits'> = { path, findings: [], edits: [] };
  const tags: Occurrence[] = [];
  for (const [element, ...others] of texts) {
    const text = [element ?? [], others].flat().map(textOf).join('');
    if (!element || !text.includes('{{')) continue;
    const read = readText(reading, part, text, { element, number: 0, name, as: 'element' });
    tags.push(...read.tags);
    if (read.put) part.edits.push(replace({ start: element.open, end: element.close }, ...read.put));
    for (const { open, close } of others) part.edits.push(replace({ start: open, end: close }));
  }
  return { ...programOfEdits(root.source, part.edits), findings: part.findings, tags };
}
