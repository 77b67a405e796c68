/** What this layout leaves to the library's: it knows what the program's own templates are made of, and no more. */
export class Beyond extends Error {}

export function beyond(what: string): never {
  throw new Beyond(what);
}
