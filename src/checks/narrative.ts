import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { referenceKinds, replaceReferences } from '../model/figure-reference.ts';
import { inputFiles } from '../model/project.ts';
import { findDoubts, type Kind } from '../word/markdown/doubts.ts';
import { unclear } from './answers.ts';
import type { codes } from './codes.ts';
import type { ProjectCheck, RoundCheck } from './context.ts';
import { type Text, textsIn, textsOfRound, whereIn } from './texts.ts';

/** What no text means to print. */
const leftovers: RegExp[] = [
  /\blorem\b|\bipsum\b/gi,
  /\bTODO\b|\bFIXME\b/g,
  /\bx{3,}\b/gi,
  /\?{3,}/g,
  /\[(?:insert|add|text|name|date|to be)\b[^\]]*\]/gi,
  /<(?:insert|add|name|date)\b[^>]*>/gi,
  /\{\{[^{}]*\}\}|\{\{|\}\}/g,
];

/** What a form or a hurried writer leaves behind. "RAG" by itself is the form's placeholder; "RAG rating" is a term. */
const placeholders: RegExp[] = [
  ...leftovers,
  /\bRAG\b(?!\s*[- ]?(?:rat|status|score|scale|assess))/g,
  /\bTB[CDA]\b/gi,
  /^(?:n\/?a|not applicable|to follow|to be (?:confirmed|added|advised|completed)|pending|-+|\.+)\.?$/gi,
  /[([](?:to follow|to be (?:confirmed|added|completed))[)\]]/gi,
];

const instead = 'replace it with what you mean to say';

/** Places where the form or a hurried writer has left something. References to figures are not placeholders. */
export function findPlaceholders(texts: readonly Text[], patterns = placeholders): Finding[] {
  return texts.flatMap(({ file, path, text: typed }) => {
    const text = patterns === leftovers ? typed : replaceReferences(typed, () => '');
    const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
    const seen = new Map<string, number>();
    return found.map(({ 0: words, index }) => {
      const around = text
        .slice(Math.max(0, index - 25), index + words.length + 25)
        .replace(/\s+/g, ' ')
        .trim();
      const nth = seen.get(words) ?? 0;
      seen.set(words, nth + 1);
      const message = `"${words}" is left in the text${words === around ? '' : `: "${around}"`}`;
      const help = patterns === leftovers ? `${instead}; no figure is named in this file` : helpOn(words);
      return error('text/placeholder', { file, path, words, nth }, message, help);
    });
  });
}

/** The files that every document prints something of, in which no figure is named and "tbc" may be a status. */
export const settingsWithoutLeftovers: ProjectCheck = (project) => {
  const settings = (['agreement', 'programme', 'register', 'capital'] as const).map((name) => ({
    file: inputFiles[name],
    value: project[name],
  }));
  return findPlaceholders(textsIn(settings, false), leftovers);
};

/** Of what looks like a figure of a workbook, how one is named. */
function helpOn(words: string): string {
  const kind = /^\{\{\s*(\p{L}+)/u.exec(words)?.[1];
  const meant = kind === undefined ? undefined : nearest(kind, referenceKinds);
  if (meant === undefined) return instead;
  const examples: Record<string, string> = { kpi: 'ehcps-actual 2023-09', places: 'base Autumn 2028' };
  return `a figure is named by its kind, id and time, as in {{${meant} ${examples[meant] ?? 'in-year 2023/24'}}}`;
}

/** Answers that may be "none": "N/A" by itself is reported there by the check of answers. */
const mayBeNone = /^(?:additional_information\.[^.]+|emerging_risks|support_required)$/;

export const noPlaceholders: RoundCheck = ({ round }) =>
  findPlaceholders(
    textsOfRound(round).filter(
      ({ path, text }) => !(mayBeNone.test(path.join('.')) && unclear.test(text.trim())),
    ),
  );

const typed = (what: string, help: string) => ({
  code: 'narrative/mark' as const,
  message: (words: string) => `"${words}" will be printed as it is: ${what}`,
  help,
});

const listed = (how: string, help: string) => ({
  code: 'narrative/list' as const,
  message: (words: string) => `"${words}" ${how}, which may not be what is meant`,
  help,
});

/** What is said of a text that may not be printed as it is meant. */
const doubts: Record<Kind, { code: keyof typeof codes; message(words: string): string; help: string }> = {
  item: listed(
    'will be an item of a list',
    'if it is text, move the dash or number to the end of the line above; if it is an item, end the line above with a colon',
  ),
  text: listed(
    'will be printed as text',
    'if it is an item of a list, end the line above with a colon; if it is text, move the dash to the end of the line above',
  ),
  continued: listed(
    'will be part of the item above',
    'leave a blank line above it, or indent it by two blanks if it belongs to the item',
  ),
  bullets: listed('will be printed in one line', 'begin a line with each bullet'),
  footnote: typed('there is no such note', 'write the note in a line of its own: [^1]: words'),
  html: typed('HTML is not read', 'take it out; **two stars** make bold, and *one* makes italic'),
  entity: typed('HTML is not read', 'type the character itself'),
  cells: {
    code: 'narrative/mark',
    message: (words) =>
      `"${words}" has more cells than its table has columns, and the last would be left out`,
    help: 'give the first row of the table, and the line of dashes below it, as many cells',
  },
  bars: typed(
    'a table has a line of dashes below its first row',
    'write | --- | --- | there, as often as it has cells',
  ),
  tabs: {
    code: 'narrative/mark',
    message: (words) => `"${words}" and what follows will be printed in one line: tabs make no table`,
    help: 'write each row as | words | words |, and | --- | --- | below the first',
  },
  code: typed('it has no meaning here', 'take the marks out'),
  rule: typed('lines across the page are not printed', 'take it out; a blank line begins a paragraph'),
  stars: typed(
    'there is no matching pair of stars',
    'put two stars right before the first bold word and right after the last',
  ),
  reference: typed(
    'links of this kind are not read',
    'write the address after the words: [the plan](https://…)',
  ),
  caption: typed(
    'no table or picture follows it',
    'put it right before the table or picture, with a blank line between',
  ),
  link: {
    code: 'narrative/link',
    message: (words) => `"${words}" will be printed as it is: it leads to no web or e-mail address`,
    help: 'begin the address with https:// or mailto:, or take the brackets out',
  },
};

/** More than anybody mends in one go. */
const mostOfText = 100;

/** Places in texts that may not be printed as their writers mean them. */
export function findUnclear(texts: readonly Text[]): Finding[] {
  return texts.flatMap((text) =>
    findDoubts(text.text)
      .slice(0, mostOfText)
      .map(({ kind, words, index }) => {
        const { code, message, help } = doubts[kind];
        // What is not printed at all is worse than what is printed as it was typed.
        const make = kind === 'cells' ? error : warning;
        return make(code, whereIn(text, words, index), message(words.replace(/\s+/g, ' ')), help);
      }),
  );
}

export const printedAsMeant: RoundCheck = ({ round }) => findUnclear(textsOfRound(round));
