import type { Source } from '../sourced.ts';
import type { OpenMark, Printing } from './printing.ts';

/**
 * Hidden bookmarks round what is printed, so that whoever gets the document back finds each value again. Whoever fills a template
 * names them: the engine knows what an origin is as little as anywhere else.
 */

/** Begins the bookmark of a value. Words that were typed into a tag are no value. */
export function beginMark(
  { nameMarks, numbers }: Printing,
  source: Source | undefined,
): (OpenMark & { start: string }) | undefined {
  const name = source?.name ? nameMarks?.(source)?.(0) : undefined;
  return name === undefined ? undefined : bookmark(numbers.fresh(), name);
}

/** What is printed, between the ends of its bookmark. */
export const withMark = (mark: ReturnType<typeof beginMark>, xml: string): string =>
  mark ? mark.start + xml + mark.end : xml;

const bookmark = (id: string, name: string) => ({
  name,
  start: `<w:bookmarkStart w:id="${id}" w:name="${name}"/>`,
  end: `<w:bookmarkEnd w:id="${id}"/>`,
});

/** Puts a bookmark round the inside of each paragraph of a narrative, and lists its name in `marks`. */
export function paragraphMarks(
  { nameMarks, numbers }: Printing,
  source: Source | undefined,
  marks: string[],
): ((inside: string) => string) | undefined {
  const nameOf = source && nameMarks?.(source);
  if (!nameOf) return undefined;
  return (inside) => {
    const { name, start, end } = bookmark(numbers.fresh(), nameOf(marks.length));
    marks.push(name);
    return start + inside + end;
  };
}

const endOfRun = '</w:t></w:r>';

/** What is put before a value in a run. In the middle of one, the run is cut in two: a bookmark is no part of a run. */
export function openMark(printing: Printing, source: Source | undefined, cut: string | undefined): string {
  if (!printing.nameMarks) return '';
  const mark = beginMark(printing, source);
  printing.mark = mark;
  return cut === undefined ? (mark?.start ?? '') : endOfRun + (mark?.start ?? '') + cut;
}

/** What is put after it. */
export function closeMark(printing: Printing, cut: string | undefined): string {
  if (!printing.nameMarks) return '';
  const end = printing.mark?.end ?? '';
  printing.mark = undefined;
  return cut === undefined ? end : endOfRun + end + cut;
}
