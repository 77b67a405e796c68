import { bare, type Source, Sourced } from '../sourced.ts';
import type { Branch, ColumnTable, LoopedNote, Print, Program, Step } from '../template/instructions.ts';
import type { Path } from '../template/path.ts';
import type { BlockName } from '../template/tags.ts';
import { noteNumber } from '../template/unique-ids.ts';
import { conditionHolds, lengthOf } from './condition-holds.ts';
import { isHeader, keepRows } from './keep-rows.ts';
import { printAddress, printLink } from './links.ts';
import { closeMark, openMark } from './marks.ts';
import { numberOf } from './numbers.ts';
import { printPictureOf } from './pictures.ts';
import { print } from './print.ts';
import type { Printing } from './printing.ts';
import { isThere, nameOf, type Scope, valueAt } from './scope.ts';
import { shareColumns } from './share-columns.ts';

/**
 * Runs the program of a part. Each step becomes a function once, when the template is compiled; printing is then
 * calling them and joining what they say. Blocks choose as Handlebars' do. Handlebars itself would write JavaScript for the
 * part and have it compiled, which took longer than all the rest of compiling a template.
 */

/** Writes what a step says in a scope. */
type Writer = (scope: Scope, printing: Printing) => string;

export type Render = (context: object, printing: Printing) => string;

/** Makes a function of a part's program. Its names are known to exist. */
export function compileProgram(program: Program): Render {
  const whole = withTables(joined(program.map(compileStep)));
  return (context, printing) =>
    whole(
      { value: context, outer: undefined, names: [], up: 0, entry: undefined, turn: undefined },
      printing,
    );
}

function compileStep(step: Step): string | Writer {
  if (typeof step === 'string') return step;
  if (step.do === 'print') return step.helper === 'link' ? linkTo(step) : printOf(step);
  if (step.do === 'mark') {
    const { cut } = step;
    if (step.at === 'end') return (_, printing) => closeMark(printing, cut);
    return (scope, printing) =>
      openMark(printing, printing.nameMarks && printedBy(step.print, scope).source, cut);
  }
  if (step.do === 'picture')
    return (scope, printing) => printPictureOf(printing, bare(valueAt(scope, step.path)), step);
  if (step.do === 'link') {
    const address = joined(step.inside.map(compileStep));
    return (scope, printing) => printAddress(printing, address(scope, printing), step.site);
  }
  if (step.do === 'unique') return (scope, printing) => numberOf(step, scope, printing.numbers);
  if (step.do === 'note') return noteOf(step.note);
  if (step.do === 'wording')
    return (_, { said }) => {
      said.add(step);
      return '';
    };
  if (step.do !== 'wrap')
    return blocks[step.do](step, joined(step.then.map(compileStep)), joined(step.else.map(compileStep)));
  const inside = step.inside.map(compileStep);
  return step.wrapper === 'columns' ? columnsOf(step.table, joined(inside)) : wrappers[step.wrapper](inside);
}

/** A value that a tag prints, and which one of the context it is if it says where it comes from; so do the counts of lists. */
function printedBy({ helper, path }: Print, scope: Scope): { value: unknown; source?: Source } {
  if (helper === 'length') {
    const name = `${nameOf(scope, path)}.length`;
    return { value: String(lengthOf(valueAt(scope, path))), source: { name, origin: undefined } };
  }
  if (path.data && helper === undefined) {
    const name = `${nameOf(scope, { up: 0, names: [] })}.@${path.names[0]}`;
    return { value: String(valueAt(scope, path)), source: { name, origin: undefined } };
  }
  return sourcedAt(scope, path);
}

function printOf(step: Print): Writer {
  const shown = step.helper === 'length' ? { ...step, helper: undefined } : step;
  return (scope, printing) => {
    const { value, source } = printedBy(step, scope);
    return print(printing, value, shown, source);
  };
}

function joined(steps: ReadonlyArray<string | Writer>): Writer {
  return (scope, printing) => {
    let text = '';
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] as string | Writer;
      text += typeof step === 'string' ? step : step(scope, printing);
    }
    return text;
  };
}

