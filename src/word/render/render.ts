import { bare, Sourced } from '../sourced.ts';
import type { ColumnTable } from '../template/column-table.ts';
import type { Program, Step } from '../template/program.ts';
import type { BlockName, Path } from '../template/tags.ts';
import { shareColumns } from './columns.ts';
import { type Printing, print } from './print.ts';

/**
 * Runs the program of a part. Each step becomes a function once, when the template is compiled; printing is then
 * calling them and joining what they say. Blocks choose as Handlebars' do. Handlebars itself would write JavaScript for the
 * part and have it compiled, which took longer than all the rest of compiling a template.
 */

/** Where names are looked up: one for the context, and one more inside each turn of `each` and inside `with`. */
interface Scope {
  value: unknown;
  outer: Scope | undefined;
  /** How the scope around it names this one: the path of the block, and in a loop the number of the entry. */
  names: readonly string[];
  up: number;
  entry: number | undefined;
  /** The turn of a loop that this scope lies in. */
  turn: Turn | undefined;
}

interface Turn {
  /** Turns are counted over all loops of a document. */
  number: number;
  first: boolean;
  last: boolean;
  outer: Turn | undefined;
}

/** Writes what a step says in a scope. */
type Writer = (scope: Scope, printing: Printing) => string;

export type Render = (context: object, printing: Printing) => string;

/** Makes a function of a part's program. Its names are known to exist. */
export function compileProgram(program: Program): Render {
  const whole = joined(program.map(compileStep));
  return (context, printing) =>
    whole(
      { value: context, outer: undefined, names: [], up: 0, entry: undefined, turn: undefined },
      printing,
    );
}

function compileStep(step: Step): string | Writer {
  if (typeof step === 'string') return step;
  if (step.do === 'print')
    return (scope, printing) => {
      const value = valueAt(scope, step.path);
      if (!(value instanceof Sourced)) return print(printing, value, step);
      return print(printing, value.value, step, { name: nameOf(scope, step.path), origin: value.origin });
    };
  if (step.do === 'unique')
    return ({ turn }, printing) => unique(printing, step.what, step.was, turn?.number ?? 0);
  if (step.do !== 'wrap')
    return blocks[step.do](step.path, joined(step.then.map(compileStep)), joined(step.else.map(compileStep)));
  const inside = step.inside.map(compileStep);
  return step.wrapper === 'columns' ? columnsOf(step.table, joined(inside)) : wrappers[step.wrapper](inside);
}

function joined(steps: ReadonlyArray<string | Writer>): Writer {
  return (scope, printing) => {
    let text = '';
    for (const step of steps) text += typeof step === 'string' ? step : step(scope, printing);
    return text;
  };
}

/** A value by its path. Only what the context itself has is found, never what objects inherit. */
function valueAt(scope: Scope, { up, names, data }: Path): unknown {
  if (data) {
    let turn = scope.turn;
    for (let i = 0; i < up; i++) turn = turn?.outer;
    return turn?.[names[0] as 'first' | 'last'];
  }
  let from: Scope | undefined = scope;
  for (let i = 0; i < up; i++) from = from?.outer;
  let value = from?.value;
  for (const name of names) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** The place of a value in the context: `conditions.3.rating`. */
function nameOf(scope: Scope, { up, names }: { up: number; names: readonly string[] }): string {
  let from = scope;
  for (let i = 0; i < up && from.outer; i++) from = from.outer;
  const own = names.join('.');
  if (!from.outer) return own;
  const around = nameOf(from.outer, from);
  return [around, ...(from.entry === undefined ? [] : [from.entry]), ...(own ? [own] : [])].join('.');
}

/** An empty list is no list; of numbers, only zero is none. */
function isThere(given: unknown): boolean {
  const value = bare(given);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

const blocks: Record<BlockName, (path: Path, then: Writer, otherwise: Writer) => Writer> = {
  if: (path, then, otherwise) => (scope, printing) =>
    (isThere(valueAt(scope, path)) ? then : otherwise)(scope, printing),
  unless: (path, then, otherwise) => (scope, printing) =>
    (isThere(valueAt(scope, path)) ? otherwise : then)(scope, printing),
  with: (path, then, otherwise) => (scope, printing) => {
    const value = valueAt(scope, path);
    return isThere(value)
      ? then(
          { value, outer: scope, names: path.names, up: path.up, entry: undefined, turn: scope.turn },
          printing,
        )
      : otherwise(scope, printing);
  },
  each: repeat,
  columns: repeat,
};

/** Once for each entry of a list. */
function repeat(path: Path, then: Writer, otherwise: Writer): Writer {
  return (scope, printing) => {
    const list = valueAt(scope, path);
    if (!Array.isArray(list) || list.length === 0) return otherwise(scope, printing);
    let text = '';
    for (let i = 0; i < list.length; i++) {
      printing.turn += 1;
      const turn = { number: printing.turn, first: i === 0, last: i === list.length - 1, outer: scope.turn };
      text += then(
        { value: list[i], outer: scope, names: path.names, up: path.up, entry: i, turn },
        printing,
      );
    }
    return text;
  };
}

const wrappers: Record<'cell' | 'table', (steps: ReadonlyArray<string | Writer>) => Writer> = {
  /** A cell must end with a paragraph: a cell whose blocks printed nothing gets an empty one. */
  cell(steps) {
    const write = joined(steps);
    if (endsWithParagraph(steps.at(-1))) return write;
    return (scope, printing) => {
      const inside = write(scope, printing);
      return endsWithParagraph(inside) ? inside : `${inside}<w:p/>`;
    };
  },
  /** A table without rows is not a table: where every row is gone, so is the table. */
  table(steps) {
    const write = joined(steps);
    if (steps.some(hasRow)) return write;
    return (scope, printing) => {
      const inside = write(scope, printing);
      return hasRow(inside) ? inside : '';
    };
  },
};

/** A table with repeated columns: its width is shared out once it is printed. */
function columnsOf(table: ColumnTable, write: Writer): Writer {
  return (scope, printing) => {
    const inside = write(scope, printing);
    if (!hasRow(inside)) return '';
    const { xml, findings } = shareColumns(inside, table, printing.textSizes());
    printing.findings.push(...findings);
    return xml;
  };
}

const endsWithParagraph = (step: unknown) =>
  typeof step === 'string' && (step.endsWith('</w:p>') || /(<\/w:p>|<w:p( [^<>]*)?\/>)\s*$/.test(step));

const hasRow = (step: unknown) =>
  typeof step === 'string' && (step.includes('<w:tr>') || step.includes('<w:tr '));

/** A number for an id, and for a name the name with that number; the same both times within one turn of a loop. */
function unique(printing: Printing, what: string, was: string, turn: number): string {
  const key = `${what} ${turn} ${was}`;
  let id = printing.ids.get(key);
  if (id === undefined) {
    printing.lastId += 1;
    id = printing.lastId;
    printing.ids.set(key, id);
  }
  // Word cuts names of bookmarks at 40 characters.
  return what === 'id' ? String(id) : `${was.slice(0, 40 - String(id).length - 1)}_${id}`;
}
