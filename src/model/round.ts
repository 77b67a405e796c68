import * as z from 'zod';
import type { Agreement, AgreementReport } from './agreement.ts';
import {
  dayOrMonth,
  type FinancialYear,
  financialYear,
  isoDate,
  markdown,
  name,
  oneOf,
  plainText,
} from './field-types.ts';
import { months } from './months.ts';
import { correction, type Submission } from './submission-record.ts';
import type { UnreadUpdate } from './unread.ts';

/**
 * A round as people fill it in. Nearly everything is optional here, as in a form that is half filled in: the checks
 * say what is missing, and a draft names the gaps.
 */

/** A step of a condition's timeline. `by` is the date that holds now, `moved_from` the one that it had before. */
const timelineStep = z.strictObject({
  what: name,
  by: isoDate,
  done: isoDate.optional(),
  moved_from: isoDate.optional(),
  note: plainText.optional(),
});
export type TimelineStep = z.infer<typeof timelineStep>;

export const conditionSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  condition: z.number().int().min(1),
  wording: plainText.optional(),
  owner: plainText.optional(),
  updated: isoDate.optional(),
  rating: plainText.optional(),
  reason: markdown.optional(),
  mitigation: z
    .strictObject({ action: plainText.optional(), owner: plainText.optional(), by: isoDate.optional() })
    .optional(),
  progress: markdown.optional(),
  /** What the condition promises by when. */
  timeline: z.array(timelineStep).optional(),
});
export type ConditionUpdate = z.infer<typeof conditionSchema>;

/** "None this period", or the risks one by one. */
const risk = z.strictObject({
  risk: plainText,
  likelihood: oneOf(['Low', 'Medium', 'High']),
  impact: oneOf(['Low', 'Medium', 'High']),
  mitigation: plainText,
  owner: plainText,
});
export type Risk = z.infer<typeof risk>;

/** What the DfE made of the report, once it has answered. */
const assessment = z.strictObject({
  received: isoDate.optional(),
  questions: z.array(z.strictObject({ question: markdown, answer: markdown.optional() })).optional(),
  result: markdown.optional(),
  /** The day on which the payment that depended on the report was received. */
  payment: isoDate.optional(),
});

/** Documents of a round that the program makes to go with its report. */
const appendixNames = ['growth-plan', 'forward-plan'] as const;
export type AppendixName = (typeof appendixNames)[number];

/** A document that the program makes, a file of the inputs folder, or a reference. */
const appendix = z
  .strictObject({
    title: plainText,
    document: z.enum(appendixNames).optional(),
    /** Relative to the inputs folder. */
    file: plainText.optional(),
    /** Of the file that is meant. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'a SHA-256, 64 figures and letters from a to f')
      .toLowerCase()
      .optional(),
    reference: plainText.optional(),
    date: dayOrMonth.optional(),
    version: plainText.optional(),
  })
  .refine(({ document, file }) => document === undefined || file === undefined, {
    error: 'left out where "document" says that the program makes it',
    path: ['file'],
  });

/** What goes with the report goes once. */
const appendices = z.array(appendix).superRefine((all, context) => {
  for (const key of ['document', 'file'] as const)
    for (const [i, { [key]: given }] of all.entries())
      if (given !== undefined && all.findIndex((one) => one[key] === given) < i)
        context.addIssue({ code: 'custom', path: [i, key], message: `a ${key} that no other appendix has` });
});

export const reportSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  /** Dates of this round's milestones by id, where they are not the usual ones. */
  milestones: z.record(z.string(), isoDate).optional(),
  /** By the ids of programme.yaml; filled in when someone has signed. */
  sign_offs: z
    .record(
      z.string(),
      z.strictObject({
        name: plainText.optional(),
        date: isoDate.optional(),
        draft: z.number().int().min(1).optional(),
        /** The office of a deputy who signed in place of the officer. */
        deputy: plainText.optional(),
        /** Where the signature can be seen: `minute 4, board of 10 June`. */
        evidence: plainText.optional(),
        /** Why the signature was entered on another day than its own. */
        entered_late: plainText.optional(),
      }),
    )
    .optional(),
  /** The number of the draft that the board has. */
  sent: z.number().int().min(1).optional(),
  on_track: oneOf(['Yes', 'At risk', 'No']).optional(),
  answers: z.record(z.string(), markdown).optional(),
  additional_information: z.record(z.string(), markdown).optional(),
  summary: markdown.optional(),
  emerging_risks: z.union([plainText, z.array(risk)]).optional(),
  support_required: markdown.optional(),
  /** What earlier reports gave the DfE wrongly, and why. */
  corrections: z.array(correction).optional(),
  /** Why the forecast of a line differs from the plan, by the line's id. */
  variances: z.record(z.string(), markdown).optional(),
  /** The main cause in other words than those that the program makes from the figures. */
  main_cause: plainText.optional(),
  /** What the board is asked beside what the program works out, and what it has decided, as its minutes have it. */
  decisions: z.array(z.strictObject({ what: plainText, recorded: plainText.optional() })).optional(),
  /** What is said and done about a KPI that is off target or has moved much, by its id. */
  kpi_comments: z
    .record(
      z.string(),
      z.strictObject({
        comment: plainText.optional(),
        action: plainText.optional(),
        /** What the value is likely to be by the end of the period. */
        likely: z.number().optional(),
      }),
    )
    .optional(),
  assessment: assessment.optional(),
  appendices: appendices.optional(),
  /** Problems that need nobody's attention before a day, and why: `run` and `status` leave them out until then. */
  snooze: z.array(z.strictObject({ code: name, until: isoDate, reason: name })).optional(),
  /** Unlikely figures of the forecast that are right, by line of the plan. An answer lapses when the figure changes. */
  expected: z
    .array(z.strictObject({ line: plainText, year: financialYear, value: z.number(), reason: name }))
    .optional(),
});
export type ReportInput = z.infer<typeof reportSchema>;

