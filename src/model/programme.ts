import * as z from 'zod';
import { distinctBy, eMailAddress, isoDate, name, plainText, workstreamNumber } from './field-types.ts';

const publicGroup = z.strictObject({
  /** Who answers questions; no other number or address may stand in a paper. */
  contacts: z.array(z.strictObject({ name: plainText, telephone: plainText, email: plainText })).min(1),
  contact_sentence: plainText,
  equality: plainText,
  alternative_formats: plainText,
  /** Counts of pupils below this are not printed, so that nobody can be recognised. */
  smallest_count: z.number().int().min(2),
});

/** The programme: names, people and house wording. What programme.yaml holds. */
export const programmeSchema = z
  .strictObject({
    illustrative: z.boolean().optional(),
    council: plainText,
    council_short: plainText,
    /** The name used with schools, families and in public papers. */
    public_name: name,
    /** Its short form, for headings; without it the whole name is printed. */
    public_short: name.optional(),
    /** The DfE's name for the scheme, used only in documents for the DfE. */
    formal_name: plainText,
    report_title: plainText,
    /** The footnote on the formal name, where the council has another name for it. */
    term_note: plainText.optional(),
    /** The role that writes report.yaml and keeps the workbooks: who is reminded of what is missing there. */
    report_owner: name.optional(),
    /** Who holds a role, and where they are written to. */
    people: z
      .array(z.strictObject({ role: name, name: name.optional(), email: eMailAddress.optional() }))
      .superRefine(distinctBy(({ role }) => role.toLowerCase(), ['role', 'a role that no other entry has']))
      .optional(),
    /** Where update forms come back to, besides being named to `review`. */
    forms: z.strictObject({ folder: name, apply: z.boolean().optional() }).optional(),
    sign_offs: z
      .array(z.strictObject({ id: z.string().min(1), role: name }))
      .min(1)
      .superRefine(distinctBy(({ id }) => id, ['id', 'an id that no other sign-off has']))
      .superRefine(distinctBy(({ role }) => role, ['role', 'a role that no other sign-off has'])),
    workstreams: z
      .array(
        z.strictObject({
          number: workstreamNumber,
          formal_name: plainText,
          public_name: plainText,
          lead: plainText,
        }),
      )
      .superRefine(distinctBy(({ number }) => number, ['number', 'a number that no other workstream has']))
      .default([]),
    glossary: z.record(z.string(), plainText).default({}),
    /** How many working days before a meeting its papers go out. */
    papers: z.strictObject({ agenda_working_days_before: z.number().int().min(0).max(60) }).optional(),
    /** What public papers need besides: a council that writes none has none. */
    public: publicGroup.optional(),
  })
  .meta({ whole: true });
export type Programme = z.infer<typeof programmeSchema>;

/** What public papers need besides; blank, with a cautious limit for counts, until programme.yaml gives it. */
export const publicOf = (programme: Pick<Programme, 'public'>): z.infer<typeof publicGroup> =>
  programme.public ?? {
    contacts: [],
    contact_sentence: '',
    equality: '',
    alternative_formats: '',
    smallest_count: 10,
  };

/** Bank holidays in England and Wales: what bank-holidays.yaml holds. */
export const holidaysSchema = z.strictObject({
  source: plainText,
  runs_out: isoDate,
  holidays: z.array(z.strictObject({ date: isoDate, name: plainText })),
});
export type Holidays = z.infer<typeof holidaysSchema>;
