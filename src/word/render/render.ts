import type { ColumnTable } from '../template/column-table.ts';
import type { Instruction } from '../template/program.ts';
import type { BlockName, Path } from '../template/tags.ts';
import { shareColumns } from './columns.ts';
import { type Printing, print } from './print.ts';

/**
 * Runs the program of a part. Each instruction becomes a function once, when the template is compiled; printing is then
 * calling them and joining what they say. Blocks choose as Handlebars' do. Handlebars itself would write JavaScript for the
 * part and have it compiled, which took longer than all the rest of compiling a template.
 */

/** Where names are looked up: one for the context, and one more inside each turn of `each` and inside `with`. */
interface Scope {
  value: unknown;
  outer: Scope | undefined;
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

type Step = (scope: Scope, printing: Printing) => string;

export type Render = (context: object, printing: Printing) => string;

/** Compiles a part. Its blocks are known to be paired, and its names to exist. */
export function compileSequence(sequence: ReadonlyArray<string | Instruction>): Render {
  let at = 0;
  /** Everything up to an "else" or an end, which stays to be read. */
  const readBranch = (): Array<string | Step> => {
    const steps: Array<string | Step> = [];
    let pieces: string[] = [];
    // Pieces of XML side by side are one piece: joined, as strings that are added stay in pieces, for each row to put together.
    const addPieces = () => {
      const xml = pieces.length === 1 ? pieces[0] : pieces.join('');
      if (xml) steps.push(xml);
      pieces = [];
    };
    for (; at < sequence.length; at++) {
      const item = sequence[at] as string | Instruction;
      if (typeof item === 'string') pieces.push(item);
      else if (item.do === 'else' || item.do === 'close' || item.do === 'unwrap') break;
      else {
        addPieces();
        steps.push(readStep(item));
      }
    }
    addPieces();
    return steps;
  };
  const readStep = (item: Exclude<Instruction, { do: 'else' | 'close' | 'unwrap' }>): Step => {
    if (item.do === 'print') return (scope, printing) => print(printing, valueAt(scope, item.path), item);
    if (item.do === 'unique')
      return ({ turn }, printing) => unique(printing, item.what, item.was, turn?.number ?? 0);
    if (item.do === 'open') return readBlock(item.block, item.path);
    at += 1;
    const inside = readBranch();
    return item.wrapper === 'columns'
      ? columnsOf(item.table, joined(inside))
      : wrappers[item.wrapper](inside);
  };
  const readBlock = (name: BlockName, path: Path): Step => {
    at += 1;
    const then = joined(readBranch());
    const end = sequence[at] as Instruction;
    if (end.do !== 'else') return blocks[name](path, then, nothing);
    // An "else if" is a block inside the "else", and ends with the block that it belongs to.
    if (end.block && end.path) return blocks[name](path, then, readBlock(end.block, end.path));
    at += 1;
    return blocks[name](path, then, joined(readBranch()));
  };
  const whole = joined(readBranch());
  return (context, printing) => whole({ value: context, outer: undefined, turn: undefined }, printing);
}

const nothing: Step = () => '';

function joined(steps: ReadonlyArray<string | Step>): Step {
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

/** An empty list is no list; of numbers, only zero is none. */
const isThere = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

const blocks: Record<BlockName, (path: Path, then: Step, otherwise: Step) => Step> = {
  if: (path, then, otherwise) => (scope, printing) =>
    (isThere(valueAt(scope, path)) ? then : otherwise)(scope, printing),
  unless: (path, then, otherwise) => (scope, printing) =>
    (isThere(valueAt(scope, path)) ? otherwise : then)(scope, printing),
  with: (path, then, otherwise) => (scope, printing) => {
    const value = valueAt(scope, path);
    return isThere(value)
      ? then({ value, outer: scope, turn: scope.turn }, printing)
      : otherwise(scope, printing);
  },
  each: repeat,
  columns: repeat,
};

/** Once for each entry of a list. */
function repeat(path: Path, then: Step, otherwise: Step): Step {
  return (scope, printing) => {
    const list = valueAt(scope, path);
    if (!Array.isArray(list) || list.length === 0) return otherwise(scope, printing);
    let text = '';
    for (let i = 0; i < list.length; i++) {
      printing.turn += 1;
      const turn = { number: printing.turn, first: i === 0, last: i === list.length - 1, outer: scope.turn };
      text += then({ value: list[i], outer: scope, turn }, printing);
    }
    return text;
  };
}

const wrappers: Record<'cell' | 'table', (steps: ReadonlyArray<string | Step>) => Step> = {
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
function columnsOf(table: ColumnTable, write: Step): Step {
  return (scope, printing) => {
    const inside = write(scope, printing);
    if (!hasRow(inside)) return '';
    const { xml, findings } = shareColumns(inside, table, printing.sizes());
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
