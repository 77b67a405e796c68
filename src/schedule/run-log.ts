import { readFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ifPossible, ifThere } from '../files/if-there.ts';
import { isoDate } from '../model/field-types.ts';

/**
 * The log of scheduled runs, `run.jsonl`: one line of JSON for each. It is the memory of the runs as well: what it says has
 * been announced or made is not announced or made again. It holds ids, counts and names of files of this program, and
 * nothing that a person wrote: a log gets copied to places where a report may not go.
 */

const work = {
  stage: z.string(),
  /** To the last day on which it can be sent or goes out. */
  working_days_left: z.number(),
  level: z.enum(['quiet', 'warning', 'failure']),
  /** See `Announcement`. */
  announced: z.array(z.string()),
  /** The milestone that a draft was due for; `agenda` for a paper. */
  draft_for: z.string().optional(),
  /** The result for each document. */
  drafts: z.array(
    z.object({
      document: z.string(),
      outcome: z.string(),
      /** In the output folder. */
      file: z.string().optional(),
      incomplete: z.boolean(),
    }),
  ),
  errors: z.number(),
  warnings: z.number(),
};

const roundEntry = z.object({
  /** `2023-06` */
  round: z.string(),
  ...work,
  /** How many people are reminded. */
  reminders: z.number(),
});
export type WorkEntry = z.infer<z.ZodObject<typeof work>>;
export type RoundEntry = z.infer<typeof roundEntry>;

const runEntry = z.object({
  /** The day, and which run of that day it was: `2023-05-25.1`. */
  run: z.string(),
  /** The London date, or the one given with `--today`. */
  day: isoDate,
  program: z.string(),
  /** Whether the inputs could be read. */
  readable: z.boolean(),
  rounds: z.array(roundEntry),
  /** By the day of the meeting. A log of an earlier version has none. */
  papers: z.array(z.object({ paper: z.string(), ...work })).default([]),
  /** How many files were written, with the reminders. */
  files_written: z.number(),
  /** What the webhook was to be told, where there is one and something was new. Its address is never here. */
  notice: z
    .object({ level: z.enum(['quiet', 'warning', 'failure']), text: z.string(), sent: z.boolean() })
    .exactOptional(),
  /** What came back in Word: the hashes of files that no run had seen before, and how much was in them. */
  forms: z
    .object({ files: z.array(z.string()), edits: z.number(), refused: z.number(), conflicts: z.number() })
    .exactOptional(),
  exit: z.number(),
});
export type RunEntry = z.infer<typeof runEntry>;

const logFile = 'run.jsonl';

/** The runs so far. A line that cannot be read, such as one that a full disk has cut off, is passed over. */
export async function readRunLog(output: string): Promise<RunEntry[]> {
  const text = textOf(output);
  return text.split('\n').flatMap((line) => ifPossible(() => runEntry.parse(JSON.parse(line))) ?? []);
}

const textOf = (output: string) => ifThere(() => readFileSync(join(output, logFile), 'utf8')) ?? '';

/** The name of the next run of a day. */
export function nextRun(log: readonly RunEntry[], day: string): string {
  return `${day}.${log.filter((entry) => entry.day === day).length + 1}`;
}

/** Adds a run at the end, and forces it to the disk. */
export async function appendRun(output: string, entry: RunEntry): Promise<void> {
  const before = textOf(output);
  const newLine = before === '' || before.endsWith('\n') ? '' : '\n';
  await mkdir(output, { recursive: true });
  const file = await open(join(output, logFile), 'a');
  try {
    await file.writeFile(`${newLine}${JSON.stringify(entry)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
