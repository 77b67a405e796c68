import { align } from '../word/compare/align.ts';
import { definitionsIn, labelsIn } from '../word/markdown/notes.ts';
import type { Block } from '../word/read/block.ts';
import { straight } from '../word/typography.ts';
import type { NarrativeChange } from './changes.ts';
import { isItemLead } from './edit-units.ts';
import { type Notes, runsBetween, withStarts } from './markdown.ts';
import { plain, type Unit } from './narrative.ts';
import { noPlace, removed, rowsAdded } from './rewrite-rows.ts';
import { asBlock, hunksBetween, spliceText } from './splice.ts';
import {
  anew,
  figurePattern,
  notesOf,
  prints,
  type Rewritten,
  type Source,
  says,
  type Text,
} from './write-anew.ts';

/** A change to a narrative as a change to its source. */

export function rewrite(change: NarrativeChange, source: Source): Rewritten {
  const { narrative, units } = source;
  const printed = narrative.paragraphsOf(change.printed);
  const isSame =
    units.length === printed.length && units.every((unit, i) => says(unit.printed, printed[i] as string));
  const places = isSame ? undefined : placesOf(printed, units);
  const place = (at: number): number => (at < 0 || !places ? at : (places.get(at) ?? Number.NaN));
  const saysNow = (block: Block) => units.findIndex((unit) => says(unit.printed, plain(block.text)));
  const differs = { differs: units.map((unit) => unit.printed).join(' ¶ ') };
  const at = 'unit' in change ? place(change.unit) : 0;
  const behind = 'behind' in change ? place(change.behind) : 0;
  if (change.kind === 'removed') return removed(change, { at: change.units.map(place), differs }, source);
  if (change.kind === 'rows added')
    return Number.isNaN(behind) ? differs : rowsAdded(change, behind, source, isSame);
  const now = saysNow(change.is);
  if (change.kind === 'reworded' && plain(change.is.text) === '' && !units[at]?.cell)
    return removed(
      { ...change, kind: 'removed', units: [at], was: [change.was] },
      { at: [at], differs },
      source,
    );
  if (change.kind === 'reworded') {
    if (Number.isNaN(at)) return now >= 0 ? { taken: true } : (framed(change, source) ?? differs);
    if (change.isReformed) return moved(change, { at, behind: at }, source);
    const text = reworded(units[at] as Unit, change.was, change.is, source);
    return oneEdit(text, (put) => ({ unit: at, put }), change.is);
  }
  if (change.kind === 'added') {
    if (!isSame && now >= 0) return { taken: true };
    if (Number.isNaN(behind)) return differs;
    return added(change, behind, source);
  }
  if (Number.isNaN(at) || Number.isNaN(behind)) return now >= 0 ? { taken: true } : differs;
  if (!isSame && now > behind && now <= behind + 1) return { taken: true };
  return moved(change, { at, behind }, source);
}

/** Where each paragraph that was printed is in the source, which has been changed since. */
function placesOf(printed: readonly string[], units: readonly Unit[]): Map<number, number> {
  const said = units.map(({ printed: text }) => ({
    text: figurePattern.test(text) ? (printed.find((one) => says(text, one)) ?? text) : text,
  }));
  const pairs = align(
    printed.map((text) => ({ text })),
    said,
  );
  return new Map(
    pairs.flatMap(({ before, after }) =>
      before !== undefined && after !== undefined && printed[before] === said[after]?.text
        ? [[before, after] as const]
        : [],
    ),
  );
}

const oneEdit = (text: Text, edit: (put: string) => { unit: number; put: string }, is: Block): Rewritten =>
  'text' in text ? { edits: [{ ...edit(text.text), notes: text.notes, printed: [plain(is.text)] }] } : text;

/** The paragraph with what was changed in it; where its marks are in the way, written anew. */
function reworded(unit: Unit, was: Block, is: Block, source: Source): Text {
  const wanted = plain(is.text);
  const isCell = unit.cell !== undefined;
  for (const caution of ['plain', 'careful'] as const) {
    const notes = notesOf(source);
    const spliced = spliceText(unit.text, was, is, { caution, notes });
    if (spliced?.figures.length) return { figures: spliced.figures };
    const text = textsFor(unit, spliced?.text).find((one) =>
      prints(source, one, wanted, { lead: unit.lead, isCell }),
    );
    if (!spliced || text === undefined) continue;
    const redefined = redefinitions(spliced.notes, source);
    if ('why' in redefined) return redefined;
    return { text: unit.lead + text, notes: [...notes.added, ...redefined.notes] };
  }
  if (figurePattern.test(unit.text))
    return { why: 'it holds figures from a workbook, and its marks were changed too' };
  const isBold = unit.lead.includes('#') || unit.cell?.row === 0;
  const labels = [...labelsIn(unit.text)];
  const texts = was.runs.flatMap(({ note }) => note ?? []);
  const known = new Map(labels.map((label, i) => [texts[i] ?? '', label] as const));
  return anew(is, source, { lead: unit.lead, isBold, isCell, known });
}

