import type { Origin, Printed } from '../model/printed.ts';
import type { Filled } from '../word/index.ts';

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
