import { describe, expect, test } from '@jest/globals';
import { compileTemplate, Sourced, standardHelpers } from '../../src/word/index.ts';
import fc from '../properties.ts';
import { type Case, expected, outcomeOf } from './cases.ts';
import { documentOf, linesOf, p, row, table } from './documents.ts';

/** Choices by value, counts, and formats that a tag asks for. */

const shape = {
  rating: 'text',
  owner: 'text',
  total: 'number',
  share: 'number',
  due: 'date',
  open: 'flag',
  words: ['text'],
  risks: [{ name: 'text', score: 'number', due: 'date' }],
  none: ['text'],
  plan: { total: 'number' },
} as const;
const context = {
  rating: 'Red',
  owner: 'Head’s office',
  total: 3,
  share: -1234.567,
  due: '2023-06-16',
  open: true,
  words: ['Red', 'Amber'],
  risks: [
    { name: 'a', score: 2, due: '2023-01-01' },
    { name: 'b', score: 9, due: '2024-02-29' },
  ],
  none: [],
  plan: { total: -1 },
};

const chosen: Record<string, boolean> = {
  '(eq rating "Red")': true,
  '(eq rating “Red”)': true,
  "(eq rating 'red')": false,
  '(eq "Red" rating)': true,
  '(ne rating "Red")': false,
  '(eq owner "Head\'s office")': true,
  '(eq owner "Head’s office")': true,
  '(eq total 3)': true,
  '(lt total 3)': false,
  '(lte total 3)': true,
  '(gt total -1)': true,
  '(gte total 3.01)': false,
  '(gt total plan.total)': true,
  '(gt plan.total 0)': false,
  '(lt due "2023-06-17")': true,
  '(eq due "2023-06-16")': true,
  '(eq open true)': true,
  '(not open)': false,
  '(and open (eq rating "Red") (gt total 2))': true,
  '(and open none)': false,
  '(or none (eq rating "Amber") (not (eq rating "Amber")))': true,
  '(includes words "Amber")': true,
  '(includes words rating)': true,
  '(includes none rating)': false,
  '(includes owner "office")': true,
  '(gt (length risks) 1)': true,
  '(eq (length none) 0)': true,
};

test('a condition chooses by the values of the context', async () => {
  for (const [condition, holds] of Object.entries(chosen))
    for (const withShape of [true, false]) {
      const body = p(`{{#if ${condition}}}yes{{else}}no{{/if}} {{#unless ${condition}}}no{{/unless}}`);
      const found = await outcomeOf({ body, context, ...(withShape ? { shape } : {}) });
      expect([condition, found]).toEqual([condition, { gives: [holds ? 'yes ' : 'no no'] }]);
    }
});

const right: Record<string, Case> = {
  'an else with a condition': {
    body: p('{{#if (eq total 1)}}one{{else if (eq total 3)}}three{{else}}more{{/if}}'),
    gives: ['three'],
  },
  'conditions of entries, rows and names further out': {
    body: table(
      row('{{#each risks}}', ''),
      row('{{#if (gt score ../total)}}', ''),
      row('{{name}}', '{{@number}} of {{length ../risks}}'),
      row('{{/if}}', ''),
      row('{{/each}}', ''),
    ),
    gives: ['b | 2 of 2'],
  },
  'counts in loops, their outer loops and conditions': {
    body: p(
      '{{#each risks}}{{@index}}/{{@number}}{{#each ../words}} {{@../number}}.{{@number}}{{#if (eq @index 0)}},{{/if}}{{/each}};{{/each}}',
    ),
    gives: ['0/1 1.1, 1.2;1/2 2.1, 2.2;'],
  },
  'a count through a helper': {
    body: p('{{#each words}}{{number @number 1}} {{/each}}'),
    gives: ['1.0 2.0 '],
  },
  'the length of lists': { body: p('{{length risks}} {{length none}}'), gives: ['2 0'] },
  'patterns of dates': {
    body: p(
      '{{date due}}; {{date due "D MMM YY"}}; {{date due "dddd DD/MM/YYYY"}}; {{date due ‘ddd D MMMM’}}; {{#each risks}}{{date due "YYYY"}} {{/each}}',
    ),
    gives: ['16 June 2023; 16 Jun 23; Friday 16/06/2023; Fri 16 June; 2023 2024 '],
  },
  'decimals of numbers': {
    body: p('{{number share}} {{number share 1}} {{number share "2"}} {{percent total}} {{percent share 1}}'),
    gives: ['−1,235 −1,234.6 −1,234.57 3% −1,234.6%'],
  },
};

