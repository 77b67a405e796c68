import { error, type Finding, warning } from '../../diagnostics/diagnostic.ts';
import type { Helpers, Shape } from '../shape.ts';
import { isList, shapeAt, spell } from '../spelling.ts';
import type { Instruction } from '../template/program.ts';
import type { Path } from '../template/tags.ts';

type Sequence = ReadonlyArray<string | Instruction>;

/** The names that a part prints or repeats over, each as a path from the top: inside a loop too, `conditions.rating`. */
export function namesUsed(sequence: Sequence): string[] {
  const used: string[] = [];
  const scopes: string[][] = [[]];
  // For each open block, how many scopes to leave when it closes.
  const open: number[] = [];
  const full = ({ up, names, data }: Path) => [
    ...(scopes[scopes.length - 1 - up] ?? []),
    ...(data ? ['@'] : []),
    ...names,
  ];
  const enter = (block: string | undefined, path: Path | undefined) => {
    const isLoop = block === 'each' || block === 'columns';
    const isScope = path && (isLoop || block === 'with');
    if (isScope && isLoop) used.push(full(path).join('.'));
    if (isScope) scopes.push(full(path));
    open.push(isScope ? 1 : 0);
  };
  for (const item of sequence) {
    if (typeof item === 'string') continue;
    if (item.do === 'print') used.push(full(item.path).join('.'));
    else if (item.do === 'open') enter(item.block, item.path);
    else if (item.do === 'else') {
      scopes.length -= open.pop() ?? 0;
      enter(item.block, item.path);
    } else if (item.do === 'close') scopes.length -= open.pop() ?? 0;
  }
  return used;
}

/** What a document must say, and no tag of its template says. */
export function findMissing(
  file: string,
  used: ReadonlySet<string>,
  required: readonly string[],
  shape: Shape | undefined,
  helpers: Helpers,
): Finding[] {
  if (!shape || required.length === 0) return [];
  const missing = required.filter((name) => !used.has(name));
  // Without its list, an entry's name cannot be there: the list is reported.
  const first = missing.filter((name) => !missing.some((other) => name.startsWith(`${other}.`)));
  return first.map((name) => findingFor(file, name.split('.'), shape, helpers));
}

function findingFor(file: string, path: readonly string[], shape: Shape, helpers: Helpers): Finding {
  const own = shapeAt(shape, path);
  if (own === undefined) throw new Error(`a required name is not in the shape: ${path.join('.')}`);
  const tag = spell(path.at(-1) as string, own, helpers);
  if (own === 'chart') {
    // Some word processors drop alternative text when they save. The rest of such a template is as good as before.
    const message = `no chart has the tag ${tag}: a chart without it keeps the figures that it has in the template`;
    const help = `in Word, choose the chart, then Alt Text, and type ${tag}`;
    return warning('template/required-tag', { file }, message, help);
  }
  const around = path.slice(0, -1);
  const outer = around.length > 0 ? shapeAt(shape, around) : undefined;
  const block = outer && spell(around.at(-1) as string, outer, helpers).replace(' … ', ' and ');
  const inside = block ? `, between ${block}` : '';
  const what = isList(own) ? 'nothing repeats over' : 'no tag prints';
  const message = `${what} "${path.join('.')}", which the document must have`;
  return error('template/required-tag', { file }, message, `type ${tag} where it should stand${inside}`);
}
