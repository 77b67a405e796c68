import * as z from 'zod';
import { isoDate, plainText, workstreamNumber } from './fields.ts';

/** The programme: names, people and house wording. What programme.yaml holds. */
export const programmeSchema = z.strictObject({
  illustrative: z.boolean().optional(),
  council: plainText,
  council_short: plainText,
  /** The name used with schools, families and in public papers. */
  public_name: plainText,
  /** The DfE's name for the scheme, used only in documents for the DfE. */
  formal_name: plainText,
  report_title: plainText,
  /** The footnote on the formal name. */
  term_note: plainText,
  sign_offs: z.array(z.strictObject({ id: z.string(), role: plainText })).min(1),
  workstreams: z
    .array(
      z.strictObject({
        number: workstreamNumber,
        formal_name: plainText,
        public_name: plainText,
        lead: plainText,
      }),
    )
    .min(1),
  glossary: z.record(z.string(), plainText),
  /** What public papers need besides. */
  public: z.strictObject({
    /** Who answers questions; no other number or address may stand in a paper. */
    contacts: z.array(z.strictObject({ name: plainText, telephone: plainText, email: plainText })).min(1),
    contact_sentence: plainText,
    equality: plainText,
    alternative_formats: plainText,
    /** Counts of pupils below this are not printed, so that nobody can be recognised. */
    smallest_count: z.number().int().min(2),
  }),
});
export type Programme = z.infer<typeof programmeSchema>;

/** Bank holidays in England and Wales: what bank-holidays.yaml holds. */
export const holidaysSchema = z.strictObject({
  source: plainText,
  runs_out: isoDate,
  holidays: z.array(z.strictObject({ date: isoDate, name: plainText })),
});
export type Holidays = z.infer<typeof holidaysSchema>;
