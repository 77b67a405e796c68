import { type Package, whereUnreadable, writePackage } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { relationshipsOf } from '../../ooxml/relationships.ts';
import { childOf, isElement, sourceOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { setProperties } from '../properties.ts';
import { type OpenedTemplate, openTemplate } from '../template/open.ts';
import { tagOf } from './accepted-content.ts';
import { Borrowed, type File, partBeside } from './borrowed.ts';
import { withNotice } from './notice.ts';
import type { Address } from './pieces.ts';
import { printInside, type Tools } from './print-blocks.ts';
import { Revisions } from './revisions.ts';

/**
 * A redline: the later of two Word files with all that differs in the earlier as tracked changes. Accepted it is the later file,
 * rejected it says what the earlier one did.
 */

interface RedlineOptions {
  /** Who is named as the author of the changes, and the day that they have. */
  author: string;
  date: string;
  /** What the two are called: "draft 1", "draft 4". */
  names: { before: string; after: string };
  /** Custom properties of the file, in place of those of the later one. */
  properties: Readonly<Record<string, string>>;
}

export interface Redline {
  bytes: Uint8Array;
  /** How many changes are tracked: insertions, deletions and looks. */
  changes: number;
  /** What is in the files and was not compared, in words. */
  notCompared: string[];
}

/** One of the two files cannot be read, and why, in words for the person who chose it. */
interface Unreadable {
  side: 'before' | 'after';
  why: string;
}

export async function redline(
  before: Uint8Array,
  after: Uint8Array,
  options: RedlineOptions,
): Promise<Redline | Unreadable> {
  const [was, is] = [await opened(before, 'before'), await opened(after, 'after')];
  if ('why' in was) return was;
  if ('why' in is) return is;
  // A part that is read as it is needed may be damaged.
  return compared(was, is, options).catch(whereUnreadable((why) => ({ side: 'after', why })));
}

const opened = (bytes: Uint8Array, side: Unreadable['side']): Promise<OpenedTemplate | Unreadable> =>
  openTemplate(bytes).catch(whereUnreadable((why) => ({ side, why })));

async function compared(
  was: OpenedTemplate,
  is: OpenedTemplate,
  { names, properties, ...stamp }: RedlineOptions,
): Promise<Redline> {
  const borrowed = new Borrowed(was, is);
  const revisions = new Revisions(stamp, largestId(is.parts));
  const parts: Package = new Map(is.parts);
  const toolsFor = (part: string): Tools => ({
    pen: { revisions, borrowed, part },
    addressIn: {
      before: addressesOf(was.parts, borrowed.partBefore(part)),
      after: addressesOf(is.parts, part),
    },
  });
  const bodies = { before: childOf(was.body, 'w:body'), after: childOf(is.body, 'w:body') };
  const body = bodies.after as XmlElement;
  const section = body.children.filter(isElement).at(-1);
  const end = section?.name === 'w:sectPr' ? sourceOf(section) : '';
  const inside = printInside(bodies, toolsFor(is.main)) + end;
  const { source } = is.body;
  const notCompared = othersIn(was, is);
  const notice = `Changes from ${names.before} to ${names.after}, as tracked changes. Not compared: ${listed(notCompared)}.`;
  const text = `${source.slice(0, body.start)}${tagOf(body)}${inside}</w:body>${source.slice(body.end)}`;
  for (const kind of ['footnotes', 'endnotes'] as const) printNotes(kind, { was, is, parts }, toolsFor);
  borrowed.addTo(parts);
  setProperties(parts, properties);
  parts.set(is.main, new Part(withNotice(text, notice, { parts, main: is.main })));
  return { bytes: await writePackage(parts), changes: revisions.count, notCompared };
}

function addressesOf(parts: Package, part: string): Address {
  const targets = new Map(relationshipsOf(parts, part).map(({ id, target }) => [id, target]));
  return (id) => targets.get(id) ?? id;
}

/** The notes of the later file, each with its changes, and those that only the earlier has, deleted. */
function printNotes(
  kind: 'footnotes' | 'endnotes',
  { was, is, parts }: { was: File; is: File; parts: Package },
  toolsFor: (part: string) => Tools,
): void {
  const path = partBeside(is, kind);
  const root = is.parts.get(path)?.root;
  if (!root) return;
  const tools = toolsFor(path);
  const { borrowed } = tools.pen;
  const earlier = new Map(
    (was.parts.get(partBeside(was, kind))?.root.children ?? [])
      .filter(isElement)
      .map((note) => [note.attributes['w:id'], note]),
  );
  const printed = root.children.filter(isElement).map((after) => {
    const before = earlier.get(borrowed.pairedNotes.get(`${kind} ${after.attributes['w:id']}`));
    if (after.attributes['w:type'] !== undefined) return sourceOf(after);
    return `${tagOf(after)}${printInside({ before, after }, tools)}</${after.name}>`;
  });
  const gone = borrowed.notesOf(kind).flatMap(({ before: id, own }) => {
    const before = earlier.get(id);
    return before ? `<${before.name} w:id="${own}">${printInside({ before }, tools)}</${before.name}>` : [];
  });
  const { source, open, close } = root;
  parts.set(path, new Part(source.slice(0, open) + [...printed, ...gone].join('') + source.slice(close)));
}

/** Word numbers bookmarks, comments and changes together. */
function largestId(parts: Package): number {
  let largest = 0;
  for (const [path, part] of parts)
    if (/^word\/[^/]+\.xml$/.test(path))
      for (const [, id] of part.text.matchAll(/\bw:id="(\d{1,9})"/g)) largest = Math.max(largest, Number(id));
  return largest;
}

const others: ReadonlyArray<readonly [string, RegExp, RegExp]> = [
  ['headers and footers', /^word\/(header|footer)\d*\.xml$/, /$/],
  ['charts', /^word\/charts\//, /$/],
  ['pictures', /^word\/media\//, /$/],
  ['text boxes', /^word\/document\.xml$/, /<w:txbxContent\b/],
];

/** What a redline says nothing of, if one of the files has it. */
function othersIn(...files: readonly File[]): string[] {
  const found = others.filter(([, path, text]) =>
    files.some(({ parts }) =>
      [...parts].some(([name, part]) => path.test(name) && (text.source === '$' || text.test(part.text))),
    ),
  );
  return [...found.map(([words]) => words), 'page layout', 'document properties'];
}

const listed = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
