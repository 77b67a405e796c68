import { describe, expect, test } from '@jest/globals';
import { differences, ofTheDraft, signatures } from '../../src/model/draft-differences.ts';
import { type Printed, printedSchema } from '../../src/model/printed-list.ts';
import fc from '../properties.ts';

const value = (name: string, text: string, figure?: string): Printed => ({
  name,
  text,
  origin: figure ? { cell: "a.xlsx 'A'!B1", figure } : { field: 'a.yaml', path: [name] },
  part: 'word/document.xml',
  paragraph: 1,
});
const wording = (text: string, name = '', part = 'word/document.xml'): Printed => ({
  ...value(name, text),
  part,
  origin: { fixed: 'template' },
});
const listOf = (name: string, ...texts: string[]) => texts.map((text, i) => value(`${name}.${i}.a`, text));

const named = fc.record({
  name: fc.constantFrom('a', 'b.0.c', 'b.1.c', 'b.2.c', 'status', 'sign_offs.0.name'),
  text: fc.constantFrom('x', 'y', 'z'),
});
const lists = fc.array(named.map(({ name, text }) => value(name, text)));

describe('differences', () => {
  test('are none between a list and itself, and the same in both directions', () => {
    fc.assert(fc.property(lists, (list) => expect(differences(list, list)).toEqual([])));
    const turned = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const short = (changes: ReturnType<typeof differences>, back: boolean) =>
          changes
            .map(({ kind, before, after }) => (back ? [turned[kind], after, before] : [kind, before, after]))
            .map((one) => JSON.stringify(one))
            .sort();
        expect(short(differences(a, b), false)).toEqual(short(differences(b, a), true));
      }),
    );
  });

  test('name what has changed, with what it was and where it comes from', () => {
    expect(differences([value('a', 'x'), value('b', 'y')], [value('a', 'z'), value('b', 'y')])).toEqual([
      {
        kind: 'changed',
        name: 'a',
        before: 'x',
        after: 'z',
        origin: { field: 'a.yaml', path: ['a'] },
        part: 'word/document.xml',
      },
    ]);
  });

  test.each([
    ['at the head', ['n', 'a', 'b'], 'list.0.a'],
    ['in between', ['a', 'n', 'b'], 'list.1.a'],
    ['at the end', ['a', 'b', 'n'], 'list.2.a'],
  ])('an entry more %s of a list is one difference', (_, texts, name) => {
    const [short, long] = [listOf('list', 'a', 'b'), listOf('list', ...texts)];
    expect(differences(short, long)).toMatchObject([{ kind: 'added', name, after: 'n' }]);
    expect(differences(long, short)).toMatchObject([{ kind: 'removed', before: 'n' }]);
  });

  test('figures are compared by what they are, wherever their row is', () => {
    const before = [value('rows.0.a', '1', 'First'), value('rows.1.a', '2', 'Second')];
    const after = [
      value('rows.0.a', '9', 'New'),
      value('rows.1.a', '1', 'First'),
      value('rows.2.a', '3', 'Second'),
    ];
    expect(differences(before, after)).toMatchObject([
      { kind: 'added', after: '9' },
      { kind: 'changed', name: 'rows.2.a', before: '2', after: '3' },
    ]);
  });

  test('what is printed a second time in another place is no difference', () => {
    expect(differences([value('a', 'x')], [value('a', 'x'), value('a', 'x')])).toEqual([]);
  });

  test('wording is printed or not, in its part', () => {
    const before = [wording('Old'), wording('Kept'), wording('Header', '', 'word/header1.xml')];
    const after = [wording('Kept'), wording('New'), wording('Header', '', 'word/header1.xml')];
    expect(differences(before, after)).toMatchObject([
      { kind: 'added', name: '', after: 'New', part: 'word/document.xml' },
      { kind: 'removed', name: '', before: 'Old' },
    ]);
  });

  test('what a draft says of itself is not compared, and signatures are where that is asked for', () => {
    const own = ['status', 'deadline', 'milestones.0.date', 'submitted', 'report_draft', 'sign_offs.1.name'];
    const [before, after] = ['x', 'y'].map((text) => [
      ...own.map((name) => value(name, text)),
      wording(text, 'is_submitted'),
      value('sign_offs.1.role', 'S151 Officer'),
    ]);
    expect(differences(before ?? [], after ?? [])).toEqual([]);
    const besides = ofTheDraft.filter((name) => !signatures.includes(name as (typeof signatures)[number]));
    expect(differences(before ?? [], after ?? [], besides)).toMatchObject([{ name: 'sign_offs.1.name' }]);
    expect(differences([value('sign_offs.0.role', 'x')], [value('sign_offs.0.role', 'y')])).toHaveLength(1);
    expect(differences([value('status_note', 'x')], [value('status_note', 'y')])).toHaveLength(1);
  });
});

test('a list is read again as it was written, and a damaged one is not', () => {
  const list: Printed[] = [
    value('a', 'x', 'Figure'),
    wording('b'),
    {
      ...value('c', 'y'),
      origin: {
        workedOut: 'a sum',
        from: [
          { cell: "a.xlsx 'A'!B2", as: '£1m' },
          { workedOut: 'rounded', from: [{ fixed: 'program' }] },
        ],
      },
    },
  ];
  expect(printedSchema.parse(JSON.parse(JSON.stringify(list)))).toEqual(list);
  for (const origin of [undefined, {}, { fixed: true }, { workedOut: 'x' }, { field: 'a', path: 'b' }])
    expect(printedSchema.safeParse([{ ...list[0], origin }]).success).toBe(false);
});
