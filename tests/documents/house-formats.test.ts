import { describe, expect, test } from '@jest/globals';
import {
  alternativeText,
  balance,
  helpersFor,
  longDate,
  money,
  number,
  percent,
  pounds,
} from '../../src/documents/house-formats.ts';
import { rounded } from '../../src/model/rounded.ts';
import fc from '../properties.ts';

describe('numbers', () => {
  test.each<[string, string]>([
    [number(9512), '9,512'],
    [number(1234567.8, 1), '1,234,567.8'],
    [number(0.45, 2), '0.45'],
    [number(-120.578, 3), '\u2212120.578'],
    [money(25.149), '£25.149m'],
    [money(-28), '\u2212£28.000m'],
    [money(0.5774, 1), '£0.6m'],
    [money(1234.5), '£1,234.500m'],
    [pounds(24310), '£24,310'],
    [pounds(-240.4), '\u2212£240'],
    [percent(18.6), '18.6%'],
    [percent(5), '5.0%'],
    [percent(-1.25), '\u22121.3%'],
    [percent(90, 0), '90%'],
  ])('%s', (printed, wanted) => {
    expect(printed).toBe(wanted);
  });

  test('a minus is a true one, before the pound sign', () => {
    for (const printed of [number(-1), money(-1), pounds(-1), percent(-1)]) {
      expect(printed).toMatch(/^\u2212£?1/);
      expect(printed).not.toContain('-');
    }
  });

  test('a zero has no sign, nor has what rounds to zero', () => {
    for (const zero of [0, -0, -0.0004, 0.0004]) {
      expect(number(zero, 3)).toBe('0.000');
      expect(money(zero)).toBe('£0.000m');
      expect(pounds(zero)).toBe('£0');
      expect(percent(zero)).toBe('0.0%');
      expect(Object.is(rounded(zero, 3), 0)).toBe(true);
    }
  });

  test('a half is rounded as on paper, whatever the binary number behind it', () => {
    expect(number(1.005, 2)).toBe('1.01');
    expect(number(2.5)).toBe('3');
    expect(number(-2.5)).toBe('\u22123');
    expect(number(59.4115, 3)).toBe('59.412');
  });

  test('any number is printed as formatters of British English do', () => {
    const digits = fc.integer({ min: 0, max: 5 });
    const size = fc.double({ noNaN: true, min: 1e-5, max: 1e7 });
    const halves = fc.integer({ min: 1 }).map((n) => n / 2000);
    const sums = fc.tuple(halves, halves).map(([a, b]) => Math.abs(a - b));
    const anyNumber = fc.oneof(size, halves, sums);
    fc.assert(
      fc.property(anyNumber, digits, (value, count) => {
        const format = { minimumFractionDigits: count, maximumFractionDigits: count };
        const wanted = value.toLocaleString('en-GB', format);
        expect(number(value, count)).toBe(wanted);
        expect(rounded(-value, count)).toBe(0 - Number(wanted.replaceAll(',', '')));
      }),
    );
  });

  test('what is printed is the number, rounded', () => {
    const back = (printed: string) => Number(printed.replace(/[,£m%]/g, '').replace('\u2212', '-'));
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, fc.nat(3), (x, digits) => {
        const wanted = rounded(x, digits);
        expect(Math.abs(wanted - x)).toBeLessThanOrEqual(0.5 / 10 ** digits + 1e-6);
        expect(back(number(x, digits))).toBe(wanted);
        expect(back(money(x, digits))).toBe(wanted);
        expect(back(percent(x, digits))).toBe(wanted);
        expect(back(pounds(x))).toBe(rounded(x, 0));
        expect(number(x, digits)).toMatch(/^\u2212?\d{1,3}(,\d{3})*(\.\d+)?$/);
        expect(number(-x, digits).replace('\u2212', '')).toBe(number(x, digits).replace('\u2212', ''));
      }),
    );
  });
});

describe('a balance', () => {
  test('above zero is a deficit, below it a surplus, both without a sign', () => {
    expect(balance(59.412)).toBe('a deficit of £59.412m');
    expect(balance(-11.32)).toBe('a surplus of £11.320m');
  });

  test('that is printed as zero is neither', () => {
    for (const value of [0, -0, 0.0004, -0.0004]) expect(balance(value)).toBe('in balance');
  });
});

test('a date is written day, month, year, without a leading zero', () => {
  expect(longDate('2023-06-16')).toBe('16 June 2023');
  expect(longDate('2024-02-01')).toBe('1 February 2024');
  expect(longDate('2023-12-31')).toBe('31 December 2023');
});

describe('in templates', () => {
  const print = (helper: string, ...values: unknown[]) =>
    (helpersFor()[helper] as unknown as { print(...of: unknown[]): string }).print(...values);

  test('the formats have the decimals of the house, or those that are asked for', () => {
    expect(print('money', 59.262)).toBe('£59.262m');
    expect(print('money', 59.262, 1)).toBe('£59.3m');
    expect(print('money', 59.262, '0')).toBe('£59m');
    expect(print('number', -5.5)).toBe('\u22125.500');
    expect(print('count', 9512.4)).toBe('9,512');
    expect(print('percent', 18.64)).toBe('18.6%');
    expect(print('balance', -1)).toBe('a surplus of £1.000m');
    expect(print('date', '2023-06-16')).toBe('16 June 2023');
  });

  test('a rating is printed as its word, and its cell has the fill of the scale', () => {
    const helper = helpersFor([
      { rating: 'Green' },
      { rating: 'Slipping', colour: 'orange' },
      { rating: 'Off course' },
    ]);
    const shade = helper.rating?.shade as (rating: string) => string | undefined;
    expect(print('rating', 'Slipping')).toBe('Slipping');
    expect(['Green', 'Slipping', 'Off course'].map(shade)).toEqual(['D4EDDA', 'FFD8B5', undefined]);
  });

  test('of judgements of a measure, one that is off its target alone has a fill', () => {
    const words = ['On target', 'On target so far', 'Within tolerance', 'No target', 'Off target'];
    const shade = helpersFor().judgement?.shade as (words: string) => string | undefined;
    expect(words.map((one) => [print('judgement', one), shade(one)])).toEqual(
      words.map((one) => [one, one === 'Off target' ? 'F8D7DA' : undefined]),
    );
  });

  test('what is no rating has no fill', () => {
    const shade = helpersFor().rating?.shade as (rating: string) => string | undefined;
    for (const words of ['Not yet due', 'Not given', 'No report', 'green'])
      expect(shade(words)).toBeUndefined();
  });
});

test('an alternative text has fewer than 250 characters, whatever the words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (long, short) => {
      const text = alternativeText(long, short);
      expect(text.length).toBeLessThan(250);
      if (long.length < 250) expect(text).toBe(long);
    }),
  );
  expect(alternativeText('a'.repeat(250), 'short')).toBe('short');
  expect(alternativeText(`${'word '.repeat(60)}end`)).toMatch(/^(word )+word…$/);
});
