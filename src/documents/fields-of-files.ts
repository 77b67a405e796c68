import { isForTheDfe } from '../model/paper.ts';
import type { Origin } from '../model/printed-list.ts';
import { Sourced } from '../word/sourced.ts';
import type { Given } from './origins.ts';

/** Values of input files, each text and number with the place that it has in its file. */

/** A value of a file with origins at its leaves. What only chooses, true or false, has none. */
export type Fields<Value> = Value extends string | number
  ? Given<Value>
  : Value extends boolean | undefined | null
    ? Value
    : Value extends ReadonlyArray<infer Item>
      ? ReadonlyArray<Fields<Item>>
      : { readonly [Name in keyof Value]: Fields<Value[Name]> };

interface From {
  file: string;
  /** Where the value is in the file, if it is not all of it. */
  at?: ReadonlyArray<string | number>;
  /** Puts figures in the place of the references of a text. */
  fill?(text: string, place: Origin): Given;
  /** Entries that are for the DfE alone are left out. */
  isPublic?: boolean;
}

/** The value of a file, or of a part of one, with origins. Numbers in paths are those of the file, also where entries are left out. */
export function fieldsOf<Value>(value: Value, { file, at = [], fill, isPublic }: From): Fields<Value> {
  const visit = (one: unknown, path: ReadonlyArray<string | number>): unknown => {
    if (typeof one === 'string' && fill && one.includes('{{')) return fill(one, { field: file, path });
    if (typeof one === 'string' || typeof one === 'number') return new Sourced(one, { field: file, path });
    if (typeof one !== 'object' || one === null) return one;
    if (Array.isArray(one))
      return one.flatMap((item, i) => (isPublic && isForTheDfe(item) ? [] : [visit(item, [...path, i])]));
    return Object.fromEntries(
      Object.entries(one).map(([key, inside]) => [key, visit(inside, [...path, key])]),
    );
  };
  return visit(value, at) as Fields<Value>;
}
