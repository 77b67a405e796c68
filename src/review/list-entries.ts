import { originsIn, type Printed } from '../model/printed-list.ts';
import type { Block } from '../word/read/block.ts';
import { fieldOf, type Located } from './locate-entries.ts';
import { plain } from './narrative.ts';
import type { Task } from './narrative-places.ts';
import type { Field } from './what-fields-take.ts';

/** Rows and paragraphs that are entries of a list: a risk, a recommendation. */

/** An entry of a list, with its texts by the names of its fields; of a list of texts, the text alone. */
export interface Entry {
  list: Field;
  at: number;
  texts: Record<string, string> | string;
}

/** The entry of a list that all of these values are, or are worked out from, with its texts. */
export function entryAt(located: readonly Located[]): Entry | undefined {
  const fields = located.flatMap(({ entry }) => {
    const field = fieldOf(entry);
    return field && isInEntry(field.path) ? [{ field, text: entry.text }] : [];
  });
  const [first] = fields;
  if (!first) return undefined;
  const depth = first.field.path.findLastIndex((key) => typeof key === 'number');
  const prefix = first.field.path.slice(0, depth + 1);
  const list: Field = { file: first.field.file, path: prefix.slice(0, -1) };
  const isWithin = ({ file, path }: Field) => file === list.file && prefix.every((key, i) => path[i] === key);
  const areWithin = (places: readonly Field[]) => places.length > 0 && places.every(isWithin);
  if (!located.every(({ entry }) => areWithin(placesOf(entry)))) return undefined;
  const key = (field: Field) => String(field.path[depth + 1] ?? '');
  const texts = fields.every(({ field }) => field.path.length === depth + 1)
    ? first.text
    : Object.fromEntries(fields.map(({ field, text }) => [key(field), text]));
  return { list, at: prefix.at(-1) as number, texts };
}

/** The fields that something printed is, or is worked out from; none where it is from a cell or from words of the program too. */
function placesOf(entry: Printed): Field[] {
  const own = fieldOf(entry);
  if (own) return [own];
  const origins = originsIn(entry.origin).filter((one) => !('workedOut' in one));
  const fields = origins.flatMap((one) => ('field' in one ? { file: one.field, path: one.path } : []));
  return fields.length === origins.length ? fields : [];
}

const isInEntry = (path: Field['path']) => path.some((key) => typeof key === 'number');

/** The texts of a new row by the fields of the row beside it; a new paragraph by the wording of the one beside it. */
export function textsFor(
  is: readonly Block[],
  beside: ReadonlyArray<{ block: Block; located: readonly Located[] }>,
  list: Field,
): Record<string, string> | string | undefined {
  const texts: Record<string, string> = {};
  for (const { block, located } of beside) {
    const own = is.filter((one) => one.cell?.column === block.cell?.column).map(({ text }) => plain(text));
    if (located.length === 0) continue;
    if (located.length > 1) return undefined;
    const { entry, from, to } = located[0] as Located;
    const field = fieldOf(entry);
    if (!field) continue;
    const [start, end] = [plain(block.text.slice(0, from)), plain(block.text.slice(to))];
    const words = own.join('\n');
    if (!words.startsWith(start) || !words.endsWith(end)) return undefined;
    const text = words.slice(start.length, words.length - end.length).trim();
    const key = field.path[list.path.length + 1];
    if (key === undefined) return text;
    texts[String(key)] = text;
  }
  return texts;
}

/**
 * What a new row has in the columns that the program works out, as it does in the row beside it, where no other row has it.
 * @param beside the paragraphs of the row beside it
 */
export function besideFields(
  { before, located }: Pick<Task, 'before' | 'located'>,
  is: readonly Block[],
  beside: readonly number[],
): Array<{ origin: Printed['origin']; text: string }> {
  return beside.flatMap((at) => {
    const [value] = located[at] ?? [];
    const own = before[at]?.cell;
    if (!own || !value || fieldOf(value.entry)) return [];
    const text = plain(is.flatMap((one) => (one.cell?.column === own.column ? one.text : [])).join(' '));
    const isIn = ({ cell }: Block) => cell?.table === own.table && cell.column === own.column;
    const isKnown = before.some((one) => isIn(one) && plain(one.text) === text);
    return text === '' || isKnown ? [] : [{ origin: value.entry.origin, text }];
  });
}
