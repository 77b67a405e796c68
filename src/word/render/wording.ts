import { parsePart } from '../../ooxml/part-xml.ts';
import { relationshipsOf } from '../../ooxml/relationships.ts';
import { closest, descendants, isElement, ownText, type XmlElement } from '../../ooxml/xml/tree.ts';
import { alternativeText } from '../check/unfilled-tags.ts';
import type { Program } from '../template/instructions.ts';
import type { OpenedTemplate } from '../template/open.ts';
import { numberAt, type Tree } from '../template/part-tree.ts';
import { fromTop, hasOwnNames, isUnnamed } from '../template/program.ts';
import type { ReadTemplate } from '../template/read-template.ts';

/** The template's own wording: what a document prints beside the values of its tags. */

/** A stretch of wording in one paragraph. */
export interface PrintedWording {
  /** The nearest block that it is in, as a path from the top: `conditions.has_reason`; '' outside of blocks. */
  name: string;
  text: string;
  /** As with values: the part of the package, and the paragraph of the template or 0. */
  part: string;
  paragraph: number;
}

/** Parts beside those that may have tags that print words: charts and drawings. */
const drawn = /(?:chart|chartex|diagramData)\+xml$/;

/**
 * Makes the function that lists all wording of a document, part by part. `said` are the notes that were come by while it was printed.
 * What the template says is read once, when it is first asked for.
 */
export function wordingReader(opened: OpenedTemplate, template: ReadTemplate) {
  const { read } = template;
  let texts: ReadonlyMap<string, readonly TextAt[]> | undefined;
  const pathOf = (kind: string) => [...template.trees].find(([, { name }]) => name === kind)?.[0] ?? '';
  return (said: ReadonlySet<object>): PrintedWording[] => {
    texts ??= textsOfParts(opened, template);
    const all = texts;
    const list = (some: ReadonlyArray<Omit<TextAt, 'start'>>, name: string, part: string) =>
      some.map(({ text, paragraph }) => ({ name, text, part, paragraph }));
    const inProgram = (steps: Program, at: Place): PrintedWording[] =>
      steps.flatMap((step) => {
        if (typeof step !== 'string' && step.do === 'wording') {
          if (!said.has(step)) return [];
          const found = 'text' in step ? [step] : joined(within(all.get(at.part) ?? [], step));
          return list(found, at.block, at.part);
        }
        if (isUnnamed(step) || step.do === 'print' || step.do === 'link') return [];
        if (step.do === 'note') return inProgram(step.note.inside, { ...at, part: pathOf(step.note.kind) });
        if (step.do === 'wrap') return inProgram(step.inside, at);
        // Whether it is the first or last entry is nothing that a block could be named for.
        const block = step.path.data ? at.block : fromTop(step.path, at.scopes);
        const scopes = hasOwnNames(step.do) ? [...at.scopes, block] : at.scopes;
        return [...inProgram(step.then, { ...at, block, scopes }), ...inProgram(step.else, { ...at, block })];
      });
    return [...all].flatMap(([part, found]) => {
      const program = read.get(part)?.program;
      return program ? inProgram(program, { part, block: '', scopes: [''] }) : list(joined(found), '', part);
    });
  };
}

/** Where in a program a step is: its part, the nearest block, and the paths of the loops and groups around. */
interface Place {
  part: string;
  block: string;
  scopes: readonly string[];
}

function textsOfParts(
  { parts, typeOf }: OpenedTemplate,
  { read, trees, charts }: ReadTemplate,
): Map<string, TextAt[]> {
  const refilled = new Set(
    charts.map(
      ({ part, relationship }) => relationshipsOf(parts, part).find(({ id }) => id === relationship)?.target,
    ),
  );
  const texts = new Map<string, TextAt[]>();
  for (const part of parts.keys()) {
    const root = read.has(part) || drawn.test(typeOf(part) ?? '') ? parsePart(parts, part) : undefined;
    if (root) texts.set(part, textsIn(root, trees.get(part), refilled.has(part)));
  }
  return texts;
}

interface TextAt {
  start: number;
  text: string;
  paragraph: number;
}

const inText = new Set(['w:t', 'm:t', 'a:t', 'w:br', 'w:cr', 'w:tab']);

/** Fields that number captions, and repeat the text of a bookmark. */
const captionFields = /^\s*(SEQ|REF)\b/i;

/** What a part of the template says outside of tags, in order. Text that is broken into runs comes in pieces. */
function textsIn(root: XmlElement, tree: Tree | undefined, isRefilled: boolean): TextAt[] {
  const { contents, paragraphs } = tree ?? {};
  const inChart = isRefilled ? /:t$/ : /:(?:t|v)$/;
  const says = (name: string) =>
    tree ? inText.has(name) : !root.name.startsWith('c:') || inChart.test(name);
  const texts: TextAt[] = [];
  const workedOut = tree?.fields.filter(({ code }) => captionFields.test(code)) ?? [];
  for (const element of tree?.elements ?? descendants(root)) {
    const { name, start } = element;
    const isText = says(name);
    const described = isText ? [] : alternativeText(element);
    // The attributes of an element are read when they are asked for, which takes longer than all the rest.
    if (!isText && described.length === 0) continue;
    // Numbers of captions and references are worked out, and the table of contents is written anew.
    if (isText && workedOut.some(({ begin, end }) => start > begin.start && start < (end?.end ?? 0)))
      continue;
    if (contents && start >= contents.start && start < contents.end) continue;
    const own = isText && !element.children.some(isElement) ? [ownText(element) || ' '] : [];
    const above = paragraphs && closest(element, 'w:p');
    const at = (above && paragraphs.get(above)?.number) ?? (paragraphs ? numberAt(paragraphs, element) : 0);
    for (const text of [...described.flatMap((one) => element.attributes[one] ?? []), ...own])
      if (!text.includes('{{')) texts.push({ start, text, paragraph: at });
  }
  return texts;
}

const within = (texts: readonly TextAt[], { from, to }: { from: number; to: number }) =>
  texts.filter(({ start }) => start >= from && start < to);

/** The pieces of a paragraph that follow each other as one text; blank ones are left out. */
function joined(pieces: readonly TextAt[]): TextAt[] {
  const texts: TextAt[] = [];
  for (const piece of pieces) {
    const last = texts.at(-1);
    if (last && last.paragraph === piece.paragraph && piece.paragraph > 0)
      texts[texts.length - 1] = { ...last, text: last.text + piece.text };
    else texts.push(piece);
  }
  return texts.map((one) => ({ ...one, text: one.text.trim() })).filter(({ text }) => text !== '');
}
