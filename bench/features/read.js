import PizZip from 'pizzip';

/** Reads a finished document, with nothing of any engine. */

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml) => xml.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => entities[name]);

/** The value of an attribute in the start tag of an element. */
export const attribute = (element, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(element.slice(0, element.indexOf('>') + 1));
  return found ? plain(found[1]) : undefined;
};

/** All elements of a name, as XML; those of the same name inside them are part of the outer one. */
export const elements = (xml, name) =>
  xml.match(new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|(?<!/)>.*?</${name}>)`, 'gs')) ?? [];

/** The text of some XML: a line break is a newline. */
export const textOf = (xml) =>
  [...xml.matchAll(/<(?:w|a):t(?:\s[^>]*)?>([^<]*)<|<w:(br|tab)\b/g)]
    .map(([, text, gap]) => (gap ? (gap === 'br' ? '\n' : '\t') : plain(text)))
    .join('');

export const read = (bytes) => {
  const zip = new PizZip(bytes);
  const part = (name) => zip.file(name)?.asText() ?? '';
  const body = part('word/document.xml');
  const relationships = new Map(
    elements(part('word/_rels/document.xml.rels'), 'Relationship').map((one) => [
      attribute(one, 'Id'),
      attribute(one, 'Target'),
    ]),
  );
  return {
    body,
    part,
    relationships,
    names: Object.keys(zip.files),
    /** The paragraphs that hold text. */
    lines: elements(body, 'w:p').map(textOf).filter(Boolean),
    rows: elements(body, 'w:tr').map((row) => elements(row, 'w:tc').map(textOf)),
    bytesOf: (target) => zip.file(`word/${target}`.replace(/^word\/\//, ''))?.asNodeBuffer(),
  };
};

/** What is wrong with any document: XML that does not close, tags left in, what leads nowhere. */
export function faultIn({ names, part, body, relationships }) {
  for (const name of names.filter((one) => /\.(xml|rels)$/.test(one))) {
    const open = [];
    for (const [, end, tag, inside] of part(name).matchAll(
      /<(\/?)([A-Za-z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g,
    )) {
      if (end && open.pop() !== tag) return `${name} is not XML`;
      if (!end && !inside.endsWith('/')) open.push(tag);
    }
    if (open.length > 0) return `${name} is not XML`;
  }
  for (const name of names.filter((one) =>
    /^word\/(document|footnotes|comments|charts\/chart\d+)\.xml$/.test(one),
  )) {
    const left = /\{\{?[#/]?[\w.@][^{}<]*\}|\+\+\+|\$docx\w+/.exec(part(name).replace(/uri="[^"]*"/g, ''));
    if (left) return `"${plain(left[0])}" is left in`;
  }
  for (const [, id] of body.matchAll(/\sr:(?:id|embed)="([^"]+)"/g))
    if (!relationships.has(id)) return `the relationship ${id} is missing`;
  return undefined;
}
