import { describe, expect, test } from '@jest/globals';
import { compileTemplate } from '../../../src/word/index.ts';
import fc from '../../properties.ts';
import { documentOf, linesOf, p, row, sourceOf, table } from '../documents.ts';
import { danglingIn } from '../references.ts';

/** Captions and references as Word writes them, once the template is filled: what they say without F9. */

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const para = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;
const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (code: string, result = 'old') =>
  `${char('begin')}<w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r>${char('separate')}${result === '' ? '' : run(result)}${char('end')}`;
const simple = (code: string, result = run('old')) =>
  `<w:fldSimple w:instr=" ${code} ">${result}</w:fldSimple>`;
let marks = 0;
const mark = (name: string, ...inside: string[]) => {
  marks += 1;
  return `<w:bookmarkStart w:id="${marks}" w:name="${name}"/>${inside.join('')}<w:bookmarkEnd w:id="${marks}"/>`;
};
const heading = (level: number) =>
  `<w:p><w:pPr><w:pStyle w:val="H${level}"/></w:pPr><w:r><w:t>Heading</w:t></w:r></w:p>`;
const headingStyles = [1, 2].map(
  (level) => `<w:style w:type="paragraph" w:styleId="H${level}"><w:name w:val="heading ${level}"/></w:style>`,
);

async function filled(body: string, context: object = {}): Promise<Uint8Array> {
  const { template, findings } = await compileTemplate(await documentOf(body));
  expect(findings.filter(({ message }) => !message.startsWith('this reference leads to nothing'))).toEqual(
    [],
  );
  const { bytes, findings: more } = (await template?.fill(context)) ?? { findings: [] };
  expect(more).toEqual([]);
  return bytes ?? new Uint8Array();
}
const linesOfFilled = async (body: string, context?: object) => linesOf(await filled(body, context));

describe('a number of a caption', () => {
  const seq = (...codes: string[]) => codes.map((code) => para(field(`SEQ ${code}`))).join('');
  test.each<[string, string, string[]]>([
    [
      'counts each kind by itself',
      seq('Table', 'Figure \\* ARABIC', 'table \\* MERGEFORMAT'),
      ['1', '1', '2'],
    ],
    [
      'repeats, begins anew and hides',
      seq('T', 'T \\c', 'T \\r 7', 'T \\n', 'T \\h', 'T'),
      ['1', '1', '7', '8', '', '10'],
    ],
    [
      'is Roman or a letter',
      seq('T \\* ROMAN', 'T \\* roman', 'T \\* alphabetic', 'T \\r27 \\* ALPHABETIC'),
      ['I', 'ii', 'c', 'AA'],
    ],
    ['is left alone where it is that of another place', seq('T _Ref1'), ['old']],
    ['has a simple field', para(simple('SEQ T')) + para(simple('SEQ T', '')), ['1', '2']],
    ['has a field that said nothing', para(run('Table '), field('SEQ T', '')), ['Table 1']],
    [
      'has a field without a result',
      para(char('begin'), '<w:r><w:instrText>SEQ T</w:instrText></w:r>', char('end')),
      ['1'],
    ],
    [
      'counts a text box once, which is there twice',
      para(
        `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${para(field('SEQ T'))}</mc:Choice><mc:Fallback>${para(field('SEQ T'))}</mc:Fallback></mc:AlternateContent></w:r>`,
      ) + para(field('SEQ T')),
      ['11', '2'],
    ],
  ])('%s', async (_, body, gives) => {
    expect(await linesOfFilled(body)).toEqual(gives);
  });

  test('begins anew below a heading of the level that it names', async () => {
    const seqs = para(field('SEQ T \\* ARABIC \\s 1'));
    const body = heading(1) + seqs + heading(2) + seqs + heading(1) + seqs;
    const parts = await documentOf(body);
    const { readPackage, writePackage } = await import('../../../src/ooxml/package.ts');
    const { Part } = await import('../../../src/ooxml/part.ts');
    const pack = await readPackage(parts);
    const styles = pack.get('word/styles.xml')?.text ?? '';
    pack.set(
      'word/styles.xml',
      new Part(styles.replace('</w:styles>', `${headingStyles.join('')}</w:styles>`)),
    );
    const { template } = await compileTemplate(await writePackage(pack));
    const { bytes = new Uint8Array() } = (await template?.fill({})) ?? {};
    expect(await linesOf(bytes)).toEqual(['Heading', '1', 'Heading', '2', 'Heading', '1']);
  });
});

