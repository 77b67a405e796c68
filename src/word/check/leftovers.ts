import { error, warning } from '../../diagnostics/diagnostic.ts';
import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { relationshipsOf } from '../../ooxml/relationships.ts';
import { childOf, closest, descendants, textOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import { placeAt, placeIn, type Tree } from '../template/part-tree.ts';
import { alternativeText } from './unfilled-tags.ts';

/**
 * What was left in a Word file while people worked on it, and a reader would see or trip over: fields of a mail merge, prompts of
 * forms, file names as alternative text, protection, signatures. Looked for in the template and in the finished document.
 */

type Add = (finding: Finding) => void;

/** The codes of what is found, in a template and in a finished document. */
interface LeftoverCodes {
  text: Finding['code'];
  alt: Finding['code'];
  file: Finding['code'];
  /** Tags are left in documents alone. */
  tags?: Finding['code'];
}
export const inTemplate: LeftoverCodes = {
  text: 'template/unfinished',
  alt: 'template/unfinished',
  file: 'template/unfinished',
};
export const inDocument: LeftoverCodes = {
  text: 'document/placeholder',
  alt: 'document/alt-text',
  file: 'document/locked',
  tags: 'document/placeholder',
};

export function findLeftovers(
  file: string,
  parts: Package,
  trees: Iterable<Tree>,
  codes: LeftoverCodes,
): Finding[] {
  const findings: Finding[] = [];
  const add: Add = (finding) => findings.push(finding);
  const isForm = categoryOf(parts) === 'form';
  for (const tree of trees) {
    addMergeFields(tree, codes, add);
    if (!isForm) addPrompts(tree, codes, add);
    addFieldErrors(tree, codes, add);
    addFileNames(tree, codes, add);
    if (codes.tags) addTags(tree, codes.tags, add);
  }
  addLocks({ file, parts, isForm }, codes, add);
  return findings;
}

/** "Form" as the category, under File, Info, says that a document is to be filled in. */
function categoryOf(parts: Package): string {
  const category = childOf(parsePart(parts, 'docProps/core.xml'), 'cp:category');
  return category ? textOf(category).trim().toLowerCase() : '';
}

const mergeField = /^\s*(?:MERGEFIELD\s+(?:"([^"]+)"|(\S+))|ADDRESSBLOCK|GREETINGLINE|NEXT\b|MERGEREC)/;

function addMergeFields(tree: Tree, { text: code }: LeftoverCodes, add: Add): void {
  const seen = new Set<number>();
  const say = (place: ReturnType<typeof placeIn>, name: string) => {
    if (seen.has(place.paragraph)) return;
    seen.add(place.paragraph);
    const tag = name.toLowerCase().replace(/\W+/g, '_') || 'name';
    const message = `a field of a mail merge is left here, and each document would print it as it is: «${name}»`;
    add(error(code, place, message, `delete it, and type a tag in its place, such as {{${tag}}}`));
  };
  for (const { begin, code: field } of tree.fields) {
    const match = mergeField.exec(field);
    if (match) say(placeAt(tree, begin.start), match[1] ?? match[2] ?? match[0].trim());
  }
  if (!tree.root.source.includes('«')) return;
  for (const { element, text } of tree.paragraphs.values()) {
    const match = /«(\w[\w ]{0,40})»/.exec(text);
    if (match?.[1]) say(placeIn(tree, element), match[1]);
  }
}

/** What Word itself writes into the controls of a form. */
const prompt =
  /(?:Click or tap(?: here)?|Click here|Tap here) to (?:enter|add|insert) (?:text|a date|an? \w+)\.?|(?:^|[^\w])(?:Choose|Select) an? (?:item|date|building block)\.|\[(?:Type (?:here|text)|Pick (?:the|a) date|Document (?:title|subtitle)|Company (?:name|address)|Author name)\]/i;

function addPrompts(tree: Tree, { text: code }: LeftoverCodes, add: Add): void {
  const hints = new Set(
    tree.named('w:showingPlcHdr').flatMap((hint) => {
      const control = closest(hint, 'w:sdt');
      const words = control ? wordsOf(control) : '';
      return control && words.trim() !== '' && !words.includes('{{') ? [control] : [];
    }),
  );
  const help =
    'delete it, or type a tag in its place; in a form to be filled in, set the category to Form under File, Info';
  const say = (element: XmlElement, words: string) =>
    add(
      error(code, placeIn(tree, element), `a prompt is left here for somebody to fill in: "${words}"`, help),
    );
  for (const control of hints) say(control, wordsOf(control));
  for (const { element, text } of tree.paragraphs.values()) {
    const match = prompt.exec(text);
    if (match && ![...hints].some((hint) => covers(hint, element))) say(element, match[0].trim());
  }
}

/** What Word itself prints in place of a field that it cannot work out. */
const fieldError =
  /Error! (?:Reference source not found|Bookmark not defined|No document variable supplied|Unknown document property name|Not a valid \w+|Hyperlink reference not valid|Main Document Only|[A-Z][\w ]{2,60} not (?:found|defined|valid|specified|supplied))\.?/;

function addFieldErrors(tree: Tree, { text: code }: LeftoverCodes, add: Add): void {
  if (!tree.root.source.includes('Error!')) return;
  for (const { element, text } of tree.paragraphs.values()) {
    const match = fieldError.exec(text);
    const { start = 0, end = 0 } = tree.contents ?? {};
    // A table of contents is written anew.
    if (!match || (element.start >= start && element.start < end)) continue;
    const message = `a field that Word could not work out is left here: "${match[0]}"`;
    const help = 'in Word, delete it, and put the reference in again';
    add(error(code, placeIn(tree, element), message, help));
  }
}

/** A control in a paragraph, or round it. */
const covers = ({ start, end }: { start: number; end: number }, paragraph: XmlElement) =>
  start < paragraph.end && end > paragraph.start;

const wordsOf = (control: XmlElement) => descendants(control, 'w:t').map(textOf).join('');

/** Tags that were not filled, and what a program prints for no value: as an amount, or by itself. In a text these are words. */
const unfilled = /\{\{|\}\}|£[-−]?(?:NaN|undefined|null)|NaN[%mk,]|^(?:undefined|null|NaN|\[object \w+\])$/;

function addTags(tree: Tree, code: Finding['code'], add: Add): void {
  for (const { element, text } of tree.paragraphs.values()) {
    const match = unfilled.exec(text);
    if (!match) continue;
    const around = text.slice(Math.max(0, match.index - 20), match.index + 30).trim();
    const message = `"${match[0]}" is left in the text: "${around}"`;
    add(error(code, placeIn(tree, element), message, 'remove it from the text or the template'));
  }
}

/** Alternative texts that say nothing, in the order in which they are looked for. */
const poorTexts: Array<[RegExp, make: typeof error, message: (text: string) => string]> = [
  [
    /^[\w\s().,&\\/:-]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|webp|emf|wmf|heic)$/i,
    error,
    (text) => `the alternative text of a picture is the name of a file: "${text}"`,
  ],
  [
    /description automatically generated|AI-generated content may be incorrect|^a (?:picture containing|close[- ]?up of|screenshot of)\b/i,
    warning,
    (text) => `the alternative text of a picture was made by Word: "${text.slice(0, 60)}"`,
  ],
  [
    /^(?:picture|image|graphic|photo|screen ?shot|img|dscn?|whatsapp image|pasted image)(?:[\s_.:-]|\d|\bat\b|[ap]m\b)*$/i,
    warning,
    (text) => `the alternative text of a picture does not say what it shows: "${text}"`,
  ],
];

