import type { Printed } from '../model/printed-list.ts';
import { align } from '../word/compare/align.ts';
import { likeness, wordsOf } from '../word/compare/words.ts';
import type { Block } from '../word/read/block.ts';
import { changesOfParagraph, type Found, refusal } from './changes.ts';
import { type Located, locateEntries } from './locate-entries.ts';
import { type Narrative, plain } from './narrative.ts';
import { editorOf, insertedBy } from './saved-by.ts';
import { noField } from './what-fields-take.ts';

/** What somebody changed in headers and footers, each of which is there once or more and may be in another part since. */

interface Line {
  block: Block;
  located: readonly Located[];
}

export function changesAround(
  before: ReadonlyMap<string, readonly Block[]>,
  after: ReadonlyMap<string, readonly Block[]>,
  { printed, narrative }: { printed: readonly Printed[]; narrative: Narrative },
): Found[] {
  const own = [...before].flatMap(([part, blocks]) => {
    const located = locateEntries(blocks, printed, narrative, part);
    return blocks.map((block, i): Line => ({ block, located: located[i] ?? [] }));
  });
  const was = distinct(own);
  const is = distinct([...after.values()].flat().map((block): Line => ({ block, located: [] })));
  const gone = [...was].filter(([text]) => !is.has(text)).map(([, line]) => line);
  const came = [...is].filter(([text]) => !was.has(text)).map(([, line]) => line);
  const place = { under: 'Header or footer', at: Number.MAX_SAFE_INTEGER };
  return pairsOf(gone, came).flatMap(([line, other]): Found[] => {
    if (line && other)
      return changesOfParagraph(line.block, other.block, line.located).map((change) => ({
        change,
        by: editorOf(line.block, other.block),
        ...place,
      }));
    const [from, to] = [line?.block.text ?? '', other?.block.text ?? ''];
    const change = { ...refusal(line?.located[0]?.entry.origin, from, to), why: line ? 'line' : noField };
    return [{ change, by: other && insertedBy(other.block), ...place }];
  });
}

const distinct = (lines: readonly Line[]): Map<string, Line> =>
  new Map(
    lines.flatMap((line) => {
      const text = plain(line.block.text);
      return text === '' ? [] : [[text, line] as const];
    }),
  );

/** Those that are alike; of one that went and one that came, one became the other. */
function pairsOf(
  gone: readonly Line[],
  came: readonly Line[],
): Array<[was: Line | undefined, is: Line | undefined]> {
  if (gone.length === 1 && came.length === 1) {
    const [a, b] = [plain(gone[0]?.block.text ?? ''), plain(came[0]?.block.text ?? '')];
    if (likeness(wordsOf(a), wordsOf(b)) > 0) return [[gone[0], came[0]]];
  }
  const entries = (lines: readonly Line[]) => lines.map(({ block }) => ({ text: plain(block.text) }));
  return align(entries(gone), entries(came)).map(({ before, after }) => [
    before === undefined ? undefined : gone[before],
    after === undefined ? undefined : came[after],
  ]);
}
