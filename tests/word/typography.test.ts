import { describe, expect, test } from '@jest/globals';
import { straight, typeset } from '../../src/word/typography.ts';
import fc from '../properties.ts';

/** Typographic signs for those of a keyboard. */

const set = (text: string) => typeset(text, 'all').replaceAll('\u00A0', '_');

describe('quotes and apostrophes', () => {
  test.each([
    ["the director's plan, the schools' plans", 'the director’s plan, the schools’ plans'],
    ['"Yes," she said', '“Yes,” she said'],
    ['(the "Inclusion Charter")', '(the “Inclusion Charter”)'],
    ['schools – "all of them" – agreed', 'schools – “all of them” – agreed'],
    ["called 'early help' here", 'called ‘early help’ here'],
    ['he said "call it \'early help\'"', 'he said “call it ‘early help’”'],
    ['"\'Early help\' works"', '“‘Early help’ works”'],
    ["in the '90s and in '23", 'in the ’90s and in ’23'],
    ["'tis not the end of 'em", '’tis not the end of ’em'],
    ['a wall of 5\' 6" and a pipe of 12"', 'a wall of 5\' 6" and a pipe of 12"'],
    ['the "class of 2023" left', 'the “class of 2023” left'],
    ["the 'class of 2023' left", 'the ‘class of 2023’ left'],
    ["1990's ideas; Norfolk CC's", '1990’s ideas; Norfolk CC’s'],
    ['already ‘curly’ and “so”', 'already ‘curly’ and “so”'],
    ["see https://example.org/o'hare and `it's`", "see https://example.org/o'hare and `it's`"],
    ["o'neil@example.org isn't", "o'neil@example.org isn’t"],
  ])('%s', (typed, gives) => {
    expect(set(typed).replaceAll('_', ' ')).toBe(gives);
  });
});

describe('blanks at which no line ends', () => {
  test.each([
    ['on 31 March 2024 and in March 2024', 'on 31_March 2024 and in March 2024'],
    ['by 6 Nov 2023, since Sep 2023, Marching 2023', 'by 6_Nov_2023, since Sep_2023, Marching 2023'],
    ['5 % of £2 m, or £60.1 million', '5_% of £2_m, or £60.1_million'],
    ['Year 7 of 12 schools; Years 7 to 9', 'Year_7 of 12 schools; Years_7 to 9'],
    ['Mr Smith, Dr. Jones and Cllr Bell', 'Mr_Smith, Dr._Jones and Cllr_Bell'],
    ['p. 3 and no. 12; condition 4, year 2023', 'p._3 and no._12; condition 4, year 2023'],
    ['12 places at 9 am in 231 May Street', '12 places at 9_am in 231 May Street'],
    ['{{plan in-year 2023/24}} and `Year 7`', '{{plan in-year 2023/24}} and `Year 7`'],
  ])('%s', (typed, gives) => {
    expect(set(typed)).toBe(gives);
  });

  test('are left as they are where there is little room', () => {
    expect(typeset("31 March's 5 %", 'none')).toBe('31 March’s 5 %');
    expect(typeset("31 March's 5 % in Sep 2023", 'days')).toBe('31\u00A0March’s 5 % in Sep 2023');
  });

  test.each(['<', '>', '≤', '≥', '±'])(
    'a number is on the line of the sign %s before it, in every cell',
    (sign) => {
      for (const blanks of ['days', 'all'] as const)
        expect(typeset(`cost ${sign} 16s, ${sign} x`, blanks)).toBe(`cost ${sign}\u00A016s, ${sign} x`);
      expect(typeset(`cost ${sign} 16s`, 'none')).toBe(`cost ${sign} 16s`);
    },
  );
});

const texts = fc.string({
  unit: fc.constantFrom(...'ab0127 \'"()-–.,`@/{}%mM“”‘’\n', ' 31 March', 'Mr ', 'Year 7', "it's"),
  maxLength: 40,
});

test('one sign takes the place of one, nothing else changes, and a second time changes nothing', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('none', 'days', 'all'), (text, blanks) => {
      const once = typeset(text, blanks);
      expect(once).toHaveLength(text.length);
      expect(straight(once)).toBe(straight(text));
      expect(typeset(once, blanks)).toBe(once);
      for (const sign of text.match(/[“”‘’]/g) ?? []) expect(once).toContain(sign);
    }),
  );
});
