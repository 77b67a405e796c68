import { readFile } from 'node:fs/promises';
import { identityProperty } from '../src/model/document-identity.ts';
import { isOfAppendix, type Printed, printedSchema } from '../src/model/printed-list.ts';
import { readPackage } from '../src/ooxml/package.ts';
import { descendants, isElement, textOf, valOf, type XmlElement } from '../src/ooxml/xml/tree.ts';

/** A finished Word file beside the list of what it prints, read by other means than those that made the list. */

/** Letters and figures alone: narrative is Markdown in the list, and the page has it without its signs. */
export const plain = (text: string) =>
  text
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** The list of a draft, from the manifest beside it. */
export async function listOf(draft: string): Promise<Printed[]> {
  const manifest = JSON.parse(await readFile(draft.replace(/docx$/, 'json'), 'utf8'));
  return printedSchema.parse(manifest.printed).filter((one) => !isOfAppendix(one));
}

/** What a file prints that is not in a list. */
export async function unlisted(file: string, list: readonly Printed[]): Promise<string[]> {
  const texts = list.map(({ text }) => plain(text)).filter((text) => text !== '');
  const pieces = new Set(texts);
  const page = new Set((await pageOf(file)).map(plain));
  return [...page].filter((text) => text !== '' && !isMadeOf(text, texts, pieces));
}

/** What is in a list and a file does not print. */
export async function unprinted(file: string, list: readonly Printed[]): Promise<Printed[]> {
  const all = (await pageOf(file)).map(plain).join('');
  return list.filter(({ name, text }) => {
    // The hash of a picture's file.
    if (name === 'pictures') return false;
    const isChart = name.endsWith('_chart');
    const pieces = text
      .replace(/^\s*(?:\d+\.|[-*]|\|[-:|]+\|$|(?:Table|Figure):)\s*|!\[|\]\([^()]+\.png\)/gm, '')
      .split(isChart ? /\n|[:,] | (?=none|[-\d.]+)/ : /[\n\t|]/);
    return !pieces.every((piece) => all.includes(plain(piece)) || (isChart && piece === 'none'));
  });
}

/** Whether a text is made of others, end to end. Narrative gives any piece of itself. */
function isMadeOf(text: string, whole: readonly string[], pieces: ReadonlySet<string>): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at++)
    if (reached.has(at))
      for (let to = at + 1; to <= text.length; to++) if (pieces.has(text.slice(at, to))) reached.add(to);
  return reached.has(text.length) || whole.some((one) => one.includes(text));
}

/**
 * What a reader of the file can read, run by run: text, alternative texts, what charts say, properties. Names of styles, settings
 * and the codes of fields are Word's own; which draft it is, and of which day, is the program's.
 */
export async function pageOf(file: string): Promise<string[]> {
  const parts = await readPackage(await readFile(file));
  return [...parts].flatMap(([path, part]) => {
    const isText = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/.test(path);
    const isChart = /^word\/charts\/chart\d*\.xml$/.test(path);
    if (!isText && !isChart && !/^docProps\/.*\.xml$/.test(path)) return [];
    const numbers = numbersIn(part.root);
    return descendants(part.root).flatMap((element) => {
      if (numbers.has(element)) return [];
      if (element.parent?.attributes.name === identityProperty) return [];
      const { descr = '', title = '' } = element.attributes;
      const says = isText ? /:t$/ : isChart ? /:(?:t|v)$/ : /^(?!dcterms:)/;
      const own = says.test(element.name) && !element.children.some(isElement) ? textOf(element) : '';
      const caption = /^w:tbl(?:Caption|Description)$/.test(element.name) ? (valOf(element) ?? '') : '';
      return [own, caption, ...(element.name === 'wp:docPr' ? [descr, title] : [])];
    });
  });
}

/** The texts of captions' numbers and of references: they are counted, and in no list. */
function numbersIn(root: XmlElement): Set<XmlElement> {
  const found = new Set<XmlElement>();
  let code = '';
  let isResult = false;
  for (const element of descendants(root)) {
    const type = element.attributes['w:fldCharType'];
    if (type === 'begin') code = '';
    if (element.name === 'w:instrText') code += textOf(element);
    if (type !== undefined) isResult = type === 'separate' && /^ (?:SEQ|REF) /.test(code);
    if (isResult && element.name === 'w:t') found.add(element);
  }
  return found;
}
