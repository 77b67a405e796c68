import type { Found } from './found.ts';
import { enlarges, numberOf, type Word, wordsOf } from './number-words.ts';
import { otherCounts } from './other-counts.ts';
import type { PlainText } from './plain-text.ts';

/**
 * Counts of children, pupils, families and the like that are so small that somebody could be recognised (the ICO's guidance on
 * anonymisation): a number, words that say which, and whom it counts. Ages, year groups, shares, rates and places are no counts.
 */

/** Whom a number may count: singular and plural. A plural word alone ("three pupil places") counts something else. */
const singular =
  /^(?:pupil|child|student|learner|girl|boy|parent|carer|mother|father|grand(?:parent|mother|father)|family|apprentice|youngster|teenager|toddler|baby|sibling|sister|brother|kid|schoolgirl|schoolboy|schoolchild|sixth-former|twin|preschooler|leaver|refugee|cla|lac|uasc)$/;
const plural =
  /^(?:pupils|minors|starters|cla|lac|uasc|children|students|learners|girls|boys|parents|carers|mothers|fathers|grand(?:parents|mothers|fathers)|families|apprentices|youngsters|teenagers|toddlers|babies|siblings|sisters|brothers|kids|schoolgirls|schoolboys|schoolchildren|sixth-formers|twins|preschoolers|cyp|c&yp|leavers|refugees|under-(?:\d+s|\w+es|\w+s))(?:')?$/;

/** Words between a number and whom it counts that say that it counts something else, or nobody. */
const breaks = new Set(
  `for with without to by from at on in per into between about against among as that which who whose when where while than then if
  is are was were be been being has have had having will would can could may might must should do does did support supports help helps
  teach take takes took give gives gave see sees saw say says said let lets make makes made need needs get gets got
  a an and_ every each staff people men women percent cent percentage pence quarter half third fifth tenth fold
  year month week day term hour minute time place way size course plan report stage phase whole he she they it this there how what why am pm`.split(
    /\s+/,
  ),
);
/** Words that a number labels: "Year 4 pupils", "key stage 2 pupils", "aged 3". */
const labels =
  /^(?:years?|yr|stages?|phases?|tiers?|bands?|levels?|groups?|class|classes|set|cohorts?|zones?|areas?|workstreams?|conditions?|appendix|appendices|table|figure|chart|page|pages|paragraphs?|section|sections|items?|waves?|rounds?|terms?|lots?|elements?|grades?|parts?|steps?|recommendations?|questions?|options?|priority|priorities|quarter|category|categories|type|types|schedule|chapter|lines?|no|number|nos|version|draft|age|aged|ages|under|unit|wards?|volume|block|key|ks|q|measure|measures|kpi|kpis|scenario|strand|rank|top|week|weeks|month|day|room|january|february|march|april|may|june|july|august|september|october|november|december)$/;
/** Nouns for which whoever is counted is a description: "one family hub", "three children's centres". */
const headed =
  /^(?:premium|referral|place|places|placement_|voice|development|centres?|hubs?|homes?|groups?|forums?|schools?|support|services?|teams?|workers?|unions?|council|councils|committees?|boards?|clubs?|hospitals?|evenings?|nurser(?:y|ies)|governors?|panels?|networks?|charit(?:y|ies)|partnerships?|practitioners?|surveys?|ambassadors?|famil(?:y|ies)|households?|conference|conferences|ticket|liaison|population|numbers|champions?|books?|toilets?|social|wards?|directory|plus|first)$/;

const isFamily = /^(?:famil(?:y|ies)|households?)$/;

const bounds =
  /\b(?:up to|no more than|not more than|at most|at least|more than|over|a maximum of|a minimum of|maximum of|minimum of|capacity (?:of|for)|room for|space for|(?:group|class|classe|set|team)s? of(?: (?:\d|two|three) (?:or|to))?|ratio of [\w ]{1,20}|for every|every|per|any|each|no) $/;
const isMonth = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;

/** A text without any of these words counts nobody. */
const mayCount =
  /pupil|child|student|learner|girl|boy|young|parent|carer|famil|mother|father|teen|toddler|bab(?:y|ies)|sibling|sister|brother|kid|former|twin|triplet|school|leaver|starter|minor|refugee|placement|assessment|appeal|\brolls?\b|\bcla\b|\blac\b|uasc|c&?yp|under-|exclu|suspen|reintegrat|admitted|apprentice|year-old|year \d+s|ehc|tribunal|education, health/i;

/** Every small count in a text: from 1 to below `least`. Nought is none. */
export function smallCountsIn(plain: PlainText, least: number): Found[] {
  if (!mayCount.test(plain.text)) return [];
  const words = wordsOf(plain.text);
  const spans = [
    ...words.flatMap((_, i) => forward(plain.text, words, i, least)),
    ...otherCounts(plain.text, least),
  ].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return spans
    .filter(([start], i) => spans.slice(0, i).every(([, end]) => start >= end))
    .map(([start, end]) => plain.found('small count', start, end));
}

/** A number at word `i` with whom it counts after it. */
function forward(text: string, words: readonly Word[], i: number, least: number): Array<[number, number]> {
  const word = words[i] as Word;
  const value = numberOf(word.text);
  if (value === undefined || value >= least) return [];
  const last = counted(words, i, value);
  if (last === undefined || isLabel(words, i) || isShare(text, words, i, last)) return [];
  return [[word.start, (words[last] as Word).end]];
}

/** The index of the word for whom the number counts, if it counts anybody. */
function counted(words: readonly Word[], i: number, value: number): number | undefined {
  const next = words[i + 1]?.text;
  if (enlarges(next) || isMonth.test(next ?? '') || next === '%') return undefined;
  for (let at = i + 1, steps = 0; at < words.length && steps <= 7; at++, steps++) {
    const { text } = words[at] as Word;
    const after = (offset: number) => words[at + offset]?.text ?? '';
    const isYoung = text === 'young' && /^(?:people|persons?|adults?)$/.test(after(1));
    if (isYoung)
      return after(1) === 'person' && value > 1 ? undefined : isHead(words, at + 2) ? undefined : at + 1;
    if (singular.test(text) && after(1) === '(' && after(2) === 's' && after(3) === ')') return at + 3;
    if (plural.test(text) && !(value === 1 && singular.test(text))) {
      // "one size fits all children": one counts a plural only as "one of the children".
      const fits = value > 1 || words.slice(i + 1, at).some((between) => between.text === 'of');
      return fits && !isHead(words, at + 1) ? at : undefined;
    }
    const possessive = /'s?$/.test(text) ? text.replace(/'s?$/, '') : undefined;
    if (possessive && (plural.test(possessive) || singular.test(possessive)))
      return (headed.test(after(1)) && !isFamily.test(after(1))) || headed.test(after(2)) ? undefined : at;
    if (singular.test(text)) {
      if (value === 1) return isHead(words, at + 1) ? undefined : at;
      // A word that describes whoever is counted: "two child refugees".
      continue;
    }
    // The number once more, in brackets: "3 (three) pupils".
    const skipped =
      text === '(' && after(2) === ')' && numberOf(after(1)) === value ? 3 : yearGroup(words, at);
    if (skipped > 0) {
      at += skipped - 1;
      continue;
    }
    if (['of', 'the', 'our', 'their', 'these', 'those', 'more', 'and', 'or', ',', 'other'].includes(text))
      continue;
    if (steps > 0 && numberOf(text) !== undefined && !/^(?:the|of)$/.test(words[at - 1]?.text ?? ''))
      return undefined;
    if (!/^[\p{L}\d]/u.test(text) || breaks.has(text) || isPluralNoun(text, words, at)) return undefined;
  }
  return undefined;
}

