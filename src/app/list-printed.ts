import type { Origin, Printed } from '../model/printed-list.ts';
import { type Filled, Sourced } from '../word/index.ts';

const ofTemplate: Origin = { fixed: 'template' };
const ofContents: Origin = { workedOut: 'the headings, each with the page on which it begins', from: [] };

const ofCount: Origin = { workedOut: 'counted by the template', from: [] };

/** The list of what a document prints: its values in the order of the parts and of printing, then the wording of its template. */
export function printedIn({ printed = [], wording }: Filled): Printed[] {
  const values = printed.map(
    (one) => (one.origin ? one : { ...one, origin: one.name === '' ? ofTemplate : ofCount }) as Printed,
  );
  const others = (wording?.() ?? []).map(
    ({ name, text, part, paragraph }): Printed => ({
      name,
      text,
      origin: name === 'contents' ? ofContents : ofTemplate,
      part,
      paragraph,
    }),
  );
  return [...values, ...others];
}

/** A context as it was kept, which has no origins, with those of the list of what it prints. */
export function withOrigins<Context extends object>(context: Context, printed: readonly Printed[]): Context {
  const origins = new Map(printed.map(({ name, origin }) => [name, origin]));
  const visit = (value: unknown, name: string): unknown => {
    if (value instanceof Sourced) return value;
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([key, one]) => [
        key,
        visit(one, name ? `${name}.${key}` : key),
      ]);
      return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
    }
    const origin = origins.get(name);
    return origin ? new Sourced(value, origin) : value;
  };
  return visit(context, '') as Context;
}