function addFileNames(tree: Tree, { alt: code }: LeftoverCodes, add: Add): void {
  const help = 'in Word, choose it, then Alt Text, and say what it shows';
  for (const element of [...tree.named('wp:docPr'), ...tree.named('v:shape'), ...tree.named('v:imagedata')])
    for (const attribute of alternativeText(element)) {
      const text = element.attributes[attribute]?.trim() ?? '';
      if (attribute === 'title' || text === '') continue;
      const [, make, message] = poorTexts.find(([pattern]) => pattern.test(text)) ?? [];
      if (make && message) add(make(code, placeIn(tree, element), message(text), help));
    }
}

const isOn = (value: string | undefined) => value !== undefined && /^(?:1|true|on)$/.test(value);

function addLocks(
  { file, parts, isForm }: { file: string; parts: Package; isForm: boolean },
  { file: code }: LeftoverCodes,
  add: Add,
): void {
  const settings = parsePart(parts, 'word/settings.xml');
  const protection = childOf(settings, 'w:documentProtection')?.attributes;
  const custom = descendants(parsePart(parts, 'docProps/custom.xml'));
  const final = custom.find(({ attributes }) => attributes.name === '_MarkAsFinal');
  const locks: Array<[isThere: boolean, make: typeof error, message: string, help: string]> = [
    [
      isOn(protection?.['w:enforcement']) && !isForm,
      warning,
      'it is protected: nobody could edit a document made from it, or not all of it',
      'in Word, choose Review, Restrict Editing, Stop Protection',
    ],
    [
      childOf(settings, 'w:writeProtection') !== undefined,
      warning,
      'it asks to be opened as read-only, and so does each document made from it',
      'in Word, choose File, Save As, Tools, General Options, and clear Read-only recommended and the password',
    ],
    [
      final !== undefined && isOn(textOf(final).trim()),
      warning,
      'it is marked as final, and so is each document made from it',
      'in Word, choose File, Info, Protect Document, Mark as Final, which takes the mark away again',
    ],
    [
      relationshipsOf(parts, '').some(({ type }) => type.endsWith('/digital-signature/origin')),
      error,
      'it is signed, and a document made from it would carry a signature that is not valid',
      'in Word, choose File, Info, View Signatures, and remove them',
    ],
  ];
  for (const [isThere, make, message, help] of locks) if (isThere) add(make(code, { file }, message, help));
}

