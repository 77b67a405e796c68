import { focusFile, isForForum, isForTheDfe, type Paper, paperFile } from '../model/paper.ts';
import type { Round } from '../model/round.ts';
import { reportFile } from './context.ts';

/** A text that somebody has written, and where. */
export interface Text {
  file: string;
  path: Array<string | number>;
  text: string;
}

/** What a file holds, or a part of it at a path. */
interface Part {
  file: string;
  value: unknown;
  path?: Text['path'];
}

/** Every text of these with the path to it. What is for the DfE alone is left out of what is public. */
export const textsIn = (parts: readonly Part[], isPublic: boolean): Text[] =>
  parts.flatMap(({ file, value, path = [] }): Text[] => {
    if (typeof value === 'string') return [{ file, path, text: value }];
    if (typeof value !== 'object' || value === null || (isPublic && isForTheDfe(value))) return [];
    const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return textsIn(
      inside.map(([key, one]) => ({ file, value: one, path: [...path, key] })),
      isPublic,
    );
  });

/** What a round says, less the conditions' wording, which is the agreement's. */
export function textsOfRound(round: Round): Text[] {
  const updates = round.conditions.map(({ file, update }) => ({ file, value: { ...update, wording: '' } }));
  return textsIn([{ file: reportFile(round), value: round.report }, ...updates], false);
}

/** The parts of paper.yaml before the workstreams, in the order in which they are printed. */
const opening = [
  'title',
  'summary',
  'recommendations',
  'introduction',
  'sections',
  'cabinet',
  'funding',
  'accounting',
  'plan',
  'reporting',
  'kpis',
  'demand',
  'activity',
] as const;

/** The narrative of a paper in the order in which it is read. Names of schemes are not narrative. */
export function textsOfPaper(paper: Paper): Text[] {
  if (!isForForum(paper)) return textsOfCommitteePaper(paper);
  const { lists: _, ...focus } = paper.focus ?? {};
  const parts = [
    { file: paperFile(paper), value: Object.fromEntries(opening.map((key) => [key, paper.paper?.[key]])) },
    ...paper.workstreams.map(({ file, update }) => ({ file, value: update })),
    { file: focusFile(paper), value: focus },
    { file: paperFile(paper), value: closingOf(paper) },
  ];
  return textsIn(parts, true);
}

const closingOf = ({ paper }: Paper) => ({
  communication: paper?.communication,
  implications: paper?.implications,
});

/** The modules and ids of a paper for another body are no narrative. */
function textsOfCommitteePaper(paper: Paper): Text[] {
  const { modules: _, publish_from_report: __, allow: ___, kpis, ...text } = paper.committee ?? {};
  const value = { ...text, kpis: { introduction: kpis?.introduction } };
  return textsIn([{ file: paperFile(paper), value }], true);
}

/**
 * The text with blanks for what it quotes: the words of others are printed as they are. It stays as long as it was, so
 * that what is found in it has its place in the text.
 */
export function withoutQuotations(text: string): string {
  const blank = (quoted: string) => ' '.repeat(quoted.length);
  return text
    .replace(/^>.*$/gm, blank)
    .replace(/[\u201C"][^\u201C\u201D"]*[\u201D"]/g, blank)
    .replace(/(?<=^|[\s(])[\u2018'][^\u2018\u2019'\n]*[\u2019'](?=$|[\s.,;:)?!])/g, blank);
}

/** Where words stand in a text that may hold them more than once, for example in a quotation before. */
export function whereIn({ file, path, text }: Text, words: string, index: number) {
  const onOneLine = (lines: string) => lines.replace(/\s+/g, ' ');
  const before = onOneLine(text.slice(0, index)).split(onOneLine(words)).length - 1;
  return { file, path, words, nth: before };
}

/** Sentences, and the items of lists. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+(?=[A-Z\u00A3*])|\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}
