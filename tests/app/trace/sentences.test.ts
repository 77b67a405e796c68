import { expect, test } from '@jest/globals';
import { seenIn } from '../../../src/app/trace/places-on-page.ts';
import { insideOf } from '../../../src/app/trace/sentences.ts';
import { type Entry, entriesOf } from '../../../src/app/trace/values-and-sentences.ts';
import { withFigures } from '../../../src/documents/figure-references.ts';
import { marksOf } from '../../../src/model/mark-names.ts';
import { type Origin, type Printed, withItsFigures } from '../../../src/model/printed-list.ts';
import { loadNarrative } from '../../../src/review/narrative.ts';
import { readDocument } from '../../../src/word/read/blocks.ts';
import { sample } from '../../documents/source.ts';
import fc from '../../properties.ts';
import { narratives } from '../../review/random-edits.ts';
import { editedFile, replaced, type WordEdit } from '../../review/word-edits.ts';
import { filledWith } from './filled.ts';

/** Narrative with references, printed: each sentence has the figures that are in it, and no other of its text. */

const project = sample();
const narrative = await loadNarrative();
const place = { field: 'rounds/2023-09/report.yaml', path: ['summary'] };
const fill = (text: string) => withFigures(project, undefined, '2023-09')(text, place);
const print = await filledWith(marksOf);

const references = [
  '{{kpi referrals-schools 2023-09}}',
  '{{kpi referrals-schools 2023-06}}',
  '{{kpi pex 2023-09}}',
  '{{kpi cost-reduction-renegotiation 2023-09}}',
  '{{plan cumulative-after 2023/24}}',
  '{{plan cumulative-after 2023/24 0}}',
  '{{forecast cumulative-after 2023/24 1}}',
  '{{difference independent-special-schools 2023/24}}',
  '{{difference cumulative-after 2028/29 2}}',
];

/** Beside each reference is a word by which the test knows it. */
const withReferences = fc
  .tuple(narratives, fc.infiniteStream(fc.nat(references.length - 1)))
  .map(([text, picks]) => {
    const used: string[] = [];
    const take = () => {
      used.push(references[picks.next().value as number] as string);
      return used.at(-1) as string;
    };
    const named = (words: string) => words.replaceAll('@', () => `mark${used.length}x ${take()}`);
    const source = text
      .replace(/\{\{[^{}]*\}\}/g, 'a figure')
      .replace(/\bNow\b|\bplan\b|\*\*bold\*\*|\*soft\*|\[page\]|said\./g, (word) =>
        named(
          {
            Now: `${word} @`,
            plan: '@',
            '**bold**': '**@**',
            '*soft*': '*@ soft*',
            '[page]': '[page @]',
            'said.': 'said. Then @ follows (@). 231 is typed. £1m (@)!',
          }[word] ?? word,
        ),
      );
    return { source, used };
  });

/** What an entry goes back to, without where that is in its text. */
const bare = (origin: Origin): unknown => {
  const { at: _, ...rest } = origin as { at?: number };
  return rest;
};
const originOf = (reference: string) => {
  const { origin } = fill(reference);
  return 'from' in origin ? bare(origin.from[1] as Origin) : undefined;
};
const figuresOf = (origin: Origin | undefined) =>
  origin && 'from' in origin && origin.workedOut === withItsFigures ? origin.from.slice(1).map(bare) : [];
const asOf = (origin: Origin | undefined) => (origin && 'as' in origin ? origin.as : undefined);
const numbersIn = (text: string) => [...text.matchAll(/mark(\d+)x/g)].map(([, number]) => Number(number));

async function traced(
  source: string,
  edits: readonly WordEdit[] = [],
): Promise<{ one: Printed; entries: Entry[] }> {
  const { bytes, printed } = await print(fill(source));
  const came = edits.length > 0 ? await editedFile(bytes, edits) : bytes;
  const look = seenIn((await readDocument(bytes)).blocks, (await readDocument(came)).blocks);
  const one = printed.find(({ name }) => name === 'text') as Printed;
  return { one, entries: entriesOf(one, look, narrative) };
}

test('each sentence of a random narrative has its own figures, and each figure its own origin', async () => {
  await fc.assert(
    fc.asyncProperty(withReferences, async ({ source, used }) => {
      const { one, entries } = await traced(source);
      const wanted = used.map(originOf);
      const sentences = entries.filter(({ part }) => !part?.isFigure);
      for (const { text, part } of sentences)
        expect({ text, figures: figuresOf(part?.origin ?? one.origin) }).toEqual({
          text,
          figures: numbersIn(text).map((number) => wanted[number]),
        });
      const named = sentences.flatMap(({ text }) => numbersIn(text));
      expect(named.toSorted((a, b) => a - b)).toEqual(used.map((_, i) => i));
      const figures = entries.filter(({ part }) => part?.isFigure);
      expect(figures.map(({ part }) => bare(part?.origin as Origin))).toEqual(
        named.map((number) => wanted[number]),
      );
      for (const { text, part } of figures) expect({ as: text }).toMatchObject({ as: asOf(part?.origin) });
      // The page that shows a document asks for a paragraph by its mark.
      for (const mark of one.marks ?? []) {
        const { text, origin } = insideOf(one, mark, narrative);
        expect(figuresOf(origin)).toEqual(numbersIn(text).map((number) => wanted[number]));
      }
    }),
    { numRuns: 60 },
  );
});

const source = `In June {{kpi referrals-schools 2023-06}} were made. In September {{kpi referrals-schools 2023-09}} were, and
  it's said that 231 is less. Costs are {{difference independent-special-schools 2023/24 2}} above the plan.`;

test('a list of an earlier version, which does not say where a figure is, has them in their order', async () => {
  const given = fill(source);
  const older = JSON.parse(JSON.stringify(given.origin), (key, value) => (key === 'at' ? undefined : value));
  const { bytes, printed } = await print(given);
  const { blocks } = await readDocument(bytes);
  const one = { ...(printed.find(({ name }) => name === 'text') as Printed), origin: older };
  const entries = entriesOf(one, seenIn(blocks, blocks), narrative);
  expect(entries.filter(({ part }) => part?.isFigure).map(({ text }) => text)).toEqual([
    '268',
    '231',
    '£0.62m',
  ]);
});

test.each<[string, WordEdit, object]>([
  ['typed anew', replaced('231 were', '240 were'), { text: '240', was: '231', word: 'changed' }],
  [
    'beside new words',
    replaced('In September ', 'This September only '),
    { text: '231', word: 'as printed' },
  ],
  [
    'in a sentence that is gone',
    replaced("In September 231 were, and it's said that 231 is less. ", ''),
    { text: '231', word: 'gone' },
  ],
])('a figure that is %s in Word is said so', async (_, edit, wanted) => {
  const { entries } = await traced(source, [edit]);
  const [first, second] = entries.filter(({ part }) => part?.isFigure);
  expect(first).toMatchObject({ text: '268', word: 'as printed' });
  expect(second).toMatchObject(wanted);
});

test('a footnote has a trace with its figures', async () => {
  const { entries } = await traced('It is so.[^n]\n\n[^n]: There were {{kpi pex 2023-09}} in all.');
  const figure = fill('{{kpi pex 2023-09}}').value;
  expect(entries.map(({ text, place: at }) => [text, at.part])).toEqual([
    ['It is so.\uFFFC', undefined],
    [`There were ${figure} in all.`, 'footnotes'],
    [figure, 'footnotes'],
  ]);
});
