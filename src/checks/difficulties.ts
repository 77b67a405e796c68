import { error, type Finding, resting, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { type DifficultyInput, lastReport, questionOnDifficulties } from '../model/difficulty.ts';
import type { IsoDate } from '../model/field-types.ts';
import { inputFiles } from '../model/project.ts';
import type { DifficultyContext } from './context.ts';
import { figuresAgree } from './figures.ts';
import { findPlaceholders, findUnclear } from './narrative.ts';
import { textsIn } from './texts.ts';

/** Whether a difficulty note is whole: what it is, since when, what is done and by whom. It blocks nothing but itself. */

export function checkDifficulty(context: DifficultyContext): Finding[] {
  const { note, project } = context;
  const input = note.note;
  // A file that cannot be read has said so.
  if (!input) return [];
  const texts = textsIn([{ file: note.file, value: input }], false);
  return [
    ...missingIn(note.file, input),
    ...conditionsKnown(context, input),
    ...proposalsKnown(context, input),
    ...datesInOrder(context, input),
    ...listedSomewhere(context),
    ...findPlaceholders(texts),
    ...findUnclear(texts.filter(({ path }) => path[0] === 'what')),
    ...figuresAgree(project, texts, lastReport(project, note)),
  ];
}

const needed: ReadonlyArray<[keyof DifficultyInput, what: string, help: string]> = [
  ['title', 'what the difficulty is called', 'write a title of some words after "title:"'],
  [
    'since',
    'since when the difficulty has been there',
    'write the day after "since:", for example 2024-01-22',
  ],
  ['what', 'what has happened', 'write it after "what: |"'],
  ['actions', 'what is done', 'under "actions:" write each with what:, owner: and by:'],
  ['owner', 'who answers for it', 'write a role after "owner:"'],
];

const ofAction = [
  ['what', 'what is done'],
  ['owner', 'who does it'],
  ['by', 'by when'],
] as const;

function missingIn(file: string, input: DifficultyInput): Finding[] {
  const blank = needed.flatMap(([name, what, help]) => {
    const value = input[name];
    const isGiven = Array.isArray(value) ? value.length > 0 : Boolean(value);
    return isGiven
      ? []
      : [error('difficulty/missing', { file, path: [name] }, `the note does not say ${what}`, help)];
  });
  const actions = (input.actions ?? []).flatMap((action, i) =>
    ofAction.flatMap(([name, what]) => {
      const where = { file, path: ['actions', i, name], instead: ['actions', i] };
      const message = `action ${i + 1} does not say ${what}`;
      return action[name] ? [] : error('difficulty/missing', where, message, `write it after "${name}:"`);
    }),
  );
  return [...blank, ...actions];
}

function conditionsKnown({ project, note: { file } }: DifficultyContext, input: DifficultyInput): Finding[] {
  const { conditions = [] } = input;
  const known = project.agreement.conditions.map(({ number }) => number);
  return conditions.flatMap((number, i) => {
    const where = { file, path: ['conditions', i] };
    if (!known.includes(number)) {
      const help = `give the numbers of the conditions that it concerns: ${known.join(', ')}`;
      return error('difficulty/condition', where, `the agreement has no condition ${number}`, help);
    }
    if (conditions.indexOf(number) === i) return [];
    const help = 'remove one of the two';
    return error('difficulty/condition', where, `condition ${number} is named twice`, help);
  });
}

/** Proposed ratings are those of the scale, for conditions that the note concerns. */
function proposalsKnown({ project, note: { file } }: DifficultyContext, input: DifficultyInput): Finding[] {
  const scale = project.agreement.rating_scale.map(({ rating }) => rating);
  return (input.proposed ?? []).flatMap(({ condition, rating }, i) => {
    const at = (name: string) => ({ file, path: ['proposed', i, name] });
    const unlisted = `the note does not say that it concerns condition ${condition}`;
    if (!input.conditions?.includes(condition))
      return error('difficulty/condition', at('condition'), unlisted, 'add it to "conditions:"');
    const unknown = `"${rating}" is not a rating${didYouMean(rating, scale)}`;
    const help = `write one of: ${scale.join(', ')}`;
    return scale.includes(rating) ? [] : error('rating/unknown', at('rating'), unknown, help);
  });
}

/** It began, was noticed, and then the DfE was told and something is done. */
function datesInOrder({ note, today }: DifficultyContext, input: DifficultyInput): Finding[] {
  const { noticed, file } = note;
  const { since, told, actions = [] } = input;
  const named = `the day in the name of this file, ${noticed}`;
  const found: Finding[] = [];
  const add = (field: string, message: string, help: string) =>
    found.push(error('difficulty/date', { file, path: [field] }, message, help));
  const toldOn = `the DfE is said to have been told on ${told}`;
  if (isAfter(since, noticed))
    add(
      'since',
      `the difficulty is said to have begun on ${since}, after ${named}`,
      'write the day from which it has been there; the file is named by the day on which it was noticed',
    );
  if (isAfter(noticed, told))
    add('told', `${toldOn}, before ${named}`, 'write the day on which the note was sent');
  // A run for an earlier day does not judge what came later.
  if (noticed <= today && isAfter(told, today))
    add('told', `${toldOn}, which is after today, ${today}`, 'write the day once the note has been sent');
  const early = actions.flatMap(({ by }, i) => {
    if (!isAfter(noticed, by)) return [];
    const where = { file, path: ['actions', i, 'by'] };
    const message = `action ${i + 1} was due on ${by}, before ${named}`;
    return warning('difficulty/date', where, message, 'see whether the date is right');
  });
  return [...found, ...early];
}

const isAfter = (one: IsoDate | undefined, other: IsoDate | undefined) =>
  one !== undefined && other !== undefined && one > other;

/** The next report lists the note under a question of the DfE. */
function listedSomewhere({ project: { agreement } }: DifficultyContext): Finding[] {
  if (questionOnDifficulties(agreement)) return [];
  const where = { file: inputFiles.agreement, path: ['questions'] };
  const message =
    'no question says that a report lists difficulty notes under it, so the next report will not name this one';
  const help = 'write "lists: difficulty-notes" under the question on difficulties';
  return [resting(warning('difficulty/unlisted', where, message, help), where)];
}
