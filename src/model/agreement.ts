import * as z from 'zod';
import { financialYear, markdown, plainText, workstreamNumber } from './fields.ts';
import { months } from './months.ts';

/**
 * The agreement as the DfE and the council made it: what agreement.yaml holds. All of it is data: agreements get
 * revised, and the scheme's successor has other conditions, dates and names.
 */

const condition = z.strictObject({
  number: z.number().int().min(1),
  /** A few words for tables and headings; the council's own. */
  short: plainText,
  /** The condition word for word as agreed. */
  wording: plainText,
  workstreams: z.array(workstreamNumber).optional(),
});

const ratingStep = z.strictObject({
  /** The word that is printed: a rating is never a colour alone. */
  rating: plainText,
  meaning: plainText,
  /** Whether this rating must come with a mitigation: an action, an owner and a date. */
  needs_mitigation: z.boolean().optional(),
});

const question = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in small letters, for example on-track'),
  /** The question word for word as the DfE asks it. */
  wording: plainText,
});

const report = z.strictObject({
  number: z.number().int().min(1),
  month: z.enum(months),
  /** The column of the form that this report fills: "Q1 (June)". Not a calendar quarter. */
  column: plainText,
  /** The day of the month on which the DfE wants the report. */
  deadline_day: z.number().int().min(1).max(31),
});

const milestone = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in small letters, for example delivery-group'),
  name: plainText,
  /** How many working days before the deadline. */
  working_days_before: z.number().int().min(0),
  /** The stage of a round that begins on this day. A scheduled run makes a draft at the start of `draft` and `board`. */
  stage: z.enum(['draft', 'board', 'submit']),
});

/** What a line of the plan is, so that its arithmetic can be checked. Deficits and spending are positive. */
export const planRole = z.enum([
  'income',
  'income-total',
  'spend',
  'spend-total',
  'in-year',
  'cumulative-before',
  'dfe-contribution',
  'council-contribution',
  'cumulative-after',
]);
export type PlanRole = z.infer<typeof planRole>;

const planLine = z.strictObject({
  id: z.string(),
  name: plainText,
  role: planRole,
  /**
   * How narrative speaks of the line, so that a figure typed there can be compared with it: words, or beginnings of
   * words, that stand in one sentence.
   */
  said_as: z.array(plainText).optional(),
});

const contributions = z.record(financialYear, z.number());

export const agreementSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  name: plainText,
  agreed: plainText,
  financial_years: z.array(financialYear).min(1),
  conditions: z.array(condition).min(1),
  rating_scale: z.array(ratingStep).min(2),
  questions: z.array(question).min(1),
  additional_information: z.array(question),
  reports: z.array(report).min(1),
  /** When people are first asked for their updates. */
  collection: z.strictObject({ working_days_before: z.number().int().min(0) }),
  milestones: z.array(milestone),
  /** Money towards the deficit, £m, positive: what the DfE and the council each put in. */
  contributions: z.strictObject({ dfe: contributions, council: contributions }),
  plan: z.strictObject({ lines: z.array(planLine).min(1) }),
  on_track: z.strictObject({
    /** How far, in £m, the forecast cumulative balance may be above the plan before "on track" is contradicted. */
    tolerance: z.number().min(0),
    explanation: markdown,
  }),
});

export type Agreement = z.infer<typeof agreementSchema>;
export type AgreementCondition = Agreement['conditions'][number];
export type MilestoneStage = z.infer<typeof milestone>['stage'];
export type AgreementReport = Agreement['reports'][number];
export type PlanLine = Agreement['plan']['lines'][number];

/** What stands in the columns of reports that are still to come. */
export const notYetDue = 'Not yet due';
