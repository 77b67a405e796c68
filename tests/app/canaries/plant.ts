import type * as z from 'zod';

/** Canaries in every field that a schema has: a new field gets one on the day it is made. */

/** A word that is nowhere else, by which the canary is found again, and where it was put. */
export interface Canary {
  word: string;
  text: string;
  path: Array<string | number>;
}

export interface Planting {
  /** Which fields get one: those whose schema takes it, those whose schema refuses it, or what is marked for the DfE alone. */
  which: 'taken' | 'refused' | 'dfe';
  canaryFor(): Pick<Canary, 'word' | 'text'>;
  /** Of what can be given in several forms, which one. */
  form: number;
}

type Schema = z.core.$ZodType;
type Path = Array<string | number>;
// Zod gives each kind of schema a type of its own, and no type to what they are walked by.
// biome-ignore lint/suspicious/noExplicitAny: see above
const defOf = (schema: Schema): any => schema._zod.def;

/** What a schema takes besides canaries, where the sample has none: the first of these that it accepts. */
const harmless = [
  'A text',
  'a-name',
  '2023-06-16',
  '2023-06',
  '2023/24',
  'a'.repeat(64),
  'a.txt',
  'name@example.org',
  'Autumn 2024',
  1,
  2,
];

const takes = (schema: Schema, value: unknown) => (schema as z.ZodType).safeParse(value).success;

