import { describe, expect, test } from '@jest/globals';
import {
  contactsIn,
  type PrivateKind,
  privateDetailsIn,
} from '../../../src/checks/privacy/find-private-details.ts';
import { isNhsNumber, isUpn } from '../../../src/checks/privacy/people.ts';
import fc from '../../properties.ts';

const detailsIn = (text: string, more: { listed?: string[]; allowed?: string[] } = {}) =>
  privateDetailsIn(text, {
    smallestCount: 5,
    listed: contactsIn(more.listed ?? []),
    allowed: more.allowed ?? [],
  }).found;
const foundIn = (text: string, kind: PrivateKind) =>
  detailsIn(text)
    .filter((one) => one.kind === kind)
    .map(({ words }) => words);

describe('a telephone number is found', () => {
  test.each([
    '01603222222',
    '07700900123',
    '01603 222222',
    '(01603) 222222',
    '(01603)222222',
    '01603-222222',
    '01603.222222',
    '01603/222222',
    '01603 222 222',
    '01603\u00A0222\u202F222',
    '01603\u2011222\u2011222',
    '01603\u200B222222',
    '0160\u00AD3222222',
    '01603 **222222**',
    '\uFF10\uFF11\uFF16\uFF10\uFF13 \uFF12\uFF12\uFF12\uFF12\uFF12\uFF12',
    '07700 900123',
    '07700 900 123',
    '0770 090 0123',
    '+44 7700 900123',
    '+447700900123',
    '+44 (0)7700 900123',
    '+44(0)1603 222222',
    '(+44) 1603 222222',
    '0044 1603 222222',
    '00 44 1603 222222',
    '00441603222222',
    '447700900123',
    '+353 1 234 5678',
    '+1 202-555-0142',
    '020 7946 0000',
    '(020) 7946 0000',
    '02079460000',
    '0121 496 0000',
    '016977 2345',
    '0300 123 1234',
    '0300 1231234',
    '0345 600 9009',
    '0800 1111',
    '0800 111 999',
    '0845 46 47',
    '0870 123 4567',
    '01603 222222 ext 4321',
    '01603 222222 x4321',
    '01603 222222, extension 12',
    'tel:01603222222',
    '[ring us](tel:+441603222222)',
    '0 1 6 0 3 2 2 2 2 2 2',
    'ext. 4321',
    'call 222 222',
    'Tel: 222222',
    'phone on 1603 222222',
  ])('%s', (words) => {
    expect(foundIn(`Please ask ${words} about it.`, 'telephone')).toHaveLength(1);
    expect(foundIn(words, 'telephone')).toHaveLength(1);
  });
});

describe('no telephone number is seen in', () => {
  test.each([
    'on 01/02/2023',
    'from 01.02.2023 to 03.04.2023',
    'on 2023-06-16 at 09:00-10:30',
    'from 2022-23 to 2028-29',
    '2018, 2019, 2020, 2021, 2022',
    '2018 2019 2020 2021',
    '1340 1480 1190 1610 1760',
    '\u00A3135,212,000 and \u00A3169.526m',
    '0.01603222222 of it',
    '0.016 0.322 0.222',
    '1,003,405,678 in all',
    '1 003 405 678 in all',
    'KPIs 11\u201314, 16\u201321, 44, 6, 7, 8 and 45',
    'ISBN 0-19-852663-6',
    'ISBN 0198526636',
    'ISBN 978-0-19-852663-6',
    'UPRN 010090123456',
    'company 01234567',
    'sort code 01-02-03',
    'call 999 or 101 or 111',
    'call 116 123',
    'text 85258 1 in 2 days', // a short code
    'https://norfolkcc.cmis.uk.com/mid/496/Meeting/2048/Committee/169/Default.aspx',
    'https://www.example.org/files/01603222222.pdf',
    'S.I. 2020/83',
    'the school extension 2024',
    'from 0900 to 1700',
    '01-12 and 13-24',
    '00:00 to 24:00',
    '\u2212169.526 and +5.500',
    '28.000 6.000 6.000 6.000 6.000 6.000 12.000',
    'call 12345 pupils',
    '07 of 12',
    'paragraph 0.1.2.3',
    '100% of 2,000',
    'A012345678901B',
  ])('%s', (words) => {
    expect(foundIn(words, 'telephone').filter((one) => !one.startsWith('85258'))).toEqual([]);
  });
});

