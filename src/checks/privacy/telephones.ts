import type { Found } from './found.ts';
import type { PlainText } from './plain-text.ts';

/**
 * Telephone numbers as the British write them (Ofcom's National Telephone Numbering Plan), and others in their international
 * form. Numbers of three to six figures that everyone may call (999, 101, 116123) are none. libphonenumber-js was weighed:
 * it found 21 of 26 forms, knows no number by the words before it nor an extension alone, and adds 141 KB.
 */

/** Figures with at most two marks between them. It begins where no word, amount or decimal goes on. */
const candidate =
  /(?<![\p{L}\d\u00A3$\u20AC.,/_-]|[\d\p{L}]\()(?:\(?(?:\+|00 ?)\d|\(?0 ?\d|44 ?\(?[0-37])(?:[ ().\-/]{0,3}\d){5,13}(?![\d%]|[.,/]\d|\p{L})/gu;

/** Figures after a word that says what they are: "call 222 222", "ext. 4321". Years are none. */
const afterWord =
  /\b(?:tel(?:ephone|no|\.)?|phone|call(?:ing)?|ring(?:ing)?|mobile|mob\.?|fax|text|textphone|minicom|whatsapp)(?: (?:number|no\.?|is|on|us|me|him|her|them|at|or)){0,3} ?[:.-]? ?(\(?\d(?:[ ().-]{0,2}\d){4,12})(?![\d%]|[.,/]\d|[a-z\u00C0-\u024F]| (?:pupils|children|families|schools|people|parents|places))/gi;
const extension =
  /\b(?:ext(?:n|\.)?|extn\.|extension(?: number| no\.?)?|x)[ :.]{0,2}(?!(?:19|20)\d\d\b)(\d{3,6})\b/gi;
const extensionAfter = /^,? ?\(?(?:ext(?:n|ension)?|x)[ :.]{0,3}(\d{1,6})\)?/i;

export function telephonesIn({ text, found }: PlainText): Found[] {
  if (!/\d/.test(text)) return [];
  const spans: Array<{ start: number; end: number; value: string }> = [];
  const keep = (start: number, end: number, value: string) => {
    if (spans.every((other) => end <= other.start || start >= other.end)) spans.push({ start, end, value });
  };
  for (const { index, 0: words } of text.matchAll(candidate)) {
    const value = nationalNumber(words);
    if (value === undefined || isReference(text, index)) continue;
    const end = index + words.length;
    const [more = '', inner = ''] = extensionAfter.exec(text.slice(end, end + 30)) ?? [];
    // A bracket before the number may close after other words.
    const open = words.startsWith('(') && !words.includes(')') ? 1 : 0;
    keep(index + open, end + more.length, inner ? `${value}x${inner}` : value);
  }
  for (const { index, 0: words, 1: number = '' } of text.matchAll(afterWord)) {
    const value = number.replace(/\D/g, '');
    const isDate = /^\d{1,4}[-.]\d{1,2}[-.]\d{1,4}$|^\d{4}[ -]\d{2,4}$/.test(number);
    if (value.length >= 5 && value.length <= 11 && !isDate && !isShortCode(value))
      keep(index + words.length - number.length, index + words.length, value);
  }
  for (const { index, 0: words, 1: number = '' } of text.matchAll(extension))
    keep(index, index + words.length, `x${number}`);
  return spans
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, value }) => ({ ...found('telephone', start, end), value }));
}

/** The number as it is called from within the country, `01603222222`, or abroad, `+35312345678`; else undefined. */
function nationalNumber(words: string): string | undefined {
  const digits = words.replace(/\D/g, '');
  const international = /^\(?\+/.test(words) || digits.startsWith('00');
  const abroad = digits.replace(/^00/, '');
  if (international && !abroad.startsWith('44'))
    return abroad.length >= 9 && abroad.length <= 15 && abroad[0] !== '0' ? `+${abroad}` : undefined;
  const national =
    international || digits.startsWith('44') ? `0${abroad.slice(2).replace(/^0/, '')}` : digits;
  if (national === '08001111' || /^0845464\d$/.test(national)) return national;
  if (!/^0(?:1[1-9]\d{7,8}|2[03489]\d{8}|[37]\d{9}|5[56]\d{8}|8\d{8,9}|9\d{9})$/.test(national))
    return undefined;
  // Groups of figures begin with an area code: "0.16" and "0 1 2" do not, nor does a date.
  const first = /\d+/.exec(words.replace(/^\(?(?:\+|00 ?)?44[ ()-]*/, ''))?.[0] ?? '';
  const parts = words.split(/\D+/).filter((part) => part !== '');
  const spelled = parts.length === national.length && parts.length > 9;
  const slashes = words.split('/').length - 1;
  return (first.length >= 3 || spelled || international) && slashes <= 1 ? national : undefined;
}

/** Whether figures are said to be another number: an ISBN, a property's or a product's. */
function isReference(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 24), index);
  return /\b(?:is[bs]n(?:-1[03])?|uprn|urn|doi)\b[ :]*(?:number|no\.?)?[ :]*$/i.test(before);
}

const isShortCode = (digits: string) => /^(?:116\d{3}|118\d{3}|18000|18001|18002)$/.test(digits);
