import { dayName } from '../calendar/days.ts';
import type { RoundDates } from '../calendar/rounds.ts';
import type { Agreement } from '../model/agreement.ts';
import type { Programme } from '../model/programme.ts';
import { monthName, type Round } from '../model/round.ts';
import { field, howTo } from './condition-file.ts';
import { comment, quote } from './quote.ts';

/** The report.yaml of a new round: blank, with what was said last above each field, and the dates worked out. */

export interface NewRoundSource {
  agreement: Agreement;
  /** Absent where it cannot be read: sign-offs and first owners are left out then. */
  programme: Programme | undefined;
  dates: RoundDates;
  /** The round that is quoted; absent in the first round of all. */
  last: Round | undefined;
}

export function reportFile({ agreement, programme, dates, last }: NewRoundSource) {
  const said = last?.report;
  const from = last && {
    id: last.id,
    file: `${last.folder}/report.yaml`,
    illustrative: said?.illustrative === true,
  };
  const quoted = (value: unknown, indent?: string) => quote(from, value, indent);
  const lines = [
    `# The report of the round ${dates.id}: everything that is not said under one of the conditions.`,
    ...howTo,
    '#   Write out "None this period." where there is nothing to say: a blank is reported as missing.',
    '#   Figures must be those of the workbooks. `triannual check` says where something is missing or does not agree.',
    '',
    ...milestones(dates),
    '',
    '# Who has signed, and when (year-month-day). Fill these in when the report has been signed, and not before.',
    'sign_offs:',
    ...(programme?.sign_offs ?? []).flatMap(({ id, role }) => [
      ...comment(role, '  '),
      `  ${field(id)}`,
      '    name:',
      '    date:',
    ]),
    '',
    '# Is the programme on track? Yes, At risk or No. The answer is compared with the forecast in dsg-plan.xlsx.',
    ...quoted(said?.on_track),
    'on_track:',
    '',
    "# Answers to the DfE's questions, by their names in agreement.yaml.",
    'answers:',
    ...agreement.questions.flatMap(({ id, wording }) => [
      ...comment(wording, '  '),
      ...quoted(said?.answers?.[id], '  '),
      `  ${id}: |`,
      '',
    ]),
    '# What the DfE asks for besides. Say "None this period." where there is nothing.',
    'additional_information:',
    ...agreement.additional_information.flatMap(({ id, wording }) => [
      ...comment(wording, '  '),
      ...quoted(said?.additional_information?.[id], '  '),
      `  ${id}: |`,
      '',
    ]),
    '# The report in a few sentences.',
    ...quoted(said?.summary),
    'summary: |',
    '',
    '# New or growing risks, each with risk, likelihood, impact (Low, Medium or High), mitigation and owner; or in one line:',
    '#   emerging_risks: None this period.',
    ...quoted(said?.emerging_risks),
    'emerging_risks:',
    '',
    '# What the council needs from the DfE.',
    ...quoted(said?.support_required),
    'support_required: |',
    '',
    '# What earlier reports told the DfE wrongly: the round, the condition or KPI, and why.',
    '#   - round: 2023-06',
    '#     condition: 4',
    '#     reason: The rating was copied from the wrong month.',
    ...quoted(said?.corrections),
    'corrections:',
    '',
    '# Papers that go with the report, each with a title. They are numbered in this order. document: growth-plan or forward-plan, which',
    '# the program makes. file: in the inputs folder, sent with the report. reference, date, version: of what the DfE has already.',
    ...quoted(said?.appendices),
    'appendices:',
  ];
  return { file: 'report.yaml', text: `${lines.join('\n')}\n` };
}

/** The dates as comments: to set one of one's own, its line is made a line of YAML. */
function milestones({ id, collect, milestones: steps, deadline, due }: RoundDates): string[] {
  const rolled = due === deadline ? '' : `, which is no working day: send it by ${dayName(due)}`;
  return [
    `# Dates of ${monthName(id)}, worked out from the deadline in agreement.yaml in working days:`,
    `#   ${dayName(collect)}  Updates asked for`,
    ...steps.flatMap(({ name, date }) => comment(`${dayName(date)}  ${name}`, '', '  ')),
    `#   ${dayName(deadline)}  Deadline${rolled}`,
    '# To set one of your own, remove the sign before its line and write the date.',
    'milestones:',
    ...steps.map((step) => `  # ${step.id}: ${step.date}`),
  ];
}
