import { addPart } from '../ooxml/add-part.ts';
import { type Package, writePackage } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import { addRelationships } from '../ooxml/relationships.ts';
import { escapeAttribute, escapeText } from '../ooxml/xml/tree.ts';

/** Comments that are put into a finished document, on what a bookmark of it surrounds. */

interface Said {
  author: string;
  date?: string;
  text: string;
}

interface CommentToAdd extends Said {
  /** The bookmark. */
  mark: string;
  replies: readonly Said[];
}

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const w14 = 'http://schemas.microsoft.com/office/word/2010/wordml';
const w15 = 'http://schemas.microsoft.com/office/word/2012/wordml';
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The document with them, unless it has comments of its own. One whose bookmark is not there is left out. */
export async function withCommentsOn(parts: Package, comments: readonly CommentToAdd[]): Promise<Uint8Array> {
  const all: Package = new Map(parts);
  if (!all.has('word/comments.xml')) addTo(all, comments);
  return writePackage(all);
}

function addTo(parts: Package, comments: readonly CommentToAdd[]): void {
  let text = parts.get('word/document.xml')?.text ?? '';
  const said: Array<Said & { parent?: number }> = [];
  for (const { mark, replies, ...comment } of comments) {
    const start = new RegExp(`<w:bookmarkStart [^>]*w:name="${mark}"[^>]*/>`).exec(text);
    const id = start && /w:id="(\d+)"/.exec(start[0])?.[1];
    const end = start && id ? text.indexOf(`<w:bookmarkEnd w:id="${id}"/>`, start.index) : -1;
    if (!start || end < 0) continue;
    const first = said.length;
    said.push(comment, ...replies.map((reply) => ({ ...reply, parent: first })));
    const own = said.slice(first).map((_, i) => first + i);
    const before = own.map((one) => `<w:commentRangeStart w:id="${one}"/>`).join('');
    const after = own
      .map((one) => `<w:commentRangeEnd w:id="${one}"/><w:r><w:commentReference w:id="${one}"/></w:r>`)
      .join('');
    const at = start.index + start[0].length;
    text = text.slice(0, at) + before + text.slice(at, end) + after + text.slice(end);
  }
  if (said.length === 0) return;
  parts.set('word/document.xml', new Part(text));
  addComments(
    parts,
    'comments',
    `<w:comments xmlns:w="${w}" xmlns:w14="${w14}">${said.map(commentXml).join('')}</w:comments>`,
  );
  const extended = said.map(
    ({ parent }, i) =>
      `<w15:commentEx w15:paraId="${paragraphId(i)}"${parent === undefined ? '' : ` w15:paraIdParent="${paragraphId(parent)}"`} w15:done="0"/>`,
  );
  addComments(
    parts,
    'commentsExtended',
    `<w15:commentsEx xmlns:w15="${w15}">${extended.join('')}</w15:commentsEx>`,
  );
}

const paragraphId = (i: number) => (0x5c000000 + i).toString(16).toUpperCase();

function commentXml({ author, date, text }: Said, i: number): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapeText(line)}</w:t>`);
  const day = date ? ` w:date="${escapeAttribute(date)}"` : '';
  return `<w:comment w:id="${i}" w:author="${escapeAttribute(author)}"${day}><w:p w14:paraId="${paragraphId(i)}"><w:r>${lines.join('<w:br/>')}</w:r></w:p></w:comment>`;
}

function addComments(parts: Package, name: 'comments' | 'commentsExtended', xml: string): void {
  const file = `${name}.xml`;
  addPart(parts, `word/${file}`, head + xml, `${types}.${name}+xml`);
  const type =
    name === 'comments'
      ? `${relations}/comments`
      : 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended';
  const link = new Map([[`Type="${type}" Target="${file}"`, `rIdTriannual${name}`]]);
  addRelationships(parts, 'word/document.xml', link);
}
