import { readPackage } from '../../src/ooxml/package.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { ancestors, descendants, isElement, ownText, type XmlElement } from '../../src/ooxml/xml/tree.ts';

/** What makes Word call a file damaged, beside XML that is not well formed. */

type Names = ReadonlySet<string | undefined>;

const blocks = new Set(['w:p', 'w:tbl', 'w:sdt']);
const endWithParagraph = new Set(['w:tc', 'w:hdr', 'w:ftr', 'w:footnote', 'w:comment', 'w:txbxContent']);

function checkTree(name: string, root: XmlElement, names: Names, twice: boolean): string[] {
  const problems: string[] = [];
  const seen = new Map<string, number>();
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1);
  for (const element of descendants(root)) {
    const { attributes } = element;
    if (twice && ancestors(element).some((one) => one.name === 'mc:Fallback')) continue;
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
    if (/^w:(comment|footnote|endnote)(Reference)?$/.test(element.name))
      count(`${element.name} ${attributes['w:id']}`);
    if (element.name.startsWith('v:') && attributes.id) count(`shape ${attributes.id}`);
    if (attributes['w14:paraId']) count(`paragraph ${attributes['w14:paraId']}`);
  }
  return [
    ...problems,
    ...halvesIn(name, root, names),
    ...[...seen].filter(([, times]) => times > 1).map(([key]) => `${name}: two of ${key}`),
  ];
}

/** Ranges that begin and do not end, and fields, links and shapes that name what is not there. */
function halvesIn(name: string, root: XmlElement, names: Names): string[] {
  const all = descendants(root);
  const idsOf = (element: string) =>
    all.filter((one) => one.name === element).map(({ attributes }) => attributes['w:id'] ?? '');
  const halves = ['bookmark', 'commentRange', 'perm'].filter(
    (range) => String(idsOf(`w:${range}Start`).sort()) !== String(idsOf(`w:${range}End`).sort()),
  );
  const refers = all.flatMap((one) => [
    ...(one.name === 'w:instrText' ? (/REF (\w+)/.exec(ownText(one))?.slice(1) ?? []) : []),
    ...(one.name === 'v:shape' && one.attributes.type ? [one.attributes.type.slice(1)] : []),
  ]);
  return [
    ...halves.map((range) => `${name}: a ${range} has one end`),
    ...refers.filter((to) => !names.has(to)).map((to) => `${name}: nothing is called ${to}`),
  ];
}

/** Everything that is wrong with a file; nothing in a sound one. `twice`: what a text box says again for older programs is not looked at. */
export async function problemsOf(bytes: Uint8Array, twice = false): Promise<string[]> {
  const parts = await readPackage(bytes);
  const problems: string[] = [];
  const roots = [...parts.keys()]
    .filter((name) => /\.(xml|rels)$/.test(name))
    .flatMap((name): Array<[string, XmlElement]> => {
      try {
        return [[name, parseXml(parts.get(name)?.text as string)]];
      } catch (cause) {
        problems.push(`${name}: ${(cause as Error).message}`);
        return [];
      }
    });
  const names = new Set(
    roots.flatMap(([, root]) =>
      [...descendants(root)].map(({ attributes }) => attributes['w:name'] ?? attributes.id),
    ),
  );
  return [...problems, ...roots.flatMap(([name, root]) => checkTree(name, root, names, twice))];
}
