import type {
  Branch,
  Instruction,
  MarkCall,
  Opening,
  PictureCall,
  Program,
  Sequence,
  Step,
  Unique,
  Wording,
} from './instructions.ts';
import type { Path } from './path.ts';
import type { BlockName } from './tags.ts';

/** Makes a tree of a sequence. */

/** Steps that name no value. */
export const isUnnamed = (step: Step): step is string | Unique | Wording | PictureCall | MarkCall =>
  typeof step === 'string' || /^(?:unique|wording|picture|mark)$/.test(step.do);

type End = Extract<Instruction, { do: 'else' | 'close' | 'unwrap' }>;

/** Builds the tree of a sequence whose blocks are known to be paired. */
export function programOf(sequence: Sequence): Program {
  let at = 0;
  let end: End | undefined;
  /** Everything up to the next end, which is then in `end`. */
  const readSteps = (): Program => {
    const steps: Step[] = [];
    let pieces: string[] = [];
    // Joined: strings that are added up stay in pieces, which each printing would put together again.
    const addPieces = () => {
      const xml = pieces.length === 1 ? pieces[0] : pieces.join('');
      if (xml) steps.push(xml);
      pieces = [];
    };
    end = undefined;
    while (at < sequence.length && !end) {
      const item = sequence[at++] as string | Instruction;
      if (typeof item === 'string') pieces.push(item);
      else if (item.do === 'else' || item.do === 'close' || item.do === 'unwrap') end = item;
      else {
        addPieces();
        steps.push(readStep(item));
        end = undefined;
      }
    }
    addPieces();
    return steps;
  };
  const readStep = (item: Exclude<Instruction, End>): Step => {
    if (item.do === 'open') return readBranch(item);
    return item.do === 'wrap' ? { ...item, inside: readSteps() } : item;
  };
  const readBranch = ({ block, path, when, place, unsure }: Omit<Opening, 'do'>): Branch => {
    const then = readSteps();
    const branch = { do: block, path, when, place, then, ...(unsure && { unsure }) };
    if (end?.do !== 'else') return { ...branch, else: [] };
    const { block: other, path: chosenBy } = end;
    const isChoice = other !== undefined && chosenBy !== undefined;
    return {
      ...branch,
      else: isChoice ? [readBranch({ ...end, block: other, path: chosenBy })] : readSteps(),
    };
  };
  return readSteps();
}

/** A name as a path from the top. `scopes` are the paths of the loops and groups around, the nearest last. */
export function fromTop({ up, names, data }: Path, scopes: readonly string[]): string {
  const outer = scopes[scopes.length - 1 - up] ?? '';
  const name = data ? `@.${names.join('.')}` : names.join('.');
  return outer && name ? `${outer}.${name}` : outer || name;
}

/** A loop repeats its inside for each entry of a list. */
export const isLoop = (block: BlockName): boolean => block === 'each' || block === 'columns';

/** A block whose inside has names of its own. */
export const hasOwnNames = (block: BlockName): boolean => isLoop(block) || block === 'with';
