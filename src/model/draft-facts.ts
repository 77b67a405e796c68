import * as z from 'zod';

/**
 * What a draft of a report says, kept in its manifest, so that what has changed by the next draft can be said. Read again,
 * it is a file like any other: an older program wrote none of it, and anybody may have changed it.
 */
export const draftFactsSchema = z.object({
  on_track: z.string(),
  /** By the number of the condition. */
  ratings: z.record(z.string(), z.string()),
  /** By role: who has signed, and when, in words. */
  signed: z.record(z.string(), z.string()),
  /** By what a text is called: its SHA-256. */
  texts: z.record(z.string(), z.string()),
});
export type DraftFacts = z.infer<typeof draftFactsSchema>;

/** What had changed when a draft was made, in sentences. */
export const changesSchema = z.array(z.string());

/** What is read of an earlier draft's manifest. */
export const recordedDraftSchema = z.object({
  facts: draftFactsSchema,
  figures: z.array(z.object({ name: z.string(), printed: z.string(), cell: z.string() })),
});
