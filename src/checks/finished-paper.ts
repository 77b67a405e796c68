import { escapeForRegExp } from '../diagnostics/characters.ts';
import type { Finding } from '../diagnostics/diagnostic.ts';
import { focusFile, paperFile, textOf } from '../model/paper.ts';
import { inputFiles } from '../model/project.ts';
import { reportFile } from '../model/round.ts';
import type { PaperContext } from './context.ts';
import { privateDetailsIn } from './privacy/find-private-details.ts';
import { plainText } from './privacy/plain-text.ts';
import { privateDetailsRemoved, privateFinding, publicRules } from './private-details.ts';
import { type Text, textsIn } from './texts.ts';

/**
 * What a finished paper says of people, wherever in the file: in tables, charts and properties, and where the words of two fields
 * come together. The checks of the inputs know only the fields; whoever opens the file reads all of it.
 */

/** A text of the finished file, or of its template. */
interface FileText {
  part: string;
  paragraph: number;
  text: string;
}

interface FinishedPaper {
  texts: readonly FileText[];
  template: { file: string; texts: readonly FileText[] };
}

/** Private details in the finished file, each once, at the field that says it, or in the template; not those that the fields' own check reports. */
export function privateDetailsInFile(context: PaperContext, { texts, template }: FinishedPaper): Finding[] {
  const rules = publicRules(context.project, context.paper);
  const hits = texts.flatMap((text) =>
    privateDetailsIn(text.text, rules).found.map((found) => ({ text, found })),
  );
  // Most papers say nothing private, and where it would be said need not be known.
  if (hits.length === 0) return [];
  const fields = fieldsOf(context);
  const seen = new Set(privateDetailsRemoved(context).map(keyOf));
  return hits.flatMap(({ text, found }) => {
    const where = fieldThatSays(found.words, text, fields) ?? placeInTemplate(found.words, text, template);
    const finding = privateFinding(found, where, rules.smallestCount);
    const key = keyOf(finding);
    if (seen.has(key)) return [];
    seen.add(key);
    return [finding];
  });
}

/** A detail counts once in a field, however it is written there and wherever it is printed. */
function keyOf({ code, where, message }: Finding): string {
  const at =
    'path' in where
      ? (where.path ?? []).join('.')
      : 'part' in where
        ? [where.part, where.paragraph].join()
        : '';
  return [code, where.file, at, plain(message)].join('\n');
}

const plain = (text: string) =>
  plainText(text)
    .text.replace(/\s+/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .trim()
    .toLowerCase();

interface Field extends Text {
  plain: string;
  /** Matches what is printed of a text with figures in the place of its references. */
  pattern: RegExp | undefined;
}

/** Every text of the files that a paper is made of. */
function fieldsOf({ project, paper }: PaperContext): Field[] {
  const updateIn = ({ file, update }: { file: string; update: object }) => ({ file, value: update });
  const files = [
    { file: paperFile(paper), value: textOf(paper) },
    { file: focusFile(paper), value: paper.focus },
    ...paper.workstreams.map(updateIn),
    { file: inputFiles.capital, value: project.capital },
    ...project.rounds
      .filter(({ id }) => id === textOf(paper)?.publish_from_report?.round)
      .flatMap((round) => [
        { file: reportFile(round), value: round.report },
        ...round.conditions.map(updateIn),
      ]),
    { file: inputFiles.programme, value: { ...project.programme, people: undefined } },
    { file: inputFiles.register, value: project.register },
    { file: inputFiles.agreement, value: project.agreement },
  ];
  return textsIn(files, false).map((one) => ({
    ...one,
    plain: plain(one.text),
    pattern: one.text.includes('{{') ? patternOf(one.text) : undefined,
  }));
}

/** The paragraphs of a text that refer to figures, as they may be printed. */
function patternOf(text: string): RegExp {
  const paragraphs = text.split(/\n\s*\n|\n\s*[-*] /).filter((paragraph) => paragraph.includes('{{'));
  const printed = paragraphs.map((paragraph) =>
    paragraph
      .split(/\{\{[^{}]*\}\}/)
      .map((piece) => escapeForRegExp(plain(piece)))
      .join('.{1,40}'),
  );
  return new RegExp(printed.join('|'));
}

function fieldThatSays(
  words: string,
  { text }: FileText,
  fields: readonly Field[],
): Finding['where'] | undefined {
  const wanted = plain(words);
  const field = fields.find((one) => one.plain.includes(wanted));
  if (field) return { file: field.file, path: field.path, words };
  const whole = plain(text);
  const filled = fields.find(({ pattern }) => pattern?.test(whole));
  return filled && { file: filled.file, path: filled.path };
}

/** In the template where it says so itself; else the file as a whole, as no single place is at fault. */
function placeInTemplate(
  words: string,
  text: FileText,
  template: FinishedPaper['template'],
): Finding['where'] {
  const wanted = plain(words);
  const { part, paragraph } = template.texts.find((one) => plain(one.text).includes(wanted)) ?? text;
  return { file: template.file, part, paragraph, tag: '' };
}
