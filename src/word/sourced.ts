import type { ContextOf, Kind } from './shape.ts';

/**
 * A value of a context that says where it comes from. The engine prints the value, and hands the origin back in the list of what
 * was printed; what an origin is, is the caller's affair.
 *
 *     await template.fill({ total: new Sourced('£60.1m', "plan.xlsx 'Plan'!H12") });
 */
export class Sourced<Value = unknown, Origin = unknown> {
  readonly value: Value;
  readonly origin: Origin;

  constructor(value: Value, origin: Origin) {
    this.value = value;
    this.origin = origin;
  }

  /** In JSON it is the value alone: where a value comes from is no part of what a document says. */
  toJSON(): Value {
    return this.value;
  }
}

/** Every value of a context that says where it comes from, with the names that lead to it; entries of lists by number from 0. */
export function sourcedIn(
  value: unknown,
  path: ReadonlyArray<string | number> = [],
  found: Array<{ path: ReadonlyArray<string | number>; sourced: Sourced }> = [],
): typeof found {
  if (value instanceof Sourced) found.push({ path, sourced: value });
  else if (Array.isArray(value)) value.forEach((entry, i) => void sourcedIn(entry, [...path, i], found));
  else if (typeof value === 'object' && value !== null)
    for (const name of Object.keys(value))
      sourcedIn((value as Record<string, unknown>)[name], [...path, name], found);
  return found;
}

/** The value itself, whether it says where it comes from or not. */
export const bare = (value: unknown): unknown => (value instanceof Sourced ? value.value : value);

/** A sourced value that was printed, or a number that the template counts: `risks.length`, `risks.2.@number`, without an origin; so are words typed into a tag. */
export interface PrintedValue<Origin = unknown> {
  /** Its place in the context: `conditions.3.rating`, entries of lists by number from 0. */
  name: string;
  /** As it was printed: after its helper, and Markdown as it was typed. */
  text: string;
  origin: Origin;
  /** The part of the package, and the paragraph of the template, counted from 1; 0 for properties and the like. */
  part: string;
  paragraph: number;
  /** The bookmarks round it: one, or for narrative one for each of its paragraphs. Absent where there is none. */
  marks?: string[];
}

/** The type of a context with a shape, in which any value may say where it comes from. */
export type GivenContext<S> = S extends Kind
  ? ContextOf<S> | Sourced<ContextOf<S>>
  : S extends readonly [infer Item]
    ? ReadonlyArray<GivenContext<Item>>
    : { readonly [Name in keyof S]: GivenContext<S[Name]> };

/** The type of a context with a shape in which all that is printed says where it comes from. Flags only choose. */
export type SourcedContext<S, Origin> = S extends 'flag'
  ? boolean
  : S extends Exclude<Kind, 'flag'>
    ? Sourced<ContextOf<S>, Origin>
    : S extends readonly [infer Item]
      ? ReadonlyArray<SourcedContext<Item, Origin>>
      : { readonly [Name in keyof S]: SourcedContext<S[Name], Origin> };

export type Source = Pick<PrintedValue, 'name' | 'origin'>;

/**
 * Makes the function that names the marks of a document: of a value each time that it is printed, and of the paragraphs of
 * narrative, counted from 0. Names begin with _ so that Word hides them. `isTaken` says whether the template has a name already.
 */
export type Marks = (
  isTaken: (name: string) => boolean,
) => (value: Source) => ((paragraph: number) => string) | undefined;