describe('a reference', () => {
  const caption = (words: string) => para(mark('_Ref1', run('Table '), field('SEQ T')), run(words));
  test.each<[string, string, string[]]>([
    [
      'has the text of its bookmark, before it',
      para(field('REF _Ref1 \\h')) + caption(': a'),
      ['Table 1', 'Table 1: a'],
    ],
    ['that does not say that it is one stays', para(field('_Ref1 \\h')) + caption(''), ['old', 'Table 1']],
    ['may be in other letters', para(field('ref _REF1 \\* Upper')) + caption(''), ['TABLE 1', 'Table 1']],
    ['to a paragraph number stays', para(field('REF _Ref1 \\r \\h')) + caption(''), ['old', 'Table 1']],
    ['to nothing stays', para(field('REF other')), ['old']],
    [
      'to another reference has what that says',
      para(field('REF b')) + para(mark('b', run('see '), field('REF _Ref1'))) + caption(''),
      ['see Table 1', 'see Table 1', 'Table 1'],
    ],
    ['to itself stays', para(mark('b', field('REF b'))), ['old']],
    [
      'to more than a paragraph stays',
      para(field('REF b')) +
        para('<w:bookmarkStart w:id="900" w:name="b"/>', run('x')) +
        para(run('y'), '<w:bookmarkEnd w:id="900"/>'),
      ['old', 'x', 'y'],
    ],
  ])('%s', async (_, body, gives) => {
    expect(await linesOfFilled(body)).toEqual(gives);
  });

  test('keeps the look of the first words that it had', async () => {
    const bold =
      '<w:r><w:rPr><w:b/></w:rPr><w:t>Table</w:t></w:r><w:r><w:t xml:space="preserve"> 9</w:t></w:r>';
    const body = para(field('REF _Ref1 \\h', 'x').replace(run('x'), bold)) + caption('');
    const source = await sourceOf(await filled(body));
    expect(source).toContain('<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Table 1</w:t>');
    expect(source).toContain('<w:r><w:t xml:space="preserve"></w:t></w:r>');
  });
});

describe('a reference to a note', () => {
  const notes = (...ids: number[]) =>
    ids.map((id) => `<w:footnote w:id="${id}">${p('n')}</w:footnote>`).join('');
  const note = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
  const body =
    para(note(2)) + p('{{#each l}}') + para(mark('n', note(3)), field('NOTEREF n \\h')) + p('{{/each}}');

  test('has the number that it has in the document', async () => {
    const { template } = await compileTemplate(await documentOf(body, { footnotes: notes(2, 3) }));
    const { bytes = new Uint8Array() } = (await template?.fill({ l: [1, 2] })) ?? {};
    expect(await linesOf(bytes)).toEqual(['', '2', '3']);
  });

  test('stays where somebody has chosen other numbers', async () => {
    const settings = '<w:settings><w:footnotePr><w:numStart w:val="5"/></w:footnotePr></w:settings>';
    const { template } = await compileTemplate(
      await documentOf(body, {
        footnotes: notes(2, 3),
        parts: [['word/settings.xml', 'wordprocessingml.settings+xml', settings]],
      }),
    );
    const { bytes = new Uint8Array() } = (await template?.fill({ l: [1, 2] })) ?? {};
    expect(await linesOf(bytes)).toEqual(['', 'old', 'old']);
  });
});

describe('what a choice leaves out', () => {
  const link = `<w:hyperlink w:anchor="b">${run('there')}</w:hyperlink>`;
  const choice = (tag: string, end: string) => p(tag) + para(mark('b', run('Table 4'))) + p(end);
  const left = [choice('{{#if no}}', '{{/if}}'), choice('{{#each none}}', '{{/each}}')];
  test.each([
    ['REF b \\h', 'error'],
    ['PAGEREF B', 'error'],
    ['NOTEREF b \\f', 'error'],
    ['HYPERLINK \\l "b"', 'warning'],
    ['DATE', undefined],
    ['REF other', undefined],
  ])('%s', async (code, severity) => {
    for (const body of left)
      for (const place of [{ body: body + para(field(code)) }, { body, header: para(field(code)) }]) {
        const { template } = await compileTemplate(
          await documentOf(place.body, { ...('header' in place && { header: place.header }) }),
        );
        const context = { no: false, none: [] };
        const filled = await template?.fill(context);
        expect(filled?.findings.map((one) => one.severity)).toEqual(severity ? [severity] : []);
        expect((await template?.fill(context, { isRehearsal: true }))?.findings).toEqual(filled?.findings);
        expect(filled?.bytes === undefined).toBe(severity === 'error');
      }
  });

  test('a link, and a reference in a turn whose own is left out', async () => {
    const body =
      p('{{#each l}}') + choice('{{#if this}}', '{{/if}}') + para(field('REF b'), link) + p('{{/each}}');
    const { template } = await compileTemplate(await documentOf(body));
    const found = (await template?.fill({ l: ['x', ''] }))?.findings ?? [];
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning']);
    expect((await template?.fill({ l: ['x', 'y'] }))?.findings).toEqual([]);
  });
});

