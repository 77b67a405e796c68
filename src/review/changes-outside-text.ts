import type { Package } from '../ooxml/package.ts';
import type { Block } from '../word/read/block.ts';
import { type Beside, besideOf } from '../word/read/texts-beside-paragraphs.ts';
import { straight } from '../word/typography.ts';
import type { Found } from './changes.ts';
import { plain } from './narrative.ts';

/** What somebody changed in charts, pictures, formulas, properties and the contents: none of it is taken, and each is listed. */

const reasons: Record<keyof Beside, string> = {
  charts: 'charts are drawn from the inputs and the template: change the figure there, or the words',
  pictures: 'pictures are not taken from Word: put them into the template',
  'alternative texts':
    'this text, for people who cannot see the picture, comes from the program or the template: change it there',
  formulas: 'no field holds a formula: write it in words',
  properties: 'the properties of a document come from its template: change them there',
  contents: 'the contents are made from the headings: change the heading',
};

export function changesBeside(draft: Package, file: Package, blocks: readonly Block[]): Found[] {
  const [was, is] = [besideOf(draft), besideOf(file)];
  // Who updates the contents has them say what the headings say.
  const headings = new Set(blocks.map(({ text }) => plain(text)));
  const isHeading = (line: string) => headings.has(plain(line).replace(/^[\d.]+\s*/, ''));
  return (Object.keys(reasons) as Array<keyof Beside>).flatMap((kind): Found[] => {
    const came = without(is[kind], was[kind]);
    const gone = without(was[kind], is[kind]);
    const isContents = kind === 'contents';
    const after = isContents ? came.filter((line) => !isHeading(line)) : came;
    // LibreOffice drops the words for charts, and what it leaves out of the properties.
    const isDropped = after.length === 0 && (kind === 'alternative texts' || kind === 'properties');
    const before = isContents ? gone.filter(isHeading) : isDropped ? [] : gone;
    if (before.length === 0 && after.length === 0) return [];
    const under = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`;
    const said = { before: before.join('; '), after: after.join('; ') };
    const change = { kind: 'refused' as const, origin: undefined, ...said, why: reasons[kind] };
    return [{ change, by: undefined, under, at: Number.MAX_SAFE_INTEGER }];
  });
}

/** Those of the texts that the others have not, or not as often. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const said = (text: string) => straight(plain(text)).replaceAll('\u00AD', '');
  const left = others.map(said);
  return texts.filter((text) => {
    const at = left.indexOf(said(text));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
