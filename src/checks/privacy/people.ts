import type { Found } from './found.ts';
import type { PlainText } from './plain-text.ts';

/** Names of people, postcodes and dates of birth beside a person, NHS numbers and unique pupil numbers. */

/** Every postcode area (Royal Mail). */
const areas =
  'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE'.split(
    ' ',
  );
const postcode =
  /(?<![\p{L}\p{N}])(?:([A-Z]{1,2})\d[A-Z\d]? {0,2}\d[ABD-HJLNP-UW-Z]{2}|([a-z]{1,2})\d[a-z\d]? \d[abd-hjlnp-uw-z]{2})(?![\p{L}\p{N}])/gu;

/** One person, not people in general. */
const onePerson =
  /\b(?:he|she|his|her|hers|him|himself|herself|mother|father|mum|dad|son|daughter|brother|sister|grand(?:mother|father|parents)|(?:the|a|an|one|this|that|single|whose|our) (?:[a-z-]+ )?(?:pupil|child|student|learner|girl|boy|parent|carer|family|young person))\b/i;
const titled = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? \p{Lu}/u;
const home =
  /\b(?:lives?|living|lived|resid(?:es?|ing|ent)|home address|home is|address of (?:the )?(?:pupil|child|parent|family|carer)|moved (?:home )?to|house)\b/i;
const place =
  /\b(?:academy|avenue|base|board|borough|building|business|campus|cathedral|centre|chapel|church|close|club|college|committee|community|council|county|court|department|director|district|drive|forum|floor|garden|green|hall|high|hospital|house|hub|infant|junior|lane|library|local|ministry|norfolk|norwich|nursery|office|park|place|plain|primary|road|school|secondary|service|services|special|square|street|surgery|team|town|trust|unit|university|village|walk|way|yard|inclusion|first|education|great|king's lynn|north|south|east|west|the|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i;
const institution =
  /\b(?:academy|centre|church|college|council|department|forum|hall|hospital|hub|library|nursery|office|offices|school|schools|service|services|team|trust|unit|university|base|headquarters|county hall)\b/i;
/** Two or three words with a capital, "Jane Doe", "Zo\u00EB O'Neill-Smith". */
const pair = /(?<![\p{L}\p{N}.])\p{Lu}[\p{Ll}'\u2019-]+(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}'\u2019-]+){1,2}/gu;

function namesPerson(sentence: string): boolean {
  if (onePerson.test(sentence) || titled.test(sentence)) return true;
  return [...sentence.matchAll(pair)].some(([words]) => !place.test(words));
}

/** People by a title and a surname, "Mrs Patel", and the staff whose names are given. Councillors hold a public office. */
export function namesOfPeopleIn({ text, found }: PlainText, staff: readonly string[]): Found[] {
  const people = text.matchAll(
    /(?<!\b(?:Cllr|Councillor)\.? )\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?(?: \p{Lu}\p{Ll}*\.?(?= \p{Lu}))* \p{Lu}(?:['\u2019]\p{Lu})?[\p{L}-]+(?!\p{L}|['\u2019]s (?:\p{Lu}|homes?\b))/gu,
  );
  const named = [...people].map(({ index, 0: value }) => ({
    ...found('name', index, index + value.length),
    value,
  }));
  const listed = staff.flatMap((name) => {
    const at = text.indexOf(name);
    return at < 0 ? [] : [found('name', at, at + name.length)];
  });
  return [...named, ...listed];
}

/** The sentence around a place in a text, of at most 300 characters on each side. */
function sentenceAt(text: string, start: number, end: number): { before: string; all: string } {
  const before =
    text
      .slice(Math.max(0, start - 300), start)
      .split(/\n|(?<=[a-z\d)][.!?]) (?=\p{Lu})/u)
      .at(-1) ?? '';
  const after = text.slice(end, end + 300).split(/\n|(?<=[.!?]) (?=\p{Lu})/u)[0] ?? '';
  return { before, all: before + text.slice(start, end) + after };
}

