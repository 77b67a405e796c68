import type { Payment } from '../model/agreement.ts';
import { inputFiles } from '../model/project.ts';
import { calendarOf, monthName, type Round, reportFile } from '../model/round.ts';
import { longDate, money } from './formats.ts';
import { fieldsOf } from './given.ts';
import { missing, type ReportSource } from './input.ts';
import { as, type ContextOf, field, fixed, type Given, orElse, workedOut } from './origins.ts';

/** The DfE's money that depends on a report, and what it made of the last one. */

export const assessmentShape = {
  stake: 'text',
  has_assessment: 'flag',
  assessment_of: 'text',
  assessment_received: 'text',
  assessment_result: 'markdown',
  assessment_payment: 'text',
  has_assessment_questions: 'flag',
  assessment_questions: [{ question: 'markdown', answer: 'markdown' }],
} as const;

/** The last round that the DfE has answered, unless an earlier report has printed the answer already. */
function lastAssessed({ project, round, rounds }: ReportSource): Round | undefined {
  const earlier = rounds.filter(({ id }) => id < round.id).sort((a, b) => (a.id < b.id ? -1 : 1));
  const before = earlier.at(-1);
  const last = earlier.findLast(({ report }) => report?.assessment);
  const sent = before && calendarOf(project.agreement, before.id)?.deadline;
  const isNew = last === before || (last?.report?.assessment?.received ?? '') > (sent ?? '');
  return isNew ? last : undefined;
}

export function buildAssessment(source: ReportSource): ContextOf<typeof assessmentShape> {
  const last = lastAssessed(source);
  const { assessment } = last?.report ?? {};
  const given = fieldsOf(assessment ?? {}, { file: last ? reportFile(last) : '', at: ['assessment'] });
  const day = (date: Given | undefined) => (date?.value ? as(date, longDate) : fixed(missing.text));
  const questions = given.questions ?? [];
  return {
    stake: stakeOf(source),
    has_assessment: assessment !== undefined,
    assessment_of: monthOf(last),
    assessment_received: day(given.received),
    assessment_result: orElse(given.result, missing.text),
    assessment_payment: day(given.payment),
    has_assessment_questions: questions.length > 0,
    assessment_questions: questions.map(({ question, answer }) => ({
      question,
      answer: orElse(answer, 'Not answered yet.'),
    })),
  };
}

const monthOf = (round: Round | undefined) =>
  round ? workedOut(monthName(round.id), `the month of ${round.folder}`) : fixed(missing.text);

/** `£2.000m of the DfE depends on this report. The payment after June 2023 was received on 31 July 2023.` */
function stakeOf({ project, calendar }: ReportSource): Given {
  const { payments = [], contributions } = project.agreement;
  const own = payments.filter(({ report }) => report === calendar.id);
  const earlier = payments.filter(
    ({ report, received, withheld }) => report < calendar.id && (received || withheld),
  );
  const agreed = contributions.dfe[calendar.financialYear];
  const ofYear =
    agreed === undefined ? '' : ` The DfE's contribution for ${calendar.financialYear} is ${money(agreed)}.`;
  const known = own.flatMap(({ amount }) => amount ?? []);
  const sum =
    known.length === own.length && own.length > 0 ? money(known.reduce((a, b) => a + b, 0)) : undefined;
  const depends =
    own.length > 0
      ? `${sum ? `${sum} from the DfE depends` : 'A DfE payment, of an amount not stated, depends'} on this report.${ofYear}`
      : agreed === undefined
        ? 'No payment of the DfE is agreed for this year.'
        : `${ofYear.trim()} How much of it depends on this report is not stated.`;
  const last = earlier.at(-1);
  const text = [depends, ...(last ? [outcomeOf(last)] : [])].join(' ');
  return workedOut(
    text,
    'the payments and contributions of the agreement',
    { field: inputFiles.agreement, path: ['payments'] },
    field(agreed, inputFiles.agreement, 'contributions', 'dfe', calendar.financialYear),
  );
}

const outcomeOf = ({ report, received, withheld }: Payment) =>
  received
    ? `The payment after ${monthName(report)} was received on ${longDate(received)}.`
    : `The payment after ${monthName(report)} has been withheld since ${longDate(withheld ?? '')}.`;
