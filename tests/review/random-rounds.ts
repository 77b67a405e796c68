import { beforeAll, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { withFigures } from '../../src/documents/figure-references.ts';
import { marksOf } from '../../src/model/mark-names.ts';
import type { Printed } from '../../src/model/printed-list.ts';
import { changesIn } from '../../src/review/changes.ts';
import { compareBlocks } from '../../src/review/compare-blocks.ts';
import { locateEntries } from '../../src/review/locate-entries.ts';
import { merge } from '../../src/review/merge.ts';
import { loadNarrative, type Narrative } from '../../src/review/narrative.ts';
import type { Inputs } from '../../src/review/open-inputs.ts';
import { resolve } from '../../src/review/resolve.ts';
import { writeEdits } from '../../src/review/write-edits.ts';
import { compileTemplate, Sourced } from '../../src/word/index.ts';
import type { Block } from '../../src/word/read/block.ts';
import { readDocument } from '../../src/word/read/blocks.ts';
import { sample } from '../documents/source.ts';
import fc from '../properties.ts';
import { documentOf, p } from '../word/documents.ts';
import { editOf, narratives, noteEditsOf, type RandomEdit, randomEdits, said } from './random-edits.ts';
import { ann, editedFile } from './word-edits.ts';

/** Narratives are printed, edited, reviewed, applied and printed again: the document then says what the edited one said. */

const fileOf = (i: number) => `rounds/2023-09/conditions/${i + 1}-text.yaml`;
const fill = withFigures(sample(), undefined, '2023-09');
let narrative: Narrative;
let print: (texts: readonly string[]) => Promise<{ bytes: Uint8Array; printed: Printed[] }>;

async function prepare(): Promise<void> {
  narrative = await loadNarrative();
  const body = `${p('{{#each texts}}')}${p('Text {{number}}')}${p('{{markdown text}}')}${p('{{/each}}')}${p('Text at the end')}`;
  const { template } = await compileTemplate(await documentOf(body), {
    shape: { texts: [{ number: 'text', text: 'markdown' }] },
  });
  print = async (texts) => {
    const context = {
      texts: texts.map((text, i) => ({
        number: new Sourced(String(i + 1), { fixed: 'program' }),
        text: fill(text, { field: fileOf(i), path: ['progress'] }),
      })),
    };
    const { bytes = new Uint8Array(), printed = [] } =
      (await template?.fill(context as never, { marks: marksOf } as never)) ?? {};
    return { bytes, printed: printed as Printed[] };
  };
}

const inputsOf = (texts: ReadonlyMap<string, string>): Inputs => ({
  valueAt: ({ file, path }) =>
    path.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      parse(texts.get(file) ?? ''),
    ),
  placeOf: ({ file }) => ({ file }),
  textOf: (file) => texts.get(file),
  isUnreadable: () => false,
});