const at = (code: string, tag: string) => `template/${code} at body 1 ${tag}`;
const refused: Record<string, Case> = {
  'an order of text': {
    body: p('{{#if (lt rating 3)}}x{{/if}}'),
    refused: [
      `${at('wrong-kind', '{{#if (lt rating 3)}}')}: rating is text and can't be less than 3, which is a number`,
    ],
  },
  'an order of text and text': {
    body: p('{{#if (gte rating "Amber")}}x{{/if}}'),
    refused: [
      `${at('wrong-kind', '{{#if (gte rating "Amber")}}')}: rating is text and can't be greater than or equal to "Amber"`,
    ],
  },
  'a number as text': {
    body: p('{{#if (eq total "3")}}x{{/if}}'),
    refused: [
      `${at('wrong-kind', '{{#if (eq total "3")}}')}: total is a number and can't be equal to "3", which is text`,
    ],
  },
  'a date that is none': {
    body: p('{{#if (lt due "June")}}x{{/if}}'),
    refused: [
      `${at('wrong-kind', '{{#if (lt due "June")}}')}: due is a date and can't be less than "June", which is text`,
    ],
  },
  'a list that is compared': {
    body: p('{{#if (gt risks 3)}}x{{/if}}'),
    refused: [`${at('wrong-kind', '{{#if (gt risks 3)}}')}: risks is a list and cannot be compared`],
  },
  'a list of another kind': {
    body: p('{{#if (includes words 3)}}x{{/if}}'),
    refused: [`${at('wrong-kind', '{{#if (includes words 3)}}')}: words has text in it, and 3 is a number`],
  },
  'a number by itself': {
    body: p('{{#if (and open total)}}x{{/if}}{{#if plan.total}}y{{/if}}'),
    refused: [
      `${at('wrong-kind', '{{#if (and open total)}}')}: total is a number and cannot be chosen by`,
      `${at('wrong-kind', '{{#if plan.total}}')}: "plan.total" is a number and cannot be used with "if"`,
    ],
  },
  'an unknown name deep inside': {
    body: p('{{#if (and open (or (eq ratng "Red") open))}}x{{/if}}'),
    refused: [
      `${at('unknown-tag', '{{#if (and open (or (eq ratng "Red") open))}}')}: no such value "ratng"; did you mean "rating"?`,
    ],
  },
  'an unknown condition': {
    body: p('{{#if (equals rating "Red")}}x{{/if}}'),
    refused: [`${at('tag', '{{#if (equals rating "Red")}}')}: there is no condition "equals"`],
  },
  'too many values': {
    body: p('{{#if (eq rating "Red" "Amber")}}x{{/if}}{{#if (not)}}y{{/if}}'),
    refused: [
      `${at('tag', '{{#if (eq rating "Red" "Amber")}}')}: "eq" takes two values and has 3 here`,
      `${at('tag', '{{#if (not)}}')}: "not" takes one value and has 0 here`,
    ],
  },
  'a condition without brackets, and with signs': {
    body: p('{{#if eq rating "Red"}}x{{/if}}{{#if rating == "Red"}}y{{/if}}'),
    refused: [
      `${at('tag', '{{#if eq rating "Red"}}')}: "if" takes one name, or a condition in brackets`,
      `${at('tag', '{{#if rating == "Red"}}')}: this tag cannot be understood`,
    ],
  },
  'a loop over a condition': {
    body: p('{{#each (eq rating "Red")}}x{{/each}}'),
    refused: [`${at('tag', '{{#each (eq rating "Red")}}')}: "each" takes one name`],
  },
  'counts outside loops': {
    body: p('{{@number}}'),
    refused: [`${at('unknown-tag', '{{@number}}')}: there is no "@number" here`],
  },
  'the length of a text': {
    body: p('{{length rating}}'),
    refused: [
      `${at('wrong-kind', '{{length rating}}')}: "rating" is text and cannot be given to "length", which takes a list`,
    ],
  },
  'options that are none, too many, or of another kind': {
    body: p(
      '{{date due 7 8 9}}{{date due "D MMMMM"}}{{date due "--"}}{{number total 1.5}}{{number total "x"}}{{length risks 2}}',
    ),
    refused: [
      `${at('option', '{{date due 7 8 9}}')}: "date" cannot use 7: it is a number, and not a pattern such as "D MMMM YYYY"`,
      `${at('option', '{{date due 7 8 9}}')}: "date" takes a pattern such as "D MMMM YYYY", and nothing for 8, 9`,
      `${at('option', '{{date due "D MMMMM"}}')}: "date" cannot use "D MMMMM": "MMMMM" is no part of a date; there are: D, DD, ddd, dddd, M, MM, MMM, MMMM, YY, YYYY`,
      `${at('option', '{{date due "--"}}')}: "date" cannot use "--": it names no part of a date; there are: D, DD, ddd, dddd, M, MM, MMM, MMMM, YY, YYYY`,
      `${at('option', '{{number total 1.5}}')}: "number" cannot use 1.5: it is a whole number from 0 to 10`,
      `${at('option', '{{number total "x"}}')}: "number" cannot use "x": it is text, and not a number of decimals`,
      `${at('option', '{{length risks 2}}')}: "length" takes no options, and nothing for 2`,
    ],
  },
};

