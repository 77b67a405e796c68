import { error, type Finding, type Where, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { byTime, type Capital, type PlaceKind, placesOfKind, type Scheme } from '../model/capital.ts';
import { inputFiles } from '../model/project.ts';
import type { PaperCheck, ProjectCheck, RoundCheck } from './context.ts';
import { isSpokenOf } from './figures.ts';
import { statusesKnown } from './papers.ts';
import { sentencesOf, type Text, textsOfPaper, textsOfRound } from './texts.ts';

/** Whether the capital programme agrees with itself, and with what texts say of it. */

const file = inputFiles.capital;

/** Ids are those of one scheme, kinds those of the growth plan, and statuses words of the rating scale. */
export const capitalSchemesKnown: ProjectCheck = ({ agreement, capital }) => {
  if (!capital) return [];
  const kinds = (capital.growth?.kinds ?? []).map(({ id }) => id);
  const ids = new Map<string, Where>();
  let isSaid = false;
  return capital.lists.flatMap(({ schemes, title }, i) => {
    const path = ['lists', i, 'schemes'];
    const statuses = statusesKnown(agreement, { title, schemes, months: undefined, file, path });
    const others = schemes.flatMap(({ id, places }, j): Finding[] => {
      const at = (...names: string[]) => ({ file, path: [...path, j, ...names] });
      const found: Finding[] = [];
      const first = id === undefined ? undefined : ids.get(id);
      if (id !== undefined && !first) ids.set(id, at('id'));
      if (first)
        found.push(
          error('capital/scheme', at('id'), `two schemes have the id "${id}"`, {
            help: 'give each scheme an id of its own',
            note: { message: 'the first is here', where: first },
          }),
        );
      // Without any kinds it is said once, for all schemes.
      if (places !== undefined && !kinds.includes(places.kind) && (kinds.length > 0 || !isSaid)) {
        isSaid = true;
        const message = `the growth plan has no kind of places "${places.kind}"${didYouMean(places.kind, kinds)}`;
        const help =
          kinds.length > 0
            ? `give one of ${kinds.join(', ')}`
            : 'write the kinds of places under "growth:" at the end of this file';
        found.push(error('capital/scheme', at('places', 'kind'), message, help));
      }
      return found;
    });
    return [...statuses, ...others];
  });
};

/**
 * What was promised is what the schemes add up to. The growth plan prints both, so nothing is stopped. Schemes of a kind that there is
 * not are reported, and would be missing from each sum.
 */
export const capitalPlacesAddUp: ProjectCheck = ({ capital }) => {
  const kinds = capital?.growth?.kinds ?? [];
  const isKnown = ({ places }: Scheme) => !places || kinds.some(({ id }) => id === places.kind);
  if (!capital?.lists.every(({ schemes }) => schemes.every(isKnown))) return [];
  return kinds.flatMap((kind, i) => {
    const { from, to } = kind;
    if (from && to && byTime(from.term, to.term) >= 0) {
      const message = `${kind.name} grow from ${from.term} to ${to.term}, which is not later`;
      const where = { file, path: ['growth', 'kinds', i, 'to', 'term'] };
      return [warning('capital/places', where, message, 'correct the term of "from" or of "to"')];
    }
    return (['from', 'to'] as const).flatMap((end) => {
      const promised = kind[end];
      if (!promised) return [];
      const sum = placesOfKind(capital, kind, promised.term);
      if (sum === promised.places) return [];
      const message = `${kind.name} have ${promised.places} places in ${promised.term} by "${end}", and the schemes with what there is already add up to ${sum}`;
      const help =
        'correct the terms of a scheme, what is under "existing", or the number; the growth plan prints both numbers';
      const where = { file, path: ['growth', 'kinds', i, end, 'places'] };
      return [warning('capital/places', where, message, help)];
    });
  });
};

/** `from 420 to 1,132`, `420 to 1132 places`, `from 420 places in Spring 2023 to 1,132`. */
const growth =
  /(?:\bfrom )?\b(\d+(?:,\d{3})*)(?: places)?(?: in (?:[a-z]+ )?\d{4})? to (\d+(?:,\d{3})*)(?: places)?/gi;

/** A text says of a kind of places what the capital programme does: "from 420 to 1,132 places". */
function growthSaid(capital: Capital | undefined, texts: readonly Text[]): Finding[] {
  const kinds = (capital?.growth?.kinds ?? []).filter(({ from, to }) => from && to);
  return texts.flatMap((text) =>
    sentencesOf(text.text).flatMap((sentence) => {
      const spoken = kinds.filter((kind) => isSpokenOf(kind, sentence));
      const isPart = (first = '', last = '') =>
        spoken.some(({ from, to }) => count(first) === from?.places || count(last) === to?.places);
      // Without "from" it may be the size of a school, as long as none of its numbers is that of the growth.
      const said = [...sentence.matchAll(growth)].filter(
        ([words, first, last]) => /^from /i.test(words) || (/places/.test(words) && isPart(first, last)),
      );
      const agrees = ({ from, to }: PlaceKind) =>
        said.some(([, first, last]) => count(first) === from?.places && count(last) === to?.places);
      const [kind] = spoken;
      const [words] = said[0] ?? [];
      if (!kind || !words || spoken.some(agrees)) return [];
      const message = `"${words}" is not the growth of ${kind.name} in ${file}: that is from ${kind.from?.places} to ${kind.to?.places}`;
      const help = `correct the text, or "from" and "to" under growth in ${file}`;
      return [warning('capital/narrative', { file: text.file, path: text.path, words }, message, help)];
    }),
  );
}

const count = (digits = '') => Number(digits.replaceAll(',', ''));

export const roundGrowthAgrees: RoundCheck = ({ project, round }) =>
  growthSaid(project.capital, textsOfRound(round));
export const paperGrowthAgrees: PaperCheck = ({ project, paper }) =>
  growthSaid(project.capital, textsOfPaper(paper));
