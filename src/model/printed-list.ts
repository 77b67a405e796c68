import * as z from 'zod';
import { inputFiles } from './project.ts';

/**
 * The list of what a document prints: every value and all wording, each with its origin. Manifests hold it, and later versions
 * read it again: forms of `Origin` may be added, none may change.
 */

/** Where something printed comes from. */
export type Origin =
  /** A value of a YAML file: the file, relative to the inputs folder, and the keys and numbers that lead to it. */
  | { field: string; path: ReadonlyArray<string | number> }
  /**
   * A cell, `kpis.xlsx 'KPIs'!H12`. `figure` names what it holds, `KPI 7 Referrals, June 2023`; `as` is how it is printed where
   * that is a part of a longer text, and `at` where it begins in that. What the cell holds is never said: it may have been withheld.
   */
  | { cell: string; figure?: string; as?: string; at?: number }
  /** How, in a few words, and from what; without any, from the inputs as a whole. A part of a longer text has `as` and `at` too. */
  | { workedOut: string; from: readonly Origin[]; as?: string; at?: number }
  /** Words of the program, as a value of the context, or the template's own wording, in that paragraph of a part of it. */
  | { fixed: 'program' | 'template'; part?: string; paragraph?: number };

/**
 * Whether a value is printed in typographic signs: all are, but what others have worded is stated sign for sign. That is the agreement's
 * conditions and questions, and what the DfE has asked since.
 */
export function isTypeset(origin: unknown): boolean {
  const { field, path } = origin as Extract<Origin, { field: string }>;
  if (field === inputFiles.agreement) return path.at(-1) !== 'wording';
  return path?.[0] !== 'assessment' || path.at(-1) !== 'question';
}

/** How a text with figures in it is worked out: from the field that it is typed in, which comes first, and the cells. */
export const withItsFigures = 'with its figures';

export interface Printed {
  /** Its place in the context: `conditions.3.rating`. Of the template's wording, the block that it is in, or ''. */
  name: string;
  text: string;
  origin: Origin;
  /** The part of the Word file, `word/document.xml`, and the paragraph of the template, counted from 1; 0 outside of paragraphs. */
  part: string;
  paragraph: number;
  /** The bookmarks round it in the document: one, or one for each paragraph of narrative. Charts, headers and properties have none. */
  marks?: string[];
}

type Values = Record<string, unknown>;

const isText = (value: unknown) => typeof value === 'string';
const isTextOrNone = (value: unknown) => value === undefined || isText(value);
const isNumberOrNone = (value: unknown) => value === undefined || typeof value === 'number';
const isListOf = (value: unknown, is: (one: unknown) => boolean) => Array.isArray(value) && value.every(is);
const isKey = (value: unknown) => isText(value) || typeof value === 'number';

function isOrigin(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Values;
  if ('field' in one) return isText(one.field) && isListOf(one.path, isKey);
  if (!isTextOrNone(one.as) || !isNumberOrNone(one.at)) return false;
  if ('cell' in one) return isText(one.cell) && isTextOrNone(one.figure);
  if ('workedOut' in one) return isText(one.workedOut) && isListOf(one.from, isOrigin);
  return one.fixed === 'program' || one.fixed === 'template';
}

function isPrinted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, text, origin, part, paragraph, marks } = value as Values;
  const hasTexts = isText(name) && isText(text) && isText(part) && typeof paragraph === 'number';
  return hasTexts && (marks === undefined || isListOf(marks, isText)) && isOrigin(origin);
}

/** The list as a manifest holds it, which anybody may have changed. Schemas of unions take ten times as long for a thousand entries. */
export const printedSchema: z.ZodType<Printed[]> = z.custom<Printed[]>((value) => isListOf(value, isPrinted));

/** What the appendices of a report say is in its list under such names: it goes with the report, and is not on its pages. */
export const ofAppendix = 'appendix.';
export const isOfAppendix = ({ name }: Pick<Printed, 'name'>): boolean => name.startsWith(ofAppendix);

/** Every origin that something goes back to, itself first. */
export function originsIn(origin: Origin, found: Origin[] = []): Origin[] {
  found.push(origin);
  if ('from' in origin)
    for (let i = 0; i < origin.from.length; i++) originsIn(origin.from[i] as Origin, found);
  return found;
}

/** The figures of the list, each with its cell: those that are printed by themselves, and those in longer texts. */
export function figuresIn(list: readonly Printed[]): Array<{ name: string; printed: string; cell: string }> {
  const figures: ReturnType<typeof figuresIn> = [];
  for (const { text, origin: own } of list)
    for (const origin of 'fixed' in own ? [] : originsIn(own))
      if ('cell' in origin && origin.figure !== undefined)
        figures.push({ name: origin.figure, printed: origin.as ?? text, cell: origin.cell });
  return figures;
}

/** What had changed when a draft was made, in sentences, as its manifest holds it. */
export const changesSchema = z.array(z.string());
