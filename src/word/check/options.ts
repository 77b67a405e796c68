import { error } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../codes.ts';
import type { Helpers } from '../shape.ts';
import type { Print } from '../template/instructions.ts';
import type { TagPlace } from '../template/occurrences.ts';

/**
 * The options of a tag are those that its helper takes: `{{number share 1}}`. A number may be in quotes. Options that are not
 * looked at would leave their author believing that they do something.
 */
export function checkOptions(
  { helper = '', options: given }: Print,
  place: TagPlace,
  helpers: Helpers,
): Finding[] {
  const own = Object.hasOwn(helpers, helper) ? helpers[helper] : undefined;
  const allowed = own ? own.options : [];
  if (!allowed) return [];
  const refuse = (message: string, help: string) => error('template/option', place, message, help);
  const names = allowed.map(({ name }) => name).join(', then ');
  const surplus = given.slice(allowed.length).map((value) => JSON.stringify(value));
  const findings: Finding[] = [];
  for (const [i, { name, takes, check }] of allowed.entries()) {
    const value = given[i];
    if (value === undefined) break;
    const read = takes === 'number' && /^\d+$/.test(String(value)) ? Number(value) : value;
    const fault =
      typeof read === (takes === 'text' ? 'string' : 'number')
        ? check?.(read as never)
        : `it is ${typeof read === 'string' ? 'text' : 'a number'}, and not ${name}`;
    if (fault)
      findings.push(
        refuse(`"${helper}" cannot use ${JSON.stringify(value)}: ${fault}`, `write ${name}, or nothing`),
      );
  }
  if (surplus.length > 0)
    findings.push(
      refuse(
        `"${helper}" takes ${names === '' ? 'no options' : names}, and nothing for ${surplus.join(', ')}`,
        `remove ${surplus.length > 1 ? 'them' : 'it'}`,
      ),
    );
  return findings;
}
