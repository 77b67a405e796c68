import type { Capital, Scheme } from './capital.ts';
import { focusFile, type Paper } from './paper.ts';
import { inputFiles } from './project.ts';

/** A list of schemes of a paper with the place of its schemes. */
export interface SchemeListIn {
  title: string;
  months: readonly string[] | undefined;
  schemes: readonly Scheme[];
  file: string;
  path: Array<string | number>;
}

/** The lists of schemes of a paper, wherever they are written. Those that capital.yaml does not have are left out. */
export function schemeListsOf(paper: Paper, capital: Capital | undefined): SchemeListIn[] {
  return (paper.focus?.lists ?? []).flatMap(
    ({ from, title = '', months, schemes = [] }, i): SchemeListIn[] => {
      if (from === undefined)
        return [{ title, months, schemes, file: focusFile(paper), path: ['lists', i, 'schemes'] }];
      const at = capital?.lists.findIndex(({ id }) => id === from) ?? -1;
      const list = capital?.lists[at];
      if (!list) return [];
      return [{ ...list, months, file: inputFiles.capital, path: ['lists', at, 'schemes'] }];
    },
  );
}
