import * as z from 'zod';
import {
  distinctBy,
  financialYear,
  isoDate,
  markdown,
  name,
  plainText,
  roundId,
  workstreamNumber,
} from './field-types.ts';
import { lineKey } from './figure.ts';
import { months } from './months.ts';
import { ratingColours } from './rating-colours.ts';

/**
 * The agreement as the DfE and the council made it: what agreement.yaml holds. All of it is data: agreements get
 * revised, and the scheme's successor has other conditions, dates and names.
 */

const condition = z.strictObject({
  number: z.number().int().min(1),
  /** A few words for tables and headings; the council's own. */
  short: name,
  /** The condition word for word as agreed. */
  wording: plainText,
  /** What it means, in a sentence that anyone understands: papers for the public print it beside the rating. */
  plain_words: plainText.optional(),
  workstreams: z.array(workstreamNumber).optional(),
});

/** What a document prints in the place of a rating that is not there. */
export const notYetDue = 'Not yet due';
const notRatings = [notYetDue, 'No report', 'No rating', 'Not given', 'None'].map((text) =>
  text.toLowerCase(),
);

const ratingStep = z.strictObject({
  /** The word that is printed: a rating is never a colour alone. */
  rating: name.refine(
    (text) => !notRatings.includes(text.toLowerCase()),
    'a word other than the one that documents print if there is no rating, for example On course',
  ),
  /** The pale fill behind the word in documents, and its colour in a terminal. */
  colour: z.enum(ratingColours).optional(),
  meaning: plainText,
  /** Whether this rating must come with a mitigation: an action, an owner and a date. */
  needs_mitigation: z.boolean().optional(),
});

const question = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in small letters, for example on-track'),
  /** The question word for word as the DfE asks it. */
  wording: plainText,
  /** The role that answers it, where that is not who writes the report. */
  owner: name.optional(),
  /** What a report lists under the answer: the difficulty notes since the last. */
  lists: z.literal('difficulty-notes', 'difficulty-notes, or nothing').optional(),
});

const report = z.strictObject({
  number: z.number().int().min(1),
  month: z.enum(months),
  /** The column of the form that this report fills: "Q1 (June)". Not a calendar quarter. */
  column: name,
  /** The day of the month on which the DfE wants the report. */
  deadline_day: z.number().int().min(1).max(31),
});

/** The months of a financial year in their order, April first. */
const monthOfYear = (month: (typeof months)[number]) => (months.indexOf(month) + 9) % 12;

/** The days of a month in every year. */
const daysIn = (month: (typeof months)[number]) =>
  new Date(Date.UTC(2023, months.indexOf(month) + 1, 0)).getUTCDate();

/** As many columns of assurance levels as a portrait page has room for. */
const reports = z
  .array(report)
  .min(1)
  .max(6)
  .superRefine((list, context) => {
    for (const [i, { number, month, deadline_day }] of list.entries()) {
      const before = list[i - 1]?.month;
      const add = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [i, field], message });
      if (number !== i + 1) add('number', `${i + 1}, as reports are numbered 1, 2, 3 in their order`);
      if (before && monthOfYear(month) <= monthOfYear(before))
        add('month', `a month after ${before} in the financial year, which runs from April to March`);
      if (deadline_day > daysIn(month)) add('deadline_day', `at most ${daysIn(month)}, as it is in ${month}`);
    }
  });

const milestone = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'a short name in small letters, for example delivery-group')
    .refine(
      (id) => !['collect', 'deadline', 'meeting', 'holidays'].includes(id),
      'a name that the calendar does not use itself, for example delivery-group',
    ),
  name,
  /** How many working days before the deadline. */
  working_days_before: z.number().int().min(0),
  /** The stage of a round that begins on this day. A scheduled run makes a draft at the start of `draft` and `board`. */
  stage: z.enum(['draft', 'board', 'submit']),
  /** Who has the report from this day on, as a sentence names them: `the Steering Group`. */
  with: name.optional(),
});

/**
 * What a line of the plan is, so that its arithmetic can be checked. Deficits and spending are positive. `unmitigated` is the
 * balance that there would be without the mitigations that the forecast counts, and `mitigated` the balance with those that it does not
 * count yet: forecasts alone have them, where they state them.
 */
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
  'unmitigated',
  'mitigated',
]);
export type PlanRole = z.infer<typeof planRole>;

/** Lines that forecasts alone have, where they state them: no plan and no forecast needs one. */
export const isOptional = (role: PlanRole) => role === 'unmitigated' || role === 'mitigated';

/** Of these the plan has one line each at most: the evidence, the charts and the sums take their figures from it. */
const rolesOfOneLine: readonly PlanRole[] = planRole.options.filter(
  (role) => role !== 'income' && role !== 'spend',
);

