import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { inputFiles } from '../model/project.ts';
import { type RoundCheck, type RoundContext, reportFile } from './context.ts';
import { isMisspelt, unknownIn } from './each-update.ts';

/** The DfE's questions answered, and "None" said where there is nothing to say. */

export function onTrackAnswered({ round }: RoundContext): Finding[] {
  if (!round.report || round.report.on_track) return [];
  const message = 'the report does not say whether the programme is on track';
  const help = 'write after "on_track:" one of: Yes, At risk, No';
  return [error('answer/on-track', { file: reportFile(round), path: ['on_track'] }, message, help)];
}

export function questionsAnswered({ project, round }: RoundContext): Finding[] {
  const file = reportFile(round);
  const { report } = round;
  if (!report) return [];
  const { questions, additional_information } = project.agreement;
  const isGiven = (
    section: 'answers' | 'additional_information',
    all: ReadonlyArray<{ id: string }>,
    id: string,
  ) =>
    report[section]?.[id] ||
    isMisspelt(
      round,
      section,
      all.map((one) => one.id),
      id,
    );
  const unanswered = questions
    .filter(({ id }) => !isGiven('answers', questions, id))
    .map(({ id, wording }) => {
      const message = `the question "${shorten(wording)}" has no answer`;
      return error('answer/missing', { file, path: ['answers', id] }, message, {
        help: `answer it under "answers:" after "${id}: |"`,
      });
    });
  const blank = additional_information
    .filter(({ id }) => !isGiven('additional_information', additional_information, id))
    .map(({ id, wording }) => {
      const help = `write under "additional_information:" after "${id}:", or write: None this period.`;
      const where = { file, path: ['additional_information', id] };
      return error('answer/none-unsaid', where, `nothing is said on "${shorten(wording)}"`, help);
    });
  if (report.summary) return [...unanswered, ...blank];
  const where = { file, path: ['summary'] };
  const help = 'write a few sentences after "summary: |"';
  return [...unanswered, ...blank, error('answer/missing', where, 'the report has no summary', help)];
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57).trim()}…` : text;
}

export const answersKnown: RoundCheck = ({ project: { agreement }, round }) =>
  (['answers', 'additional_information'] as const).flatMap((section) => {
    const list = section === 'answers' ? 'questions' : section;
    const known = agreement[list].map(({ id }) => id);
    return unknownIn(round, section, known, (id) => ({
      code: 'answer/unknown',
      message: `the form has no "${id}" under ${section}${didYouMean(id, known)}`,
      help: `the names here are: ${known.join(', ')}`,
      restsOn: { file: inputFiles.agreement, path: [list] },
    }));
  });

/** A dash or "N/A" may mean anything; the form asks for words. */
export const unclear = /^(?:n\/?a|nil|-+|\u2013|\.|none)$/i;

export function noneSaid({ round }: RoundContext): Finding[] {
  const { report } = round;
  if (!report) return [];
  const file = reportFile(round);
  const own = [
    { name: 'emerging_risks', value: report.emerging_risks, what: 'emerging risks' },
    { name: 'support_required', value: report.support_required, what: 'any support required' },
  ];
  const blank = own.flatMap(({ name, value, what }) => {
    if (value !== undefined && value.length > 0) return [];
    const help = `write it after "${name}:", or write: None this period.`;
    return error('answer/none-unsaid', { file, path: [name] }, `nothing is said on ${what}`, help);
  });
  const all: Array<[path: string[], value: unknown]> = [
    ...Object.entries(report.additional_information ?? {}).map(([id, text]): [string[], string] => [
      ['additional_information', id],
      text,
    ]),
    ...own.map(({ name, value }): [string[], unknown] => [[name], value]),
  ];
  const vague = all.flatMap(([path, value]) => {
    if (typeof value !== 'string' || !unclear.test(value.trim())) return [];
    const message = `"${value.trim()}" does not say whether there is anything`;
    return error('answer/none-unsaid', { file, path }, message, 'write: None this period.');
  });
  return [...blank, ...vague];
}
