import type Handlebars from 'handlebars';
import type { TagPlace } from './occurrences.ts';
import type { BlockName, Path } from './tags.ts';

/**
 * What a part of a template becomes: pieces of its XML, as they stand in the source, and instructions between them.
 * Handlebars compiles this once; rendering is then joining strings.
 */
export type Instruction =
  /** Prints a value. `site` counts the tags of a template, so that a problem at rendering finds its place again. */
  | { do: 'print'; helper: string | undefined; path: Path; options: Array<string | number>; site: number }
  | { do: 'open'; block: BlockName; path: Path; place: TagPlace }
  | { do: 'else'; block: BlockName | undefined; path: Path | undefined; place: TagPlace }
  | { do: 'close' }
  /** Sees to it that what it wraps is still whole when its blocks print nothing: see `wrappers` in print.ts. */
  | { do: 'wrap'; wrapper: 'cell' | 'table' }
  | { do: 'unwrap' }
  /** A number or name that must be different in each turn of a loop. */
  | { do: 'unique'; what: 'id' | 'name'; was: string };

/** How a tag prints: as text of a run, as plain text of another element, as an attribute, or as whole paragraphs. */
export interface Site {
  place: TagPlace;
  as: 'run' | 'element' | 'attribute' | 'paragraphs' | 'shading' | 'chart';
  /** For `paragraphs`: the look of the paragraph that the tag stood in. For `shading`: what was there. */
  look?: { paragraph: string; run: string };
  /** The part's path, for its links. */
  part: string;
}

/** A change to the source between two offsets. `order` settles which of two at the same place comes first. */
export interface Edit {
  start: number;
  end: number;
  order: number;
  put: Array<string | Instruction>;
}

/** The source with its edits made. An edit inside a stretch that another replaces has gone with it. */
export function applyEdits(source: string, edits: readonly Edit[]): Array<string | Instruction> {
  const sequence: Array<string | Instruction> = [];
  let at = 0;
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.order - b.order || b.end - a.end);
  for (const { start, end, put } of inOrder) {
    if (start < at) continue;
    sequence.push(source.slice(at, start), ...put);
    at = end;
  }
  sequence.push(source.slice(at));
  return sequence;
}

/** Handlebars wants a place in every node; ours are kept beside the tree. */
const nowhere: hbs.AST.SourceLocation = {
  source: '',
  start: { line: 1, column: 0 },
  end: { line: 1, column: 0 },
};
const strip = { open: false, close: false };

const content = (value: string) => ({ type: 'ContentStatement', value, original: value, loc: nowhere });
const literal = (value: string | number) => ({
  type: typeof value === 'number' ? 'NumberLiteral' : 'StringLiteral',
  value,
  original: value,
  loc: nowhere,
});

function pathNode({ up, names, data, typed }: Path) {
  return { type: 'PathExpression', data, depth: up, parts: names, original: typed, loc: nowhere };
}

function helperNode(name: string) {
  return pathNode({ up: 0, names: [name], data: false, typed: name });
}

interface ProgramNode {
  type: 'Program';
  body: object[];
  strip: object;
  loc: hbs.AST.SourceLocation;
  chained?: boolean;
}

interface BlockNode {
  type: 'BlockStatement';
  path: object;
  params: object[];
  program: ProgramNode;
  inverse?: ProgramNode;
}

const program = (): ProgramNode => ({ type: 'Program', body: [], strip: {}, loc: nowhere });

function call(name: string, params: object[]) {
  return { type: 'MustacheStatement', path: helperNode(name), params, escaped: false, strip, loc: nowhere };
}

/** Names of the program's own helpers begin with a sign that no tag can hold. */
export const inner = { print: '~print', cell: '~cell', table: '~table', unique: '~unique' } as const;

/** The instructions as Handlebars' own syntax tree. Blocks are known to be paired. */
export function treeOf(sequence: ReadonlyArray<string | Instruction>): ProgramNode {
  const root = program();
  const open: Array<{ to: ProgramNode; depth: number }> = [{ to: root, depth: 1 }];
  const top = () => open.at(-1) as (typeof open)[number];
  const openBlock = (name: string, params: object[]) => {
    const inside = program();
    const node: BlockNode = {
      type: 'BlockStatement',
      path: helperNode(name),
      params,
      program: inside,
      ...blockEnds,
    };
    top().to.body.push(node);
    return { node, inside };
  };
  const nodes: BlockNode[] = [];
  for (const item of sequence) {
    if (typeof item === 'string') {
      if (item !== '') top().to.body.push(content(item));
    } else if (item.do === 'print') {
      const params = [
        pathNode(item.path),
        literal(item.site),
        literal(item.helper ?? ''),
        ...item.options.map(literal),
      ];
      top().to.body.push(call(inner.print, params));
    } else if (item.do === 'unique') {
      top().to.body.push(call(inner.unique, [literal(item.what), literal(item.was)]));
    } else if (item.do === 'open' || item.do === 'wrap') {
      const { node, inside } =
        item.do === 'open'
          ? openBlock(item.block, [pathNode(item.path)])
          : openBlock(inner[item.wrapper], []);
      nodes.push(node);
      open.push({ to: inside, depth: 1 });
    } else if (item.do === 'else') {
      // An "else if" is a block inside the else, which ends with the block that it belongs to.
      const inverse = program();
      (nodes.at(-1) as (typeof nodes)[number]).inverse = inverse;
      const { depth } = open.pop() as (typeof open)[number];
      open.push({ to: inverse, depth });
      if (item.block && item.path) {
        inverse.chained = true;
        const { node, inside } = openBlock(item.block, [pathNode(item.path)]);
        nodes.push(node);
        open.push({ to: inside, depth: depth + 1 });
      }
    } else {
      // Closes the block and every "else if" inside it.
      const { depth } = top();
      for (let i = 0; i < depth; i++) {
        open.pop();
        nodes.pop();
      }
    }
  }
  return root;
}

const blockEnds = { openStrip: strip, inverseStrip: strip, closeStrip: strip, loc: nowhere };

export type Render = (context: object, state: { data: object; helpers: Record<string, unknown> }) => string;

/** Compiles a part. `names` are the helpers that the tree may call; a tree holds no others. */
export function compileSequence(
  handlebars: typeof Handlebars,
  sequence: ReadonlyArray<string | Instruction>,
): Render {
  const known = Object.fromEntries(Object.values(inner).map((name) => [name, true]));
  return handlebars.compile(treeOf(sequence), {
    noEscape: true,
    knownHelpers: known as never,
    knownHelpersOnly: true,
    preventIndent: true,
  }) as Render;
}
