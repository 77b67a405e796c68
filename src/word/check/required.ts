import { error } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Finding } from '../codes.ts';
import type { Helpers, Shape } from '../shape.ts';
import { isList, shapeAt, spell } from '../spelling.ts';
import type { Program } from '../template/instructions.ts';
import { fromTop, hasOwnNames, isLoop, isUnnamed } from '../template/program.ts';

/**
 * Adds the names that a part prints or repeats over, each as a path from the top: inside a loop too, `conditions.rating`.
 * @param scopes the paths of the loops and groups around, the nearest last.
 */
export function addNames(names: Set<string>, steps: Program, scopes: readonly string[] = ['']): void {
  for (const step of steps) {
    if (isUnnamed(step)) continue;
    if (step.do === 'note') addNames(names, step.note.inside, scopes);
    else if (step.do === 'print') {
      if (step.helper !== 'length' && !step.path.data) names.add(fromTop(step.path, scopes));
      if (typeof step.words === 'object') names.add(fromTop(step.words, scopes));
    } else if (step.do === 'link' || step.do === 'wrap') addNames(names, step.inside, scopes);
    else {
      const path = fromTop(step.path, scopes);
      if (isLoop(step.do)) names.add(path);
      addNames(names, step.then, hasOwnNames(step.do) ? [...scopes, path] : scopes);
      addNames(names, step.else, scopes);
    }
  }
}

/**
 * What a document must say, and no tag of its template says.
 * @param expected `required` may have two names for one thing, `kpi_tables.rows or kpis.latest`: a message has the first. `faults` are those of the tags: what is missing is mostly a tag that has one, and that is said once.
 */
export function findMissing(
  file: string,
  used: ReadonlySet<string>,
  {
    required = [],
    shape,
    helpers = {},
    faults,
  }: { required?: readonly string[]; shape?: Shape; helpers?: Helpers; faults: readonly Finding[] },
): Finding[] {
  if (!shape || required.length === 0) return [];
  const faulty = faults.flatMap(({ where }) => ('tag' in where ? (where.tag.match(/\w+/g) ?? []) : []));
  const isMeant = (name: string) => name.split('.').some((part) => nearest(part, faulty) !== undefined);
  const missing = required.flatMap((names) => {
    const ways = names.split(' or ');
    return ways.some((name) => used.has(name) || isMeant(name)) ? [] : (ways[0] ?? []);
  });
  // Without its list, an entry's name cannot be there: the list is reported.
  const first = missing.filter((name) => !missing.some((other) => name.startsWith(`${other}.`)));
  return first.map((name) => findingFor(file, name.split('.'), shape, helpers));
}

function findingFor(file: string, path: readonly string[], shape: Shape, helpers: Helpers): Finding {
  const own = shapeAt(shape, path);
  if (own === undefined) throw new Error(`a required name is not in the shape: ${path.join('.')}`);
  const tag = spell(path.at(-1) as string, own, helpers);
  if (own === 'chart') {
    const message = `no chart has the tag ${tag}: a chart without it keeps the figures that it has in the template`;
    const help = `in Word, choose the chart, then Alt Text, and type ${tag}`;
    return error('template/required-tag', { file }, message, help);
  }
  const around = path.slice(0, -1);
  const outer = around.length > 0 ? shapeAt(shape, around) : undefined;
  const block = outer && spell(around.at(-1) as string, outer, helpers).replace(' … ', ' and ');
  const inside = block ? `, between ${block}` : '';
  const what = isList(own) ? 'nothing repeats over' : 'no tag prints';
  const message = `${what} "${path.join('.')}", which the document must have`;
  return error('template/required-tag', { file }, message, `type ${tag} where it should be printed${inside}`);
}
