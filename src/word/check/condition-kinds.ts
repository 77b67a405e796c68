import { error } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../codes.ts';
import { isDate } from '../dates-and-numbers.ts';
import { isList } from '../spelling.ts';
import { type Condition, isCondition, type Literal, type Operand } from '../template/condition-tags.ts';
import type { TagPlace } from '../template/occurrences.ts';
import { canChoose, describe, type Known, resolve, type Scope } from './resolve.ts';

/** Conditions compare what can be compared: text with text, numbers with numbers, dates with dates. */

/** What a value of a condition is: a kind that can be compared, or a thing that cannot. */
interface Comparable {
  kind: 'text' | 'number' | 'date' | 'flag' | 'string' | 'list' | 'other' | 'anything';
  /** As it is called in messages. */
  words: string;
  entry?: Known;
}

const comparable = /^(?:text|number|date|flag|string|anything)$/;

function known(shape: Known): Comparable {
  if (isList(shape)) return { kind: 'list', words: 'a list', entry: shape[0] };
  const kind = shape === 'markdown' ? 'text' : typeof shape === 'string' ? shape : '';
  return { kind: comparable.test(kind) ? (kind as 'text') : 'other', words: describe(shape) };
}

function literal(value: Literal): Comparable {
  if (typeof value === 'number') return { kind: 'number', words: 'a number' };
  if (typeof value === 'boolean') return { kind: 'flag', words: 'a yes-or-no value' };
  // A date in quotes is text to a text, and a date to a date.
  return isDate(value) ? { kind: 'string', words: 'a date' } : { kind: 'text', words: 'text' };
}

const typed = (operand: Operand) => (typeof operand === 'object' ? operand.typed : JSON.stringify(operand));

/** Two kinds can be compared if they are one, or if one of them may be the other. */
function alike({ kind: one }: Comparable, { kind: other }: Comparable): boolean {
  if (one === 'anything' || other === 'anything' || one === other) return true;
  const may = (kind: string) => kind === 'text' || kind === 'date' || kind === 'string';
  return (one === 'string' && may(other)) || (other === 'string' && may(one));
}

const comparisons: Record<string, string> = {
  lt: 'less than',
  lte: 'less than or equal to',
  gt: 'greater than',
  gte: 'greater than or equal to',
};

export function checkCondition(condition: Condition, scopes: readonly Scope[], place: TagPlace): Finding[] {
  const { condition: name, values } = condition;
  const findings: Finding[] = [];
  const refuse = (message: string, help: string) =>
    findings.push(error('template/wrong-kind', place, message, help));
  const operands = values.map((value): Comparable => {
    if (typeof value !== 'object') return literal(value);
    if (isCondition(value)) {
      findings.push(...checkCondition(value, scopes, place));
      return value.condition === 'length'
        ? { kind: 'number', words: 'a number' }
        : { kind: 'flag', words: 'a condition' };
    }
    const resolved = resolve(value, scopes, place);
    if (!('finding' in resolved)) return known(resolved.shape);
    findings.push(resolved.finding);
    return { kind: 'anything', words: '' };
  });
  const say = (i: number) => `${typed(values[i] as Operand)} is ${operands[i]?.words}`;
  const [one, other] = operands as [Comparable, Comparable];
  if (name === 'length') {
    if (one.kind !== 'list' && one.kind !== 'anything') refuse(`${say(0)} and has no length`, 'name a list');
  } else if (name === 'and' || name === 'or' || name === 'not') {
    for (const [i, { kind }] of operands.entries())
      if (!canChoose(kind as Known) && kind !== 'list')
        refuse(`${say(i)} and cannot be chosen by`, `compare it: (gt ${typed(values[i] as Operand)} 0)`);
  } else if (name === 'includes') {
    const entry = one.kind === 'list' ? known(one.entry ?? 'anything') : one;
    if (one.kind !== 'list' && !alike(one, { kind: 'text', words: '' }))
      refuse(`${say(0)}, and "includes" looks into a list or text`, 'write (eq name value)');
    else if (!alike(entry, other))
      refuse(
        `${typed(values[0] as Operand)} has ${entry.words} in it, and ${say(1)}`,
        'look for a value of the same kind',
      );
  } else {
    const order = comparisons[name];
    const bad = operands.findIndex(
      ({ kind }) => kind === 'list' || kind === 'other' || (order && kind === 'flag'),
    );
    if (bad >= 0)
      refuse(
        `${say(bad)} and cannot be compared`,
        operands[bad]?.kind === 'list'
          ? `compare its length: (length ${typed(values[bad] as Operand)})`
          : 'compare text, numbers or dates',
      );
    else if (!alike(one, other) || (order && [one, other].some(({ kind }) => kind === 'text')))
      refuse(
        `${say(0)} and can't be ${order ?? 'equal to'} ${typed(values[1] as Operand)}${alike(one, other) ? '' : `, which is ${other.words}`}`,
        order
          ? 'only numbers and dates have an order: write a number, or a date as "2023-06-16"'
          : 'compare values of the same kind',
      );
  }
  return findings;
}