/** A paragraph that is printed with words of the program around it: `Agree what is asked of the DfE: …`. */
function framed(
  { was, is }: Extract<NarrativeChange, { kind: 'reworded' }>,
  source: Source,
): Rewritten | undefined {
  const text = straight(was.text);
  const unit = source.units.findIndex(({ printed }) => printed !== '' && text.includes(printed));
  const own = source.units[unit];
  const isTaken = ({ printed }: Unit) => printed !== '' && straight(is.text).includes(printed);
  if (!own) return source.units.some(isTaken) ? { taken: true } : undefined;
  const from = text.indexOf(own.printed);
  const to = from + own.printed.length;
  const isWithin = hunksBetween(was.text, is.text).every(({ before: [a, b] }) => from <= a && b <= to);
  if (!isWithin) return { why: 'the words around it are those of the program' };
  const cut = (block: Block, end: number): Block => ({
    ...block,
    text: block.text.slice(from, end),
    runs: runsBetween(block, from, end),
  });
  const inside = cut(is, is.text.length - (was.text.length - to));
  return oneEdit(reworded(own, cut(was, to), inside, source), (put) => ({ unit, put }), inside);
}

/** Where the beginning of a paragraph was changed, it may look like the mark of a list. */
function textsFor({ text, cell }: Unit, spliced: string | undefined): string[] {
  if (spliced === undefined) return [];
  return cell || spliced.slice(0, 12) === text.slice(0, 12) ? [spliced] : withStarts(spliced);
}

/** The words of footnotes that were changed, put into what was typed. */
function redefinitions(
  changed: ReadonlyArray<{ label: string; was: string; is: string }>,
  source: Source,
): { notes: Notes['added'] } | { why: string } {
  const { narrative, text } = source;
  const typed = new Map(definitionsIn(text).map((one) => [one.label, one.text]));
  const notes: Notes['added'] = [];
  for (const { label, was, is } of changed) {
    const own = typed.get(label);
    const put = (['plain', 'careful'] as const)
      .map(
        (caution) => own && spliceText(own, asBlock(was), asBlock(is), { caution, notes: notesOf(source) }),
      )
      .find(
        (one) =>
          one && one.figures.length === 0 && says(narrative.paragraphsOf(one.text).join(' '), plain(is)),
      );
    if (!put)
      return { why: 'the words of this footnote cannot be put into its source: change it in its file' };
    notes.push({ label, text: put.text });
  }
  return { notes };
}

/** A new paragraph, or a new item in the looks of its neighbour. */
function added(
  { is, isBehindCell }: Extract<NarrativeChange, { kind: 'added' }>,
  behind: number,
  source: Source,
): Rewritten {
  const isAfterTable = source.units[behind]?.cell !== undefined;
  if (isBehindCell && isAfterTable === (is.cell !== undefined)) return noPlace;
  const isItem = is.list !== undefined && is.list.format !== 'continued';
  const lead = isItem ? leadFor(is, behind, source) : '';
  const text = anew(is, source, { lead });
  const kind = isItem ? 'item' : 'paragraph';
  return 'text' in text
    ? { edits: [{ behind, put: text.text, kind, notes: text.notes, printed: [plain(is.text)] }] }
    : text;
}

/** A paragraph that was moved keeps its source, with what was changed in it; so does one that is an item of a list now, or none any more. */
function moved(
  { was, is, isReformed }: Extract<NarrativeChange, { kind: 'reworded' | 'moved' }>,
  { at, behind }: { at: number; behind: number },
  source: Source,
): Rewritten {
  const unit = source.units[at] as Unit;
  const lead = !isReformed ? unit.lead : is.list ? leadFor(is, isReformed ? at - 1 : behind, source) : '';
  const text = reworded({ ...unit, lead }, was, is, source);
  if (isReformed && at === behind && 'text' in text && text.text === unit.lead + unit.text)
    return { taken: true };
  return 'text' in text ? inOtherPlace(text, { at, behind }, is, lead) : text;
}

const inOtherPlace = (
  { text, notes }: Extract<Text, { text: string }>,
  { at, behind }: { at: number; behind: number },
  is: Block,
  lead: string,
): Rewritten => ({
  edits: [
    { unit: at, put: undefined, notes: [], printed: [] },
    { behind, put: text, kind: isItemLead(lead) ? 'item' : 'paragraph', notes, printed: [plain(is.text)] },
  ],
});

/** The mark of an item behind another one: that of the item before it on its level, or one step in from the one that it is in. */
function leadFor({ list }: Block, behind: number, { units, narrative, text }: Source): string {
  const level = list?.level ?? 0;
  const isNumber = list?.format === 'number';
  const levels = narrative.levelsOf(text);
  const levelAt = (at: number) => (isItemLead(units[at]?.lead ?? '') ? (levels[at] ?? -1) : -1);
  const isLike = (lead: string) => /\d/.test(lead) === isNumber;
  const after = (at: number) => units[at]?.lead ?? '';
  let at = behind;
  while (levelAt(at) > level) at -= 1;
  const [indent = '', mark = ''] = /^(\s*)(.*)$/.exec(after(at))?.slice(1) ?? [];
  if (levelAt(at) === level && isLike(mark))
    return indent + mark.replace(/\d+/, (number) => String(Number(number) + 1));
  const next = after(behind + 1);
  if (levelAt(behind + 1) === level && isLike(next)) return next;
  const own = isNumber ? '1. ' : '- ';
  if (levelAt(at) === level) return indent + own;
  // One that is deeper than its neighbour allows is as deep as can be.
  return levelAt(at) < 0
    ? own
    : indent + ' '.repeat(mark.trimEnd().length + 1) + (isNumber || !isLike(mark) ? own : mark);
}
