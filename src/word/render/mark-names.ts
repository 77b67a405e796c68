import type { PrintedValue } from '../sourced.ts';

/** Which value of a context is printed. */
export type Source = Pick<PrintedValue, 'name' | 'origin'>;

/**
 * Makes the function that names the marks of a document: of a value each time that it is printed, and of the paragraphs of
 * narrative, counted from 0. Names begin with _ so that Word hides them. `isTaken` says whether the template has a name already.
 */
export type Marks = (
  isTaken: (name: string) => boolean,
) => (value: Source) => ((paragraph: number) => string) | undefined;
