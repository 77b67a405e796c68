import * as z from 'zod';
import { schemaAt } from '../inputs/yaml/example.ts';
import { difficultySchema } from '../model/difficulty.ts';
import { isoDate, markdown } from '../model/field-types.ts';
import { committeePaperSchema, focusSchema, paperSchema, workstreamUpdateSchema } from '../model/paper.ts';
import { conditionSchema, reportSchema } from '../model/round.ts';
import { dayTyped } from './typed-days.ts';

/** What the fields of a round or paper may hold, as their schemas say it. */

type Path = ReadonlyArray<string | number>;

/** A field of a file, relative to the inputs folder. */
export interface Field {
  file: string;
  path: Path;
}

export const sameField = (a: Field, b: Field) => a.file === b.file && a.path.join('\n') === b.path.join('\n');

const schemas: ReadonlyArray<readonly [RegExp, z.ZodType]> = [
  [/^rounds\/[^/]+\/report\.yaml$/, reportSchema],
  [/^rounds\/[^/]+\/conditions\/[^/]+\.ya?ml$/i, conditionSchema],
  [/^forum\/[^/]+\/paper\.yaml$/, paperSchema],
  [/^forum\/[^/]+\/focus\.yaml$/, focusSchema],
  [/^forum\/[^/]+\/workstream[^/]*\.ya?ml$/i, workstreamUpdateSchema],
  [/^papers\/[^/]+\/paper\.yaml$/, committeePaperSchema],
  [/^difficulties\/[^/]+\.ya?ml$/i, difficultySchema],
];

/** The schema of a field; undefined of a file that people do not answer in, or a field that it does not have. */
function schemaOf(file: string, path: Path): z.ZodType | undefined {
  const root = schemas.find(([name]) => name.test(file))?.[1];
  return root && (schemaAt(root, path) as z.ZodType | undefined);
}

const bare = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema instanceof z.ZodOptional
    ? bare(schema.unwrap() as z.ZodType)
    : schema instanceof z.ZodPipe && schema.out instanceof z.ZodEnum
      ? schema.out
      : schema;

/** How a field is written in Word. */
type FieldKind = 'markdown' | 'date' | 'text' | 'other';

export function kindOf(file: string, path: Path): FieldKind {
  const schema = bare(schemaOf(file, path));
  if (schema === markdown) return 'markdown';
  if (schema === isoDate) return 'date';
  const isText = [z.ZodString, z.ZodEnum, z.ZodUnion].some((one) => schema instanceof one);
  return isText ? 'text' : 'other';
}

/** One of these words, however somebody writes it; or what they are. */
export function wordOf(words: readonly string[], typed: string): { value: string } | { allowed: string } {
  const value = words.find((word) => word.toLowerCase() === typed.trim().toLowerCase());
  return value === undefined ? { allowed: words.join(', ') } : { value };
}

/** What was typed, as the field takes it; or what the field takes, in words. */
export function valueFor(file: string, path: Path, typed: string): { value: string } | { allowed: string } {
  const schema = bare(schemaOf(file, path));
  const day = schema === isoDate ? dayTyped(typed) : undefined;
  if (day && 'day' in day) return { value: day.day };
  if (schema === undefined) return { allowed: 'nothing: there is no such field' };
  if (schema instanceof z.ZodEnum) return wordOf(schema.options.map(String), typed);
  const read = schema.safeParse(typed);
  if (read.success && typeof read.data === 'string') return { value: read.data };
  return { allowed: read.error?.issues[0]?.message ?? 'another value' };
}

/** Whether a field cannot be left out. */
export const isNeeded = ({ file, path }: Field): boolean =>
  schemaOf(file, path)?.safeParse(undefined).success === false;

/** Why a paragraph that the document has no place for is refused. */
export const noField = 'no field holds a paragraph in this place: write it into one that does';
