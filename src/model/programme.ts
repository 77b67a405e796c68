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
});
export type Programme = z.infer<typeof programmeSchema>;

/** Bank holidays in England and Wales: what bank-holidays.yaml holds. */
export const holidaysSchema = z.strictObject({
  source: plainText,
  runs_out: isoDate,
  holidays: z.array(z.strictObject({ date: isoDate, name: plainText })),
});
export type Holidays = z.infer<typeof holidaysSchema>;
