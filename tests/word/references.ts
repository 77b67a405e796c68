import { readPackage } from '../../src/ooxml/package.ts';
import { relationshipsOf } from '../../src/ooxml/relationships.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { descendants, isElement, type XmlElement } from '../../src/ooxml/xml/tree.ts';

/** What the Open XML SDK does not look for: references to nothing, and rows that do not fit their table. */

const valuesOf = (root: XmlElement | undefined, name: string, attribute: string) =>
  new Set(
    root
      ? [...descendants(root)].filter((one) => one.name === name).map((one) => one.attributes[attribute])
      : [],
  );

function rowProblems(table: XmlElement): string[] {
  const children = table.children.filter(isElement);
  const grid = children.find(({ name }) => name === 'w:tblGrid')?.children.filter(isElement).length ?? 0;
  const rows = children.filter(({ name }) => name === 'w:tr');
  const counts = rows.map(
    (row) => row.children.filter(isElement).filter(({ name }) => name === 'w:tc').length,
  );
  return counts
    .filter((count) => count !== grid)
    .map((count) => `a row of ${count} cells in a table of ${grid} columns`);
}

/** Every reference to nothing in a document, and every row that does not fit; nothing where all is well. */
export async function danglingIn(bytes: Uint8Array): Promise<string[]> {
  const parts = await readPackage(bytes);
  const tree = (name: string) => {
    const source = parts.get(name)?.text;
    return source === undefined ? undefined : parseXml(source);
  };
  const styles = valuesOf(tree('word/styles.xml'), 'w:style', 'w:styleId');
  const numbers = valuesOf(tree('word/numbering.xml'), 'w:num', 'w:numId').add('0');
  const notes = valuesOf(tree('word/footnotes.xml'), 'w:footnote', 'w:id');
  const known: Record<string, Set<string | undefined>> = {
    'w:pStyle': styles,
    'w:rStyle': styles,
    'w:tblStyle': styles,
    'w:numId': numbers,
  };
  return [...parts.keys()]
    .filter((name) => /^word\/[^/]+\.xml$/.test(name))
    .flatMap((name) => {
      const root = tree(name) as XmlElement;
      const relationships = relationshipsOf(parts, name);
      const ids = new Set(relationships.map(({ id }) => id));
      const gone = relationships.filter(({ external, target }) => !external && !parts.has(target));
      const bookmarks = valuesOf(root, 'w:bookmarkStart', 'w:name');
      const found = [...descendants(root)].flatMap((element) => {
        const { name: kind, attributes } = element;
        const used = Object.entries(attributes).filter(([key]) => /^r:(id|embed)$/.test(key));
        return [
          ...(known[kind] && !known[kind].has(attributes['w:val']) ? [`${kind} ${attributes['w:val']}`] : []),
          ...used.filter(([, id]) => !ids.has(id)).map(([, id]) => `relationship ${id}`),
          ...(attributes['w:anchor'] && !bookmarks.has(attributes['w:anchor'])
            ? [`bookmark ${attributes['w:anchor']}`]
            : []),
          ...(kind === 'w:footnoteReference' && !notes.has(attributes['w:id'])
            ? [`footnote ${attributes['w:id']}`]
            : []),
          ...(kind === 'w:tbl' ? rowProblems(element) : []),
        ];
      });
      return [...found, ...gone.map(({ target }) => `part ${target}`)].map(
        (problem) => `${name}: ${problem}`,
      );
    });
}