/** Looks that were changed alone, as those of a heading to which a paragraph was joined, are no edits. Quotation marks are put in when a document is filled. */
function withoutFormatting(text: string, edits: readonly RandomEdit[], isHeaded: boolean): string {
  const kinds = new Set(edits.map(({ kind }) => kind));
  const isLooks = kinds.has('not bold') || (kinds.has('joined') && isHeaded);
  const plain = isLooks
    ? text
        .replace(/\{[*/]+/g, '{')
        .replaceAll('{}', '')
        .replace(/ +/g, ' ')
    : text;
  return plain.replace(/[“”]/g, '"').replaceAll('’', "'");
}

/** What cannot be taken, of all edits that were made. */
interface Outcome {
  made: number;
  refused: string[];
  /** What the edited document said and the next one does not, or the other way round. */
  differs: string[];
}

async function roundTrip(
  sources: readonly string[],
  edits: Parameters<typeof editOf>[0][],
): Promise<Outcome> {
  const { bytes, printed } = await print(sources);
  const hasNotes = edits.some(({ kind }) => kind === 'note') && sources.some((text) => text.includes('[^'));
  const came = await editedFile(
    bytes,
    edits.map(editOf),
    hasNotes ? { 'word/footnotes.xml': noteEditsOf(edits) } : {},
  );
  const [before, after] = [(await readDocument(bytes)).blocks, (await readDocument(came)).blocks];
  const compared = compareBlocks(before, after);
  const found = changesIn({ before, after, compared, located: locateEntries(before, printed, narrative) });
  const texts = new Map(
    sources.map((progress, i) => [fileOf(i), stringify({ condition: i + 1, progress }, { lineWidth: 0 })]),
  );
  const inputs = inputsOf(texts);
  const task = { inputs, narrative, folder: 'rounds/2023-09', shown: 'inputs' };
  const who = { author: 'A', tracked: false, under: '', files: ['came.docx'] };
  const merged = merge(found.map((one) => resolve(one, who, task)));
  const { texts: now, failed } = writeEdits(merged.edits, inputs, narrative);
  const refused = [
    ...merged.refused.map(({ reason }) => reason),
    ...merged.conflicts.map(({ reason }) => reason),
    ...failed.map(({ reason }) => reason),
  ];
  const differs: string[] = [];
  if (refused.length === 0) {
    const applied = sources.map((_, i) =>
      String(parse(now.get(fileOf(i)) ?? texts.get(fileOf(i)) ?? '').progress ?? ''),
    );
    const again = await print(applied);
    const isHeaded = sources.some((text) => text.includes('## '));
    const asRead = (one: readonly Block[]) =>
      said(one).map((text) => withoutFormatting(text, edits, isHeaded));
    const [says, wanted] = [asRead((await readDocument(again.bytes)).blocks), asRead(after)];
    if (says.join('\n') !== wanted.join('\n')) differs.push(JSON.stringify({ sources, edits, says, wanted }));
  }
  return { made: edits.length, refused, differs };
}

const edit = (kind: RandomEdit['kind'], more: Partial<RandomEdit> = {}): RandomEdit => ({
  ...{ kind, at: 0, to: 0, text: 'new', by: undefined },
  ...more,
});

/** What random runs have found before: each is tried again. */
const found: Array<[string[], RandomEdit[]]> = [
  [['## Now one is said.\n\n1. Now two is said.'], [edit('removed'), edit('split'), edit('moved')]],
  [['Now one is said.\n\n- Now two is said.'], [edit('removed'), edit('split'), edit('moved')]],
  [['- Now one is said.'], [edit('added', { text: '*' }), edit('added', { text: '*' })]],
  [
    ['Now one is said.[^n]\n\n- [ ] Now two is said.\n- [x] Now three is said.\n\n[^n]: A *note* of theirs.'],
    [edit('moved', { to: 0.5 }), edit('removed', { at: 0.66 })],
  ],
  [
    ['Now one is said.\n\n1. Now two is said.\n\nNow three is said.'],
    [edit('reworded', { by: ann }), edit('joined')],
  ],
  [['1. Now one is said.\n\nNow two is said.'], [edit('joined', { by: ann })]],
  [
    ['1. Now one is said.\n\nNow two is said.\n\nNow three is said.'],
    [edit('joined', { by: ann }), edit('moved tracked')],
  ],
  [
    ['Now one is said.[^n]\n\n- Now two is said.\n\n[^n]: A *note* of theirs.'],
    [edit('joined'), edit('split'), edit('reworded')],
  ],
  [['- [ ] Now one is said.\n\nNow two is said.'], [edit('joined', { by: ann })]],
  [
    ['1. Now one is said.\n\nNow two is said.\n\n| Column |\n| --- |\n| plan |\n\nNow three is said.'],
    [edit('added'), edit('reworded', { by: ann }), edit('joined'), edit('moved')],
  ],
  [['| Column |\n| --- |\n| plan |\n\nNow one is said.'], [edit('soft hyphen')]],
];

/** Several edits of one text that Markdown cannot write together are refused; none is written otherwise than it was made. */
export function triesRandomEdits(count: number): void {
  beforeAll(prepare);
  test(`of ${count} edited documents, the next one says what they said, or why it cannot`, async () => {
    const outcomes: Outcome[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(narratives, { minLength: 1, maxLength: 3 }),
        randomEdits,
        async (texts, edits) => {
          // No two fields have the same paragraph either.
          const own = texts.map((text, i) => text.replaceAll('Now', ['Now', 'Then', 'Here'][i] ?? ''));
          outcomes.push(await roundTrip(own, edits));
        },
      ),
      { numRuns: count + found.length, examples: found },
    );
    const refused = outcomes.filter((one) => one.refused.length > 0);
    expect(refused.length / outcomes.length).toBeLessThan(0.03 + 3 / count);
    const differing = outcomes.flatMap((one) => one.differs);
    expect(differing.slice(Math.floor(count / 1000))).toEqual([]);
  });
}