/** The value with canaries in it, and where they are. What the sample leaves out is added. */
export function plant(
  schema: Schema,
  value: unknown,
  planting: Planting,
): { value: unknown; planted: Canary[] } {
  const planted: Canary[] = [];
  return { value: visit(schema, value, []), planted };

  function visit(schema: Schema, value: unknown, path: Path, isForDfe = false): unknown {
    const def = defOf(schema);
    switch (def.type) {
      case 'optional':
      case 'nullable':
      case 'default': {
        const before = planted.length;
        const found = visit(def.innerType, value ?? undefined, path, isForDfe);
        return planted.length > before ? found : value;
      }
      case 'object':
        return ofObject(def.shape, value, path, isForDfe);
      case 'array':
        return ofArray(schema, value, path, isForDfe);
      case 'record': {
        return ofRecord(def, value, path, isForDfe);
      }
      case 'union': {
        const options: Schema[] = def.options;
        return visit(
          options[planting.form % options.length] as Schema,
          def.discriminator ? undefined : value,
          path,
          isForDfe,
        );
      }
      case 'lazy':
        return visit(def.getter(), value, path, isForDfe);
      case 'string':
      case 'number':
      case 'boolean':
      case 'enum':
      case 'pipe':
        return ofLeaf(schema, value, path, isForDfe);
      case 'literal':
        // It says which form the rest has.
        return value ?? harmlessFor(schema);
      default:
        throw new Error(`canaries know no schema of the type ${def.type}`);
    }
  }

  /** The names of a record's entries are typed too. */
  function ofRecord(
    { keyType, valueType }: Record<'keyType' | 'valueType', Schema>,
    value: unknown,
    path: Path,
    isForDfe: boolean,
  ) {
    const given = Object.entries(
      (value as object | undefined) ?? { [String(harmlessFor(keyType))]: undefined },
    );
    const entries = given.map(
      ([key, one]) => [key, visit(valueType, one, [...path, key], isForDfe)] as const,
    );
    return Object.fromEntries([
      ...entries,
      ...nameWithCanary(keyType, () => withoutCanary(valueType), path, isForDfe),
    ]);
  }

  /** A value without a canary. */
  function withoutCanary(schema: Schema): unknown {
    const none = () => ({ word: '', text: '' });
    return (
      plant(schema, undefined, { ...planting, which: 'dfe', canaryFor: none }).value ?? harmlessFor(schema)
    );
  }

  function nameWithCanary(names: Schema | undefined, value: () => unknown, path: Path, isForDfe: boolean) {
    const canary = planting.canaryFor();
    const isTaken = names !== undefined && takes(names, canary.text);
    const isWanted =
      planting.which === 'refused' ? !isTaken : isTaken && (planting.which === 'taken' || isForDfe);
    if (!isWanted) return [];
    planted.push({ ...canary, path: [...path, canary.text] });
    return [[canary.text, value()] as const];
  }

  function ofObject(shape: Record<string, Schema>, value: unknown, path: Path, isForDfe: boolean) {
    const given = (value ?? {}) as Record<string, unknown>;
    // What is in another file gets its canaries there.
    if (given.from && 'schemes' in shape) return given;
    const isMarked = planting.which === 'dfe' && 'audience' in shape && value === undefined;
    const entries = Object.entries(shape).map(([key, inside]) => [
      key,
      key === 'audience' && planting.which !== 'refused'
        ? isMarked
          ? 'dfe'
          : given[key]
        : visit(inside, given[key], [...path, key], isForDfe || isMarked),
    ]);
    const known = entries.filter(([, one]) => one !== undefined);
    return Object.fromEntries([
      ...known,
      ...(planting.which === 'refused' ? nameWithCanary(undefined, () => 'x', path, isForDfe) : []),
    ]);
  }

  /** Entries that there are get canaries. Words of a list, and what is for the DfE alone, are added to it. */
  function ofArray(schema: Schema, value: unknown, path: Path, isForDfe: boolean) {
    const { element } = defOf(schema) as { element: Schema };
    const given = (value as unknown[] | undefined) ?? [];
    const isOfWords = defOf(element).type !== 'object' && defOf(element).type !== 'union';
    if (isOfWords || planting.which === 'dfe') {
      const all =
        planting.which === 'dfe' ? given.map((one, i) => visit(element, one, [...path, i], isForDfe)) : given;
      const kept = isFull(schema, all) ? all.slice(0, -1) : all;
      const at = [...path, kept.length];
      const more = visit(element, undefined, at, isForDfe);
      const list = [
        ...kept,
        ...(planted.some((one) => at.every((key, i) => one.path[i] === key)) ? [more] : []),
      ];
      while (list.length > 0 && !isLongEnough(schema, list)) list.push(more);
      return list;
    }
    const entries = given.length > 0 ? given : [undefined];
    // Beyond some hundred problems of a file no more are shown.
    const isLeft = (i: number) => planting.which === 'refused' && i > 0;
    const list = entries.map((one, i) => (isLeft(i) ? one : visit(element, one, [...path, i], isForDfe)));
    while (!isLongEnough(schema, list))
      list.push(visit(element, undefined, [...path, list.length], isForDfe));
    return list;
  }

  function ofLeaf(schema: Schema, value: unknown, path: Path, isForDfe: boolean): unknown {
    const canary = planting.canaryFor();
    const isTaken = takes(schema, canary.text);
    const isWanted =
      planting.which === 'refused' ? !isTaken : isTaken && (planting.which === 'taken' || isForDfe);
    if (!isWanted) return value ?? harmlessFor(schema);
    planted.push({ ...canary, path });
    return canary.text;
  }
}

/** The lengths that a list may have. */
function lengthsOf(schema: Schema): { least: number; most: number } {
  const checks = ((defOf(schema).checks ?? []) as Schema[]).map(defOf);
  return {
    least: Math.max(0, ...checks.map(({ minimum, length }) => minimum ?? length ?? 0)),
    most: Math.min(...checks.map(({ maximum, length }) => maximum ?? length ?? Infinity), Infinity),
  };
}

const isLongEnough = (schema: Schema, list: readonly unknown[]) => list.length >= lengthsOf(schema).least;
const isFull = (schema: Schema, list: readonly unknown[]) => list.length >= lengthsOf(schema).most;

function harmlessFor(schema: Schema): unknown {
  const { type, entries, values } = defOf(schema);
  if (type === 'enum') return Object.values(entries)[0];
  if (type === 'literal') return values[0];
  if (type === 'boolean') return false;
  const found = harmless.find((one) => takes(schema, one));
  if (found === undefined)
    throw new Error('canaries know no value for a schema: add one to those that are harmless');
  return found;
}
