import { changesSchema } from '../model/draft-facts.ts';
import { roundBefore, shortMonthName } from '../model/round.ts';
import type { ContextOf } from '../word/shape.ts';
import { movementOf, ratingIn } from './conditions.ts';
import { beginsBlock, decisionsIn } from './decisions.ts';
import { evidenceShape, namesOfYear, yearsThatMatter } from './evidence.ts';
import { withFigures } from './figure-references.ts';
import { list, money, shortDate } from './formats.ts';
import { type BuiltDocument, missing, type ReportDraft, type ReportSource } from './input.ts';
import { buildTriAnnualReport, type TriAnnualReport } from './tri-annual-report.ts';

/**
 * The front sheet to a report for the board that signs it off, on one page: what the report says, against the last one and the
 * plan, what is to be decided, and what has changed since the last draft. The DfE does not get it.
 */

/** What the template of the board summary may use. */
export const boardSummaryShape = {
  document_title: 'text',
  public_name: 'text',
  month: 'text',
  council: 'text',
  status: 'text',
  report_draft: 'text',
  deadline: 'date',
  is_illustrative: 'flag',
  illustrative: 'text',
  on_track: 'text',
  on_track_sentence: 'text',
  tolerance: 'text',
  has_decisions: 'flag',
  decisions: [{ lead: 'text', words: 'text' }],
  is_asked: 'flag',
  asked: 'markdown',
  /** Whether a word of a rating is too long for a column that is drawn for Green, Amber and Red. */
  has_long_ratings: 'flag',
  columns: ['text'],
  column_before: 'text',
  column_now: 'text',
  ratings: [{ number: 'text', name: 'text', both: ['text'], before: 'text', now: 'text', note: 'markdown' }],
  money: [evidenceShape],
  changes_heading: 'text',
  changes: ['text'],
} as const;

export type BoardSummary = ContextOf<typeof boardSummaryShape>;

/** The summary of a round's report, and every figure in it with its cell. */
export function buildBoardSummary(
  source: ReportSource,
  reportDraft: ReportDraft,
): BuiltDocument<BoardSummary> {
  const { project, round, gaps, calendar } = source;
  const { agreement, programme } = project;
  const report = buildTriAnnualReport(source);
  const years = yearsThatMatter(source);
  const names = years.flatMap(namesOfYear);
  const { decisions, asked } = decisionsIn(source, report.context);
  const before = lastRound(source);
  const state = gaps.length > 0 ? ', incomplete' : '';
  const status = (draft: number) => `Draft ${draft}${state}, for ${boardOf(source)}`;
  const columnBefore = before ? shortMonthName(before) : 'Before';
  const columnNow = shortMonthName(round.id);
  const context: BoardSummary = {
    document_title: `${programme.public_name} board summary, ${report.context.month}`,
    public_name: programme.public_name,
    month: report.context.month,
    council: programme.council,
    status: status(0),
    report_draft: `draft ${reportDraft.number}`,
    deadline: calendar.deadline,
    is_illustrative: report.context.is_illustrative,
    illustrative: report.context.illustrative,
    on_track: report.context.on_track,
    on_track_sentence: report.context.on_track_sentence,
    tolerance: money(agreement.on_track.tolerance),
    has_decisions: decisions.length > 0 || asked !== undefined,
    decisions,
    is_asked: asked !== undefined,
    asked: asked ?? missing.text,
    has_long_ratings: agreement.rating_scale.some(({ rating }) => /\S{6}/.test(rating)),
    columns: [columnBefore, columnNow],
    column_before: columnBefore,
    column_now: columnNow,
    ratings: report.context.conditions.map((condition) => {
      const { number, name, rating: now } = condition;
      const last = before ? (ratingIn(source, before, Number(number)) ?? 'No rating') : 'None';
      return { number, name, both: [last, now], before: last, now, note: noteOn(source, condition) };
    }),
    money: report.context.evidence.filter(({ year }) => years.includes(year)),
    changes_heading:
      reportDraft.number > 1 ? `Since draft ${reportDraft.number - 1}` : 'Since the last draft',
    changes: changesOf(reportDraft),
  };
  const figures = report.figures.filter(({ name }) => names.includes(name) || name.endsWith(', corrected'));
  const texts = round.conditions.map(({ update: { reason, mitigation } }) => [reason, mitigation]);
  withFigures([texts, round.report?.support_required], project, figures);
  return { context, figures, status };
}

/** Who has the report in its stage `board`, by the agreement's milestones: `the Steering Group`. */
function boardOf({ milestones }: ReportSource): string {
  const names = milestones.flatMap(({ stage, with: whom }) => (stage === 'board' && whom ? [whom] : []));
  return list([...new Set(names)]) || 'the board';
}

/** The round before, unless the report is the first of all. */
function lastRound({ project, rounds, round }: ReportSource): string | undefined {
  return rounds.some(({ id }) => id < round.id) ? roundBefore(project.agreement, round.id) : undefined;
}

/** Why a rating has changed, and its mitigation: `**Worse.** Six teams start late. **Mitigation:** Cover their zones.` */
function noteOn(source: ReportSource, condition: TriAnnualReport['conditions'][number]): string {
  const { reason, has_mitigation, mitigation } = condition;
  const { short, changed } = movementOf(source, Number(condition.number));
  const file = source.round.conditions.find(({ update }) => String(update.condition) === condition.number);
  const by = file?.update.mitigation?.by;
  const given = reason.includes('\n') ? reason : reason.replace(/(?<=[\p{L}\p{N}\])%])$/u, '.');
  const why = reason === missing.text ? (changed ? 'No reason is given.' : '') : given;
  const action = mitigation === missing.text ? 'none is given yet' : asMarkdown(mitigation);
  const parts = [
    ...(changed ? [`**${short}.**`] : []),
    ...(why ? [why] : []),
    ...(has_mitigation ? [`**Mitigation:** ${action}${by ? `, by ${shortDate(by)}` : ''}.`] : []),
  ];
  if (parts.length === 0) return `${short}.`;
  // What runs over lines, and what follows it, is in paragraphs of its own.
  return parts.join(parts.some((part) => part.includes('\n') || beginsBlock.test(part)) ? '\n\n' : ' ');
}

/** Plain text in Markdown that prints as it was typed. */
const asMarkdown = (text: string) => text.replace(/\s+/g, ' ').replace(/[*_~[\]()<>#+\-.!|]/g, '\\$&');

function changesOf({ number, changes }: ReportDraft): string[] {
  if (number <= 1) return ['This is the first draft of the report.'];
  const { success, data = [] } = changesSchema.safeParse(changes);
  if (!success) return [`Draft ${number - 1} has left no record to compare this draft with.`];
  return data.length > 0 ? data : ['No answer, rating, figure or text has changed.'];
}
