/** The tracked changes that are written: each has an id of its own, and all have the same author and day. */
export class Revisions {
  count = 0;
  readonly #attributes: string;
  #last: number;

  /** @param last the largest id that the file has. */
  constructor({ author, date }: { author: string; date: string }, last: number) {
    this.#attributes = `w:author="${author}" w:date="${date}T00:00:00Z"`;
    this.#last = last;
  }

  /** `inside` as inserted or deleted, or with how it was before; without it, the mark of an element that is. */
  write(change: 'ins' | 'del' | 'rPrChange' | 'pPrChange' | 'tcPrChange', inside?: string): string {
    this.count += 1;
    this.#last += 1;
    const tag = `w:${change} w:id="${this.#last}" ${this.#attributes}`;
    return inside === undefined ? `<${tag}/>` : `<${tag}>${inside}</w:${change}>`;
  }
}