describe('an e-mail address is found', () => {
  test.each([
    'jane.doe@norfolk.gov.uk',
    'Jane_Doe+send@norfolk.gov.uk',
    'jane@gmail.com',
    "o'neill@norfolk.gov.uk",
    '[write to us](mailto:jane@norfolk.gov.uk)',
    '<jane@norfolk.gov.uk>',
    'jane.doe @ norfolk.gov.uk',
    'jane&#64;norfolk.gov.uk',
    'jane.doe\uFF20norfolk.gov.uk',
    'jane\u200B.doe@norfolk.gov.uk',
    '**jane**@norfolk.gov.uk',
    'jane.doe at norfolk dot gov dot uk',
    'jane dot doe at norfolk dot gov dot uk',
    'jane.doe at norfolk.gov.uk',
    'e-mail jane at norfolk.gov.uk',
    'jane [at] norfolk',
    'jane [at] norfolk.gov.uk',
    'jane.doe (at) norfolk.gov.uk',
    'jane.doe (at) \u2026',
    'jane(at)norfolk(dot)gov(dot)uk',
    'jane {at} norfolk [dot] gov [dot] uk',
    'JANE.DOE AT NORFOLK DOT GOV DOT UK',
    'jo at norfolk [dot] gov [dot] uk',
  ])('%s', (words) => {
    expect(foundIn(`Please ask ${words} about it.`, 'e-mail')).toHaveLength(1);
  });

  test.each([
    'look at norfolk.gov.uk',
    'more at www.norfolk.gov.uk',
    'published at norfolk.gov.uk/send',
    '4 @ \u00A32.50',
    'follow @NorfolkCC',
    'at the school. At home',
    'pupils (at Easter) moved',
    'pupils at St. Aidan\u2019s',
    'They met at County Hall. Dot Cotton spoke',
  ])('and not in: %s', (words) => {
    expect(foundIn(words, 'e-mail')).toEqual([]);
  });
});

describe('a postcode beside a person is found', () => {
  test.each([
    'Jane Doe, 12 Acacia Avenue, Norwich NR1 2DH',
    'She lives at NR12 8AB.',
    'The pupil moved to NR1\u00A02DH in May.',
    'his home address is nr1 2dh',
    'A child in NR30 1AA has no place.',
    'Mrs Doe of PE30 5DD wrote.',
    'the family at IP24 2QR',
  ])('%s', (text) => {
    expect(foundIn(text, 'postcode')).toHaveLength(1);
  });

  test.each([
    'Norfolk County Council, County Hall, Martineau Lane, Norwich NR1 2DH',
    'Pupils move to Fred Nicholson School, Westfield Road, Dereham NR19 1BJ.',
    'The pupil goes to Northfield School, Norwich NR1 2DH.',
    'County Hall, NR1 2DH',
    'The new base is at NR1 2DH.',
    'Key Stage KS2 4TH and she said so',
    'She scored B1 2nd',
    'He read page A4 4AA',
  ])('and not in: %s', (text) => {
    expect(foundIn(text, 'postcode')).toEqual([]);
  });
});

describe('a date of birth is found', () => {
  test.each([
    'born 3/4/2012',
    'born on 3 April 2012',
    'born: 03.04.12',
    'dob 3/4/2012',
    'DOB: 2012-04-03',
    'D.O.B. 3 Apr 2012',
    'd.o.b. 3/4/12',
    'date of birth 3rd April 2012',
    'Date of birth: April 3, 2012',
    'her date of birth is 3 April 2012',
    'birthday: 3 April',
    '**born** 3/4/2012',
    'Jane (3/4/2012, dob)',
    '(b. 3/4/2012)',
  ])('%s', (text) => {
    expect(foundIn(text, 'date of birth')).toHaveLength(1);
  });

  test.each([
    'children born in 2012',
    'children born between 1 September 2018 and 31 August 2019',
    'children born after 3 April 2012',
    'children born before 1 September 2018',
    'born on or after 1 September 2018',
    'The idea was born in June 2022.',
    'agreed on 3 April 2012',
  ])('and not in: %s', (text) => {
    expect(foundIn(text, 'date of birth')).toEqual([]);
  });
});

