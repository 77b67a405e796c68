import { describe, expect, test } from '@jest/globals';
import { parseAmount, withheldWords } from '../../../src/inputs/workbook/number-text.ts';
import fc from '../../properties.ts';

describe('a number typed as text', () => {
  test.each<[text: string, value: number, ...mark: string[]]>([
    ['59.262', 59.262],
    ['9,512', 9512],
    ['1,234,567.8', 1234567.8],
    ['9 512', 9512],
    ['9\u202f512', 9512],
    ['007', 7],
    ['.5', 0.5],
    ['+1.2', 1.2],
    ['-5.5', -5.5],
    ['- 5.5', -5.5],
    ['\u22125.5', -5.5],
    ['\u20135.5', -5.5],
    ['(5.5)', -5.5],
    ['( 5.5 )', -5.5],
    ['-0', 0],
    ['£24,310', 24310],
    ['£ 24,310', 24310],
    ['-£240', -240],
    ['£-240', -240],
    ['£(240)', -240],
    ['(£240)', -240],
    ['18.6%', 18.6, '%'],
    ['(18.6%)', -18.6, '%'],
    ['(18.6)%', -18.6, '%'],
    ['+1.9 %', 1.9, '%'],
    ['£1.250m', 1.25, 'm'],
    ['-£1.250M', -1.25, 'm'],
    ['£1.25 million', 1.25, 'm'],
    ['(£1.25m)', -1.25, 'm'],
    ['£1,250k', 1250, 'k'],
    ['12 thousand', 12, 'k'],
    ['12*', 12],
    ['12 **', 12],
    ['10,305¹', 10305],
    ['10,305 [2]', 10305],
    ['10,305 [note 12]', 10305],
    ['10,305 [r]', 10305],
    ['10,305 (p)', 10305],
    ['£1.250m †', 1.25, 'm'],
    ['18.6%²', 18.6, '%'],
  ])('%s', (text, value, ...[mark]) => {
    expect(parseAmount(text)).toEqual(mark ? { value, mark } : { value });
  });

  /** How people write the digits of a number, its sign, and what stands around it. */
  const size = fc.record({
    digits: fc.integer({ min: 0, max: 999_999_999_999 }),
    decimals: fc.integer({ min: 0, max: 3 }),
  });
  const separator = fc.constantFrom('', ',', ' ', '\u00a0', '\u202f');
  const sign = fc.constantFrom<(text: string) => string>(
    (text) => `-${text}`,
    (text) => `\u2212${text}`,
    (text) => `\u2013 ${text}`,
    (text) => `(${text})`,
    (text) => `( ${text} )`,
  );
  const foot = fc.constantFrom('', '*', ' *', '¹', '†', ' [3]', ' [note 1]', ' (p)');
  const marks = fc.constantFrom('', '%', ' %', 'm', 'M', ' million', 'k', ' K', ' thousand');

  test('in any of these styles reads back exactly', () => {
    fc.assert(
      fc.property(
        size,
        separator,
        sign,
        fc.boolean(),
        fc.boolean(),
        marks,
        foot,
        ({ digits, decimals }, between, negate, negative, pounds, mark, note) => {
          const value = digits / 10 ** decimals;
          const [whole = '', rest] = value.toFixed(decimals).split('.');
          const grouped = whole.replace(/\B(?=(\d{3})+$)/g, between);
          const isPercent = mark.includes('%');
          const plain = `${pounds && !isPercent ? '£' : ''}${grouped}${rest ? `.${rest}` : ''}${mark}`;
          const text = `${negative ? negate(plain) : plain}${note}`;
          const wanted = {
            value: negative && value !== 0 ? -value : value,
            ...(mark ? { mark: mark.trim().slice(0, 1).toLowerCase().replace('t', 'k') } : {}),
          };
          expect({ text, read: parseAmount(text) }).toEqual({ text, read: wanted });
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('what is no number, or could be two', () => {
  test.each([
    '',
    '1,2',
    '1.234,5',
    '0,123',
    '12,34,567',
    '1,234 567',
    '5 6',
    '1234 567',
    '5.2 / 6.1',
    '5-6',
    '1.',
    '1.2.3',
    '(1.2',
    '1.2)',
    '((1.2))',
    '-(1.2)',
    '(-1.2)',
    '--1.2',
    '1.2-',
    '££1.2',
    '£1.2%',
    '1.2%m',
    '1.2%%',
    '1.2bn',
    '1.2p',
    '$1.2',
    '€1.2',
    '1.2e3',
    '0x10',
    '١٢',
    'about 12',
    '~12',
    '12?',
    '12 [c]',
    '12 (1)',
    '12 to 13',
    'c. 12',
    'n/a',
    'tbc',
    '1/2',
    '½',
    '12th',
    'Infinity',
    'NaN',
    '12345678901234567890',
    '0.1234567890123456',
  ])('"%s"', (text) => {
    expect(parseAmount(text)).toBeUndefined();
  });

  test('any text that is read as a number has only its digits, and no others', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789.,-+()£%mk \u2212*[]') });
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: 'grapheme' })), (text) => {
        const read = parseAmount(text);
        if (!read) return;
        expect(Math.abs(read.value)).toBe(Number(text.replace(/\[\d{1,2}\]|[^\d.]/g, '')));
        expect(read.value < 0).toBe(/[-\u2212(]/.test(text) && read.value !== 0);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a suppressed value', () => {
  test.each([
    ['c', 'Not shown'],
    ['[c]', 'Not shown'],
    ['C', 'Not shown'],
    ['*', 'Not shown'],
    ['<5', '<5'],
    ['< 10', '<10'],
    ['fewer than 5', '<5'],
    ['n/a', 'Not applicable'],
    ['N/A', 'Not applicable'],
    ['na', 'Not applicable'],
    ['-', 'Not applicable'],
    ['–', 'Not applicable'],
    ['[z]', 'Not applicable'],
    ['..', 'Not available'],
    [':', 'Not available'],
    ['[x]', 'Not available'],
  ])('%s is printed as "%s", and is no number', (text, words) => {
    expect(withheldWords(text)).toBe(words);
    expect(parseAmount(text)).toBeUndefined();
  });

  test.each(['', '0', 'tbc', 'nil', 'none', '>5', '<5.5', 'cc', '#N/A', 'see note'])(
    '"%s" is none',
    (text) => {
      expect(withheldWords(text)).toBeUndefined();
    },
  );
});