/** The address of a school or of the council is allowed: the words before the postcode name it, and nobody lives there. */
export function postcodesIn({ text, found }: PlainText): Found[] {
  return [...text.matchAll(postcode)].flatMap(({ index, 0: words, 1: upper, 2: lower = '' }) => {
    if (!areas.includes(upper ?? lower.toUpperCase())) return [];
    const { before, all } = sentenceAt(text, index, index + words.length);
    const isInstitution = institution.test(before.slice(-90)) && !home.test(before);
    if (isInstitution || !(home.test(all) || namesPerson(all.replace(words, '')))) return [];
    return [found('postcode', index, index + words.length)];
  });
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const day = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const date = String.raw`(?:\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:the )?${day}(?: day)?(?: of)? ${month}(?:,? \d{2,4})?|${month} ${day}(?:,? \d{4})?)`;
const birth = String.raw`(?:d\.? ?o\.? ?b\b\.?|dates? of birth|birth ?dates?|birthdays?|born|b\.)`;
const birthFirst = new RegExp(
  String.raw`(?<![a-z\d\u00C0-\u024F])${birth}(?:[ :,;.=|-]|\bis\b|\bwas\b|\bon\b(?! or)|\bthe\b|\bof\b|\() {0,2}(?:(?:is|was|on|the) |[:(|-] ?){0,3}(${date})(?!\d)`,
  'gi',
);
const birthLast = new RegExp(
  String.raw`(?<![\d/.-])(${date}) ?[,;(-]{0,2} ?\(?(?:dob\b|d\.o\.b|date of birth|is (?:his|her|the) (?:birthday|date of birth))`,
  'gi',
);

export function birthDatesIn({ text, found }: PlainText): Found[] {
  if (!/\d/.test(text) || !/b(?:irth|orn|\.)|o\.? ?b\b/i.test(text)) return [];
  const all = [...text.matchAll(birthFirst), ...text.matchAll(birthLast)];
  return all.map(({ index, 0: words }) => found('date of birth', index, index + words.length));
}

/** Ten figures whose last one checks the others (NHS Data Dictionary, modulus 11). */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, figure, i) => total + Number(figure) * (10 - i), 0);
  const check = 11 - (sum % 11);
  return check !== 10 && (check === 11 ? 0 : check) === Number(digits[9]);
}

/**
 * One in eleven numbers of ten figures passes the check: figures in one piece need the letters NHS or a person beside them. After
 * "NHS number" they are one even if the check fails, as somebody has mistyped it.
 */
export function nhsNumbersIn({ text, found }: PlainText): Found[] {
  return [
    ...text.matchAll(/(?<![\p{L}\d\u00A3+.,/-])\d{3}([ -]{0,3})\d{3}\1\d{4}(?![\p{L}\d%]|[.,]\d)/gu),
  ].flatMap(({ index, 0: words, 1: gap }) => {
    const before = text.slice(Math.max(0, index - 40), index);
    const named = /\bNHS (?:patient )?(?:numbers?|no\.?|id)\b[^.\d]{0,12}$/i.test(before);
    const near = /\bNHS\b/i.test(before + text.slice(index, index + 40));
    const passes = isNhsNumber(words.replace(/\D/g, ''));
    const person = () => namesPerson(sentenceAt(text, index, index + words.length).all);
    return named || (passes && (gap !== '' || near || person()))
      ? [found('NHS number', index, index + words.length)]
      : [];
  });
}

const upnLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A letter that checks twelve figures, or eleven and a letter (DfE, Unique pupil numbers: modulus 23). */
export function isUpn(upn: string): boolean {
  if (!/^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(upn)) return false;
  const worth = (character: string) =>
    /\d/.test(character) ? Number(character) : upnLetters.indexOf(character);
  const sum = [...upn.slice(1)].reduce((total, character, i) => total + worth(character) * (i + 2), 0);
  return upnLetters[sum % 23] === upn[0];
}

export function upnsIn({ text, found }: PlainText): Found[] {
  return [
    ...text.matchAll(/(?<![a-z\d\u00C0-\u024F])[a-z](?:[ -]?\d){11}[ -]?[\da-z](?![a-z\d\u00C0-\u024F])/gi),
  ].flatMap(({ index, 0: words }) => {
    const named = /\b(?:UPN|unique pupil numbers?)\b[^.\d]{0,12}$/i.test(
      text.slice(Math.max(0, index - 40), index),
    );
    return named || isUpn(words.replace(/[ -]/g, '').toUpperCase())
      ? [found('UPN', index, index + words.length)]
      : [];
  });
}