describe('the name of a person is found by the title before it', () => {
  test.each(['Mrs Patel', 'Mr. Brown', 'Ms Zo\u00EB O\u2019Neill-Smith', 'Dr A. Khan', 'Miss Amy Jones'])(
    '%s',
    (name) => {
      for (const text of [`${name} leads the team.`, `Ask **${name}**`, `The head, ${name}, agrees.`])
        expect(foundIn(text, 'name')).toEqual([name]);
    },
  );

  test.each([
    'Councillor Mrs Patel agreed',
    'Cllr. Mr Brown agreed',
    'Dr Barnardo\u2019s School has ten places',
    'a Dr is there, and Miss',
    'the Director and the head teacher of St Mary\u2019s',
  ])('and none is in: %s', (text) => {
    expect(foundIn(text, 'name')).toEqual([]);
  });

  test('a contact for the public may be named', () => {
    expect(detailsIn('Ask Mrs Patel', { listed: ['Mrs Patel, programme team'] })).toEqual([]);
  });
});

describe('an NHS number is found', () => {
  test.each([
    '943 476 5919',
    '943-476-5919',
    '943\u00A0476\u00A05919',
    'NHS number 9434765919',
    'NHS no. 9434765919',
    'NHS: 9434765919',
    'NHS number 1234567890', // mistyped, and still somebody's
    'Jane Doe 9434765919',
    'her number is 9434765919',
  ])('%s', (text) => {
    expect(foundIn(text, 'NHS number')).toHaveLength(1);
  });

  test.each([
    '943 476 5918',
    '9434765919',
    'spent \u00A39434765919',
    '9434765919.5',
    'the NHS spent 1234567890 pounds',
  ])('and not in: %s', (text) => {
    expect(foundIn(text, 'NHS number')).toEqual([]);
  });

  test('by its check figure: about one number in eleven passes', () => {
    const passing = Array.from({ length: 1100 }, (_, i) => String(4_000_000_000 + i * 12_345)).filter(
      isNhsNumber,
    );
    expect(passing.length).toBeGreaterThan(80);
    expect(passing.length).toBeLessThan(120);
  });
});

describe('a unique pupil number', () => {
  const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ';
  const upnOf = (rest: string) =>
    letters[
      [...rest].reduce((sum, c, i) => sum + (/\d/.test(c) ? Number(c) : letters.indexOf(c)) * (i + 2), 0) % 23
    ] + rest;

  test('is found by its check letter, with blanks and in small letters, and by the letters UPN', () => {
    const upn = upnOf('926200100001');
    for (const words of [upn, upn.toLowerCase(), upn.replace(/(.{4})/g, '$1 ').trim(), upnOf('92620010000A')])
      expect(foundIn(`It is ${words}.`, 'UPN')).toEqual([words]);
    expect(foundIn('UPN: A000000000000', 'UPN')).toHaveLength(1);
  });

  test('is none with another letter', () => {
    const wrong = [...letters].filter((letter) => !isUpn(`${letter}926200100001`));
    expect(wrong).toHaveLength(22);
    expect(foundIn(`${wrong[0]}926200100001`, 'UPN')).toEqual([]);
  });
});

test('contacts that are listed for the public are no find, however they are written', () => {
  const listed = ['0344 800 8020', 'LFI@norfolk.gov.uk', 'Call 0344 800 8011 (textphone).'];
  const text =
    'Call 03448008020, +44 344 800 8011 or [LFI@Norfolk.gov.uk](mailto:lfi@norfolk.gov.uk), not 01603 222222.';
  expect(detailsIn(text, { listed }).map(({ words }) => words)).toEqual(['01603 222222']);
});

