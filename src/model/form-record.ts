import * as z from 'zod';

/** An update form: what it asks for, and where each answer belongs. It is kept beside the form as it was written. */

/** `text` is one line, `markdown` narrative, `choice` one of `options`; `rows` are the rows of a table with the cells of `columns`. */
const kind = z.enum(['text', 'markdown', 'date', 'choice', 'rows']);

const formField = z.object({
  /** The bookmark of the template in the cell of the label, and which of those with this name it is, counted from 0. */
  mark: z.string(),
  turn: z.number().int(),
  /** How many cells to the right of the label the answer is. */
  cell: z.number().int(),
  kind,
  options: z.array(z.string()).exactOptional(),
  columns: z
    .array(
      z.object({ name: z.string(), kind, options: z.array(z.string()).exactOptional(), needed: z.boolean() }),
    )
    .exactOptional(),
  /** In messages: `condition 4, progress`. */
  name: z.string(),
  /** The file, relative to the inputs folder, and the path in it. */
  file: z.string(),
  path: z.array(z.union([z.string(), z.number()])),
  /** What was there when the form was written. */
  value: z.unknown().optional(),
});
export type FormField = z.infer<typeof formField>;

/** What is kept of a form that was written. */
export const formRecordSchema = z.object({
  round: z.string(),
  owner: z.string(),
  /** The owner in the name of the file. */
  slug: z.string(),
  version: z.number().int().min(1),
  /** The name of the agreement: forms of another one are not read. */
  agreement: z.string(),
  file: z.string(),
  sha256: z.string(),
  fingerprint: z.string(),
  fields: z.array(formField),
});
export type FormRecord = z.infer<typeof formRecordSchema>;

/** The identity in the document property of a form: `form/2023-12/assistant-director-workstream-1/2`. */
export const formIdentity = ({ round, slug, version }: Pick<FormRecord, 'round' | 'slug' | 'version'>) =>
  `form/${round}/${slug}/${version}`;

export function readFormIdentity(text: string): Pick<FormRecord, 'round' | 'slug' | 'version'> | undefined {
  const [, round, slug, version] = /^form\/(\d{4}-\d{2})\/([a-z0-9-]{1,80})\/(\d{1,6})$/.exec(text) ?? [];
  return round && slug && version ? { round, slug, version: Number(version) } : undefined;
}

/** What a drop-down list shows until something is chosen: no answer. */
export const notChosen = 'Choose from the list';
