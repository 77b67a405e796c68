import type { Place } from '../../diagnostics/diagnostic.ts';
import { cellName, type Figure } from '../../model/figure.ts';
import type { Origin } from '../../model/printed-list.ts';
import type { ReadableProject } from '../../model/project.ts';

/** Where a value comes from in the end: each field with its line, each cell with what it holds. */

export type From =
  | { kind: 'field'; file: string; line?: number; column?: number; path: string }
  | {
      kind: 'cell';
      cell: string;
      figure?: string;
      /** How it is printed, where that is a part of a longer text. */
      printed?: string;
      /** Absent of one that is withheld, or that the workbook has no more. */
      held?: number | string;
      /** The decimals to which it is rounded; absent where it is printed as it is held. */
      decimals?: number;
    }
  | { kind: 'worked out'; how: string; parts: From[]; printed?: string }
  /** The place in the template is as messages say it: `tri-annual-report.docx: body, paragraph 14`. */
  | { kind: 'fixed'; by: 'program' | 'template'; template?: string };

/** The figures of a project by their cells. */
export function figuresByCell(
  project: Partial<Pick<ReadableProject, 'kpis' | 'plan' | 'forecasts'>>,
): Map<string, Figure> {
  const found = new Map<string, Figure>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { value: held, cell } = value as Partial<Figure>;
    if (typeof held === 'number' && cell && typeof cell === 'object')
      found.set(cellName(cell), value as Figure);
    else for (const inside of Object.values(value)) visit(inside);
  };
  for (const part of [project.kpis, project.plan, project.forecasts]) visit(part);
  return found;
}

/** A number in a text: its size, its decimals and its unit. */
export interface NumberIn {
  size: number;
  decimals: number;
  unit: '%' | 'm' | 'k' | '';
  isMoney: boolean;
}

const pattern = /(£)?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(%|m\b|million\b|k\b)?/g;

export function numbersIn(text: string): NumberIn[] {
  return [...text.matchAll(pattern)].map(([, pound, whole = '', fraction = '', unit = '']) => ({
    size: Number(whole.replaceAll(',', '') + fraction),
    decimals: Math.max(0, fraction.length - 1),
    unit: unit === 'million' ? 'm' : (unit as NumberIn['unit']),
    isMoney: pound !== undefined,
  }));
}

/** Whether a number is another one rounded to its decimals. Signs are in words as often as not. */
export const isRounded = (shown: NumberIn, exact: number): boolean =>
  Math.abs(shown.size - Math.abs(exact)) <= 0.5 * 10 ** -shown.decimals + 1e-9;

/** The decimals to which a text rounds what a cell holds; undefined where it does not print that number at all. */
export function decimalsOf(text: string, held: number): number | undefined {
  return numbersIn(text).find((one) => isRounded(one, held) || isRounded(one, held * 100))?.decimals;
}

/** Whether a text prints all decimals of what a cell holds. */
const isExact = (text: string, held: number) =>
  numbersIn(text).some(({ size }) =>
    [1, 100].some((times) => Math.abs(size - Math.abs(held * times)) < 1e-9),
  );

export interface Resolving {
  figures: ReadonlyMap<string, Figure>;
  /** Cells that the document prints words for: what they hold is not said. */
  withheld: ReadonlySet<string>;
  /** The name of its file. */
  template: string;
  placeOf(field: string, path: ReadonlyArray<string | number>, words: string): Place;
}

/** `header1` of `word/header1.xml`. */
export const partName = (part: string): string => part.replace(/^word\/|\.xml$/g, '');

/** @param text what is printed of it. */
export function fromOf(origin: Origin, text: string, using: Resolving): From {
  if ('fixed' in origin) {
    const { fixed: by, part, paragraph } = origin;
    const place =
      part === undefined ? '' : `${using.template}: ${partName(part).replace(/^document$/, 'body')}`;
    return {
      kind: 'fixed',
      by,
      ...(place && { template: paragraph ? `${place}, paragraph ${paragraph}` : place }),
    };
  }
  if ('field' in origin) {
    const { file, line, column } = using.placeOf(origin.field, origin.path, text);
    const path = origin.path.join('.');
    return {
      kind: 'field',
      file,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      path,
    };
  }
  if ('from' in origin) {
    // A sentence says its own words, and of its figures how each is printed.
    const parts = origin.from.map((one) => fromOf(one, 'field' in one ? text : '', using));
    const printed = origin.as !== undefined && { printed: origin.as };
    return { kind: 'worked out', how: origin.workedOut, parts, ...printed };
  }
  const { cell, figure, as } = origin;
  const held = using.figures.get(cell);
  const shown = as ?? text;
  const decimals = held && shown ? decimalsOf(shown, held.value) : undefined;
  // Words that a sentence has in the place of a figure withhold it.
  const isHidden = using.withheld.has(cell) || (as !== undefined && decimals === undefined);
  return {
    kind: 'cell',
    cell,
    ...(figure !== undefined && { figure }),
    ...(as !== undefined && { printed: as }),
    ...(held && !isHidden && { held: held.typed ?? held.value }),
    ...(held && decimals !== undefined && !isExact(shown, held.value) && { decimals }),
  };
}
