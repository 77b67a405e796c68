import { error, warning } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../codes.ts';
import type { Helpers, Shape } from '../shape.ts';
import { isList, shapeAt, spell } from '../spelling.ts';
import { hasOwnNames, isLoop, type Program } from '../template/program.ts';
import type { Path } from '../template/tags.ts';

/**
 * The names that a part prints or repeats over, each as a path from the top: inside a loop too, `conditions.rating`.
 * @param scopes the paths of the loops and groups around, the nearest last.
 */
export function namesUsed(steps: Program, scopes: readonly string[][] = [[]]): string[] {
  const full = ({ up, names, data }: Path) => [
    ...(scopes[scopes.length - 1 - up] ?? []),
    ...(data ? ['@'] : []),
    ...names,
  ];
  return steps.flatMap((step) => {
    if (typeof step === 'string' || step.do === 'unique') return [];
    if (step.do === 'print') return [full(step.path).join('.')];
    if (step.do === 'wrap') return namesUsed(step.inside, scopes);
    const inside = hasOwnNames(step.do) ? [...scopes, full(step.path)] : scopes;
    const own = isLoop(step.do) ? [full(step.path).join('.')] : [];
    return [...own, ...namesUsed(step.then, inside), ...namesUsed(step.else, scopes)];
  });
}

/** What a document must say, and no tag of its template says. */
export function findMissing(
  file: string,
  used: ReadonlySet<string>,
  { required = [], shape, helpers = {} }: { required?: readonly string[]; shape?: Shape; helpers?: Helpers },
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
  return error('template/required-tag', { file }, message, `type ${tag} where it should be printed${inside}`);
}
