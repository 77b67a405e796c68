import { byTime, placesIn, type Scheme, type Term, termNumber, termOf } from '../model/capital.ts';
import type { Paper } from '../model/paper.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { number } from './house-formats.ts';
import { workedOut } from './origins.ts';

/** When the places of a paper's schemes open: by term, and by kind and phase, where capital.yaml says so. */

export const openingsShape = {
  has_openings: 'flag',
  opening_columns: ['text'],
  openings: [{ term: 'text', places: ['text'], all: 'text', total: 'flag' }],
} as const;

/** Those of the capital programme's schemes that a paper lists and whose places are known. */
export const openingSchemes = ({ capital }: ReadableProject, { focus }: Paper): Scheme[] =>
  (capital?.lists ?? [])
    .filter(({ id }) => focus?.lists?.some(({ from }) => from === id))
    .flatMap(({ schemes }) => schemes.filter(({ places }) => places));

export function buildOpenings(project: ReadableProject, paper: Paper) {
  const schemes = openingSchemes(project, paper);
  const kinds = project.capital?.growth?.kinds ?? [];
  const columns = kinds.flatMap(({ id, name, existing = [] }) => {
    const own = schemes.flatMap((one) =>
      one.places?.kind === id ? [{ ...one, phase: one.places.phase }] : [],
    );
    const isOwn = (phase: string) => own.some((one) => one.phase === phase);
    const phases = [...new Set([...existing, ...own].map(({ phase }) => phase))].filter(isOwn);
    return phases.map((phase) => ({
      heading: phases.length > 1 ? `${name}, ${phase.toLowerCase()}` : name,
      schemes: own.filter((one) => one.phase === phase),
    }));
  });
  const now = termOf(paper.meeting);
  const all = [...new Set(schemes.flatMap(({ places }) => Object.keys(places?.terms ?? {})))].sort(byTime);
  const coming = all.filter((term) => termNumber(term) >= termNumber(now));
  const earlier = all.findLast((term) => termNumber(term) < termNumber(now));
  const place = { field: inputFiles.capital, path: ['lists'] };
  const written = (text: string) => workedOut(text, 'the places of the schemes', place);
  const there = (of: readonly Scheme[], at: Term | undefined) =>
    at === undefined ? 0 : of.reduce((sum, one) => sum + placesIn(one, at), 0);
  const row = (words: string, at: Term | undefined, before: Term | undefined, total = false) => {
    const counts = columns.map(({ schemes: of }) => there(of, at) - there(of, before));
    return {
      term: written(words),
      places: counts.map((count) => written(number(count))),
      all: written(number(counts.reduce((sum, count) => sum + count, 0))),
      total,
    };
  };
  const last = all.at(-1);
  return {
    has_openings: columns.length > 0,
    opening_columns: columns.map(({ heading }) => written(heading)),
    openings:
      last === undefined
        ? []
        : [
            ...(earlier ? [row(`Before ${now}`, earlier, undefined)] : []),
            ...coming.map((term, i) => row(term, term, coming[i - 1] ?? earlier)),
            row(`All, by ${last}`, last, undefined, true),
          ],
  };
}
