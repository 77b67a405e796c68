/** A name in a tag: `../rows.total` is one level up, then `rows`, then `total`; `@index` is data of the loop. */
export interface Path {
  up: number;
  names: string[];
  data: boolean;
  typed: string;
}

/** As much of what was typed as a message needs. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** What is wrong with a tag, and what to type instead. */
export interface TagError {
  kind: 'error';
  message: string;
  help: string;
}

export const wrong = (message: string, help: string): TagError => ({ kind: 'error', message, help });