/** A condition's update and the file that holds it. */
export interface ConditionFile {
  file: string;
  update: ConditionUpdate;
}

/** One of the three reports of a year. */
export interface Round {
  /** `2023-06`: year and month. */
  id: string;
  /** The folder, relative to the inputs folder: `rounds/2023-06`. */
  folder: string;
  /** Absent where report.yaml is missing or cannot be read. */
  report: ReportInput | undefined;
  /** In the order of their file names. */
  conditions: ConditionFile[];
  /** Updates that are there and could not be read. */
  unread: UnreadUpdate[];
  /** Whether the round has been submitted, and is closed: submission.yaml is there, readable or not. */
  submitted: boolean;
  /** What the DfE was sent. */
  submission: Submission | undefined;
}

/** The update of a condition in a round. */
export function updateOf(round: Round | undefined, condition: number): ConditionFile | undefined {
  return round?.conditions.find(({ update }) => update.condition === condition);
}

export const reportFile = ({ folder }: Pick<Round, 'folder'>) => `${folder}/report.yaml`;

/** A round that has no folder yet. */
export const emptyRound = (id: string): Round => ({
  id,
  folder: `rounds/${id}`,
  report: undefined,
  conditions: [],
  unread: [],
  submitted: false,
  submission: undefined,
});

/** The place of a round in the agreement's calendar. */
export interface RoundCalendar {
  id: string;
  year: number;
  report: AgreementReport;
  /** `2023/24` */
  financialYear: string;
  /** The DfE's date. */
  deadline: string;
}

/** `2023-06` to `June 2023`. */
export function monthName(id: string): string {
  return `${months[Number(id.slice(5, 7)) - 1] ?? id} ${id.slice(0, 4)}`;
}

/** `2023-06` to `Jun 2023`, for narrow columns. */
export function shortMonthName(id: string): string {
  const [month = '', year = ''] = monthName(id).split(' ');
  return `${month.slice(0, 3)} ${year}`;
}

/** The financial year, April to March, of a date or month: `2023-06-16` is in `2023/24`. */
export function financialYearOf(date: string): FinancialYear {
  const year = Number(date.slice(0, 4));
  const start = Number(date.slice(5, 7)) >= 4 ? year : year - 1;
  return `${start}/${String((start + 1) % 100).padStart(2, '0')}`;
}

export function roundsOfYear(agreement: Agreement, financialYear: FinancialYear): string[] {
  const start = Number(financialYear.slice(0, 4));
  return agreement.reports.map((report) => {
    const month = months.indexOf(report.month) + 1;
    return `${month >= 4 ? start : start + 1}-${String(month).padStart(2, '0')}`;
  });
}

/** The calendar of a round; undefined if the agreement has no report in that month. */
export function calendarOf(agreement: Agreement, id: string): RoundCalendar | undefined {
  const year = Number(id.slice(0, 4));
  const month = Number(id.slice(5, 7));
  const report = agreement.reports.find((candidate) => candidate.month === months[month - 1]);
  if (!report || !/^\d{4}-\d{2}$/.test(id)) return undefined;
  return {
    id,
    year,
    report,
    financialYear: financialYearOf(id),
    deadline: `${id}-${String(report.deadline_day).padStart(2, '0')}`,
  };
}

/** The rounds with a deadline in a calendar year, in order: `2023-06`, `2023-09`, `2023-12`. */
export function roundsOfCalendarYear(agreement: Agreement, year: number): string[] {
  return agreement.reports
    .map((report) => `${year}-${String(months.indexOf(report.month) + 1).padStart(2, '0')}`)
    .sort();
}

function roundsAround(agreement: Agreement, id: string): string[] {
  const year = Number(id.slice(0, 4));
  return [year - 1, year, year + 1].flatMap((each) => roundsOfCalendarYear(agreement, each));
}

/** The round before, by the agreement's calendar: `2023-09` to `2023-06`. */
export function roundBefore(agreement: Agreement, id: string): string | undefined {
  return roundsAround(agreement, id)
    .filter((other) => other < id)
    .at(-1);
}

/** The round after, by the agreement's calendar: `2023-12` to `2024-06`. */
export function roundAfter(agreement: Agreement, id: string): string | undefined {
  return roundsAround(agreement, id).find((other) => other > id);
}
