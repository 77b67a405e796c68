/** A paragraph of a Word file that was read, with all tracked changes accepted. */

/** How a run looks by itself or by its styles. */
export interface Look {
  bold?: true;
  italic?: true;
  struck?: true;
}

/** Who changed something, and when, as the file says it. */
export interface By {
  author: string;
  date?: string;
}

export interface Run extends Look {
  text: string;
  link?: string;
  /** The text of a footnote that is referred to here; `text` is its sign then. */
  note?: string;
  inserted?: By;
}

export interface Block {
  text: string;
  runs: Run[];
  style: string;
  /** An item of a list; `continued` is a paragraph in one without a bullet of its own. */
  list?: { level: number; format: 'bullet' | 'number' | 'continued' };
  /** In a table: the table, row and column, each from 0. */
  cell?: { table: number; row: number; column: number };
  /** What was deleted with tracked changes, where the text has it no more. */
  deleted: Array<By & { at: number; text: string }>;
  /** Who inserted its mark or its row, if that was tracked. */
  inserted?: By;
  /** Bookmarks by name, as stretches of the text. */
  marks: Array<{ name: string; from: number; to: number }>;
  /** The numbers of comments on it, as stretches of the text. */
  comments: Array<{ id: string; from: number; to: number }>;
}

/** The styles of headings, as Word calls them in English and in German. */
export const isHeadingStyle = (style: string) => /^(?:heading|berschrift)/i.test(style);

/** In a text it is in the place of a footnote, as in the Unicode standard for an object. */
export const noteSign = '\uFFFC';
