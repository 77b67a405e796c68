import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import { columnLists, columnTags, isListName, type ListName, numbersOf } from '../documents/column-lists.ts';
import { counted, inWords, list } from '../documents/house-formats.ts';

/** What a template has, as it concerns its columns. */
interface TemplateColumns {
  file: string;
  /** The names that it prints or repeats over, as paths from the top. */
  names: ReadonlySet<string>;
  /** Lists that it must print: `plan.years`. */
  required: readonly string[];
}

/**
 * Whether a template prints every column that there is. With `labels`, the entries of the agreement's lists by name, one
 * that prints fewer by their old names is an error, and one that prints more a warning.
 */
export function checkColumns(
  { file, names, required }: TemplateColumns,
  labels: Partial<Record<ListName, readonly string[]>> = {},
): Finding[] {
  const none = required
    .filter((path) => !names.has(path) && printedIn(names, path).length === 0)
    .map((path) => {
      const name = path.split('.').at(-1) as ListName;
      const message = `nothing repeats over "${path}", which the document must have`;
      const help = `type ${columnTags(name)} into a cell of the table, between ${'{{#each '}${path.split('.')[0]}}} and {{/each}}`;
      return error('template/required-tag', { file }, message, help);
    });
  const lists = (Object.keys(labels) as ListName[]).filter(isListName);
  return [...none, ...lists.flatMap((name) => compare(file, names, name, labels[name] ?? []))];
}

/** The numbers of the old names that a template prints in the place of a list. */
function printedIn(names: ReadonlySet<string>, path: string): number[] {
  const [name = '', ...groups] = path.split('.').reverse();
  if (!isListName(name)) return [];
  const group = groups
    .reverse()
    .map((one) => `${one}.`)
    .join('');
  return numbersOf(name).filter((number) => names.has(`${group}${columnLists[name].old}_${number}`));
}

/** What is said once for a list, however many tables print it. */
function compare(
  file: string,
  names: ReadonlySet<string>,
  name: ListName,
  labels: readonly string[],
): Finding[] {
  const { old, noun } = columnLists[name];
  const pattern = new RegExp(`^(?:.*\\.)?${old}_\\d+$`);
  const groups = new Set(
    [...names].filter((path) => pattern.test(path)).map((path) => path.slice(0, path.lastIndexOf(`${old}_`))),
  );
  const tables = [...groups]
    .filter((group) => !names.has(`${group}${name}`))
    .map((group) => printedIn(names, `${group}${name}`));
  const lacking = labels.filter((_, i) => tables.some((printed) => !printed.includes(i + 1)));
  const beyond = [...new Set(tables.flat())].filter((number) => number > labels.length).sort((a, b) => a - b);
  const has = `the agreement has ${counted(labels.length, noun)}`;
  const tag = (number: number) => `{{${old}_${number}}}`;
  const help = `in each table that has them, type ${columnTags(name)} into one cell of each row, in place of the cells with ${tag(1)}, ${tag(2)} and so on${name === 'columns' ? '; inside {{#each conditions}} the list is ../columns' : ''}`;
  if (lacking.length > 0) {
    const message = `the template prints ${inWords(labels.length - lacking.length)} of the agreement's ${counted(labels.length, noun)}, and leaves out ${list(lacking)}`;
    return [error('template/columns-not-printed', { file }, message, help)];
  }
  if (beyond.length === 0) return [];
  const message = `${list(beyond.map(tag))} ${beyond.length === 1 ? 'is' : 'are'} always blank: ${has}`;
  return [warning('template/columns-not-printed', { file }, message, help)];
}
