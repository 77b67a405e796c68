/**
 * What a template may use, as plain data: the names of a context and the kind of each value. Tags are checked against
 * it before anything is rendered, and the TypeScript type of the context follows from it, so the two cannot drift.
 *
 *     const shape = { title: 'text', total: 'number', rows: [{ name: 'text', note: 'markdown' }] } as const;
 *     type Context = ContextOf<typeof shape>;
 */
export type Shape = Kind | readonly [Shape] | { readonly [name: string]: Shape };

/**
 * `text` is printed as it is; `markdown` needs `{{markdown x}}`; `number` and `date` (`2023-06-16`) need a helper
 * that formats them; `flag` is for `{{#if}}`; `chart` is for the alternative text of a chart; `image` is put into the
 * text, or takes the place of a picture whose alternative text is `{{image x}}`.
 */
export type Kind = 'text' | 'markdown' | 'number' | 'date' | 'flag' | 'chart' | 'image';

/** New data for a native chart. A value of null leaves a gap. The description becomes the alternative text. */
export interface ChartData {
  categories: readonly string[];
  series: ReadonlyArray<{ name: string; values: ReadonlyArray<number | null> }>;
  description: string;
}

/** A picture: PNG, JPEG, or SVG with a PNG for programs that do not draw SVG. The words say what it shows. */
export interface ImageData {
  bytes: Uint8Array;
  alt: string;
  fallback?: Uint8Array;
}

interface Values {
  text: string;
  markdown: string;
  number: number;
  date: string;
  flag: boolean;
  chart: ChartData;
  image: ImageData;
}

/** The type of a context that has a shape. */
export type ContextOf<S> = S extends Kind
  ? Values[S]
  : S extends readonly [infer Item]
    ? ReadonlyArray<ContextOf<Item>>
    : { readonly [Name in keyof S]: ContextOf<S[Name]> };

/** A formatter that a template may name: `{{money total}}`, `{{money total 1}}`. */
export interface Helper {
  /** The kind of its first argument. Further arguments are literals: numbers or text in quotes. */
  takes: 'text' | 'number' | 'date';
  print(value: never, ...options: Array<string | number>): string;
  /** The options that a tag may give it, in order; any may be left out at the end. Without this, all are handed on as they are. */
  options?: readonly HelperOption[];
  /** The fill, as six hexadecimal digits, of the table cell that holds the tag; undefined leaves it as it is. */
  shade?(value: never): string | undefined;
}

/** An option of a helper: a number, or text in quotes. */
export interface HelperOption {
  /** What it is called in messages: `a number of decimals`. */
  name: string;
  takes: 'number' | 'text';
  /** What is wrong with a value; undefined if nothing is. */
  check?(value: never): string | undefined;
}

export type Helpers = Readonly<Record<string, Helper>>;
