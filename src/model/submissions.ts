import * as z from 'zod';
import { isoDate, plainText } from './fields.ts';

/** A paper as it was published. */
const publication = z.strictObject({
  /** The day of the meeting. */
  id: isoDate,
  /** The day on which it was published. */
  day: isoDate,
  kind: z.literal('paper'),
  /** In the output folder, with forward slashes. */
  file: plainText,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256'),
  /** From the second time on, counted from 2, and why. */
  revision: z.number().int().min(2).optional(),
  reason: plainText.optional(),
});
export type Publication = z.infer<typeof publication>;

/** The register: what was sent and published, in order of time. The program writes it, an entry at a time. */
export const submissionsSchema = z.strictObject({ entries: z.array(publication) });

/** The publications of the paper for a meeting, the last one last. */
export const publicationsOf = (entries: readonly Publication[], id: string): Publication[] =>
  entries.filter((entry) => entry.id === id);
