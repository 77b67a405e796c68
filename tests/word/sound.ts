import { readPackage } from '../../src/ooxml/package.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { descendants, isElement, type XmlElement } from '../../src/ooxml/xml/tree.ts';

/** What makes Word call a file damaged, beside XML that is not well formed. */

const blocks = new Set(['w:p', 'w:tbl', 'w:sdt']);
const endWithParagraph = new Set(['w:tc', 'w:hdr', 'w:ftr', 'w:footnote', 'w:comment', 'w:txbxContent']);

function checkTree(name: string, root: XmlElement): string[] {
  const problems: string[] = [];
  const seen = new Map<string, number>();
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1);
  for (const element of descendants(root)) {
    const { attributes } = element;
    const inside = element.children.filter(isElement);
    const last = inside.filter((child) => blocks.has(child.name)).at(-1);
    if (endWithParagraph.has(element.name) && (!last || last.name === 'w:tbl'))
      problems.push(`${name}: ${element.name} does not end with a paragraph`);
    if (element.name === 'w:tbl' && ![...descendants(element)].some((child) => child.name === 'w:tr'))
      problems.push(`${name}: a table without rows`);
    if (element.name === 'w:p' && [...descendants(element)].some((child) => child.parent?.name === 'w:t'))
      problems.push(`${name}: an element inside w:t`);
    if (element.name === 'w:bookmarkStart') count(`bookmark ${attributes['w:id']}`);
    if (element.name === 'w:bookmarkStart') count(`bookmark called ${attributes['w:name']}`);
    if (element.name === 'wp:docPr') count(`drawing ${attributes.id}`);
    if (element.name === 'w:id' && element.parent?.name === 'w:sdtPr')
      count(`control ${attributes['w:val']}`);
    if (attributes['w14:paraId']) count(`paragraph ${attributes['w14:paraId']}`);
  }
  return [
    ...problems,
    ...[...seen].filter(([, times]) => times > 1).map(([key]) => `${name}: two of ${key}`),
  ];
}

/** Everything that is wrong with a file; nothing in a sound one. */
export async function problemsOf(bytes: Uint8Array): Promise<string[]> {
  const parts = await readPackage(bytes);
  return [...parts.keys()]
    .filter((name) => /\.(xml|rels)$/.test(name))
    .flatMap((name) => {
      try {
        return checkTree(name, parseXml(parts.get(name)?.text as string));
      } catch (cause) {
        return [`${name}: ${(cause as Error).message}`];
      }
    });
}
