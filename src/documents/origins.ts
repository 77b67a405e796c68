import { type CellPlace, cellName, type Figure } from '../model/figure.ts';
import type { Origin } from '../model/printed-list.ts';
import { Sourced, type SourcedContext } from '../word/sourced.ts';

/** Values of a context with their origins. Whatever a document prints is made by one of these. */
export type Given<Value = string> = Sourced<Value, Origin>;

/** The type of a context that has a shape, in which everything says where it comes from. */
export type ContextOf<Shape> = SourcedContext<Shape, Origin>;

export const field = <Value>(value: Value, file: string, ...path: Array<string | number>): Given<Value> =>
  new Sourced(value, { field: file, path });

/** Words of the program. */
export const fixed = (text: string): Given => new Sourced(text, { fixed: 'program' });

/** What was given, or words in its place: never a blank. */
export const orElse = (given: Given | undefined, words: string): Given =>
  given?.value ? given : fixed(words);

/** The same value in other form: a date in words, a number with its decimals. */
export const as = <Value, Shown>(
  { value, origin }: Given<Value>,
  show: (value: Value) => Shown,
): Given<Shown> => new Sourced(show(value), origin);

/** A figure as printed, or the words in place of one. `name` is what it holds: `KPI 7 Referrals, June 2023`. */
export const figure = (printed: string, { cell }: Pick<Figure, 'cell'>, name: string): Given =>
  new Sourced(printed, { cell: cellName(cell), figure: name });

/** What a value can be worked out from: other values, figures, or places themselves. */
export type Source = Given<unknown> | Figure | Origin | undefined;

/** `how` says it in a few words. Without anything that it is worked out from, that is the inputs as a whole. */
export function workedOut<Value>(value: Value, how: string, ...sources: readonly Source[]): Given<Value> {
  const origins = sources.flatMap(originsOf);
  const from =
    origins.length < 2
      ? origins
      : [...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values()];
  return new Sourced(value, { workedOut: how, from });
}

/** A cell is enough to find a figure again. Of what was worked out, that which it was worked out from counts. */
function originsOf(source: Source): Origin[] {
  if (source === undefined) return [];
  if ('value' in source && !(source instanceof Sourced)) return [{ cell: cellName(source.cell) }];
  const origin = source instanceof Sourced ? source.origin : source;
  if ('fixed' in origin) return [];
  if ('workedOut' in origin) return origin.as === undefined ? origin.from.flatMap(originsOf) : [origin];
  return 'cell' in origin && origin.as === undefined ? [{ cell: origin.cell }] : [origin];
}

/** A figure that is a part of a longer text, with how it is printed there. */
export const inText = ({ value, origin }: Given): Given =>
  'cell' in origin ? new Sourced(value, { ...origin, as: value }) : new Sourced(value, origin);

export const cellAt = (place: CellPlace | undefined): Origin | undefined =>
  place && { cell: cellName(place) };