/** Fields that print something else on another day or computer, or ask the reader for it: what they print, and a tag for it. */
const changing: Array<[field: RegExp, does: string, tag: string]> = [
  [/^(?:DATE|TIME)$/, 'prints the day on which somebody opens the document', 'date deadline'],
  [/^(?:FILLIN|ASK)$/, 'asks the reader for its text when the document is updated', 'name'],
  [
    /^(?:FILENAME|TEMPLATE)$/,
    'prints the name of the file, and perhaps its folder, as they are when it is updated',
    'title',
  ],
  [/^(?:USER\w+|LASTSAVEDBY)$/, 'prints the name of whoever opens or saves the document', 'name'],
];

export function findChanging(trees: ReadonlyMap<string, Tree>): Finding[] {
  return [...trees.values()].flatMap((tree) =>
    tree.fields.flatMap(({ begin, code }) => {
      const name = code.trim().split(/[\s\\]/, 1)[0] ?? '';
      const [, does, tag] = changing.find(([field]) => field.test(name.toUpperCase())) ?? [];
      if (!does) return [];
      const help = `delete it, and type a tag in its place, such as {{${tag}}}`;
      return [warning('template/unfinished', placeAt(tree, begin.start), `this field ${does}`, help)];
    }),
  );
}

/** Indexes, and tables of contents beside the first, which are not filled. */
export function findOldContents(trees: ReadonlyMap<string, Tree>): Finding[] {
  return [...trees.values()].flatMap((tree) =>
    tree.fields.flatMap(({ begin: { start }, code }) => {
      if (!/^\s*(?:TOC|TOA|INDEX)\b/.test(code)) return [];
      const filled = tree.name === 'body' ? [tree.contents ?? [], tree.captionLists].flat() : [];
      if (filled.some((place) => start >= place.start && start < place.end)) return [];
      const message = 'this list of contents or figures keeps the entries of the template';
      const help =
        'delete it; the first table of contents in the text is filled, and so are lists of tables and figures';
      return warning('template/unfinished', placeAt(tree, start), message, help);
    }),
  );
}
