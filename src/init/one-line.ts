import { safeName } from '../files/safe-name.ts';
import { entriesOf } from '../inputs/yaml/schema-issues.ts';
import { months } from '../model/months.ts';
import { fills, type RatingColour, ratingColours } from '../model/rating-colours.ts';

/**
 * Answers that fit on one line, as a person types them after a question or an option: each parser gives the value that the answers
 * file has in a list, or undefined if the text is no such thing.
 */

const each = <T>(text: string, parse: (entry: string) => T | undefined): T[] | undefined => {
  const list = entriesOf(text).map(parse);
  return list.length > 0 && list.every((one) => one !== undefined) ? (list as T[]) : undefined;
};

/** "16 June, 15 September": months, each with the day of its deadline, in either order. */
export const reportsIn = (text: string) =>
  each(text, (entry) => {
    const [, day, word = '', after] =
      /^(?:(\d{1,2})(?:st|nd|rd|th)? )?(?:of )?([a-z]{3,})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?$/i.exec(entry) ??
      [];
    const month = months.find((one) => one.toLowerCase().startsWith(word.toLowerCase()));
    return word !== '' && month && (day ?? after) ? { month, deadline_day: Number(day ?? after) } : undefined;
  });

/** "2023/24 to 2027/28", or each year by itself. */
export function yearsIn(text: string): string[] | undefined {
  const typed = [...text.matchAll(/\b(20\d\d) ?[/-] ?(?:20)?(\d\d)\b/g)];
  // "2026/28" may be two years or a slip.
  if (typed.some(([, year, next]) => (Number(year) + 1) % 100 !== Number(next))) return undefined;
  const found = typed.map(([, year]) => Number(year));
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined || last < first || last - first > 50) return undefined;
  const isRange = found.length === 2 && /\bto\b|–|—|\.\.| - /.test(text);
  const years = isRange ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : found;
  return years.map((year) => `${year}/${String((year + 1) % 100).padStart(2, '0')}`);
}

/** "Draft to the board 14; Sign-off 4; Sent 1": names, each with its working days before the deadline. */
export const milestonesIn = (text: string) =>
  each(text, (entry) => {
    const [, name, days] = /^(.*\S)[ :]+(\d{1,3})(?: (?:working )?days?(?: before)?)?$/i.exec(entry) ?? [];
    return name === undefined
      ? undefined
      : { name: name.replace(/:$/, ''), working_days_before: Number(days) };
  });

/** "Green, Amber, Red" */
export const ratingsIn = (text: string) => each(text, (rating) => ({ rating }));

/** "S151 Officer; Director of Children's Services" */
export const rolesIn = (text: string) => each(text, (role) => ({ role }));

/** "Places near home (1, 4): Head of Places; Advice (2): Head of Inclusion": names, the conditions of each, and who leads it. */
export const workstreamsIn = (text: string) =>
  each(text.includes(';') ? text : `${text};`, (entry) => {
    const [, name, numbers, lead] =
      /^(.*?)\s*(?:\(((?:\d{1,2}[ ,&]*(?:and )?)+)\))?\s*:\s*(.+)$/.exec(entry) ?? [];
    const conditions = numbers?.match(/\d+/g)?.map(Number);
    return name ? { name, lead, ...(conditions && { conditions }) } : undefined;
  });

/** Colours of a scale by its words, or by their order: best first. */
export function colourFor(rating: string, index: number, count: number): RatingColour {
  const named = ratingColours.find((colour) => rating.toLowerCase().split(/\W/).includes(colour));
  if (named) return named;
  const orders: Record<number, RatingColour[]> = {
    2: ['green', 'red'],
    3: ['green', 'amber', 'red'],
    4: ['green', 'yellow', 'amber', 'red'],
    5: ['green', 'yellow', 'amber', 'orange', 'red'],
    6: ['blue', 'green', 'yellow', 'amber', 'orange', 'red'],
  };
  return (orders[count] ?? (Object.keys(fills) as RatingColour[]))[index] ?? 'grey';
}

/** Ids for names: short, in small letters, begun with a letter, and each its own. */
export function idsFor(names: readonly string[], otherwise: string, taken: readonly string[] = []): string[] {
  const used = new Set(taken);
  return names.map((name) => {
    const plain = safeName(name, otherwise).replace(/-$/, '');
    const base = /^[a-z]/.test(plain) ? plain : `${otherwise}-${plain}`;
    let id = base;
    for (let number = 2; used.has(id); number += 1) id = `${base}-${number}`;
    used.add(id);
    return id;
  });
}
