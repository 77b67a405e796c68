import { stringify } from 'yaml';
import type * as z from 'zod';

/** What a field that is missing looks like, from its schema: with the fields that it can't do without. */

type Definition = Record<string, unknown> & { type?: string };

const definitionOf = (schema: unknown): Definition => (schema as { def?: Definition } | undefined)?.def ?? {};

/** The schema below what makes it optional or changes its value. */
function unwrapped(schema: unknown): unknown {
  const { type, innerType, in: input, out } = definitionOf(schema);
  if (innerType) return unwrapped(innerType);
  if (type !== 'pipe') return schema;
  return unwrapped(definitionOf(input).type === 'transform' ? out : input);
}

export function schemaAt(schema: z.ZodType, path: ReadonlyArray<PropertyKey>): unknown {
  return path.reduce<unknown>((at, part) => {
    const definition = definitionOf(unwrapped(at));
    // Of "one text, or a list", the list is what a path goes into.
    const { shape, element, valueType } = definition.options
      ? definitionOf(unwrapped((definition.options as unknown[]).at(-1)))
      : definition;
    return (shape as Record<PropertyKey, unknown> | undefined)?.[part] ?? element ?? valueType;
  }, schema);
}

/** The fields of a group, or of each entry of a list of groups. */
export function keysOf(schema: unknown): string[] {
  const { shape, options } = definitionOf(unwrapped(schema));
  return options ? keysOf((options as unknown[]).at(-1)) : Object.keys((shape as object | undefined) ?? {});
}

function exampleValue(schema: unknown): unknown {
  const definition = definitionOf(unwrapped(schema));
  switch (definition.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(definition.shape as Record<string, z.ZodType>)
          .filter(([, field]) => !field.safeParse(undefined).success)
          .map(([key, field]) => [key, exampleValue(field)]),
      );
    case 'array':
      return [exampleValue(definition.element)];
    case 'record':
      return {};
    case 'union':
      return exampleValue((definition.options as unknown[])[0]);
    case 'enum':
      return Object.values(definition.entries as object)[0];
    case 'literal':
      return (definition.values as unknown[])[0];
    case 'boolean':
      return true;
    case 'number':
      return 1;
    default:
      return '…';
  }
}

/** Fields to paste, each with what it can't do without. */
export const exampleOf = (
  schema: z.ZodType,
  path: ReadonlyArray<PropertyKey>,
  keys: readonly string[],
): string =>
  stringify(
    Object.fromEntries(keys.map((key) => [key, exampleValue(schemaAt(schema, [...path, key]))])),
  ).trimEnd();

/** Whether a field is a group or a list. */
export const isCollection = (schema: z.ZodType, path: ReadonlyArray<PropertyKey>): boolean =>
  /^(?:object|array|record)$/.test(definitionOf(unwrapped(schemaAt(schema, path))).type ?? '');
