import * as z from 'zod';
import { isoDate, paperId, plainText } from './field-types.ts';
import { hash } from './submission-record.ts';

/** A paper as it was published. */
const publication = z.strictObject({
  /** The day of the meeting, and the body if it is not Schools Forum. */
  id: paperId,
  /** The day on which it was published. */
  day: isoDate,
  kind: z.literal('paper'),
  /** In the output folder, with forward slashes. */
  file: plainText,
  sha256: hash,
  /** Of the PDF beside it, which has its name and ends in .pdf. */
  pdf_sha256: hash.optional(),
  /** From the second time on, counted from 2, and why. */
  revision: z.number().int().min(2).optional(),
  reason: plainText.optional(),
});
export type Publication = z.infer<typeof publication>;

/** A report as it was submitted. The record in the round's folder holds the rest. */
const sentReport = z.strictObject({
  id: z.string().regex(/^\d{4}-\d{2}$/, 'a round, for example 2023-06'),
  /** The day on which it was submitted. */
  day: isoDate,
  kind: z.literal('report'),
  /** The seal of its record. A record of version 0.1 has none: the SHA-256 of its text, with line ends of one character. */
  seal: hash.optional(),
  sha256: hash.optional(),
  /** How many the record holds. */
  signatures: z.number().int(),
  kpis: z.number().int(),
});
export type SentReport = z.infer<typeof sentReport>;

const entry = z.discriminatedUnion('kind', [publication, sentReport]);
export type RegisterEntry = z.infer<typeof entry>;

/** The register: what was sent and published, in order of time. The program writes it, an entry at a time. */
export const submissionsSchema = z.strictObject({ entries: z.array(entry) });

/** The publications of the paper for a meeting, the last one last. */
export const publicationsOf = (entries: readonly RegisterEntry[], id: string): Publication[] =>
  entries.filter((one): one is Publication => one.kind === 'paper' && one.id === id);

/** The reports that were submitted, the last one last. */
export const reportsSent = (entries: readonly RegisterEntry[]): SentReport[] =>
  entries.filter((one): one is SentReport => one.kind === 'report');
