import { childOf, escapeText, type XmlElement } from '../../ooxml/xml/tree.ts';
import { childrenOf, Wrappers } from './accepted-content.ts';
import type { Borrowed } from './borrowed.ts';
import type { Fragment, Piece } from './pieces.ts';
import type { Revisions } from './revisions.ts';
import type { Change } from './sentences.ts';

/** Prints the text of a paragraph with its changes. */

/** What is needed to print a part. */
export interface Pen {
  revisions: Revisions;
  borrowed: Borrowed;
  /** The part in the later file. */
  part: string;
}

type Status = 'same' | 'ins' | 'del';

/** A piece, how it is printed, and in which wrappers: those of the later file, and of the earlier one for what only that has. */
interface Placed {
  piece: Piece;
  status: Status;
  wrappers: readonly XmlElement[];
  before?: Piece | undefined;
}

export function printText(changes: readonly Change[], rest: string, pen: Pen): string {
  let xml = '';
  const around = new Wrappers((wrapper) => pen.borrowed.linkTag(wrapper, pen.part));
  let group: Placed[] = [];
  const endGroup = () => {
    xml += printGroup(group, pen);
    group = [];
  };
  const changeTo = (wanted: readonly XmlElement[]) => {
    const change = around.changeTo(wanted);
    if (change !== '') endGroup();
    xml += change;
  };
  for (const placed of placedIn(changes)) {
    if (placed.status !== 'del' && placed.piece.ahead !== '') {
      endGroup();
      xml += placed.piece.ahead;
    }
    changeTo(placed.wrappers);
    if (group.at(-1)?.status !== placed.status) endGroup();
    group.push(placed);
  }
  endGroup();
  changeTo([]);
  return xml + rest;
}

/** What was removed is put into the wrappers around it where it was in the same. */
function placedIn(changes: readonly Change[]): Placed[] {
  let previous: Piece | undefined;
  let ahead = 0;
  return changes.flatMap(({ before, after }, at): Placed[] => {
    if (after) {
      previous = after;
      return [{ piece: after, status: before ? 'same' : 'ins', wrappers: after.wrappers, before }];
    }
    // A picture of the earlier file stays behind: a drawing must not be in deleted text.
    if (!before || before.key === 'picture') return [];
    while (ahead < changes.length && (ahead < at || !changes[ahead]?.after)) ahead++;
    const next = changes[ahead]?.after;
    const around = [previous, next].find((one) => one?.within === before.within);
    const shared = previous?.wrappers.filter((one) => one.name === 'w:sdt' && next?.wrappers.includes(one));
    const own = before.wrappers.filter(({ name }) => name !== 'w:sdt');
    return [{ piece: before, status: 'del', wrappers: around?.wrappers ?? [...(shared ?? []), ...own] }];
  });
}

function printGroup(group: readonly Placed[], pen: Pen): string {
  const [first] = group;
  if (!first) return '';
  const fragments = group.flatMap((placed) => fragmentsOf(placed, pen));
  const runs = printRuns(fragments, first.status === 'del');
  return first.status === 'same' || runs === '' ? runs : pen.revisions.write(first.status, runs);
}

function fragmentsOf({ piece, status, before }: Placed, { revisions, borrowed }: Pen): Fragment[] {
  const { fragments, note } = piece;
  if (note && status === 'del') {
    const id = borrowed.note(note.kind, note.id);
    return id === undefined
      ? []
      : fragments.map((one) => ({ ...one, xml: one.xml?.replace(/w:id="[^"]*"/, `w:id="${id}"`) ?? '' }));
  }
  if (note && before?.note) borrowed.pairedNotes.set(`${note.kind} ${note.id}`, before.note.id);
  const [now, was] = [fragments[0], before?.fragments[0]];
  if (!now || !was || fragments.length > 1 || now.seen === was.seen) return fragments;
  const look = borrowed.styled(was.look);
  return [{ ...now, look: now.look + revisions.write('rPrChange', `<w:rPr>${look}</w:rPr>`) }];
}

/** Neighbours of one look are one run. */
function printRuns(fragments: readonly Fragment[], isDeleted: boolean): string {
  let xml = '';
  for (let at = 0; at < fragments.length; ) {
    const { look, bare, xml: whole = '' } = fragments[at] as Fragment;
    if (bare) {
      xml += whole;
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < fragments.length && fragments[end]?.look === look && !fragments[end]?.bare) end++;
    const properties = look === '' ? '' : `<w:rPr>${look}</w:rPr>`;
    xml += `<w:r>${properties}${printContents(fragments.slice(at, end), isDeleted)}</w:r>`;
    at = end;
  }
  return xml;
}

function printContents(fragments: readonly Fragment[], isDeleted: boolean): string {
  const name = isDeleted ? 'w:delText' : 'w:t';
  let xml = '';
  let text = '';
  const endText = () => {
    if (text !== '') xml += `<${name} xml:space="preserve">${escapeText(text)}</${name}>`;
    text = '';
  };
  for (const one of fragments) {
    if (one.text !== undefined) text += one.text;
    else {
      endText();
      xml += isDeleted ? (one.xml ?? '').replace(/w:instrText\b/g, 'w:delInstrText') : one.xml;
    }
  }
  endText();
  return xml;
}

/** The children of a paragraph's properties, and those of its mark. */
export function lookOf(paragraph: XmlElement): { look: string; mark: string; section: string } {
  const properties = childOf(paragraph, 'w:pPr');
  const section = childOf(properties, 'w:sectPr');
  return {
    look: childrenOf(properties, /^w:(rPr|sectPr|pPrChange)$/),
    mark: childrenOf(childOf(properties, 'w:rPr'), /^w:(ins|del|moveFrom|moveTo|rPrChange)$/),
    section: section ? section.source.slice(section.start, section.end) : '',
  };
}
