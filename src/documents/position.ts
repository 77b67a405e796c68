import { type Paper, type PublishedPart, paperFile, textOf } from '../model/paper.ts';
import type { PlanTable } from '../model/plan.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { calendarOf, monthName, type Risk, type Round, reportFile, updateOf } from '../model/round.ts';
import { buildConditions, ratingMovement } from './conditions.ts';
import { buildEvidence, evidenceShape } from './evidence.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { frequencyOf, longDate, stopped, withoutStop } from './house-formats.ts';
import { as, field, fixed, type Given, orElse, workedOut } from './origins.ts';
import { forecastOf } from './plan-tables.ts';
import { publicNameOf } from './public-kpis.ts';
import { missing, type ReportSource } from './report-source.ts';
import { writeRisk } from './tri-annual-report.ts';

/**
 * What a paper for everyone prints of a report to the DfE: as much as its author has named under `publish_from_report`. A return
 * may be exempt from publication, so nothing is printed without that; the paper then says where the position is reported.
 */

export const positionShape = {
  position_sentence: 'text',
  has_answer: 'flag',
  on_track: 'text',
  has_ratings: 'flag',
  ratings: [{ number: 'text', name: 'text', rating: 'text', movement: 'text' }],
  rating_meanings: [{ rating: 'text', meaning: 'text' }],
  has_rating_notes: 'flag',
  rating_notes: [{ condition: 'text', note: 'text' }],
  has_forecast: 'flag',
  forecast_sentence: 'text',
  forecast: [evidenceShape],
  has_risks: 'flag',
  no_risks: 'text',
  risks: [{ risk: 'text', likelihood: 'text', impact: 'text', mitigation: 'text', owner: 'text' }],
} as const;

/** The report that a paper prints parts of, where there is one. */
export function reportPublishedIn(project: ReadableProject, paper: Paper): ReportSource | undefined {
  const id = textOf(paper)?.publish_from_report?.round;
  const round = project.rounds.find((candidate) => candidate.id === id);
  const calendar = round && calendarOf(project.agreement, round.id);
  return calendar && { project, round, rounds: project.rounds, calendar, milestones: [], gaps: [] };
}

const isPublished = (paper: Paper, part: PublishedPart) =>
  textOf(paper)?.publish_from_report?.print.includes(part) === true;

export function forecastPublishedIn(project: ReadableProject, paper: Paper): PlanTable | undefined {
  const source = reportPublishedIn(project, paper);
  return source && isPublished(paper, 'forecast') ? forecastOf(source) : undefined;
}

export function buildPosition(project: ReadableProject, paper: Paper) {
  const source = reportPublishedIn(project, paper);
  const prints = (part: PublishedPart) => source !== undefined && isPublished(paper, part);
  const report =
    source && fieldsOf(source.round.report ?? {}, { file: reportFile(source.round), isPublic: true });
  const evidence = source && prints('forecast') ? buildEvidence(source) : undefined;
  const scale = fieldsOf(project.agreement.rating_scale, {
    file: inputFiles.agreement,
    at: ['rating_scale'],
  });
  const notes = source && prints('ratings') ? ratingNotes(source) : [];
  const risks = prints('risks') ? report?.emerging_risks : undefined;
  return {
    position_sentence: sentenceOn(project, paper, source),
    has_answer: prints('answer'),
    on_track: orElse(prints('answer') ? report?.on_track : undefined, missing.text),
    has_ratings: prints('ratings'),
    ratings:
      source && prints('ratings')
        ? buildConditions(source).map(({ number, name, rating, movement }) => ({
            number,
            name,
            rating,
            movement,
          }))
        : [],
    rating_meanings: prints('ratings') ? scale.map(({ rating, meaning }) => ({ rating, meaning })) : [],
    has_rating_notes: notes.length > 0,
    rating_notes: notes,
    has_forecast: evidence !== undefined,
    forecast_sentence: evidence?.sentence ?? fixed(''),
    forecast: evidence?.rows ?? [],
    has_risks: prints('risks'),
    no_risks: orElse(Array.isArray(risks) ? undefined : (risks as Given | undefined), missing.text),
    risks: Array.isArray(risks) ? (risks as ReadonlyArray<Fields<Risk>>).map(writeRisk) : [],
  };
}

/** Why a rating has changed or is the lowest, and what is done about it: `Six teams start late. Action: cover their zones, by 6 November 2023.` */
function ratingNotes(source: ReportSource) {
  const { project, round } = source;
  const { conditions, rating_scale } = project.agreement;
  return conditions.flatMap(({ number, short }, i) => {
    const found = updateOf(round, number);
    if (!found) return [];
    const fill = withFigures(project, publicNameOf, round.id);
    const { rating, reason, mitigation } = fieldsOf(found.update, { file: found.file, fill, isPublic: true });
    const step = rating_scale.find((one) => one.rating === rating?.value);
    const { action, by } = mitigation ?? {};
    const isLowest = rating?.value === rating_scale.at(-1)?.rating;
    if (!isLowest && !ratingMovement(source, number).changed) return [];
    const parts = [
      ...(reason?.value ? [sentence(reason.value)] : []),
      ...(step?.needs_mitigation && action?.value
        ? [sentence(`Action: ${withoutStop(action.value)}${by?.value ? `, by ${longDate(by.value)}` : ''}`)]
        : []),
    ];
    if (parts.length === 0) return [];
    const name = field(short, inputFiles.agreement, 'conditions', i, 'short');
    return [
      {
        condition: as(name, (words) => `${number}. ${words}`),
        note: workedOut(parts.join(' '), 'the reason and the mitigation', reason, action, by),
      },
    ];
  });
}

/** One line that ends in a full stop. */
const sentence = (text: string) => stopped(text.trim().replace(/\s+/g, ' '));

/** From which report the position is, or where it is reported. */
function sentenceOn(project: ReadableProject, paper: Paper, source: ReportSource | undefined): Given {
  const { print = [] } = textOf(paper)?.publish_from_report ?? {};
  if (!source || print.length === 0) {
    const often = frequencyOf(project.agreement.reports.length);
    return workedOut(
      `Whether the programme is on track, the ratings of its conditions and its forecast are reported to the Department for Education in the council's ${often ? `${often} ` : ''}reports, and are not printed in this paper.`,
      'nothing of a report is to be printed',
      { field: paperFile(paper), path: ['publish_from_report'] },
    );
  }
  const { round } = source;
  return workedOut(
    `The position is that of the council's report of ${monthName(round.id)} to the Department for Education${stateOf(round)}`,
    'the report that is named, and its record',
    { field: paperFile(paper), path: ['publish_from_report'] },
  );
}

function stateOf({ submitted, submission }: Round): string {
  if (!submitted) return '. These are draft figures, and may differ from those of the report as submitted.';
  return submission ? `, submitted on ${longDate(submission.submitted)}.` : ', which has been submitted.';
}
