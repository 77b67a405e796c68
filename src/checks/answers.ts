import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { type RoundContext, reportFile } from './context.ts';

/** The DfE's questions answered, and "None" said where there is nothing to say. */

export function onTrackAnswered({ round }: RoundContext): Finding[] {
  if (!round.report || round.report.on_track) return [];
  return [
    error(
      'answer/on-track',
      { file: reportFile(round), path: ['on_track'] },
      'the report does not say whether the programme is on track',
      'write after "on_track:" one of: Yes, At risk, No',
    ),
  ];
}

export function questionsAnswered({ project, round }: RoundContext): Finding[] {
  const file = reportFile(round);
  const { report } = round;
  if (!report) return [];
  const { questions, additional_information } = project.agreement;
  const unanswered = questions
    .filter(({ id }) => !report.answers?.[id])
    .map(({ id, wording }) =>
      error(
        'answer/missing',
        { file, path: ['answers', id] },
        `the question "${shorten(wording)}" has no answer`,
        `answer it under "answers:" after "${id}: |"`,
      ),
    );
  const blank = additional_information
    .filter(({ id }) => !report.additional_information?.[id])
    .map(({ id, wording }) =>
      error(
        'answer/none-unsaid',
        { file, path: ['additional_information', id] },
        `nothing is said on "${shorten(wording)}"`,
        `write under "additional_information:" after "${id}:", or write: None this period.`,
      ),
    );
  const summary = report.summary
    ? []
    : [
        error(
          'answer/missing',
          { file, path: ['summary'] },
          'the report has no summary',
          'write a few sentences after "summary: |"',
        ),
      ];
  return [...unanswered, ...blank, ...summary];
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57).trim()}…` : text;
}

export function answersKnown({ project, round }: RoundContext): Finding[] {
  const { questions, additional_information } = project.agreement;
  const check = (section: 'answers' | 'additional_information', known: string[]) =>
    Object.keys(round.report?.[section] ?? {})
      .filter((id) => !known.includes(id))
      .map((id) =>
        error(
          'answer/unknown',
          { file: reportFile(round), path: [section, id], key: true },
          `the form has no "${id}" under ${section}${didYouMean(id, known)}`,
          `the names here are: ${known.join(', ')}`,
        ),
      );
  return [
    ...check(
      'answers',
      questions.map(({ id }) => id),
    ),
    ...check(
      'additional_information',
      additional_information.map(({ id }) => id),
    ),
  ];
}

/** A dash or "N/A" may mean anything; the form asks for words. */
export const unclear = /^(?:n\/?a|nil|-+|\u2013|\.|none)$/i;

export function noneSaid({ round }: RoundContext): Finding[] {
  const { report } = round;
  if (!report) return [];
  const file = reportFile(round);
  const blank = (path: string, what: string) =>
    error(
      'answer/none-unsaid',
      { file, path: [path] },
      `nothing is said on ${what}`,
      `write it after "${path}:", or write: None this period.`,
    );
  const isBlank = (value: unknown) =>
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const vague = [
    ...Object.entries(report.additional_information ?? {}).map(([id, text]) => ({
      path: ['additional_information', id],
      text,
    })),
    { path: ['emerging_risks'], text: report.emerging_risks },
    { path: ['support_required'], text: report.support_required },
  ];
  return [
    ...(isBlank(report.emerging_risks) ? [blank('emerging_risks', 'emerging risks')] : []),
    ...(isBlank(report.support_required) ? [blank('support_required', 'any support required')] : []),
    ...vague.flatMap(({ path, text }) =>
      typeof text === 'string' && unclear.test(text.trim())
        ? [
            error(
              'answer/none-unsaid',
              { file, path },
              `"${text.trim()}" does not say whether there is anything`,
              'write: None this period.',
            ),
          ]
        : [],
    ),
  ];
}
