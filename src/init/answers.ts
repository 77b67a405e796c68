import * as z from 'zod';
import { agreementSchema, planRole } from '../model/agreement.ts';
import { financialYear, markdown, name, plainText } from '../model/field-types.ts';
import { months } from '../model/months.ts';
import { programmeSchema } from '../model/programme.ts';
import { ratingColours } from '../model/rating-colours.ts';
import { forHeadings } from './house-style.ts';
import { milestonesIn, ratingsIn, reportsIn, rolesIn, workstreamsIn, yearsIn } from './one-line.ts';
import { listedIn } from './split-conditions.ts';

/** What `init` has to know of a council: the answers file, and what options and questions give. */

/** A list that may be written on one line. `form` says how, with an example. */
const oneLine = <Schema extends z.ZodType>(parse: (text: string) => unknown, form: string, schema: Schema) =>
  z.preprocess((value, context) => {
    if (typeof value !== 'string') return value;
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: form });
    return z.NEVER;
  }, schema);

/** A file, beside the answers file or at a path of its own. */
const file = z.strictObject({ file: name });
const orFile = (isFile: RegExp, otherwise: (text: string) => unknown) => (text: string) =>
  isFile.test(text.trim()) && !text.includes('\n') ? { file: text.trim() } : otherwise(text);

/** A group that may be written as the text of one field of it. */
const orText = <Schema extends z.ZodType>(field: string, schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' ? { [field]: value } : value), schema);

const condition = orText(
  'wording',
  z.strictObject({
    wording: name,
    short: name.optional(),
    workstreams: z.array(z.number().int().min(1)).optional(),
  }),
);

const wordings = oneLine(
  (text) => listedIn(text).map((wording) => ({ wording })),
  'a list',
  z.array(orText('wording', z.strictObject({ wording: name, id: name.optional(), owner: name.optional() }))),
);

const milestone = z.strictObject({
  name,
  working_days_before: z.number().int().min(0),
  stage: z.enum(['draft', 'board', 'submit']).optional(),
  with: name.optional(),
});

const planLine = orText('name', z.strictObject({ name, role: planRole.optional() }));

const { sign_offs: signOffs, people, public: publicGroup } = programmeSchema.shape;

/** What papers for the public need: on one line, who answers questions. */
const papers = oneLine(
  (text) => {
    if (/^(?:none|no|n)$/i.test(text.trim())) return 'none';
    const [contact, telephone, email] = text.split(';').map((part) => part.trim());
    return contact && telephone && email ? { contacts: [{ name: contact, telephone, email }] } : undefined;
  },
  'none, or who answers questions about papers: The programme team; 01632 960123; team@example.org',
  z.union([z.literal('none'), publicGroup.unwrap().partial().required({ contacts: true })]),
);

export const answersSchema = z.strictObject({
  council: name,
  council_short: name.optional(),
  /** The scheme as its funder calls it, and the council in public. */
  formal_name: name,
  public_name: name.optional(),
  report_title: name.optional(),
  term_note: name.optional(),
  agreement: name.optional(),
  agreed: name.optional(),
  financial_years: oneLine(
    yearsIn,
    'financial years, for example 2023/24 to 2027/28',
    agreementSchema.shape.financial_years,
  ).optional(),
  first_round: z
    .string()
    .regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/, 'a round, for example 2024-06')
    .optional(),
  conditions: oneLine(
    orFile(/\.(?:docx|txt|md)$/i, (text) => listedIn(text)),
    'a numbered list, or a Word file',
    z.union([file, z.array(condition).min(1)]),
  ),
  reports: oneLine(
    reportsIn,
    'months, each with the day of its deadline, for example 16 June, 15 September, 15 December',
    z
      .array(
        z.strictObject({
          month: z.enum(months),
          deadline_day: z.number().int().min(1).max(31),
          column: name.optional(),
        }),
      )
      .transform((list) => list.map((one, i) => ({ number: i + 1, ...one, column: one.column ?? one.month })))
      .pipe(agreementSchema.shape.reports),
  ),
  milestones: oneLine(
    milestonesIn,
    'names, each with its working days before the deadline, for example Draft to the board 14; Sign-off 4',
    z.array(milestone).min(1),
  ).optional(),
  collection: z.number().int().min(0).optional(),
  ratings: oneLine(
    ratingsIn,
    'ratings, best first, for example Green, Amber, Red',
    z
      .array(
        orText(
          'rating',
          z.strictObject({
            rating: name,
            meaning: name.optional(),
            colour: z.enum(ratingColours).optional(),
            needs_mitigation: z.boolean().optional(),
          }),
        ),
      )
      .transform((list) => list.map((one) => ({ ...one, meaning: one.meaning ?? '' })))
      .pipe(agreementSchema.shape.rating_scale),
  ).optional(),
  sign_offs: oneLine(
    rolesIn,
    "roles, for example S151 Officer; Director of Children's Services",
    z
      .array(orText('role', z.strictObject({ role: name, id: name.optional() })))
      .transform((list) => list.map((one, i) => ({ ...one, id: one.id ?? `sign-off-${i + 1}` })))
      .pipe(signOffs),
  ),
  report_owner: name.optional(),
  workstreams: oneLine(
    workstreamsIn,
    'names, the conditions of each, and who leads it, for example Places (1, 4): Head of Places; Advice (2): Head of Inclusion',
    z.array(
      z.strictObject({
        name,
        public_name: name.optional(),
        lead: name,
        conditions: z.array(z.number().int().min(1)).optional(),
      }),
    ),
  ).optional(),
  people: people.unwrap().optional(),
  questions: wordings.optional(),
  additional_information: wordings.optional(),
  kpis: oneLine((text) => ({ file: text.trim() }), 'a workbook', z.strictObject({ file: name })).optional(),
  plan: oneLine(
    orFile(/\.xls[xm]?$/i, (text) => ({ lines: listedIn(text.replaceAll(';', '\n')) })),
    'a workbook, or the names of its lines',
    z.union([file, z.strictObject({ lines: z.array(planLine).min(1) })]),
  ),
  contributions: z
    .strictObject({
      dfe: z.record(financialYear, z.number()).optional(),
      council: z.record(financialYear, z.number()).optional(),
    })
    .optional(),
  on_track: z.strictObject({ tolerance: z.number().min(0), explanation: markdown.optional() }).optional(),
  glossary: z.record(z.string(), plainText).optional(),
  /** What papers for the public need besides; `none` where there are none. */
  papers: papers.optional(),
  /** A picture for the first page of reports and papers. */
  logo: name.optional(),
  /** The colour of headings. */
  colour: z
    .string()
    .regex(/^#?[0-9a-f]{6}$/i, 'a colour as six hexadecimal digits, for example "#1F3A5F"')
    .transform((text) => text.replace('#', '').toUpperCase())
    .superRefine((colour, context) => {
      const darker = forHeadings(colour);
      const message = `a colour with a contrast of 7 to 1 on white, for example "#${darker}"`;
      if (darker !== colour) context.addIssue({ code: 'custom', message });
    })
    .optional(),
  /** How the council's own workbooks are to be read, where a guess was wrong: by the names on the page of what is left. */
  readings: z.record(z.string(), z.string()).optional(),
});

export type Answers = z.infer<typeof answersSchema>;
