import { dayName, shortDayName } from '../calendar/days.ts';
import type { Stage } from '../calendar/stages.ts';
import { plural } from '../diagnostics/format.ts';
import type { RatingColour } from '../model/rating-colours.ts';
import type { UpdateState } from './owed.ts';
import type { DraftStatus, RoundStatus } from './status.ts';
import {
  conditionRows,
  conditionsTitle,
  dateRows,
  distance,
  draftLines,
  signatureRows,
} from './status-rows.ts';

/** The status of rounds for a terminal: words always, colour where the terminal has it. */

/** Puts a text into a colour, or leaves it. */
export type Paint = (colour: 'red' | 'yellow' | 'green' | 'blue' | 'bold' | 'dim', text: string) => string;

const words: Record<Exclude<Stage, 'draft' | 'board'>, string> = {
  before: 'not open yet',
  collect: 'updates are collected',
  submit: 'to be submitted',
  missed: 'DEADLINE MISSED',
  submitted: 'submitted',
};

/** The stage in words: `the draft is with the finance team`, or after the milestone where it does not say who has it. */
export function stageWords({ stage, reached }: Pick<RoundStatus, 'stage' | 'reached'>): string {
  if (stage !== 'draft' && stage !== 'board') return words[stage];
  if (!reached?.with) return `after “${reached?.name}”`;
  return `the ${stage === 'draft' ? 'draft' : 'report'} is with ${reached.with}`;
}

/** Rows of a table, each column as wide as its widest cell; painted after they are padded. */
function table(
  rows: ReadonlyArray<readonly string[]>,
  paint: (text: string, column: number, row: number) => string,
): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => (row[column] ?? '').length));
  const last = (rows[0]?.length ?? 0) - 1;
  const widths = Array.from({ length: last }, (_, column) => width(column));
  return rows.map((cells, row) =>
    cells
      .map((cell, column) => paint(column < last ? cell.padEnd(widths[column] ?? 0) : cell, column, row))
      .join('  '),
  );
}

type Colour = Parameters<Paint>[0];

/** A terminal has fewer colours than there are fills. */
const ratingColours: Record<RatingColour, Colour> = {
  green: 'green',
  yellow: 'yellow',
  amber: 'yellow',
  orange: 'yellow',
  red: 'red',
  blue: 'blue',
  grey: 'dim',
};
const updateColours: Record<UpdateState, Colour> = {
  in: 'green',
  incomplete: 'yellow',
  unreadable: 'red',
  missing: 'red',
};

export function formatStatus(status: RoundStatus, paint: Paint): string {
  const { id, month, stage, working_days_left, submitted, started } = status;
  const left =
    stage === 'submitted' ? `on ${submitted ?? 'an unknown day'}` : `due ${distance(working_days_left)}`;
  const title = `${month} report (${id}): ${stageWords(status)}, ${left}`;
  const blocks = [
    [paint(stage === 'missed' ? 'red' : 'bold', title)],
    dates(status, paint),
    ...(started
      ? [
          conditions(status, paint),
          kpis(status),
          [...problems(status, paint), ...snoozed(status)],
          illustrative(status),
          comments(status),
          drafts(status),
        ]
      : []),
    list('Next', status.next),
  ];
  return screenOf(blocks);
}

/** Blocks of lines, those that have any, with a blank line between them. */
export const screenOf = (blocks: ReadonlyArray<readonly string[]>): string =>
  `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;

function dates(status: RoundStatus, paint: Paint): string[] {
  if (status.stage === 'submitted') return [];
  return table(dateRows(status, dayName), (text, column) =>
    column === 2 && text ? paint('dim', text) : text,
  ).map((line) => `  ${line}`.trimEnd());
}

const [ratingColumn, updateColumn] = [2, 4];

function conditions(status: RoundStatus, paint: Paint): string[] {
  const rows = conditionRows(status).map(([number = '', ...others]) => [number.padStart(2), ...others]);
  return [
    conditionsTitle(status),
    ...table(rows, (text, column, row) => {
      const { colour: own, update = 'in' } = status.conditions[row] ?? {};
      const rated = own && ratingColours[own];
      const colour =
        column === ratingColumn ? rated : column === updateColumn ? updateColours[update] : undefined;
      return colour ? paint(colour, text) : text;
    }).map((line) => `  ${line}`),
  ];
}

const comments = ({ open_comments: open }: RoundStatus): string[] =>
  open > 0 ? [`Comments: ${open} open`] : [];

function kpis({ kpis: { given, expected, missing } }: RoundStatus): string[] {
  const lines = missing.map(
    ({ source, kpis: names }) => `  missing${source && ` from ${source}`}: ${shorten(names)}`,
  );
  return [`KPIs: ${given} of ${expected} in`, ...lines];
}

const shorten = (names: readonly string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join('; ')}; and ${names.length - 3} more` : names.join('; ');

export function problems(
  { problems: { errors, warnings, files } }: Pick<RoundStatus, 'problems'>,
  paint: Paint,
): string[] {
  if (files.length === 0) return [paint('green', 'Problems: none')];
  const lines = files.map((file) => {
    const words = [
      ...(file.errors > 0 ? [paint('red', plural(file.errors, 'error'))] : []),
      ...(file.warnings > 0 ? [paint('yellow', plural(file.warnings, 'warning'))] : []),
    ];
    return `  ${file.file}: ${words.join(', ')}`;
  });
  return [`Problems: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`, ...lines];
}

const snoozed = ({ snoozed: list }: RoundStatus) =>
  list.map(({ code, until, errors, warnings }) => {
    const day = shortDayName(until);
    return `  of these, ${errors + warnings} with the code ${code} can wait until ${day} (snooze: in report.yaml)`;
  });

export const madeDrafts = (drafts: readonly DraftStatus[]) => draftLines(drafts).map((line) => `  ${line}`);

function illustrative({ illustrative: count, stage }: RoundStatus): string[] {
  if (count === 0 || stage === 'submitted') return [];
  return [`Illustrative content: in ${plural(count, 'place')}; it cannot be submitted`];
}

function drafts(status: RoundStatus): string[] {
  const made = madeDrafts(status.drafts);
  return [
    ...(status.stage === 'submitted'
      ? []
      : made.length > 0
        ? ['Last drafts', ...made, '']
        : ['No draft yet', '']),
    'Signed',
    ...signatureRows(status).map(([who, signed]) => `  ${who}: ${signed}`),
  ];
}

export function list(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines.map((line) => `  - ${line}`)] : [];
}

/** Rounds whose deadline has long passed, in a line each. */
export function formatMissed({ id, month, due, started }: RoundStatus, paint: Paint): string {
  const words = started ? 'not submitted' : 'not submitted, and there is no folder for it';
  return paint('red', `${month} report (${id}): was due on ${shortDayName(due)}, ${words}`);
}
