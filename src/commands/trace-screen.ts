import type { PagePlace } from '../app/trace/places-on-page.ts';
import type { Trace, Traced } from '../app/trace/trace.ts';
import type { From } from '../app/trace/where-from.ts';
import { shortened } from '../diagnostics/characters.ts';
import { plural } from '../diagnostics/format.ts';

/** What `triannual trace` prints: for people, and as CSV for a spreadsheet. */

/** So many are printed for people. */
const most = 20;

export function screenOf({ found, number }: Trace): string {
  const shown = found.slice(0, most).map((one) => formatTraced(one, number));
  const rest = found.length - most;
  if (rest > 0) shown.push(`${rest} more: name a table and a row, or take all of them with --csv`);
  return shown.join('\n\n');
}

const short = (text: string) => shortened(text.replace(/\s+/g, ' ').trim(), 100);

function formatTraced(one: Traced, draft: number): string {
  const where = placeInWords(one.place);
  return [
    `${short(one.text) || '(nothing)'}${where && `   ${where}`}`,
    ...linesOf(one.from).map((line) => `  ${line}`),
    `  ${[wordState(one, draft), inputState(one)].filter(Boolean).join('; ')}`.trimEnd(),
  ]
    .filter((line) => line.trim() !== '')
    .join('\n');
}

function placeInWords({ heading, table, row, column, part }: PagePlace): string {
  const cell = [
    table && `table ${table}`,
    row && `row "${short(row)}"`,
    column && `column "${short(column)}"`,
  ];
  const under = heading && `under "${short(heading)}"`;
  return [part && `in ${part}`, ...cell, under].filter(Boolean).join(', ');
}

function wordState({ word, was }: Traced, draft: number): string {
  if (word === 'changed') return `changed in Word, was ${short(was ?? '') || 'nothing'}`;
  return word === 'gone' ? `no longer in the file; draft ${draft} prints it` : '';
}

function inputState(one: Traced): string {
  if (one.inputs === 'same') return 'still so in the inputs';
  if (one.inputs === 'gone') return 'the inputs have it no more';
  if (one.inputs === 'unknown') return '';
  return one.now === undefined ? 'the inputs say something else now' : `now ${short(one.now)}`;
}

function linesOf(from: From): string[] {
  if (from.kind === 'fixed')
    return [
      from.by === 'program'
        ? 'words of the program'
        : `words of the template${from.template ? ` ${from.template}` : ''}`,
    ];
  if (from.kind === 'field') return [`${placeOf(from)}, ${from.path || 'the whole file'}`];
  if (from.kind === 'worked out')
    return [
      `worked out: ${from.how}${from.printed === undefined ? '' : `, printed as ${from.printed}`}${from.parts.length > 0 ? ', from' : ''}`,
      ...from.parts.flatMap((part) => linesOf(part).map((line) => `  ${line}`)),
    ];
  const as = from.printed && from.decimals !== undefined ? ` as ${from.printed}` : '';
  const rounded = from.decimals === undefined ? '' : `, rounded to ${counted(from.decimals)}`;
  const held = from.held === undefined ? '' : ` holds ${from.held}${rounded}`;
  return [`${from.cell}${held}${held && as}${from.figure ? ` (${from.figure})` : ''}`];
}

const counted = (decimals: number) => (decimals === 0 ? 'a whole number' : plural(decimals, 'decimal'));

const placeOf = ({ file, line, column }: Extract<From, { kind: 'field' }>) =>
  [file, line, column].filter((one) => one !== undefined).join(':');

const columns = [
  'text',
  'heading',
  'table',
  'row',
  'column',
  'comes from',
  'holds',
  'rounded to',
  'in Word',
  'was',
  'in the inputs',
  'now',
] as const;

/** Everything that was found, a line each, as Excel opens it. */
export function csvOf({ found }: Trace): string {
  const lines = found.map((one) => {
    const { heading, table, row, column, part } = one.place;
    const held = one.from.kind === 'cell' ? one.from.held : undefined;
    const decimals = one.from.kind === 'cell' ? one.from.decimals : undefined;
    const now = one.inputs === 'changed' ? one.now : undefined;
    const from = originInLine(one.from);
    return [
      one.text,
      heading ?? part,
      table,
      row,
      column,
      from,
      held,
      decimals,
      one.word,
      one.was,
      one.inputs,
      now,
    ];
  });
  return [columns, ...lines].map((line) => `${line.map(csvCell).join(',')}\n`).join('');
}

function originInLine(from: From): string {
  if (from.kind === 'fixed') return `words of the ${from.by}${from.template ? ` ${from.template}` : ''}`;
  if (from.kind === 'field') return `${placeOf(from)} ${from.path}`.trim();
  if (from.kind === 'cell') return from.cell;
  return [from.how, ...from.parts.map(originInLine)].join('; ');
}

/** A text that a spreadsheet would take for a formula gets an apostrophe. */
function csvCell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = /^[=+@\t\r]|^-(?![\d.,£])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
