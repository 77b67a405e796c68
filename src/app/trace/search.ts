import { straight } from '../../word/typography.ts';
import type { PagePlace } from './places-on-page.ts';
import { isRounded, type NumberIn, numbersIn } from './where-from.ts';

/** Finds what somebody asks about: by what it says, a number also by its rounding, or by table, row and column. */

export interface Wanted {
  text?: string | undefined;
  /** Words of the heading above the table or of its header, or its number; words of the first cell of a row; of a header. */
  table?: string | undefined;
  row?: string | undefined;
  column?: string | undefined;
}

interface Searched {
  text: string;
  place: PagePlace;
}

export const plain = (text: string) =>
  straight(text)
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[\u2212\u2010-\u2013]/g, '-')
    .trim()
    .toLowerCase();

const has = (text: string | undefined, words: string) =>
  text !== undefined && plain(text).includes(plain(words));

/** Entries in the order of the document; those that say it exactly come first. */
export function search<Entry extends Searched>(entries: readonly Entry[], wanted: Wanted): Entry[] {
  const { text, table, row, column } = wanted;
  const isThere = ({ place }: Entry) =>
    (table === undefined || isTable(place, table)) &&
    (row === undefined || (place.table !== undefined && has(place.row, row))) &&
    (column === undefined || has(place.column, column));
  const there = entries.filter(isThere);
  if (text === undefined) return there;
  const [words, number] = [plain(text), asNumber(text)];
  const said = there.map((one) => ({ one, own: plain(one.text) }));
  const exact = said.filter(({ own }) => own === words);
  const others = said.filter(
    ({ one, own }) => own !== words && (number ? hasNumber(one.text, number) : own.includes(words)),
  );
  return [...exact, ...others].map(({ one }) => one);
}

const isTable = ({ table, heading }: PagePlace, words: string) =>
  table !== undefined && (/^\d+$/.test(words) ? table === Number(words) : has(heading, words));

/** A number is found by itself and never inside a longer one: 60.1 is not in 160.12. */
const hasNumber = (text: string, number: NumberIn) => numbersIn(text).some((one) => isSame(one, number));

/** What is asked for, if it is one number and nothing else: `£60.1m`, `-25.9`, `12%`. */
function asNumber(asked: string): NumberIn | undefined {
  if (!/^[-+\u2212\u2013(]?\s?£?\s?[\d.,]+\s?(?:%|m|million|k)?\)?$/i.test(asked.trim())) return undefined;
  const [only, ...more] = numbersIn(asked.replace(/^[-+\u2212\u2013(]/, ''));
  return more.length === 0 ? only : undefined;
}

/** The page may have its unit in the header of the table. A number with fewer decimals than were asked for is another one. */
const isSame = (one: NumberIn, asked: NumberIn) =>
  one.decimals >= asked.decimals &&
  isRounded(asked, one.size) &&
  (one.unit === '' || asked.unit === '' || one.unit === asked.unit) &&
  !(asked.isMoney && one.unit === '%');
