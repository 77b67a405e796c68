import { expect, test } from '@jest/globals';
import { findDoubts } from '../../../src/word/markdown/doubts.ts';

test.each<[string, string[]]>([
  ['Places rose\n- which was planned', ['text: - which was planned']],
  ['We opened two bases\n- Zone 3', ['item: - Zone 3']],
  ['- 40 places', ['text: - 40 places']],
  ['–Head of SEND', ['text: –Head of SEND']],
  ['- One is open.\nTwo follow.', ['continued: Two follow.']],
  ['Zones • Teams • Schools', ['bullets: • Teams • Schools']],
  ['![a](x.png) and ![b](y.png)', []],
  ['a note[^1] and another[^2]\n\n[^1]: this', ['footnote: [^2]']],
  ['A note[^1] and [^two]', ['footnote: [^1]', 'footnote: [^two]']],
  ['a <b>bold</b><br> word', ['html: <b>', 'html: </b>', 'html: <br>']],
  ['`code` and\n```\nmore', ['code: `code`', 'code: ```']],
  ['Text\n\n---\n\nmore', ['rule: ---']],
  ['**a and ** b **', ['stars: **', 'stars: **', 'stars: **']],
  ['[x](www.example.org) [y](#z)', ['link: [x](www.example.org)', 'link: [y](#z)']],
  ['[x][1]\n\n[1]: https://a.example', ['reference: [x][1]', 'reference: [1]: https://a.example']],
  ['Table: The zones', ['caption: Table: The zones']],
  ['Text.\n\nFigure 3: A map\n\nSee ![a](a.png)', ['caption: Figure 3: A map']],
  ['Table: The zones\n\n![a](a.png)', ['caption: Table: The zones']],
  ['Figure: A map\n\n| a |\n|---|\n| 1 |\n\nTable: B', ['caption: Figure: A map', 'caption: Table: B']],
  ['Care &amp; support, &pound;5 &#8211; x', ['entity: &amp;', 'entity: &pound;', 'entity: &#8211;']],
  ['Zone\tTeams\nNorth\t3\nSouth\t4', ['tabs: Zone\tTeams']],
  ['Text.\n\n| a | b |\n| 1 | 2 |\n| 3 | 4 |', ['bars: | a | b |']],
  ['| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 |\n\na | b | c', ['cells: | 1 | 2 | 3 |']],
])('%j may not be printed as it is meant', (text, found) => {
  const doubts = findDoubts(text);
  expect(doubts.map(({ kind, words }) => `${kind}: ${words}`)).toEqual(found);
  for (const { words, index } of doubts) expect(text.slice(index)).toContain(words);
});

test.each([
  'Plain words, - with a dash - and 5 * 3, a < b, [in brackets], 3 > 2.',
  '- One\n- Two',
  'Two:\n- One',
  '• One\n• Two',
  'a) One\nb) Two',
  'Places rose from 30\n- 40 this term',
  '- [ ] to do\n- [x] done',
  '**bold** and *italic*, ***both***, 2**3',
  '[a](https://a.example), [b](mailto:b@a.example), [c](https://a.example/b c.pdf)',
  'Heading\n-------\n\nText',
  '\\![a](b), \\[^1], \\[x](y)',
  '- One\n  goes on\n\nText',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  'a | b\n--- | ---\n1 | x \\| y',
  '•\tone\n•\ttwo\n\n1.\tone\n2.\ttwo\n\na)\tone\nb)\ttwo',
  'AT&T, R&D; a & b; one\ttab',
  '1.1 One\n1.2 Two',
  'Table: The zones\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nFigure 1: A map\n\n![a](a.png)',
  'Text goes on\nTable: of contents\n\nTable 5 has more.',
])('%j is clear', (text) => {
  expect(findDoubts(text)).toEqual([]);
});
