import type { IsoDate } from '../model/field-types.ts';
import type { FormField } from '../model/form-record.ts';
import { notChosen } from '../model/form-record.ts';
import { type Kpi, matchKpis, valueAsAt } from '../model/kpi.ts';
import type { Owned } from '../model/owners.ts';
import { type PlanTable, rowOf } from '../model/plan.ts';
import { monthName, type Round, reportFile, shortMonthName, updateOf } from '../model/round.ts';
import type { ContextOf, Shape } from '../word/shape.ts';
import { withFigures } from './figure-references.ts';
import { longDate, number } from './house-formats.ts';
import { formatKpi } from './kpis.ts';
import { forecastOf } from './plan-tables.ts';
import type { ReportSource } from './report-source.ts';
import { conditionFields, fieldAt, kpiFields, lineFields, reportFields } from './update-form-fields.ts';

/** The form in which one owner writes an update: what was agreed and said last, and a cell for each answer. */

const milestoneShape = { what: 'text', by: 'text', done: 'text', note: 'text' } as const;

/** What the template of the update form may use. */
export const updateFormShape = {
  document_title: 'text',
  status: 'text',
  council: 'text',
  owner: 'text',
  month: 'text',
  due: 'date',
  return_to: 'text',
  ratings: [{ rating: 'text', meaning: 'text' }],
  has_conditions: 'flag',
  conditions: [
    {
      number: 'text',
      name: 'text',
      wording: 'text',
      has_last: 'flag',
      last_month: 'text',
      last_rating: 'text',
      last_progress: 'markdown',
      rating: 'text',
      reason: 'markdown',
      progress: 'markdown',
      mitigation: 'text',
      mitigation_owner: 'text',
      mitigation_by: 'text',
      mitigated: 'text',
      timeline: [milestoneShape],
    },
  ],
  has_kpis: 'flag',
  kpi_previous: 'text',
  kpi_current: 'text',
  kpis: [{ name: 'text', previous: 'text', current: 'text', comment: 'text', action: 'text' }],
  has_variances: 'flag',
  year: 'text',
  variances: [{ name: 'text', plan: 'text', forecast: 'text', difference: 'text', reason: 'markdown' }],
  has_questions: 'flag',
  questions: [{ question: 'text', answer: 'markdown' }],
  additional: [{ question: 'text', answer: 'markdown' }],
  is_report: 'flag',
  on_track: 'text',
  on_track_choices: ['text'],
  summary: 'markdown',
  support_required: 'markdown',
  levels: ['text'],
  risks: [{ risk: 'text', likelihood: 'text', impact: 'text', mitigation: 'text', owner: 'text' }],
} as const satisfies Shape;
type UpdateFormContext = ContextOf<typeof updateFormShape>;

export interface FormSource extends ReportSource {
  owned: Owned;
  /** The day by which it is to be sent back, and to whom. */
  due: IsoDate;
  returnTo: string;
}

