import { beforeAll, describe, expect, test } from '@jest/globals';
import { asShown, isDate, loadShow, type Show } from '../../../src/inputs/workbook/number-format.ts';
import fc from '../../properties.ts';
import { numberFormats } from './number-formats.ts';

/** .ci/rendering/number-formats.test.ts compares a thousand formats with LibreOffice; what it shows is written down here. */

let show: Show;
beforeAll(async () => {
  show = await loadShow();
});

function read(value: number, format: string): string | undefined {
  const content = asShown(value, format, show);
  if (content?.kind === 'number') return `${content.value}${content.mark ?? ''}`;
  return content?.kind === 'text' ? `"${content.text}"` : undefined;
}

test.each<[string, number, string | undefined]>([
  ['General', 1.24, '1.24'],
  ['0.0%', 0.186, '18.6%'],
  ['0.0\\%', 0.8, '0.8%'],
  ['0.0"%"', 0.8, '0.8%'],
  ['[<1]0.0%;0.0', 1.9, '1.9'],
  ['[<1]0.0%;0.0', 0.412, '41.2%'],
  ['[>=1000000]#,##0.0,,"m";0.000', 1.24, '1.24'],
  ['[>=1000000]#,##0.0,,"m";0.000', 2_454_000, '2.454m'],
  ['[>=1000]#,##0.0,"k";0.0', 38, '38'],
  ['[<5]"<5";0', 0.412, '"<5"'],
  ['[<5]"<5";0', 38, '38'],
  ['"c"', 3, '"c"'],
  ['[=0]"n/a";0.0', 0, '"n/a"'],
  ['#,##0.0,,', 1_250_000, '1.25'],
  ['#,##0.0,,"m"', 25.149, '0.000025149m'],
  ['£0.000" million"', 1.24, '1.24m'],
  ['0" pupils"', 38, '38'],
  ['0.0"bn"', 1.2, '"1.2bn"'],
  ['0"p"', 50, '"50p"'],
  [';;;', 38, undefined],
  ['0;-0;;@', 0, undefined],
  ['#,##0.0;[Red]#,##0.0', -5.5, '-5.5'],
  ['#,##0.0;(#,##0.0)', -5.5, '-5.5'],
  ['_-£* #,##0.000_-;-£* #,##0.000_-;_-£* "-"??_-;_-@_-', 25.149, '25.149'],
  ['_-£* #,##0.000_-;-£* #,##0.000_-;_-£* "-"??_-;_-@_-', 0, '0'],
  ['0.0;-0.0;"-"', 0, '0'],
  ['0.0;-0.0;"-"', 1.24, '1.24'],
  ['0.00E+00', 12_345, '12345'],
  ['# ?/?', 0.5, '0.5'],
  ['[h]:mm', 0.412, '"9:53"'],
  ['h:mm', 0.412, '"9:53"'],
  ['0.0[', 1.24, '1.24'],
])('%s shows %p as %p', (format, value, wanted) => {
  expect(read(value, format)).toBe(wanted);
});

describe('what sums of decimals are out by', () => {
  test.each([
    [0.1 + 0.2, '0.3'],
    [10_214.000000001, '10214'],
    [1e9 + 0.25, '1000000000.25'],
    [0.0004, '0.0004'],
  ])('%p is %s', (value, wanted) => {
    expect(read(value, 'General')).toBe(wanted);
  });
});

test('a day is shown by d, y or a month, and by no letter that is quoted, escaped or in brackets', () => {
  const days = [
    'dd/mm/yyyy',
    'mmm-yy',
    '[$-809]dd mmmm yyyy',
    'd\\-mmm',
    'yyyy"年"m"月"',
    'dd/mm/yyyy hh:mm',
  ];
  const others = ['0.0\\m', '0"days"', '[Red]0', '_d0', 'h:mm', '[h]:mm:ss', '[mm]:ss', 'General', '0.0'];
  expect(days.filter((format) => !isDate(format))).toEqual([]);
  expect(others.filter(isDate)).toEqual([]);
});

test('no format makes another number of a number: what is not shown as it is is a text', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...numberFormats),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      (format, value) => {
        const content = asShown(value, format, show);
        if (content?.kind !== 'number') return;
        const scales = [1, 100, 1e-3, 1e-6].map((scale) => Math.abs(content.value - value * scale));
        expect(Math.min(...scales)).toBeLessThanOrEqual(1e-9 + Math.abs(value) * 1e-9);
      },
    ),
    { numRuns: 500 },
  );
});

test('whatever a format is, reading it does not throw', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.double(), (format, value) => {
      asShown(value, format, show);
    }),
  );
});
