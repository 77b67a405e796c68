import { p, row, table } from '../word/documents.ts';
import { type Dice, pick, several } from './dice.ts';
import { snippet } from './texts.ts';

/** The body of a template made at random: tags of every kind, in every place, mostly but not always as they should be. */

const values = [
  '{{name}}',
  '{{money n}}',
  '{{rating name}}',
  '{{mark name "!"}}',
  '{{text}}',
  '{{../name}}',
  '{{this}}',
];
const wrong = [
  '{{nmae}}',
  '{{',
  '}}',
  '{{/each}}',
  '{{else}}',
  '{{#each items}}',
  '{{#if yes}}',
  '{{/if}}',
  '{{#for x}}',
  '{{!}}',
  '{{}}',
];
const blocks = [
  ['{{#each items}}', '{{/each}}'],
  ['{{#each none}}', '{{/each}}'],
  ['{{#if yes}}', '{{/if}}'],
  ['{{#if no}}', '{{/if}}'],
  ['{{#unless no}}', '{{/unless}}'],
  ['{{#if no}}x{{else}}', '{{/if}}'],
] as const;

function words(dice: Dice): string {
  const parts = several(dice, 3, () => {
    const how = dice(12);
    if (how < 6) return pick(dice, values);
    if (how < 9) return 'text ';
    if (how === 9) return dice(6) === 0 ? pick(dice, wrong) : '';
    if (how === 10) return snippet(dice).replace(/[<&\u0000-\u001F\uFFFE\uFEFF]/g, '');
    const [open, close] = pick(dice, blocks);
    return `${open}${words(dice)}${close}`;
  });
  return parts.join('');
}

/** Cut into runs anywhere, as Word does. */
function cut(dice: Dice, text: string): string {
  if (dice(2) === 0) return text;
  const at = dice(text.length + 1);
  return `${text.slice(0, at)}|${text.slice(at)}`;
}

const marks = [
  '',
  '<w:bookmarkStart w:id="7" w:name="here"/>',
  '<w:bookmarkEnd w:id="7"/>',
  '<w:proofErr w:type="spellStart"/>',
];

function paragraph(dice: Dice): string {
  const made = p(cut(dice, words(dice)));
  const how = dice(14);
  if (how === 0) return made.replace('<w:r>', `${pick(dice, marks)}<w:r>`);
  if (how === 1)
    return made.replace('<w:r>', '<w:ins w:id="1" w:author="A"><w:r>').replace('</w:r>', '</w:r></w:ins>');
  if (how === 2) return made.replace('<w:p>', '<w:p><w:pPr><w:sectPr/></w:pPr>');
  if (how === 3) return made.replace('</w:p>', '<w:r><w:br w:type="page"/></w:r></w:p>');
  if (how === 4) return `<w:sdt><w:sdtPr/><w:sdtContent>${made}</w:sdtContent></w:sdt>`;
  if (how === 5) return p('{{markdown text}}');
  if (how === 6)
    return made.replace(
      '</w:p>',
      `<w:r><w:pict><w:txbxContent>${p(words(dice))}</w:txbxContent></w:pict></w:r></w:p>`,
    );
  return made;
}

function tableOf(dice: Dice, depth: number): string {
  const cell = () => {
    const how = dice(6);
    if (how === 0 && depth < 2) return `${tableOf(dice, depth + 1)}<w:p/>`;
    if (how === 1) return several(dice, 3, () => paragraph(dice)).join('');
    return paragraph(dice);
  };
  const columns = 1 + dice(3);
  const line = () => row(...Array.from({ length: columns }, cell));
  const rows = several(dice, 3, line);
  const how = dice(4);
  if (how < 2) {
    const [open, close] = pick(dice, blocks);
    const blank = Array.from({ length: columns - 1 }, () => '');
    rows.splice(dice(rows.length), 0, row(open, ...blank), line(), row(...blank, close));
  } else if (how === 2) {
    const [open, close] = pick(dice, blocks);
    const middle = Array.from({ length: columns - 1 }, () => words(dice));
    rows.push(
      columns === 1 ? row(`${open}x${close}`) : row(`${open}${middle[0]}`, ...middle.slice(1), `x${close}`),
    );
  }
  return table(...rows);
}

export function bodyOf(dice: Dice): string {
  const pieces = several(dice, 4, () => {
    const how = dice(4);
    if (how === 0) return `${tableOf(dice, 0)}<w:p/>`;
    if (how > 1) return paragraph(dice);
    const [open, close] = pick(dice, blocks);
    return (
      p(open) +
      several(dice, 2, () => (dice(3) === 0 ? tableOf(dice, 1) : paragraph(dice))).join('') +
      p(close)
    );
  });
  return pieces.join('');
}

/** Narrative with Markdown, signs and characters of every kind. */
export function narrativeOf(dice: Dice): string {
  const lines = [
    '- item',
    '1. item',
    '  - deeper',
    '> 16 is text',
    '# no heading',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '',
    '[x](javascript:y)',
  ];
  return several(dice, 8, () =>
    dice(2) === 0 ? pick(dice, lines) : `${snippet(dice)}${snippet(dice)} word`,
  ).join(pick(dice, ['\n', '\n\n', ' ']));
}
