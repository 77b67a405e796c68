import type { Payment } from '../model/agreement.ts';
import { figureOf } from '../model/plan.ts';
import { inputFiles } from '../model/project.ts';
import { calendarOf, monthName, type Round, reportFile } from '../model/round.ts';
import { rounded } from '../model/rounded.ts';
import { dayOfDraft } from '../model/timeline.ts';
import { fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { inWords, longDate, money, withCapital } from './house-formats.ts';
import { as, type ContextOf, field, fixed, type Given, orElse, workedOut } from './origins.ts';
import { forecastOf } from './plan-tables.ts';
import { missing, type ReportSource } from './report-source.ts';

/** The DfE's money that depends on a report, and what it made of the last one. */

export const assessmentShape = {
  stake: 'text',
  /** Whether the DfE has not answered the last report yet. */
  awaits_assessment: 'flag',
  awaited_assessment: 'text',
  has_assessment: 'flag',
  assessment_of: 'text',
  assessment_received: 'text',
  assessment_result: 'markdown',
  assessment_payment: 'text',
  has_assessment_questions: 'flag',
  assessment_questions: [{ question: 'markdown', answer: 'markdown' }],
} as const;

/** The rounds before this one, the last of them last. */
const earlierThan = ({ round, rounds }: ReportSource): Round[] =>
  rounds.filter(({ id }) => id < round.id).sort((a, b) => (a.id < b.id ? -1 : 1));

/** The last round that the DfE has answered, unless an earlier report has printed the answer already. */
function lastAssessed(source: ReportSource): Round | undefined {
  const { project } = source;
  const earlier = earlierThan(source);
  const before = earlier.at(-1);
  const last = earlier.findLast(({ report }) => isAnswered(report?.assessment));
  const sent = before && calendarOf(project.agreement, before.id)?.deadline;
  const isNew = last === before || (last?.report?.assessment?.received ?? '') > (sent ?? '');
  return isNew ? last : undefined;
}

export const notAnswered = 'Not answered yet.';

/** Whether anything is said under `assessment:`. */
const isAnswered = (assessment: object = {}) =>
  Object.values(assessment).some((value) => value && !(Array.isArray(value) && value.length === 0));

export function buildAssessment(source: ReportSource): ContextOf<typeof assessmentShape> {
  const last = lastAssessed(source);
  const { assessment } = last?.report ?? {};
  const given = fieldsOf(assessment ?? {}, {
    file: last ? reportFile(last) : '',
    at: ['assessment'],
    fill: withFigures(source.project, undefined, last?.id),
  });
  const day = (date: Given | undefined) => (date?.value ? as(date, longDate) : fixed(missing.text));
  const questions = given.questions ?? [];
  const unanswered = assessment ? undefined : earlierThan(source).at(-1);
  return {
    stake: stakeOf(source),
    awaits_assessment: unanswered !== undefined,
    awaited_assessment: unanswered
      ? as(monthOf(unanswered), (month) => `No assessment of the report of ${month} has been received yet.`)
      : fixed(missing.text),
    has_assessment: assessment !== undefined,
    assessment_of: monthOf(last ?? unanswered),
    assessment_received: day(given.received),
    assessment_result: orElse(given.result, 'No result has been given yet.'),
    assessment_payment: given.payment?.value ? day(given.payment) : fixed('none recorded yet'),
    has_assessment_questions: questions.length > 0,
    assessment_questions: questions.map(({ question, answer }) => ({
      question,
      answer: orElse(answer, notAnswered),
    })),
  };
}

const monthOf = (round: Round | undefined) =>
  round ? workedOut(monthName(round.id), `the month of ${round.folder}`) : fixed(missing.text);

/**
 * `The second of the DfE's three payments for 2023/24 (£6.000m in all) depends on this report: £2.000m.
 * The payment after June 2023 was received on 31 July 2023.`
 */
function stakeOf(source: ReportSource): Given {
  const { project, calendar } = source;
  const { contributions } = project.agreement;
  const payments = paymentsIn(source);
  const year = calendar.financialYear;
  const own = payments.filter(({ report }) => report === calendar.id);
  const earlier = payments.filter(({ report }) => report < calendar.id);
  const agreed = contributions.dfe[year];
  const depends =
    own.length > 0
      ? dependsOn(source, payments, agreed === undefined ? '' : `${money(agreed)} in all`)
      : !agreed
        ? 'No payment of the DfE is agreed for this year.'
        : `The DfE contributes ${money(agreed)} for ${year}. The agreement does not say how much of it depends on this report.`;
  const last = outcomesIn(source, earlier).at(-1);
  const open = ofYear(source, earlier);
  const before = last
    ? [outcomeOf(last)]
    : open.length > 0
      ? [unrecorded(source, own.length > 0 ? open.length : 0)]
      : [];
  // The forecast counts it whether it has been received or not.
  const forecast = forecastOf(source);
  const counted = forecast && figureOf(project.agreement, forecast, 'dfe-contribution', year);
  const amount = Math.abs(counted?.value ?? 0);
  const after = forecast && figureOf(project.agreement, forecast, 'cumulative-after', year);
  const whole = amount === agreed ? 'all ' : '';
  const ofWhich = whole ? '' : ` for ${year}`;
  const without = after ? `; without it ${positionAt(rounded(after.value + amount, 3))}` : '';
  const said = amount ? [`The forecast counts ${whole}${money(amount)}${ofWhich}${without}.`] : [];
  return workedOut(
    [depends, ...before, ...said].join(' '),
    'the payments and contributions of the agreement',
    ...(amount ? [counted, after] : []),
    { field: inputFiles.agreement, path: ['payments'] },
    ...earlierThan(source).map((round) => ({ field: reportFile(round), path: ['assessment', 'payment'] })),
    field(agreed, inputFiles.agreement, 'contributions', 'dfe', year),
  );
}

/** `the deficit is £69.262m` */
const positionAt = (value: number) =>
  value > 0
    ? `the deficit is ${money(value)}`
    : `the programme is ${value < 0 ? 'in surplus' : 'in balance'}`;

const inOrder = (payments: readonly Payment[]): Payment[] =>
  [...payments].sort((a, b) => (a.report < b.report ? -1 : a.report > b.report ? 1 : 0));

const paymentsIn = ({ project }: ReportSource): Payment[] => inOrder(project.agreement.payments ?? []);

const ofYear = ({ project, calendar }: ReportSource, payments: readonly Payment[]) =>
  payments.filter(
    ({ report }) => calendarOf(project.agreement, report)?.financialYear === calendar.financialYear,
  );

/** What was received or withheld after earlier reports: as the agreement has it, or else the answer to the report. */
function outcomesIn(source: ReportSource, earlier: readonly Payment[]): Payment[] {
  const known = earlier.filter(({ received, withheld }) => received || withheld);
  const said = earlierThan(source).flatMap(({ id, report }) => {
    const received = report?.assessment?.payment;
    return received && !known.some((one) => one.report === id) ? [{ report: id, received }] : [];
  });
  return inOrder([...known, ...said]);
}

/** Of payments whose outcome agreement.yaml does not say: `No receipt of the two before is recorded by 27 November 2023.` */
function unrecorded({ calendar, milestones }: ReportSource, count: number): string {
  const of = count === 0 ? `a payment for ${calendar.financialYear}` : `the ${inWords(count)} before`;
  return `No receipt of ${of} is recorded by ${longDate(dayOfDraft(milestones, calendar.deadline))}.`;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** Which of the year's payments a report triggers, and how much, where all amounts are known: payments are never taken to be equal. */
function dependsOn(source: ReportSource, payments: readonly Payment[], inAll: string): string {
  const { calendar } = source;
  const own = payments.filter(({ report }) => report === calendar.id);
  const known = own.flatMap(({ amount }) => amount ?? []);
  const sum =
    known.length === own.length
      ? `: ${money(known.reduce((a, b) => a + b, 0))}`
      : own.length === 1
        ? '; the agreement gives no amount'
        : '; the agreement does not give all amounts';
  const inYear = ofYear(source, payments);
  const at = inYear.findIndex(({ report }) => report === calendar.id);
  const which = inYear.length > 1 && own.length === 1 ? ordinals[at] : undefined;
  const all = `${inWords(inYear.length)} payments for ${calendar.financialYear}${inAll ? ` (${inAll})` : ''}`;
  const one = which
    ? `The ${which} of the DfE's ${all}`
    : inYear.length > own.length
      ? `${withCapital(inWords(own.length))} of the DfE's ${all}`
      : own.length === 1
        ? `The DfE's payment for ${calendar.financialYear}${inAll ? ` (${inAll})` : ''}`
        : `The DfE's ${all}`;
  return `${one} ${own.length === 1 ? 'depends' : 'depend'} on this report${sum}.`;
}

const outcomeOf = ({ report, received, withheld }: Payment) =>
  received
    ? `The payment after ${monthName(report)} was received on ${longDate(received)}.`
    : `The payment after ${monthName(report)} has been withheld since ${longDate(withheld ?? '')}.`;