/** How many words "Year 9" or "Key Stage 2" are between a number and the pupils it counts: "two Year 9 pupils". */
function yearGroup(words: readonly Word[], at: number): number {
  const labelAt = words[at]?.text === 'key' ? at + 1 : at;
  const isLabelled =
    labels.test(words[labelAt]?.text ?? '') && /^\d{1,2}$/.test(words[labelAt + 1]?.text ?? '');
  return isLabelled ? labelAt + 2 - at : 0;
}

/** "two schools", "one of the reasons": the number counts that. */
function isPluralNoun(word: string, words: readonly Word[], at: number): boolean {
  if (word === 'primary' || /(?:ous|ss|'s|is|us|less)$/.test(word)) return false;
  return /s'?$/.test(word) && words[at + 1]?.text !== "'";
}

/** Whether whoever is counted only describes the noun after it, "and ..." among them: "3 children and families teams". */
function isHead(words: readonly Word[], at: number): boolean {
  const [a = '', b = '', c = ''] = words.slice(at, at + 3).map(({ text }) => text);
  if (a === "'") return headed.test(b) && !isFamily.test(b);
  if (a === 'of' && /^(?:schools|products)$/.test(b)) return true;
  if (/^(?:and|or|&)$/.test(a) && (plural.test(b) || singular.test(b) || b === 'young'))
    return headed.test(c) || (b === 'young' && headed.test(words[at + 3]?.text.replace(/'s?$/, '') ?? ''));
  return headed.test(a) || (singular.test(a) && headed.test(b));
}

/** Whether the number belongs to a word or number before it: "Years 3, 4 and 5", "one hundred and three", "1 003", "\u00A33". */
function isLabel(words: readonly Word[], i: number): boolean {
  let at = i - 1;
  const before = () => words[at]?.text ?? '';
  if (/^[\u00A3$\u20AC/:.#]$/.test(before()) && !words[i]?.apart) return true;
  if (/^\d{1,3}$/.test(before()) && /^\d{3}$/.test(words[i]?.text ?? '')) return true;
  if (enlarges(before()) || (before() === 'and' && enlarges(words[at - 1]?.text))) return true;
  // Back over the numbers of a list: "Years 3, 4 and 5 pupils", "aged 3 to 4"; "In Year 4, two pupils" is none.
  const isWord = (index: number) => /^[a-z]/.test(words[index]?.text ?? '');
  const isComma = before() === ',';
  while (/^(?:and|or|to|-|,|&)$/.test(before()) && numberOf(words[at - 1]?.text ?? '') !== undefined) {
    if (isWord(at - 1) !== isWord(i)) return false;
    at -= 2;
  }
  const more = words[at - 1]?.text ?? '';
  if (isMonth.test(before())) return numberOf(more) === undefined;
  if (
    /^(?:year|term|month|week|day)$/.test(before()) &&
    /^(?:last|this|next|each|every|a|per|the|that|school|academic|financial|autumn|spring|summer)$/.test(more)
  )
    return false;
  if (isComma && at < i - 1 && /^(?:year|stage|phase|zone|class|tier|group)$/.test(before())) return false;
  return labels.test(before()) || (before() === 'of' && /^ages?$/.test(more));
}

/** Whether the number is a share, a rate or a limit: "one in four pupils", "4 pupils per class", "groups of 4". */
function isShare(text: string, words: readonly Word[], i: number, last: number): boolean {
  const word = words[i] as Word;
  const before = text.slice(Math.max(0, word.start - 40), word.start).toLowerCase();
  const after = text.slice(words[last]?.end, (words[last]?.end ?? 0) + 40).toLowerCase();
  if (
    bounds.test(before) ||
    (/(?:\bin|\bout of|\bof every|\bto) $/.test(before) === true && isAfterNumber(before))
  )
    return true;
  if (
    /^, one \w+/.test(after) ||
    (/^ (?:of )?parents$/.test(text.slice(word.end, words[last]?.end).toLowerCase()) &&
      /\b(?:have|has|with) $/.test(before))
  )
    return true;
  if (/^ (?:per|for each|for every|to each|in each|to a|at a time|at any one time)\b/.test(after))
    return !/^ per (?:year|term|month|week|annum|day)\b/.test(after);
  const [, all, of] = /^ (?:in|out of) (?:every |each )?(\d+|[a-z]+)(?![\d,/-])(?: (\w+))?/.exec(after) ?? [];
  if (all !== undefined && isRound(all))
    return !/^(?!needs$|has$|is$|was$|wants$|lives$)[a-z]{3,}s$/.test(of ?? '');
  if (/\b(?:adult|adults|teacher|teachers|staff|assistant) to $/.test(before)) return true;
  const between = text.slice(word.end, words[last]?.end).toLowerCase();
  const whole = /^ (?:in|out of|of) (?:every |each )?(\d+|[a-z]+)\b/.exec(between)?.[1];
  return whole !== undefined && isRound(whole);
}

/** "one in ", "two out of ", "1 adult to ", and no movement: "from 12 to ". */
const isAfterNumber = (before: string) =>
  /(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)) (?:(?:adult|teacher|member of staff) )?(?:in|out of|of every|to) $/.test(
    before,
  ) && !/\b(?:from|fell|rose|dropped|two|three|one|1|2|3) (?:\w+ )?to $/.test(before);

const isRound = (whole: string) => {
  const value = numberOf(whole) ?? 0;
  return (value > 0 && value <= 10) || value === 20 || value === 100 || value === 1000;
};