/** A random template: captions of two kinds in loops and choices, each with a reference in its turn, and one from a loop beside it. */
type Node =
  | { kind: 'caption'; label: 'Table' | 'Figure' }
  | { kind: 'each'; list: string; inside: Node[] }
  | { kind: 'if'; flag: string; inside: Node[] };
const { nodes } = fc.letrec<{ nodes: Node[]; node: Node }>((tie) => ({
  nodes: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('caption' as const),
      label: fc.constantFrom('Table' as const, 'Figure' as const),
    }),
    fc.record({ kind: fc.constant('each' as const), list: fc.constantFrom('a', 'b'), inside: tie('nodes') }),
    fc.record({ kind: fc.constant('if' as const), flag: fc.constantFrom('yes', 'no'), inside: tie('nodes') }),
  ),
}));
const lists: Record<string, string[]> = { a: ['1', '2', '3'], b: ['1', '2'] };

/** The template, and what each of its captions must say: its number, twice. */
function written(all: readonly Node[]) {
  let captions = 0;
  const bodyOf = (some: readonly Node[], up: string): string =>
    some
      .map((node) => {
        if (node.kind === 'caption') {
          captions += 1;
          const name = `_Ref${captions}`;
          const own = para(
            mark(name, run(`${node.label} `), field(`SEQ ${node.label} \\* ARABIC`)),
            run(': of'),
          );
          return para(run('see '), field(`REF ${name} \\h`)) + own + table(row('cell'));
        }
        const [open, close, deeper] =
          node.kind === 'each'
            ? [`{{#each ${up}${node.list}}}`, '{{/each}}', `${up}../`]
            : [`{{#if ${up}${node.flag}}}`, '{{/if}}', up];
        return p(open) + bodyOf(node.inside, deeper) + p(close);
      })
      .join('');
  const counts: Record<string, number> = {};
  const linesIn = (some: readonly Node[]): string[] =>
    some.flatMap((node) => {
      if (node.kind === 'if') return node.flag === 'yes' ? linesIn(node.inside) : [];
      if (node.kind === 'each') return (lists[node.list] ?? []).flatMap(() => linesIn(node.inside));
      counts[node.label] = (counts[node.label] ?? 0) + 1;
      const name = `${node.label} ${counts[node.label]}`;
      return [`see ${name}`, `${name}: of`, 'cell'];
    });
  return { body: bodyOf(all, ''), lines: linesIn(all) };
}

test('captions and their references are right in any nesting of loops and choices', async () => {
  await fc.assert(
    fc.asyncProperty(nodes, async (all) => {
      marks = 0;
      const { body, lines } = written(all);
      const bytes = await filled(body + p('{{#if no}}{{/if}}'), { ...lists, yes: true, no: false });
      expect((await linesOf(bytes)).filter((line) => line !== '')).toEqual(lines);
      expect(await danglingIn(bytes)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('two loops over one list go side by side: references and links lead to the same turn', async () => {
  const link = `<w:hyperlink w:anchor="place">${run('{{this}}')}</w:hyperlink>`;
  const body =
    p('{{#each a}}') +
    para(link, run(' '), field('REF _Ref1 \\h')) +
    p('{{/each}}') +
    p('{{#each a}}') +
    para(mark('place', run('{{this}}'))) +
    para(mark('_Ref1', run('Table '), field('SEQ Table'))) +
    p('{{/each}}') +
    p('{{#each b}}') +
    para(field('REF _Ref1 \\h')) +
    p('{{/each}}');
  const bytes = await filled(body, lists);
  expect((await linesOf(bytes)).slice(0, 3)).toEqual(['1 Table 1', '2 Table 2', '3 Table 3']);
  // A loop over another list leads to the first.
  expect((await linesOf(bytes)).slice(-2)).toEqual(['Table 1', 'Table 1']);
  const source = await sourceOf(bytes);
  const anchors = [...source.matchAll(/w:anchor="(\w+)"/g)].map(([, name]) => name);
  const places = [...source.matchAll(/w:name="(place\w*)"/g)].map(([, name]) => name);
  expect(anchors).toEqual(places);
  expect(new Set(places).size).toBe(3);
});
