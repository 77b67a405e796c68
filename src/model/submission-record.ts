import * as z from 'zod';
import { isoDate, plainText } from './field-types.ts';

/** The document that the DfE gets. */
export const submittedDocument = 'tri-annual-report';
export const finalName = (id: string) => `${submittedDocument}-${id}-final.docx`;

/** A rating, KPI, figure or text that has turned out to be wrong, as an earlier report gave it to the DfE. */
export const correction = z.strictObject({
  /** The round whose report gave it. */
  round: plainText,
  condition: z.number().int().min(1).optional(),
  /** By its stable id. */
  kpi: plainText.optional(),
  /** Another figure, `forecast 2023-06 cumulative-after 2023/24`, or a text, `report.yaml summary`: named as messages name it. */
  figure: plainText.optional(),
  text: plainText.optional(),
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

export const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256');

/** A name in one folder: none that could lead out of it. */
export const plainName = z
  .string()
  .regex(/^(?![.~])[^/\\:*?"<>|\p{Cc}]+$/u, 'a plain name of a file, without a folder');
const hashedFile = z.strictObject({ file: plainText, sha256: hash });

/** Lists that would take long to read as YAML: a text with a line of JSON for each entry. */
const lines = z.string();

/** What was told to the DfE, so that it can be compared with what the inputs say later. */
const told = {
  /** By the number of the condition. */
  ratings: z.record(z.string(), plainText),
  /** By the stable id of the KPI. */
  kpis: z.record(z.string(), toldKpi),
  /** Other figures of workbooks that were printed, by name: `["forecast 2023-06 cumulative-after 2023/24",60.1]`. */
  figures: lines.optional(),
  /** Fields of the round's own folder that were printed: `["report.yaml",["summary"],"All is well."]`. */
  fields: lines.optional(),
  /** All that was printed, without words of the template and the program: `["on_track","Yes","rounds/2023-06/report.yaml on_track"]`. */
  printed: lines.optional(),
  /** What this report corrected, with the rating, value or text that it gave instead. */
  corrections: z
    .array(
      correction.extend({ rating: plainText.optional(), value: z.number().optional(), printed: plainText }),
    )
    .optional(),
};
export const toldSchema = z.object(told);
export type Told = z.infer<typeof toldSchema>;

/** What the DfE was sent, and who signed it: what submission.yaml holds. The program writes it, once. */
export const submissionSchema = z.strictObject({
  /** Absent of records of version 0.1, which have no seal. */
  version: z.literal(1).optional(),
  round: plainText,
  submitted: isoDate,
  /** The program's name and version. */
  program: plainText,
  /** Sent by other means than this program, which knows no more of it than the day. */
  by_other_means: z.literal(true).optional(),
  /** The instant in UTC by the machine's clock, and who ran the program where. */
  made: z.strictObject({ at: plainText, account: plainText, host: plainText }).optional(),
  /** Why the day is not that of the clock. */
  entered_late: plainText.optional(),
  signed: z.array(
    z.strictObject({
      role: plainText,
      name: plainText,
      date: isoDate,
      deputy: plainText.optional(),
      evidence: plainText.optional(),
      entered_late: plainText.optional(),
      /** The draft that was signed, and its SHA-256 as it was written. */
      draft: z.number().int().optional(),
      sha256: hash.optional(),
    }),
  ),
  /** In the folder `submission` of the round's output folder; of records without a version in that folder itself. */
  files: z.array(z.strictObject({ file: plainName, sha256: hash })),
  /** Relative to the inputs folder and the templates folder. */
  inputs: z.array(hashedFile).optional(),
  templates: z.array(hashedFile).optional(),
  ...told,
  /** Differences from the inputs that were known when the report was filled from an earlier draft, by name. */
  known: z.array(plainText).optional(),
  /** The seal of the record before, or the SHA-256 of one that has none; absent of the first. */
  previous: hash.optional(),
  seal: hash.optional(),
});
export type Submission = z.infer<typeof submissionSchema>;

/** The record of a round's submission, beside its inputs. */
export const submissionFile = ({ folder }: { folder: string }) => `${folder}/submission.yaml`;

/** Where its files are, below the round's output folder. */
export const packFolder = ({ version }: Pick<Submission, 'version'>) => (version ? 'submission' : '');

/** The entries of such a list; none of one that somebody has damaged. */
export function entriesIn<Entry>(text: string | undefined): Entry[] {
  try {
    return (text ?? '')
      .split('\n')
      .flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as Entry]));
  } catch {
    return [];
  }
}

export const linesOf = (entries: readonly unknown[]) =>
  entries.map((one) => `${JSON.stringify(one)}\n`).join('');
