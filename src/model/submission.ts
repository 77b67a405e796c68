import * as z from 'zod';
import { isoDate, plainText } from './fields.ts';

/** A condition or KPI whose value, as an earlier report gave it to the DfE, has turned out to be wrong. */
export const correction = z.strictObject({
  /** The round whose report gave it. */
  round: plainText,
  condition: z.number().int().min(1).optional(),
  /** By its stable id. */
  kpi: plainText.optional(),
  reason: plainText.optional(),
});
export type Correction = z.infer<typeof correction>;

const toldKpi = z.strictObject({
  /** The month that the value is from: the round's own, or an earlier one for a KPI taken once a year. */
  month: plainText,
  /** As held in the workbook. */
  value: z.number(),
  /** As printed in the report. */
  printed: plainText,
});

/** What the DfE was sent, and who signed it: what submission.yaml holds. The program writes it, once. */
export const submissionSchema = z.strictObject({
  round: plainText,
  submitted: isoDate,
  /** The program's name and version. */
  program: plainText,
  signed: z.array(z.strictObject({ role: plainText, name: plainText, date: isoDate })),
  /** In the round's output folder. */
  files: z
    .array(z.strictObject({ file: plainText, sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256') }))
    .min(1),
  /** By the number of the condition. */
  ratings: z.record(z.string(), plainText),
  /** By the stable id of the KPI. */
  kpis: z.record(z.string(), toldKpi),
  /** What this report corrected, with the rating or value that it gave instead. */
  corrections: z
    .array(
      correction.extend({ rating: plainText.optional(), value: z.number().optional(), printed: plainText }),
    )
    .optional(),
});
export type Submission = z.infer<typeof submissionSchema>;

/** The record of a round's submission, beside its inputs. */
export const submissionFile = ({ folder }: { folder: string }) => `${folder}/submission.yaml`;