/** What the form prints, and what it asks for. */
export function buildUpdateForm(source: FormSource): { context: UpdateFormContext; fields: FormField[] } {
  const { project, round, owned, due, returnTo } = source;
  const before = periodBefore(source);
  const { agreement, programme } = project;
  const report = fieldsOfReport(source);
  const conditions = owned.conditions.map((condition, turn) => conditionOf(source, condition, turn));
  const kpis = owned.kpis.map((kpi, turn) => kpiOf(source, kpi, turn));
  const variances = owned.lines.map((line, turn) => varianceOf(source, line, turn));
  const questions = [report.answers, report.additional];
  const context: UpdateFormContext = {
    document_title: `Update for the report of ${monthName(round.id)}`,
    status: `Update form: ${owned.owner}`,
    council: programme.council,
    owner: owned.owner,
    month: monthName(round.id),
    due,
    return_to: returnTo,
    ratings: agreement.rating_scale.map(({ rating, meaning }) => ({ rating, meaning })),
    has_conditions: conditions.length > 0,
    conditions: conditions.map(({ context: one }) => one),
    has_kpis: kpis.length > 0,
    kpi_previous: before ? shortMonthName(before) : 'Before',
    kpi_current: shortMonthName(round.id),
    kpis: kpis.map(({ context: one }) => one),
    has_variances: variances.length > 0,
    year: source.calendar.financialYear,
    variances: variances.map(({ context: one }) => one),
    has_questions: owned.questions.length > 0,
    questions: report.answers.context,
    additional: report.additional.context,
    is_report: owned.report,
    ...report.context,
  };
  const fields = [
    ...[...conditions, ...kpis, ...variances, ...questions].flatMap((one) => one.fields),
    ...(owned.report ? report.fields : []),
  ];
  return { context, fields };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** A text as the report prints it, with figures in the place of their references. */
function filledIn({ project }: FormSource, value: unknown, round: string | undefined): string {
  const typed = text(value);
  return typed.includes('{{')
    ? withFigures(project, undefined, round)(typed, { field: '', path: [] }).value
    : typed;
}
const day = (value: unknown) => (typeof value === 'string' && value !== '' ? longDate(value) : '');

function conditionOf(source: FormSource, condition: Owned['conditions'][number], turn: number) {
  const { project, round, rounds } = source;
  const filled = (value: unknown) => filledIn(source, value, round.id);
  const updateIn = (one: Round | undefined) => updateOf(one, condition.number)?.update;
  const before = rounds.filter(({ id }) => id < round.id).findLast((one) => updateIn(one)?.rating);
  const last = updateIn(before);
  const fields = conditionFields(project, round, condition, turn);
  const at = fieldAt(fields);
  const ratings = project.agreement.rating_scale.filter(({ needs_mitigation }) => needs_mitigation);
  const timeline = (at('timeline') ?? []) as Array<Record<string, string>>;
  return {
    fields,
    context: {
      number: String(condition.number),
      name: condition.short,
      wording: condition.wording,
      has_last: last !== undefined,
      last_month: before ? monthName(before.id) : '',
      last_rating: last?.rating ?? '',
      last_progress: filledIn(source, last?.progress, before?.id),
      rating: text(at('rating')) || notChosen,
      reason: filled(at('reason')),
      progress: filled(at('progress')),
      mitigation: filled(at('action')),
      mitigation_owner: text(at('owner')),
      mitigation_by: day(at('by')),
      mitigated: ratings.map(({ rating }) => rating).join(' or ') || 'worse than the plan',
      timeline: timeline.map(({ what = '', by, done, note = '' }) => ({
        what: filled(what),
        by: day(by),
        done: day(done),
        note: filled(note),
      })),
    },
  };
}

/** The last month of the workbook before the round. */
const periodBefore = ({ project, round }: FormSource) =>
  project.kpis?.periods
    .map(({ id }) => id)
    .filter((id) => id < round.id)
    .sort()
    .at(-1);

function kpiOf(source: FormSource, kpi: Kpi, turn: number) {
  const { project, round } = source;
  const { register, kpis: sheet } = project;
  const row = matchKpis(register, sheet).get(kpi.id);
  const shown = (id: string | undefined) => {
    const found = id === undefined ? undefined : valueAsAt(kpi, sheet, row, id);
    return (id !== undefined && row?.withheld[id]) || (found ? formatKpi(kpi, found.figure) : 'No value');
  };
  const fields = kpiFields(round, kpi, turn);
  const at = fieldAt(fields);
  return {
    fields,
    context: {
      name: kpi.name,
      previous: shown(periodBefore(source)),
      current: shown(round.id),
      comment: filledIn(source, at('comment'), round.id),
      action: filledIn(source, at('action'), round.id),
    },
  };
}

function varianceOf(source: FormSource, line: Owned['lines'][number], turn: number) {
  const { project, round, calendar } = source;
  const figure = (table: PlanTable | undefined) =>
    table && rowOf(table, line)?.values[calendar.financialYear];
  const [plan, forecast] = [figure(project.plan), figure(forecastOf(source))];
  const shown = (value: number | undefined) => (value === undefined ? 'No value' : number(value, 3));
  const fields = lineFields(round, line, turn);
  return {
    fields,
    context: {
      name: line.name,
      plan: shown(plan?.value),
      forecast: shown(forecast?.value),
      difference: shown(plan && forecast && forecast.value - plan.value),
      reason: filledIn(source, fieldAt(fields)(line.id), round.id),
    },
  };
}

function fieldsOfReport(source: FormSource) {
  const { project, round, owned } = source;
  const { agreement } = project;
  const filled = (value: unknown) => filledIn(source, value, round.id);
  const fields = reportFields(round);
  const at = fieldAt(fields);
  const asked = (mark: 'question' | 'additional') => {
    const [group, list] =
      mark === 'question'
        ? (['answers', agreement.questions] as const)
        : (['additional_information', agreement.additional_information] as const);
    const mine = list.filter(({ id }) => owned.questions.includes(id));
    const values = mine.map(({ id }) => round.report?.[group]?.[id] ?? '');
    return {
      context: mine.map(({ wording }, i) => ({ question: wording, answer: filled(values[i]) })),
      fields: mine.map(
        ({ id }, turn): FormField => ({
          mark,
          turn,
          cell: 1,
          kind: 'markdown',
          name: `the answer to ${id}`,
          file: reportFile(round),
          path: [group, id],
          value: values[turn],
        }),
      ),
    };
  };
  const risks = at('emerging_risks');
  const cells = (risk: Record<string, string>) => ({
    risk: filled(risk.risk),
    likelihood: risk.likelihood ?? '',
    impact: risk.impact ?? '',
    mitigation: filled(risk.mitigation),
    owner: risk.owner ?? '',
  });
  return {
    answers: asked('question'),
    additional: asked('additional'),
    fields,
    context: {
      on_track: text(at('on_track')) || notChosen,
      on_track_choices: ['Yes', 'At risk', 'No'],
      summary: filled(at('summary')),
      support_required: filled(at('support_required')),
      levels: ['Low', 'Medium', 'High'],
      risks: Array.isArray(risks) ? risks.map(cells) : text(risks) ? [cells({ risk: text(risks) })] : [],
    },
  };
}
