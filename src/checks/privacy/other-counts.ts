/** Small counts in other forms: whom it counts first ("pupils: 3"), and what happened to pupils ("3 exclusions"). */

type Span = [start: number, end: number];

/** Whom a number may count. */
const people =
  '(?:pupils?|child(?:ren)?|students?|learners?|girls?|boys?|young (?:people|persons?)|parents?|carers?|famil(?:y|ies)|mothers?|fathers?|siblings|twins|cyp)';
const numberWords = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const start = String.raw`(?<![a-z\d\u00C0-\u024F.,\u00A3-])`;
/** Up to so many words in between. */
const words = (most: number) => String.raw`(?: [a-z\u00C0-\u024F'-]{1,30}){0,${most}}`;
const before = (most: number) => String.raw`(?:[a-z\d\u00C0-\u024F,'-]{1,30} ){0,${most}}?`;
const moved = 'fell|rose|dropped|went|came|gone|down|reduced|decreased|increased|cut|up';
const verb =
  '(?:is|are|was|were|has|have|had|will|did|do|does|can|could|moved|left|went|came|need|needed|got|took|made|returned|remain|remained|wait|waited|joined|started)';
/** Each of these is about one pupil. */
const exclusions =
  '(?:exclusions?|suspensions?|EHCPs?|EHC plans?|education,? health,? and care plans?|(?:EHC )?needs assessments?|placements|(?:SEND )?tribunals?|(?:(?:SEND )?tribunal )?appeals?(?! (?:for|to|panels?|process)\\b))';
const referrals = '(?:referrals?|requests?|applications?|appeals?)';
const colon = String.raw`(?: \([^()\n]{1,20}\))?(?: ?[:=]| -| ?\()[^\S\n]?(?:n ?= ?)?`;

