import { closest, descendants, textOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { EditedPart } from './edited-part.ts';
import { replace } from './edits.ts';
import type { Occurrence } from './occurrences.ts';
import { programOfEdits } from './read-part.ts';
import type { Reading, ReadPart } from './shared-while-reading.ts';
import { readText } from './tags-beside-text.ts';

/** Tags in the titles of a chart and of its axes. Charts are outside loops: names are those of the context. */
export function readChartTitles(
  reading: Reading,
  { path, name }: { path: string; name: string },
  root: XmlElement,
): ReadPart {
  const part: Pick<EditedPart, 'path' | 'findings' | 'edits'> = { path, findings: [], edits: [] };
  const tags: Occurrence[] = [];
  const paragraphs = descendants(root).filter((one) => one.name === 'a:p' && closest(one, 'c:title'));
  for (const paragraph of paragraphs) {
    const texts = descendants(paragraph).filter((one) => one.name === 'a:t');
    if (!textOf(paragraph).includes('{{')) continue;
    // PowerPoint and Word cut a text into runs: a tag over several is printed by the first.
    const isWhole = texts.every((one) => textOf(one).split('{{').length === textOf(one).split('}}').length);
    const stretches = isWhole ? texts.map((one) => [one]) : [texts];
    for (const [first, ...others] of stretches) {
      if (!first) continue;
      const text = [first, ...others].map(textOf).join('');
      if (!text.includes('{{')) continue;
      const at = { element: first, number: 0, name, as: 'element' } as const;
      const read = readText(reading, part, text, at);
      tags.push(...read.tags);
      if (read.put) part.edits.push(replace({ start: first.open, end: first.close }, ...read.put));
      for (const { open, close } of others) part.edits.push(replace({ start: open, end: close }));
    }
  }
  return { ...programOfEdits(root.source, part.edits), findings: part.findings, tags };
}