const planLine = z.strictObject({
  id: z.string().min(1),
  /** Lines are found in the workbook by their names. */
  name: name.refine((text) => lineKey(text) !== '', 'a name in letters or figures'),
  role: planRole,
  /** The role that gives the reason for its variance: its update form asks for that. */
  owner: name.optional(),
  /**
   * How narrative names the line, so that a figure typed there can be compared with it: words, or beginnings of words,
   * of one sentence.
   */
  said_as: z.array(plainText).optional(),
});

const planLines = z
  .array(planLine)
  .min(1)
  .superRefine(distinctBy(({ id }) => id, ['id', 'an id that no other line has']))
  .superRefine(distinctBy((line) => lineKey(line.name), ['name', 'a name that no other line has']))
  .superRefine(
    distinctBy(
      ({ id, role }) => (rolesOfOneLine.includes(role) ? role : `line ${id}`),
      ['role', 'a role that no other line has, unless it is income or spend'],
    ),
  );

/** Documents print a column for each: as many as a landscape page has room for. */
const financialYears = z
  .array(financialYear)
  .min(1)
  .max(12)
  .superRefine((years, context) => {
    for (const [i, year] of years.entries())
      if (i > 0 && Number(year.slice(0, 4)) !== Number(years[i - 1]?.slice(0, 4)) + 1)
        context.addIssue({ code: 'custom', path: [i], message: `the year after ${years[i - 1]}` });
  });

const contributions = z.record(financialYear, z.number());

/** What the DfE pays after a report. Amounts are those that are known: none is worked out from another. */
const payment = z
  .strictObject({
    /** The round whose report it depends on. */
    report: roundId,
    /** £m, positive. */
    amount: z.number().positive().optional(),
    received: isoDate.optional(),
    withheld: isoDate.optional(),
  })
  .superRefine(({ received, withheld }, context) => {
    if (received && withheld)
      context.addIssue({
        code: 'custom',
        path: ['withheld'],
        message: 'the date of one of the two, received or withheld',
      });
  });
export type Payment = z.infer<typeof payment>;

/** Which differences between forecast and plan need a reason: beyond the greater of an amount, £m, and a part of the line. */
const materiality = z.strictObject({ amount: z.number().min(0), percent: z.number().min(0) });
export type Materiality = z.infer<typeof materiality>;

const questions = z
  .array(question)
  .superRefine(distinctBy(({ id }) => id, ['id', 'an id that no other question has']));

/** Rounds and papers rest on all of it: with a mistake in one part, the rest says nothing true of them. */
export const agreementSchema = z
  .strictObject({
    illustrative: z.boolean().optional(),
    name,
    agreed: plainText,
    financial_years: financialYears,
    conditions: z.array(condition).min(1),
    /** Best first. */
    rating_scale: z
      .array(ratingStep)
      .min(2)
      .max(7)
      .superRefine(
        distinctBy(({ rating }) => rating.toLowerCase(), ['rating', 'a word that no other rating has']),
      ),
    questions: questions.default([]),
    additional_information: questions.default([]),
    reports,
    /** When people are first asked for their updates. */
    collection: z.strictObject({ working_days_before: z.number().int().min(0) }),
    /** At least one: from the first of its stage `board` or `submit` on, those who sign are asked to. */
    milestones: z
      .array(milestone)
      .min(
        1,
        'write for example: - { id: submit, name: Final submitted to DfE, working_days_before: 1, stage: submit }',
      )
      .superRefine(distinctBy(({ id }) => id, ['id', 'an id that no other milestone has'])),
    /** Money towards the deficit, £m, positive: what the DfE and the council each put in. */
    contributions: z.strictObject({ dfe: contributions, council: contributions }),
    /** What the DfE pays after which report, where the council knows it. */
    payments: z.array(payment).optional(),
    plan: z.strictObject({
      lines: planLines,
      /** From which difference on a line of the forecast needs a reason: £0.25m or 2 % of the line, unless it says otherwise. */
      materiality: materiality.optional(),
      /** The day from which the plan in the workbook holds, if it was revised with the DfE: reports sent before had another. */
      revised: isoDate.optional(),
    }),
    /** The first round that the council uses this program for: no earlier one is asked for. */
    first_round: z
      .string()
      .regex(/^\d{4}-\d{2}$/, 'a round, for example 2023-06')
      .optional(),
    on_track: z.strictObject({
      /** How far, in £m, the forecast cumulative balance may be above the plan before "on track" is contradicted. */
      tolerance: z.number().min(0),
      explanation: markdown,
    }),
    /** The last day on which the deficit is kept apart from the council's reserves. */
    accounting_treatment_ends: isoDate.optional(),
  })
  .meta({ whole: true });

export type Agreement = z.infer<typeof agreementSchema>;
export type AgreementCondition = Agreement['conditions'][number];
export type MilestoneStage = z.infer<typeof milestone>['stage'];
export type AgreementReport = Agreement['reports'][number];
export type PlanLine = Agreement['plan']['lines'][number];