const blocks: Record<BlockName, (step: Branch, then: Writer, otherwise: Writer) => Writer> = {
  if: choose,
  unless: (step, then, otherwise) => choose(step, otherwise, then),
  with:
    ({ path }, then, otherwise) =>
    (scope, printing) => {
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

function choose({ path, when }: Branch, then: Writer, otherwise: Writer): Writer {
  const holds = when ? conditionHolds(when) : (scope: Scope) => isThere(valueAt(scope, path));
  return (scope, printing) => (holds(scope) ? then : otherwise)(scope, printing);
}

/** Once for each entry of a list. */
function repeat({ path }: Branch, then: Writer, otherwise: Writer): Writer {
  return (scope, printing) => {
    const list = valueAt(scope, path);
    if (!Array.isArray(list) || list.length === 0) return otherwise(scope, printing);
    let text = '';
    for (let i = 0; i < list.length; i++) {
      printing.turn += 1;
      const [first, last] = [i === 0, i === list.length - 1];
      const turn = { id: printing.turn, index: i, number: i + 1, first, last, outer: scope.turn };
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
    const [start] = steps;
    const hasHeader = typeof start !== 'string' || !start.includes('<w:tc') || isHeader(start);
    if (!hasHeader && steps.some(hasRow)) return write;
    return (scope, printing) => {
      const inside = write(scope, printing);
      return hasRow(inside) ? keepRows(inside) : '';
    };
  },
};

/** A table with repeated columns: it waits for the others of its kind, with which its width is shared out. One in a cell is by itself. */
function columnsOf(table: ColumnTable, write: Writer): Writer {
  const waiting: Writer = (scope, printing) => {
    const inside = write(scope, printing);
    if (!hasRow(inside)) return '';
    return `<w:tbl waiting="${printing.marked.push({ xml: inside, table }) - 1}"><w:tr></w:tr></w:tbl>`;
  };
  return table.inCell ? withTables(waiting) : waiting;
}

/** Writes the tables that wait in what is written. */
function withTables(write: Writer): Writer {
  return (scope, printing) => {
    const from = printing.marked.length;
    const text = write(scope, printing);
    const tables = printing.marked.splice(from);
    if (tables.length === 0) return text;
    const shared = shareColumns(tables, printing.textSizes());
    printing.findings.push(...shared.flatMap(({ findings }) => findings));
    return text.replace(/<w:tbl waiting="(\d+)">.*?<\/w:tbl>/g, (_, i) =>
      keepRows(shared[i - from]?.xml ?? ''),
    );
  };
}

const endsWithParagraph = (step: unknown) =>
  typeof step === 'string' && (step.endsWith('</w:p>') || /(<\/w:p>|<w:p( [^<>]*)?\/>)\s*$/.test(step));

const hasRow = (step: unknown) =>
  typeof step === 'string' && (step.includes('<w:tr>') || step.includes('<w:tr '));

/** A value, and which one of the context it is if it says where it comes from. */
function sourcedAt(scope: Scope, path: Path): { value: unknown; source?: Source } {
  const value = valueAt(scope, path);
  if (!(value instanceof Sourced)) return { value };
  return { value: value.value, source: { name: nameOf(scope, path), origin: value.origin } };
}

/** A link whose address and words are values. */
function linkTo({ path, words, site }: Print): Writer {
  const typed = { value: words, source: { name: '', origin: undefined } };
  const own = (scope: Scope) => (typeof words === 'object' ? sourcedAt(scope, words) : typed);
  return (scope, printing) => printLink(printing, site, sourcedAt(scope, path), own(scope));
}

/** Prints a note in its part, once for each time that it is referred to, and its number here. */
function noteOf(note: LoopedNote): Writer {
  const write = withTables(joined(note.inside.map(compileStep)));
  const number = noteNumber(note);
  return (scope, printing) => {
    const text = write(scope, printing);
    const id = numberOf(number, scope, printing.numbers);
    // A number that no note has is left as it is.
    if (text !== '') printing.notes.add(note.kind, id, text);
    return id;
  };
}
