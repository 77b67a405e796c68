import { type Finding, warning } from '../diagnostics/diagnostic.ts';
import { type Origin, originsIn } from '../model/printed-list.ts';
import { sourcedIn } from '../word/sourced.ts';

/** Fields that hold something and are printed nowhere, as where a section was deleted from a template. */

interface Leaf {
  /** Its name in a template: `risks.mitigation`. */
  name: string;
  origin: Origin;
}

/** Every value of a context that holds something. */
const leavesOf = (context: object): Leaf[] =>
  sourcedIn(context).flatMap(({ path, sourced: { value, origin } }) =>
    value === undefined || value === null || value === ''
      ? []
      : [{ name: path.filter((key) => typeof key === 'string').join('.'), origin: origin as Origin }],
  );

interface Field {
  file: string;
  /** Its name at the top of the file. */
  key: string;
}

const fieldsIn = (origin: Origin): Field[] =>
  originsIn(origin).flatMap((one) =>
    'field' in one && typeof one.path[0] === 'string' ? [{ file: one.field, key: one.path[0] }] : [],
  );

/**
 * Says which fields of a round or meeting a template prints nothing of. Fields of one name in several files are one problem.
 * @param names those that the template prints.
 */
export function findUnprinted(
  context: object,
  names: ReadonlySet<string>,
  { folder, template }: { folder: string; template: string },
): Finding[] {
  const leaves = leavesOf(context);
  const idOf = ({ file, key }: Field) => `${file} ${key}`;
  const printed = new Set(
    leaves.filter(({ name }) => names.has(name)).flatMap(({ origin }) => fieldsIn(origin).map(idOf)),
  );
  const left = new Map<string, Field[]>();
  for (const { origin } of leaves)
    for (const field of fieldsIn(origin)) {
      if (!field.file.startsWith(`${folder}/`) || printed.has(idOf(field))) continue;
      const known = left.get(field.key) ?? [];
      if (!known.some(({ file }) => file === field.file)) left.set(field.key, [...known, field]);
    }
  return [...left.values()].map(([first, ...others]) => {
    const { file, key } = first as Field;
    const more =
      others.length === 0 ? '' : `, as in ${others.length} other file${others.length > 1 ? 's' : ''}`;
    const message = `"${key}" holds something, and ${template} prints nothing of it${more}`;
    const help = 'type its tag into the template (template --reference lists them), or leave the field empty';
    return warning('template/field-not-printed', { file, path: [key], key: true }, message, help);
  });
}
