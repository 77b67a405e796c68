import { error, type Finding, resting, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import type { Agreement } from '../model/agreement.ts';
import type { Scheme } from '../model/capital.ts';
import { kpisOf } from '../model/kpi.ts';
import { focusFile, isForForum, isForTheDfe, paperFile, textOf } from '../model/paper.ts';
import { inputFiles } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { type SchemeListIn, schemeListsOf } from '../model/scheme-lists.ts';
import { inRegister, type PaperCheck } from './context.ts';
import { findPlaceholders, findUnclear } from './narrative.ts';
import { sentencesOf, textsOfPaper } from './texts.ts';
import { notRead } from './unread.ts';

/** Whether a paper is whole, and agrees with itself and the register. */

/** Each workstream has one update. */
export const workstreamsPresent: PaperCheck = ({ project, paper }) => {
  if (!isForForum(paper)) return [];
  const numbers = project.programme.workstreams.map(({ number }) => number);
  // A file with the number of another workstream in it is named once, at that number.
  const isThere = (number: number) =>
    paper.workstreams.some(
      ({ file, update }) => update.workstream === number || file.endsWith(`workstream-${number}.yaml`),
    );
  const missing = numbers
    .filter((number) => !isThere(number))
    .flatMap((number) => {
      const unread = paper.unread.find((one) => one.number === number);
      if (unread) return notRead('paper/workstream', unread, `the update of workstream ${number}`);
      const help = `write workstream-${number}.yaml in this folder; the one of the last paper shows how`;
      return [error('paper/workstream', { file: paper.folder }, `workstream ${number} has no update`, help)];
    });
  const others = paper.workstreams.flatMap(({ file, update }, i): Finding[] => {
    const at = { file, path: ['workstream'] };
    if (!numbers.includes(update.workstream)) {
      const message = `the programme has no workstream ${update.workstream}`;
      const found = error('paper/workstream', at, message, `give one of ${numbers.join(', ')}`);
      return [resting(found, { file: inputFiles.programme, path: ['workstreams'] })];
    }
    // One for everyone and one for the DfE alone may be side by side.
    const first = paper.workstreams.findIndex(
      (other) =>
        other.update.workstream === update.workstream && isForTheDfe(other.update) === isForTheDfe(update),
    );
    if (first === i) return [];
    const note = {
      message: 'the first is here',
      where: { file: paper.workstreams[first]?.file ?? file, path: ['workstream'] },
    };
    return [
      error('paper/workstream', at, `workstream ${update.workstream} has a second update`, {
        help: 'keep one of the two',
        note,
      }),
    ];
  });
  return [...missing, ...others];
};

/** KPIs are named by ids of the register, each once. */
export const paperKpisKnown: PaperCheck = ({ project, paper }) => {
  const known = kpisOf(project.register).map(({ id }) => id);
  const lists: Array<[Array<string | number>, readonly string[]]> = [
    [['kpis', 'ids'], textOf(paper)?.kpis?.ids ?? []],
    [['demand', 'kpis'], paper.paper?.demand.kpis ?? []],
  ];
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, i) => {
      const at = { file: paperFile(paper), path: [...path, i] };
      if (!known.includes(id)) {
        const message = `the register has no KPI "${id}"${didYouMean(id, known)}`;
        return resting(error('paper/kpi', at, message, 'the ids are those of kpis.yaml'), inRegister({ id }));
      }
      if (ids.indexOf(id) === i) return [];
      return error('paper/kpi', at, `KPI "${id}" is chosen twice`, 'remove one of the two');
    }),
  );
};

/** The chart of demand has something to show: KPIs, or figures for each of its periods. */
export const demandGiven: PaperCheck = ({ paper }) => {
  const demand = paper.paper?.demand;
  if (!demand) return [];
  const at = (...path: Array<string | number>) => ({ file: paperFile(paper), path: ['demand', ...path] });
  if (!demand.kpis && !demand.figures) {
    const help = 'name KPIs under kpis, or give figures';
    return [error('paper/demand', at(), 'the chart of demand has no figures', help)];
  }
  if (demand.kpis && demand.figures)
    return [error('paper/demand', at('figures'), 'demand has both KPIs and figures', 'keep one of the two')];
  const { periods = [], series = [] } = demand.figures ?? {};
  return series.flatMap(({ name, values }, i) => {
    if (values.length === periods.length) return [];
    const message = `"${name}" has ${values.length} values for ${periods.length} periods`;
    const help = 'give one value for each period; where there is none, write null';
    return error('paper/demand', at('figures', 'series', i, 'values'), message, help);
  });
};