describe('what may be written', () => {
  test.each(Object.entries(right))('%s', async (_, one) => {
    expect(await outcomeOf({ ...one, context, shape })).toEqual(expected(one));
    expect(await outcomeOf({ ...one, context })).toEqual(expected(one));
  });
});

describe('what is refused', () => {
  test.each(Object.entries(refused))('%s', async (_, one) => {
    expect(await outcomeOf({ ...one, context, shape })).toEqual(expected(one));
  });
});

test('values that say where they come from, or are not there, are compared like others', async () => {
  const body = p(
    '{{#if (eq a "x")}}1{{/if}}{{#if (includes b "x")}}2{{/if}}{{#if (gt c 0)}}3{{/if}}{{#if (ne a c)}}4{{/if}}',
  );
  const { template } = await compileTemplate(await documentOf(body));
  const filled = await template?.fill({ a: new Sourced('x', 'f'), b: [new Sourced('x', 'f')], c: null });
  expect(await linesOf(filled?.bytes as Uint8Array)).toEqual(['124']);
});

test('numbers and texts of any kind are compared as JavaScript compares them', async () => {
  const body = p(
    '{{#if (lt a b)}}less {{/if}}{{#if (lte a b)}}most {{/if}}{{#if (gt a b)}}more {{/if}}{{#if (eq a b)}}same{{/if}}',
  );
  const { template } = await compileTemplate(await documentOf(body), { shape: { a: 'number', b: 'number' } });
  await fc.assert(
    fc.asyncProperty(fc.double({ noNaN: true }), fc.double({ noNaN: true }), async (a, b) => {
      const [line] = await linesOf((await template?.fill({ a, b }))?.bytes as Uint8Array);
      expect(line).toBe(
        `${a < b ? 'less ' : ''}${a <= b ? 'most ' : ''}${a > b ? 'more ' : ''}${a === b ? 'same' : ''}`,
      );
    }),
    { numRuns: 60 },
  );
});

test('a pattern of any date is written with the parts that there are', () => {
  const print = standardHelpers.date?.print as (date: string, pattern: string) => string;
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
      (date) => {
        const text = date.toISOString().slice(0, 10);
        const [year, month, day] = text.split('-');
        expect(print(text, 'YYYY-MM-DD')).toBe(text);
        expect(print(text, 'YY M D')).toBe(`${year?.slice(2)} ${Number(month)} ${Number(day)}`);
        expect(print(text, 'dddd')).toBe(
          date.toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' }),
        );
      },
    ),
    { numRuns: 50 },
  );
});
