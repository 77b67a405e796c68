/** What this layout leaves to the library's: it knows what the program's own templates are made of, and no more. */
export class Unsupported extends Error {}

export function unsupported(what: string): never {
  throw new Unsupported(what);
}
