import type { FormField } from '../../model/form-record.ts';
import { type Block, isHeadingStyle } from '../../word/read/block.ts';
import type { Narrative } from '../narrative.ts';
import { type Answer, answerIn, rowsIn, withMoves } from './answers.ts';
import { blocksIn, type Cell, type Grid, gridsOf, plainText, type Row } from './grid.ts';

/** Finds the answers in a form that came back: by the bookmark of a label, or else by its words under its heading. */

/** What a form asks for, as it was sent. */
interface Asked {
  field: FormField;
  bookmark: string;
  label: string;
  under: string;
  /** What it said when it was sent. */
  sent: Answer;
}

export interface Found {
  asked: Asked;
  /** Different answers where a part of the form was copied; none where neither bookmark nor label is there any more. */
  answers: Answer[];
}

export interface ReadForm {
  found: Found[];
  /** Text outside of the cells for answers: of the form as it was sent, and as it came back. */
  outside: { sent: string[]; came: string[] };
}

interface Place {
  row: Row;
  column: number;
}

const isHeading = ({ style }: Block) => isHeadingStyle(style);

export function readForm(
  sent: readonly Block[],
  came: readonly Block[],
  { fields, narrative }: { fields: readonly FormField[]; narrative: Narrative },
): ReadForm {
  const before = gridsOf(sent, isHeading);
  const titles = new Set(before.outside.filter(isHeading).map(plainText));
  const after = gridsOf(came, (block) => titles.has(plainText(block)));
  const marks = marksIn(before.grids);
  const cells = { sent: new Set<Cell>(), came: new Set<Cell>() };
  const found = fields.flatMap((field): Found[] => {
    const place = placesOf(marks, field)[field.turn];
    if (!place) return [];
    const { bookmark, label, under } = place;
    const asked = { field, bookmark, label, under, sent: readAt(place, field, narrative, cells.sent) };
    const places = placesIn(after.grids, asked);
    const answers = places.map((one) => readAt(one, field, narrative, cells.came));
    return [{ asked, answers: distinct(answers) }];
  });
  const outsideOf = ({ grids, outside }: typeof before, answered: ReadonlySet<Cell>) =>
    [
      ...outside,
      ...grids.flatMap(({ rows }) =>
        rows.flatMap((row) => row.cells.flatMap((cell) => (answered.has(cell) ? [] : blocksIn(cell)))),
      ),
    ]
      .map(plainText)
      .filter((text) => text !== '');
  return { found, outside: { sent: outsideOf(before, cells.sent), came: outsideOf(after, cells.came) } };
}

interface Marked extends Place {
  bookmark: string;
  label: string;
  under: string;
}

/** Each bookmark of a label with its cell, in the order of the document. */
function marksIn(grids: readonly Grid[]): Marked[] {
  return cellsOf(grids).flatMap(({ row, column, cell }) =>
    blocksIn(cell).flatMap((block) =>
      block.marks
        .filter(({ name }) => name.startsWith('_form_'))
        .map(({ name }) => ({ row, column, bookmark: name, label: plainText(block), under: row.grid.under })),
    ),
  );
}

const cellsOf = (grids: readonly Grid[]) =>
  grids.flatMap(({ rows }) =>
    rows.flatMap((row) => row.cells.map((cell, column) => ({ row, column, cell }))),
  );

/** In each turn of a loop a bookmark has a number of its own: `_form_rating`, `_form_rating_12`. */
const placesOf = (marks: readonly Marked[], { mark }: FormField) =>
  marks.filter(({ bookmark }) => bookmark.replace(/_\d+$/, '') === `_form_${mark}`);

function placesIn(grids: readonly Grid[], { bookmark, label, under }: Omit<Asked, 'sent'>): Place[] {
  return cellsOf(grids).filter(({ row, cell }) => {
    const blocks = blocksIn(cell);
    return (
      blocks.some(({ marks }) => marks.some(({ name }) => name === bookmark)) ||
      (row.grid.under === under && plainText(blocks[0] ?? { text: '' }) === label)
    );
  });
}

function readAt({ row, column }: Place, field: FormField, narrative: Narrative, read: Set<Cell>): Answer {
  if (field.kind !== 'rows') {
    const cell = row.cells[column + field.cell];
    if (cell) read.add(cell);
    return answerIn(cell, field, narrative);
  }
  const rows = row.grid.rows.slice(row.grid.rows.indexOf(row) + 1);
  for (const { cells } of rows) for (const cell of cells) read.add(cell);
  const answer = rowsIn(rows, field, narrative);
  return 'value' in answer && field.path.at(-1) === 'timeline'
    ? { value: withMoves(answer.value, field.value) }
    : answer;
}

const distinct = (answers: readonly Answer[]) => [
  ...new Map(answers.map((answer) => [JSON.stringify(answer), answer])).values(),
];
