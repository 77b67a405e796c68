/** Characters that no Word file can hold, or that cannot be seen, wherever they come from. */

const forbidden =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * The first character that XML 1.0 (section 2.2) does not allow, or nothing. A file that holds one does not open in
 * Word.
 */
export function forbiddenCharacter(text: string): FoundCharacter | undefined {
  return find(text, forbidden);
}

/** A character and its place in the text. */
export interface FoundCharacter {
  index: number;
  code: number;
}

function find(text: string, pattern: RegExp): FoundCharacter | undefined {
  const index = text.search(pattern);
  return index < 0 ? undefined : { index, code: text.charCodeAt(index) };
}

/**
 * Characters that turn the direction of writing, and show nothing themselves (Unicode annex 9, explicit formatting). What
 * comes after one may be read as something else than it is; they come along with what is pasted from other programs.
 */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/** The first character that turns the direction of writing, or nothing. */
export function turningCharacter(text: string): FoundCharacter | undefined {
  return find(text, turning);
}

/** `U+0001, after "Assistant"`: a character that cannot be seen, by its number and the text before it. */
export function nameIn(text: string, { index, code }: FoundCharacter): string {
  const before = text.slice(Math.max(0, index - 20), index).trim();
  const number = code.toString(16).toUpperCase().padStart(4, '0');
  return `U+${number}, ${before === '' ? 'at its beginning' : `after "${before}"`}`;
}

/** The text with a visible mark for each character that moves the cursor, changes colours or turns what follows. */
export function replaceUnprintable(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, '\uFFFD')
    .replace(turning, '\uFFFD');
}

/** The text with a visible mark for each such character. */
export function replaceForbidden(text: string): string {
  return text.replace(forbidden, '\uFFFD');
}

/** The text without such characters, and without those that turn the direction of writing. */
export function withoutHidden(text: string): string {
  return text.replace(forbidden, '').replace(turning, '');
}

/** As much of a text as fits a message or a line of the screen. */
export const shortened = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** A text on one line, shortened and in quotation marks; of a blank text, "nothing". */
export function inQuotes(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? 'nothing' : `"${shortened(line, most)}"`;
}

/** A text as a piece of a regular expression that finds just this text. */
export const escapeForRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
