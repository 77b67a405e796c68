import { error, type Finding, type Where } from '../diagnostics/diagnostic.ts';

/** Where content is marked as made up. */

export const markOf = (file: string, isMarked: boolean | undefined, path: string[] = []): Where[] =>
  isMarked ? [{ file, path: [...path, 'illustrative'] }] : [];

/** An error for each mark: what is made up goes neither to the DfE nor to the public. */
export function refuseMadeUp(
  code: 'submission/illustrative' | 'publication/illustrative',
  places: readonly Where[],
): Finding[] {
  return places.map((where) => {
    const what = 'cell' in where ? 'the title above this table says' : 'this file says';
    const help = 'put the real content in its place, and remove the mark';
    return error(code, where, `${what} that its content is illustrative`, help);
  });
}
