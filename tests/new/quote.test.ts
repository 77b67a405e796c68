import { describe, expect, test } from '@jest/globals';
import { roundDates } from '../../src/calendar/rounds.ts';
import { readYaml } from '../../src/inputs/yaml/read-yaml.ts';
import { conditionSchema, type Round, reportSchema } from '../../src/model/round.ts';
import { newRound } from '../../src/new/make-round.ts';
import { quote } from '../../src/new/quote.ts';
import { emptyRound, sample } from '../documents/source.ts';
import fc from '../properties.ts';

const from = { id: '2023-12', file: 'rounds/2023-12/report.yaml', illustrative: false };

describe('a quotation', () => {
  test('is one line where it fits, and a block where it does not', () => {
    expect(quote(from, 'Green')).toEqual(['# In December 2023: Green']);
    expect(quote(from, 'One\n\n- two', '  ')).toEqual([
      '  # In December 2023:',
      '  #   One',
      '  #',
      '  #   - two',
    ]);
  });

  test('says where the text is made up', () => {
    expect(quote({ ...from, illustrative: true }, 'Green')).toEqual([
      '# In December 2023 (illustrative, made up): Green',
    ]);
  });

  test('breaks long lines between words, and goes on below the text of an entry', () => {
    const [, first = '', second = ''] = quote(from, `- ${'word '.repeat(40)}`);
    expect(first.length).toBeLessThanOrEqual(120);
    expect(first).toMatch(/^# {3}- word/);
    expect(second).toMatch(/^# {5}word/);
    expect(quote(from, 'x'.repeat(200))).toEqual(['# In December 2023:', `#   ${'x'.repeat(200)}`]);
  });

  test('of a very long text ends with where the rest stands', () => {
    const lines = quote(from, `${'word '.repeat(799)}wor😀${' more'.repeat(5000)}`);
    expect(lines.join('\n').length).toBeLessThan(5000);
    expect(lines.at(-1)).toBe('#   (all of it: rounds/2023-12/report.yaml)');
    expect(Buffer.from(lines.join('')).toString()).toBe(lines.join(''));
  });

  test('is absent where nothing was said', () => {
    expect([undefined, null, '', ' \n'].map((value) => quote(from, value))).toEqual([[], [], [], []]);
    expect(quote(undefined, 'Green')).toEqual([]);
  });
});

const { agreement, programme, holidays } = sample();
const dates = roundDates(agreement, holidays, '2024-06');
if (!dates) throw new Error('the sample has a report in June');

/** Text as people and programs write it: signs of YAML and Markdown, line ends of all kinds. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\u0085',
        '\u2028',
        ' #',
        '- ',
        ': ',
        '|',
        '---',
        '...',
        '%',
        '\t',
        '  ',
      ),
    ),
  )
  .map((parts) => parts.join(''));

test('whatever was said, the new files read without a finding and say nothing of it', () => {
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      const last: Round = {
        ...emptyRound('2023-12'),
        report: {
          illustrative: true,
          on_track: 'No',
          answers: { 'on-track': one, progress: other },
          additional_information: { 'senior-staff': other },
          summary: one,
          emerging_risks: [{ risk: one, likelihood: 'Low', impact: 'High', mitigation: other, owner: one }],
          support_required: other,
          corrections: [{ round: one, reason: other }],
          appendices: [{ title: other, reference: one }],
        },
        conditions: agreement.conditions.map(({ number }) => ({
          file: `rounds/2023-12/conditions/${number}-x.yaml`,
          update: {
            condition: number,
            rating: one,
            reason: other,
            mitigation: { action: one, owner: other, by: '2024-02-29' },
            progress: one,
          },
        })),
      };
      for (const { file, text } of newRound({ agreement, programme, dates, last })) {
        const read =
          file === 'report.yaml'
            ? readYaml(file, Buffer.from(text), reportSchema)
            : readYaml(file, Buffer.from(text), conditionSchema);
        expect(read.findings).toEqual([]);
        expect(read.value).not.toHaveProperty('rating');
        expect(JSON.stringify(read.value)).not.toContain('illustrative');
        if (read.value && 'condition' in read.value)
          expect(Object.keys(read.value).sort()).toEqual(['condition', 'mitigation', 'owner', 'progress']);
        else
          expect(Object.keys(read.value ?? {}).sort()).toEqual(
            ['additional_information', 'answers', 'sign_offs', 'summary', 'support_required'].sort(),
          );
      }
    }),
    { numRuns: 60 },
  );
});
