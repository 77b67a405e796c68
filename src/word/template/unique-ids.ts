import type { XmlElement } from '../../ooxml/xml/tree.ts';
import { attributeAt } from './attributes.ts';
import type { EditedPart } from './edited-part.ts';
import { replace } from './edits.ts';
import type { Instruction, LoopedNote, Unique } from './instructions.ts';
import type { Tree } from './part-tree.ts';
import { type Mention, mentionsOf, noteReferences } from './references.ts';

/** Gives what is in a loop numbers and names of its own in each turn, and lets references follow to that of their turn. */

/** Ids of paragraphs and of anchors may be left out altogether. */
const dropped = /^(?:w14|wp14):(?:paraId|textId|anchorId|editId)$/;

type Ranges = EditedPart['blocks'];

/** The notes and comments that blocks refer to, by kind and number: `footnotes 3`. */
export type LoopedNotes = Map<string, LoopedNote>;

/** @returns whether a bookmark or the like begins in a block and ends outside it, or the other way round. */
export function makeIdsUnique(part: EditedPart, notes: LoopedNotes): boolean {
  const { tree } = part;
  if (part.blocks.length === 0) return false;
  const blocksAt = (offset: number) => part.blocks.filter(({ from, to }) => offset >= from && offset < to);
  const mentions = tree.elements.flatMap(mentionsOf);
  const copies = tree.named('mc:Fallback');
  const homes = homesOf(mentions, copies, blocksAt);
  const drawn = new Map<string, number>();
  for (const { key, what, defines, from } of mentions) {
    const own = inCopy(key, copies, from);
    if (what === 'id' && defines) drawn.set(own, (drawn.get(own) ?? 0) + 1);
  }
  const homeOf = (key: string, at: number) => homes.get(inCopy(key, copies, at)) ?? homes.get(key);
  for (const { from, to, what, was, key } of mentions) {
    const up = levels(blocksAt(from), homeOf(key, from));
    if (up === undefined) continue;
    // One number for several drawings is no number: each gets its own.
    const isShared = key.startsWith('drawing ') && (drawn.get(inCopy(key, copies, from)) ?? 0) > 1;
    const own = isShared ? { was: '', key: `${key} ${from}` } : { was, key };
    part.edits.push(replace({ start: from, end: to }, { do: 'unique', what, up, ...own }));
  }
  renameInFields(part, (name, at) => levels(blocksAt(at), homeOf(`name ${name}`, at)));
  for (const element of tree.elements) {
    const hasDropped = element.source.slice(element.start, element.open).includes('14:');
    if (!hasDropped && !(element.name in noteReferences)) continue;
    const around = blocksAt(element.start);
    if (around.length > 0) numberNote(part, element, notes);
    if (hasDropped && around.some(({ isLoop }) => isLoop)) dropIds(part, element);
  }
  return mentions.some(
    ({ key, from, element }) => crosses(blocksAt(from), homeOf(key, from)) && isEnd(element),
  );
}

/** Word writes a text box twice, for newer programs and for older ones, with the same numbers and names: each has its own loops. */
const inCopy = (key: string, copies: readonly XmlElement[], at: number) => {
  const copy = copies.find(({ start, end }) => at >= start && at < end);
  return copy ? `${key} ${copy.start}` : key;
};

const isEnd = ({ name }: XmlElement) => /^w:(?:bookmark|perm|commentRange)(?:Start|End)$/.test(name);

/** The blocks that all places of a thing lie in. */
function homesOf(
  mentions: readonly Mention[],
  copies: readonly XmlElement[],
  blocksAt: (offset: number) => Ranges,
): Map<string, Ranges> {
  const homes = new Map<string, Ranges>();
  for (const { key: own, from, defines } of mentions) {
    if (!defines && !own.startsWith('comments ')) continue;
    const key = inCopy(own, copies, from);
    const here = blocksAt(from);
    const known = homes.get(key);
    homes.set(key, known ? known.filter((block) => here.includes(block)) : here);
  }
  return homes;
}

const crosses = (here: Ranges, home: Ranges | undefined) => home !== undefined && here.length !== home.length;

/**
 * How many loops further out the thing is that is mentioned here; undefined if it is in none, and keeps what it has. Two loops over one
 * list go side by side: a reference in a turn of the one leads to the same turn of the other.
 */
function levels(here: Ranges, home: Ranges | undefined): number | undefined {
  const loops = (ranges: Ranges) => ranges.filter(({ isLoop }) => isLoop).sort((a, b) => a.from - b.from);
  const [own, its] = [loops(here), loops(home ?? [])];
  if (its.length === 0) return undefined;
  let shared = 0;
  for (const [i, loop] of own.entries()) {
    if (loop !== its[i] && (!loop.list || loop.list !== its[i]?.list)) break;
    shared += 1;
  }
  return own.length - shared;
}

/** Bookmarks are named in the codes of fields: `REF _Ref12 \h`, `PAGEREF`, `HYPERLINK \l "_Ref12"`. */
function renameInFields(part: EditedPart, levelsOf: (name: string, at: number) => number | undefined): void {
  for (const { begin, pieces } of part.tree.fields) {
    const source = pieces.map(({ from, to }) => begin.source.slice(from, to)).join('');
    const put: Array<string | Instruction> = [];
    for (const word of source.split(/([\p{L}\p{N}_.]+)/u)) {
      const up = /[\p{L}\p{N}_]/u.test(word) ? levelsOf(word, begin.start) : undefined;
      put.push(up === undefined ? word : { do: 'unique', what: 'name', up, was: word, key: `name ${word}` });
    }
    if (put.every((item) => typeof item === 'string')) continue;
    for (const [i, { from, to }] of pieces.entries())
      part.edits.push(replace({ start: from, end: to }, ...(i === 0 ? put : [])));
  }
}

/** A note or comment in a block is printed with it: in a loop once for each turn, with the names of the turn, or not at all. */
function numberNote(part: EditedPart, element: XmlElement, notes: LoopedNotes): void {
  const kind = noteReferences[element.name];
  const was = element.attributes['w:id'];
  const at = kind && was !== undefined ? attributeAt(element, 'w:id') : undefined;
  if (!kind || was === undefined || !at) return;
  const key = `${kind} ${was}`;
  const note = notes.get(key) ?? { kind, was, inside: [] };
  notes.set(key, note);
  part.edits.push(replace({ start: at.from, end: at.to }, { do: 'note', note }));
}

/** The number of a note in a turn, as its reference has it and the note itself. */
export const noteNumber = ({ kind, was }: LoopedNote): Unique => ({
  do: 'unique',
  what: 'id',
  up: 0,
  was,
  key: `${kind} ${was}`,
});

function dropIds(part: EditedPart, element: XmlElement): void {
  for (const attribute of Object.keys(element.attributes).filter((name) => dropped.test(name))) {
    const at = attributeAt(element, attribute);
    if (at) part.edits.push(replace(at));
  }
}

/** Notes and comments have numbers too. */
const numbered = ['w:footnote', 'w:endnote', 'w:comment'];

/** The numbers and names that a part has: new ones are others. */
export function usedIn(tree: Tree): Array<string | number> {
  return tree.elements.flatMap((element) => {
    const own = numbered.includes(element.name) ? [Number(element.attributes['w:id'])] : [];
    return [
      ...own,
      ...mentionsOf(element).map(({ what, was }) => (what === 'id' ? Number(was) : was.toLowerCase())),
    ];
  });
}
