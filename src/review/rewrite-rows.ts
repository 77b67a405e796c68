import type { Block } from '../word/read/block.ts';
import type { NarrativeChange } from './changes.ts';
import type { Notes } from './markdown.ts';
import { plain, type Unit } from './narrative.ts';
import { noField } from './what-fields-take.ts';
import { anew, cannot, type Rewritten, type Source, says } from './write-anew.ts';

/** Paragraphs, rows and tables of a narrative that went, and rows and tables that came. */

const otherTable = {
  why: 'it changes the columns or the first row of a table in a text: change the table in its file',
};
export const noPlace = { why: noField };

export function removed(
  { was }: Extract<NarrativeChange, { kind: 'removed' }>,
  { at, differs }: { at: readonly number[]; differs: { differs: string } },
  { units }: Source,
): Rewritten {
  if (at.some(Number.isNaN)) {
    const isThere = was.some(({ text }) => units.some((unit) => says(unit.printed, plain(text))));
    return isThere ? differs : { taken: true };
  }
  const gone = new Set(at.map((one) => units[one] as Unit));
  const others = units.filter((unit) => unit.cell && !gone.has(unit));
  const isBroken = [...gone].some(({ cell }) =>
    others.some(
      (other) => cell && other.cell?.table === cell.table && (cell.row === 0 || other.cell.row === cell.row),
    ),
  );
  if (isBroken) return otherTable;
  return { edits: at.map((unit) => ({ unit, put: undefined, notes: [], printed: [] })) };
}

type RowsAdded = Extract<NarrativeChange, { kind: 'rows added' }>;

/** New rows behind one that is there, or a table of its own. `isSame`: the source is as it was printed. */
export function rowsAdded(change: RowsAdded, behind: number, source: Source, isSame: boolean): Rewritten {
  const { rows, isTable } = change;
  const { units, narrative } = source;
  const beside = units[behind]?.cell;
  const isIn = (unit: Unit | undefined) => beside !== undefined && unit?.cell?.table === beside.table;
  if (isTable ? isIn(units[behind + 1]) : !beside) return noPlace;
  const width = isTable
    ? (rows[0]?.length ?? 0)
    : units.filter((unit) => isIn(unit) && unit.cell?.row === 0).length;
  if (rows.some((row) => row.length !== width || columnsOf(row).size !== width)) return otherTable;
  const wanted = rows.flat().map(({ text }) => plain(text));
  const isThere = () =>
    units.some((_, i) => wanted.every((text, j) => says(units[i + j]?.printed ?? '', text)));
  if (!isSame && isThere()) return { taken: true };
  const written = linesOf(change, source);
  if (!('lines' in written)) return written;
  const put = written.lines.join('\n');
  const whole = isTable ? put : `${headerOf(width)}\n${put}`;
  const printed = narrative.paragraphsOf(whole).slice(isTable ? 0 : width);
  if (printed.join('\n') !== wanted.join('\n')) return cannot;
  return { edits: [{ behind, put, kind: isTable ? 'paragraph' : 'row', notes: written.notes, printed }] };
}

const columnsOf = (row: readonly Block[]) => new Set(row.map(({ cell }) => cell?.column));

const headerOf = (width: number) => `|${' x |'.repeat(width)}\n|${' --- |'.repeat(width)}`;

function linesOf(
  { rows, isTable }: RowsAdded,
  source: Source,
): { lines: string[]; notes: Notes['added'] } | Exclude<Rewritten, { edits: unknown }> {
  const lines: string[] = [];
  let notes: Notes['added'] = [];
  for (const [i, row] of rows.entries()) {
    const isHeader = isTable && i === 0;
    const cells: string[] = [];
    for (const is of row) {
      const cell = anew(is, source, { lead: '', isCell: true, isBold: isHeader, notes });
      if (!('text' in cell)) return cell;
      cells.push(cell.text);
      notes = cell.notes;
    }
    lines.push(`| ${cells.join(' | ')} |`);
    if (isHeader) lines.push(`|${' --- |'.repeat(row.length)}`);
  }
  return { lines, notes };
}