test('words that the paper allows are no find where they are, and are still one elsewhere', () => {
  const text = 'The film shows **3 pupils**. Last term 3 pupils left.';
  const rules = {
    smallestCount: 5,
    listed: new Set<string>(),
    allowed: ['film shows 3 pupils', 'two girls'],
  };
  const { found, used } = privateDetailsIn(text, rules);
  expect(found.map(({ start }) => start)).toEqual([text.lastIndexOf('3 pupils')]);
  expect([...used]).toEqual(['film shows 3 pupils']);
});

test('every find is a part of the text as given, in order, and none covers another', () => {
  const part = fc.oneof(
    fc.constantFrom(
      '3 pupils',
      '01603 222222',
      'jane@norfolk.gov.uk',
      '943 476 5919',
      'born 3/4/2012',
      '\n\n- ',
      ' | 2 | ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('**', '&nbsp;', '\u200B', '\u00AD', '<b>', '\uFF13', '\uD83D\uDE00', '\uFB01'),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join(' ');
      let last = 0;
      for (const { start, end, words } of detailsIn(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(text.slice(start, end)).toBe(words);
        last = end;
      }
    }),
  );
});

test('marks and characters without a width hide nothing, wherever they are put', () => {
  const hiding = fc.constantFrom('\u200B', '\u00AD', '**', '<b>', '</b>', '\u2060', '&#8203;', '&shy;');
  const details: Array<[PrivateKind, string]> = [
    ['telephone', '01603222222'],
    ['e-mail', 'jane.doe@norfolk.gov.uk'],
    ['small count', '3 pupils'],
    ['NHS number', '943 476 5919'],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...details), fc.nat(30), hiding, ([kind, words], place, mark) => {
      const at = place % words.length;
      const text = `See ${words.slice(0, at)}${mark}${words.slice(at)} there.`;
      expect(foundIn(text, kind)).toHaveLength(1);
    }),
  );
});

test.each([
  ['figures', '0'.repeat(100_000)],
  ['letters', 'A'.repeat(100_000)],
  ['dots', 'a.'.repeat(50_000)],
  ['at signs', 'a@'.repeat(50_000)],
  ['numbers with blanks', '1 '.repeat(50_000)],
  ['nouns', 'pupils '.repeat(15_000)],
  ['counts', '30 pupils and '.repeat(7_000)],
  ['bars', '| 3 '.repeat(25_000)],
  ['dashes', '- '.repeat(50_000)],
  ['list items', 'pupils:\n- a\n'.repeat(8_000)],
  ['stars', '*'.repeat(100_000)],
  ['born', 'born '.repeat(20_000)],
  ['number of pupils', 'number of pupils '.repeat(6_000)],
  ['blanks', ' '.repeat(100_000)],
  ['capitals', 'Jane '.repeat(20_000)],
])('a hundred thousand characters of %s are read in bounded time', (_, text) => {
  const start = performance.now();
  detailsIn(text);
  expect(performance.now() - start).toBeLessThan(60_000);
});

test.each<[string, PrivateKind]>([
  ['[write to us](mailto:jane.doe%40example.org)', 'e-mail'],
  ['[write to us](mailto:jane%2Edoe%40example%2Eorg)', 'e-mail'],
  ['[call](tel:07700%20900123)', 'telephone'],
  ['[call](tel:%2B447700900123)', 'telephone'],
  ['[call](tel:0%37700900123)', 'telephone'],
  ['[look](https://example.org/?q=NHS%20number%20943%20476%205919)', 'NHS number'],
  ['[look](https://example.org/?q=3%20pupils)', 'small count'],
  ['![Where 3 pupils live](zones.png)', 'small count'],
  ['![The zones](07700-900123.png)', 'telephone'],
])('what links and pictures hold, escaped or not, is read: %s', (text, kind) => {
  expect(foundIn(text, kind)).toHaveLength(1);
});

test.each(['by 3% 40 pupils', 'from 20% to 30%', '5%-20% of pupils', 'https://example.org/a%20b%20c'])(
  'a percentage or a blank in an address is no detail: %s',
  (text) => {
    expect(detailsIn(text)).toEqual([]);
  },
);