/** Lists that capital.yaml has, spotlights that point at a scheme, and statuses in the months of their list. */
export const schemesNamed: PaperCheck = ({ project, paper }) => {
  const { focus } = paper;
  if (!focus) return [];
  const { agreement, capital } = project;
  const file = focusFile(paper);
  const named = (focus.lists ?? []).some(({ from }) => from !== undefined);
  // A file that could not be read is reported by itself.
  if (named && !capital) return [];
  const known = (capital?.lists ?? []).map(({ id }) => id);
  const unknown = (focus.lists ?? []).flatMap(({ from }, i) => {
    if (from === undefined || known.includes(from)) return [];
    const message = `${inputFiles.capital} has no list "${from}"${didYouMean(from, known)}`;
    const help = known.length > 0 ? `its lists are: ${known.join(', ')}` : 'write the list there, or here';
    return [error('paper/scheme', { file, path: ['lists', i, 'from'] }, message, help)];
  });
  const lists = schemeListsOf(paper, capital);
  const ids = lists.flatMap(({ schemes }) => schemes).flatMap(({ id }) => id ?? []);
  const spotlights = (focus.spotlights ?? []).flatMap(({ scheme, audience }, i) => {
    // What is for the DfE alone is not printed, and a message about it would be: a draft lists what is missing.
    if (audience === 'dfe' || ids.filter((id) => id === scheme).length === 1) return [];
    const message = ids.includes(scheme)
      ? `two schemes have the id "${scheme}"`
      : `no scheme has the id "${scheme}"${didYouMean(scheme, ids)}`;
    const help = 'give the scheme an id of its own in its list, and name it here';
    // Where a list could not be read, a scheme of it is not unknown.
    const at = { file, path: ['spotlights', i, 'scheme'] };
    return resting(error('paper/scheme', at, message, help), { file, path: ['lists'] });
  });
  // Those of capital.yaml may have more months than a paper prints, and are checked with that file.
  const own = lists.filter((list) => list.file === file);
  return [...unknown, ...spotlights, ...own.flatMap((list) => statusesKnown(agreement, list))];
};

/** Each status is a word of the scale, or tbc; of a list that names its months, in one of those. */
export function statusesKnown(
  { rating_scale }: Agreement,
  { schemes, months, file, path }: SchemeListIn,
): Finding[] {
  const allowed = [...rating_scale.map(({ rating }) => rating), 'tbc'];
  return schemes.flatMap(({ status = {} }, j) =>
    Object.entries(status).flatMap(([month, word]) => {
      const at = { file, path: [...path, j, 'status', month] };
      if (file !== inputFiles.capital && !months?.includes(month)) {
        const help = 'add it to the months of the list, or remove the status';
        const message = `this list has no month ${monthName(month)}`;
        return error('paper/scheme', { ...at, key: true }, message, help);
      }
      if (allowed.includes(word)) return [];
      const help = `give one of ${allowed.join(', ')}, or leave it out where it was not recorded`;
      return error('paper/scheme', at, `"${word}" is not a status${didYouMean(word, allowed)}`, help);
    }),
  );
}

const plainNumber = ({ number }: Scheme) => /^\d+$/.test(number);

/** A project number means one scheme: in two lists it is doubtful which is meant. */
export const schemeNumbersOnce: PaperCheck = ({ project, paper }) => {
  const all = schemeListsOf(paper, project.capital).flatMap(({ title, schemes, file, path }, list) =>
    schemes.map((scheme, j) => ({ scheme, title, list, where: { file, path: [...path, j, 'number'] } })),
  );
  return all
    .filter(({ scheme }) => plainNumber(scheme))
    .flatMap(({ scheme, title, list, where }) => {
      const first = all.find((other) => other.list < list && other.scheme.number === scheme.number);
      if (!first) return [];
      const message = `project number ${scheme.number} is in "${first.title}" and in "${title}"`;
      return warning('paper/scheme-number', where, message, {
        help: 'give each scheme a number of its own, or remove it from one list',
        note: { message: 'the first is here', where: first.where },
      });
    });
};

/**
 * A number of schemes in the text agrees with the lists: "13 lots for primary schools" with the schemes whose names
 * begin with Primary.
 */
export const schemeCountsAgree: PaperCheck = ({ project, paper }) => {
  const lists = schemeListsOf(paper, project.capital);
  const kinds = [
    ...new Set(lists.flatMap(({ schemes }) => schemes.map(({ name }) => name.split(' ')[0] ?? ''))),
  ];
  return textsOfPaper(paper)
    .filter(({ file }) => file === focusFile(paper))
    .flatMap((text) =>
      sentencesOf(text.text).flatMap((sentence) => {
        const match = /\b(\d+) (?:[\w'’"‘-]+ ){0,2}(?:lots|schemes|projects)\b/i.exec(sentence);
        if (!match) return [];
        const words = sentence.toLowerCase();
        const spoken = kinds.filter((kind) => kind.length > 3 && words.includes(kind.toLowerCase()));
        const listed = lists.filter(({ title }) =>
          words.includes((title.split(':')[0] ?? title).toLowerCase()),
        );
        const counts = (listed.length > 0 ? listed : lists).map(
          ({ schemes }) =>
            schemes.filter(({ name }) => spoken.length === 0 || spoken.some((kind) => name.startsWith(kind)))
              .length,
        );
        const total = counts.reduce((sum, count) => sum + count, 0);
        // The sum of two lists is meant only if the sentence names both: otherwise a wrong count may be right by chance.
        const together = listed.length > 1 || /\b(?:both|all|altogether)\b/i.test(sentence) ? [total] : [];
        if (total === 0 || [...counts, ...together].includes(Number(match[1]))) return [];
        const message = `"${match[0]}" does not agree with the lists, which have ${counts.filter((count) => count > 0).join(' and ')}`;
        const help = 'count again, or say what the number counts';
        const where = { file: text.file, path: text.path, words: match[0] };
        return resting(warning('paper/scheme-count', where, message, help), {
          file: text.file,
          path: ['lists'],
        });
      }),
    );
};

export const paperWithoutPlaceholders: PaperCheck = ({ paper }) => findPlaceholders(textsOfPaper(paper));

export const paperPrintedAsMeant: PaperCheck = ({ paper }) => findUnclear(textsOfPaper(paper));
