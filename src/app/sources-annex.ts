import { shortened } from '../diagnostics/characters.ts';
import { type Origin, originsIn, type Printed } from '../model/printed-list.ts';
import type { ReadableProject } from '../model/project.ts';
import type { Annex } from '../word/index.ts';
import { readDocument } from '../word/read/blocks.ts';
import { cellRanges } from './trace/cell-ranges.ts';
import { type PagePlace, seenIn } from './trace/places-on-page.ts';
import { figuresOf } from './trace/sentences.ts';
import { decimalsOf, figuresByCell } from './trace/where-from.ts';

/** The annex "Sources of figures": each figure that a document prints, with its cell, a table for each table of the document. */

/** How the annex is called in the list of what a draft prints. */
export const annexName = 'sources';

interface Row {
  printed: string;
  what: string;
  cells: string;
  held: string;
}

/** @returns undefined where a document prints no figure of a workbook. */
export async function sourcesAnnex(
  project: ReadableProject,
  bytes: Uint8Array,
  list: readonly Printed[],
): Promise<Annex | undefined> {
  const { blocks } = await readDocument(bytes);
  const look = seenIn(blocks, blocks);
  const figures = figuresByCell(project);
  const heldIn = (cell: string, printed: string) => {
    const value = figures.get(cell)?.value;
    // What a cell holds is not said where the document prints words in its place.
    return value !== undefined && decimalsOf(printed, value) !== undefined ? String(value) : '';
  };
  const groups = new Map<string, Row[]>();
  for (const one of list) {
    const place = placeOf(one, look);
    const rows = rowsOf(one, place, heldIn);
    const title = titleOf(one, place);
    if (rows.length > 0) groups.set(title, [...(groups.get(title) ?? []), ...rows]);
  }
  if (groups.size === 0) return undefined;
  const text = [...groups].map(([title, rows]) => `### ${escaped(title)}\n\n${tableOf(rows)}`).join('\n\n');
  return { title: 'Sources of figures', text, tables: { shares: [20, 30, 36, 14], points: 8 } };
}

const placeOf = ({ marks }: Printed, look: ReturnType<typeof seenIn>): PagePlace | undefined =>
  marks?.map(look).find((seen) => seen !== undefined)?.place;

function titleOf({ part, marks }: Printed, place: PagePlace | undefined): string {
  const under = place?.heading ?? 'The beginning of the document';
  if (place?.table !== undefined) return `Table ${place.table}: ${under}`;
  if (marks) return `Text: ${under}`;
  return part === 'word/document.xml' ? 'Charts' : 'Headers, footers and notes';
}

function rowsOf(
  { text, origin }: Printed,
  place: PagePlace | undefined,
  heldIn: (cell: string, printed: string) => string,
): Row[] {
  if ('fixed' in origin || 'field' in origin) return [];
  const where = [place?.row, place?.column].filter((one) => one !== undefined).join(', ');
  if ('cell' in origin) {
    const { cell, figure } = origin;
    return [{ printed: text, what: figure ?? where, cells: cell, held: heldIn(cell, text) }];
  }
  const inSentence = figuresOf(origin);
  if (inSentence.length > 0)
    return inSentence.map((one) => {
      const { as = '' } = one;
      if ('from' in one)
        return { printed: as, what: one.workedOut, cells: cellRanges(cellsOf(one)), held: '' };
      return { printed: as, what: one.figure ?? where, cells: one.cell, held: heldIn(one.cell, as) };
    });
  // What goes back to one cell alone repeats its figure, or is its month.
  const cells = cellsOf(origin);
  if (cells.length < 2 || !/\d/.test(text)) return [];
  const [line = ''] = text.split('\n');
  return [{ printed: shortened(line, 160), what: origin.workedOut, cells: cellRanges(cells), held: '' }];
}

const cellsOf = (origin: Origin): string[] => [
  ...new Set(originsIn(origin).flatMap((one) => ('cell' in one ? [one.cell] : []))),
];

const tableOf = (rows: readonly Row[]) =>
  [
    '| Printed | What it is | Comes from | The cell holds |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ printed, what, cells, held }) => `| ${[printed, what, cells, held].map(escaped).join(' | ')} |`,
    ),
  ].join('\n');

/** Markdown that prints as the text that it is. */
const escaped = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]{}|<>#~^!$&]/g, '\\$&') || '–';