/** The forms, for counts below `least`. */
function formsBelow(least: number): RegExp[] {
  const below = Array.from({ length: least - 1 }, (_, i) => [i + 1, numberWords[i + 1]]).flat();
  const n = `(?:${below.filter(Boolean).join('|')})`;
  // Nothing goes on to say what else the number is of.
  const last = String.raw`${n}(?![a-z\d\u00C0-\u024F%-]|[.,]\d)(?=[^\S\n]*(?:$|\n|[;|()!?]|[.,](?!\d)| (?:and|in|at|from|this|last|were|was|had|have|has|after|but|of (?:them|these|those)|by|on|out|without)\b))`;
  const from = String.raw`(?: from (?:[\d,]+|[a-z-]+))?`;
  return [
    // "Pupils excluded: 3", "Girls - 2", "pupils (3)"
    `${start}${people}${words(4)}${colon}${last}`,
    // "the number of pupils excluded was three", "fell from 12 to 3"
    String.raw`\bnumbers? of ${before(3)}${people}${words(6)} (?:${moved}|fall|gone down|now|stood|remain(?:s|ed)?|was|is|were|are|number(?:s|ed)?)(?: now| down| up| only| just| at| back)*${from}(?: to)? ${last}`,
    // "Children out of school fell to 3"
    `${start}${people}${words(4)} (?:${moved})(?: down| up| back)?${from} to ${last}`,
    // "Of the 40 pupils, three were"
    String.raw`\b(?:out )?of ${before(4)}${people}${words(4)}, (?:only |just )?${n} (?:of them )?${verb}\b`,
    // "3 were girls"
    String.raw`${start}${n} (?:of (?:them|these|those|whom) )?(?:is|are|was|were) (?:a |an )?${before(2)}${people}(?!['a-z\u00C0-\u024F]| (?:places?|schools?|homes?|centres?|services?))`,
    // "a couple of pupils", "the only girl", "the twins", "both pupils moved"
    String.raw`\b(?:a|one) (?:couple|pair|trio|set|handful) of ${before(2)}(?:${people}|triplets)\b`,
    String.raw`\b(?:the|our|their|its) (?:only|last) ${before(2)}(?:pupil|child|girl|boy|student|learner|young person|family)\b(?! (?:and|or|places?|referral|premium|support|centre|hub|protection|health|care|development|benefit|poverty)\b|['\u2019-])`,
    // "neither pupil", "a girl of seven", "a seven-year-old boy", "only 2 remain on the roll", "just three left the school"
    String.raw`\bneither (?:of the |of these )?${people}\b(?! (?:nor|or)\b|['\u2019])`,
    String.raw`\b(?:a|the|one) (?:pupil|child|girl|boy|student|learner) (?:of|aged) (?:\d{1,2}|[a-z]{3,9}teen|${numberWords.slice(1).join('|')}|ten|eleven|twelve)\b(?! (?:to|or|and|-))`,
    String.raw`\b(?:a|the|one) (?:\d{1,2}|[a-z]{2,9})-year-old ${before(2)}(?:pupil|child|girl|boy|student|learner)\b(?!['\u2019])`,
    String.raw`${start}${n}(?! (?:hundred|thousand|million))${words(4)} (?:on|to|off|from) (?:the |its |our |their )?(?:school )?rolls?\b`,
    String.raw`\b(?:only|just) ${n} (?:(?:of them|have|has) ){0,2}(?:left|joined|remain(?:ed)? (?:in|at)|returned to|moved to) (?:the |a |this |their )?${before(2)}(?:school|college|base|setting|class)\b`,
    String.raw`\b(?:the|these|those|our) (?:[a-z\u00C0-\u024F-]{1,30} )?(?:twins|triplets)\b`,
    String.raw`\bboth (?:of )?(?:the |these )?(?:pupils|children|students|girls|boys|learners|young people|families|twins)\b(?! (?:and|or)\b|')`,
    // "Parents made 3", "2 referrals from parents", "3 exclusions", "exclusions: 2"
    String.raw`${start}${people}${words(2)} (?:made|submitted|lodged) (?:only |just )?(?:${n} ${referrals}\b|${last})`,
    String.raw`${start}${n} ${referrals}${words(3)} (?:by|from) ${before(2)}${people}\b`,
    String.raw`${start}${n} (?:(?:more|fewer|new|permanent|fixed-term|fixed-period|further) ){0,2}${exclusions}\b`,
    String.raw`\b${exclusions}${colon}${last}`,
    // "exclusions fell to 2", "3 were excluded", "3/40 pupils", "two five-year-olds", "four Year 9s"
    String.raw`\b${exclusions}${words(2)} (?:${moved})(?: down| up| back)?${from} to ${last}`,
    String.raw`${start}${n} (?:(?:of them|have|has|were|was|being|been|permanently) ){1,4}(?:excluded|suspended|reintegrated|re-?admitted)\b`,
    String.raw`${start}${n} ?\/ ?(?!(?:20|100|1000)\b)\d{2,} ${before(2)}${people}(?!['a-z])`,
    String.raw`${start}${n} (?:(?:more|other|of the|of our) )?(?:(?:\d{1,2}|[a-z]{2,9})-year-olds|year \d{1,2}s)\b`,
  ].map((form) => new RegExp(form, 'gi'));
}

const compiled = new Map<number, RegExp[]>();

/** Where a text has such a count, from 1 to below `least`. */
export function otherCounts(text: string, least: number): Span[] {
  if (
    !/\d|\b(?:o(?:ne|nly)|two|three|four|five|six|seven|eight|nine|couple|pair|trio|set|twins|triplets|both|handful|neither|last|year-old|girl|boy)\b/i.test(
      text,
    )
  )
    return [];
  const forms = compiled.get(least) ?? formsBelow(least);
  compiled.set(least, forms);
  return forms
    .flatMap((form) =>
      [...text.matchAll(form)].map(({ index, 0: found }): Span => [index, index + found.length]),
    )
    .filter(([from, to]) => !isOther(text.slice(from, to), text.slice(Math.max(0, from - 20), from)));
}

/** Whether the words, or those before them, say that the number is an age, a class, a share or a label. */
const isOther = (found: string, precedes: string) =>
  /\b(?:aged?|ages|years?(?!-olds?| \d+s\b)|key stages?|phases?|under|over|percentage|proportion|share|per|average|places|ratio|staff|teachers?|schools|hours?|weeks?|days?)\b/i.test(
    found,
  ) ||
  /\b(?:years?|stages?|phases?|aged?|condition|workstream|question|recommendation|zone|places for|ratio of [\w ]*) ?$/i.test(
    precedes,
  );
