import { type Dice, pick } from './dice.ts';

/** A text with something broken in it, as people, editors and bad disks break texts. */

const signs = [
  '\t',
  '\n',
  '\r\n',
  '\r',
  ': ',
  ':',
  ' #',
  '#3',
  '- ',
  '? ',
  '"',
  "'",
  '|',
  '>',
  '|2\n',
  '{',
  '}',
  '[',
  ']',
];
const yaml = [
  '&a ',
  '*a',
  '!!',
  '!x ',
  '%',
  '@',
  '`',
  '---\n',
  '...\n',
  '%YAML 1.1\n---\n',
  '<<: x\n',
  '~',
  'null',
  '-',
  ',',
];
const values = [
  'no',
  'on',
  'true',
  '.inf',
  '.nan',
  '0x10',
  '1e400',
  '-0',
  '007',
  '2023-02-30',
  '2023-06-16',
  '9,512',
  '£1.2m',
];
const words = [
  'condition: 3\n',
  '  by: soon\n',
  'rating: Gren\n',
  '__proto__: x\n',
  'constructor: x\n',
  'audience: dfe\n',
];
const marks = [
  '{{plan x 2023/24}}',
  '{{kpi x 2023-09}}',
  '{{',
  '}}',
  '{{#each x}}',
  '**',
  '_',
  '[a](http://a.example)',
  '| a | b |\n',
];
const characters = [
  '\u0000',
  '\u0001',
  '\u000B',
  '\u001B[31m',
  '\u007F',
  '\u0085',
  '\u00A0',
  '\u200B',
  '\u2028',
  '\u202E',
  '\u2066',
];
const letters = [
  '\uFEFF',
  '\uFFFE',
  '\uFFFD',
  '“',
  '”',
  '‘',
  'é',
  'Ŵ',
  '😀',
  '👩🏽‍🏫',
  '\u05D0',
  'ﷺ',
  '-',
  '\u2212',
  '½',
  '</w:t>',
  '<',
  '&amp;',
  ']]>',
];
const all = [signs, yaml, values, words, marks, characters, letters];

export const snippet = (dice: Dice) => pick(dice, pick(dice, all));

/** Where to look and how much to take: mostly little, now and then much. */
const span = (dice: Dice) => (dice(8) === 0 ? dice(2000) : dice(30));

type Change = (text: string, dice: Dice, other: string) => string;

function changeLines(change: (lines: string[], at: number, dice: Dice) => void): Change {
  return (text, dice) => {
    const lines = text.split('\n');
    change(lines, dice(lines.length), dice);
    return lines.join('\n');
  };
}

const changes: Change[] = [
  (text, dice) => splice(text, dice(text.length + 1), 0, snippet(dice)),
  (text, dice) => splice(text, dice(text.length + 1), span(dice), snippet(dice)),
  (text, dice) => splice(text, dice(text.length + 1), span(dice), ''),
  (text, dice, other) =>
    splice(text, dice(text.length + 1), 0, other.slice(dice(other.length)).slice(0, span(dice))),
  (text, dice) => splice(text, dice(text.length + 1), 0, snippet(dice).repeat(pick(dice, [2, 40, 2000]))),
  (text, dice) => splice(text, dice(text.length + 1), 1, String.fromCharCode(dice(0x10000))),
  changeLines((lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  changeLines((lines, at) => lines.splice(at, 1)),
  changeLines((lines, at, dice) => lines.splice(at, 0, ...lines.splice(dice(lines.length), 1))),
  changeLines((lines, at, dice) => {
    lines[at] = ' '.repeat(dice(8)) + (lines[at] ?? '').trimStart();
  }),
  changeLines((lines, at, dice) => {
    lines[at] = (lines[at] ?? '').replace(/:.*/, `: ${snippet(dice)}`);
  }),
  changeLines((lines, at, dice) => {
    lines[at] = (lines[at] ?? '').replace(/\d+/, () => String(dice(3) === 0 ? dice(20) - 10 : dice(3000)));
  }),
];

function splice(text: string, at: number, remove: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + remove);
}

/** `other` is a text to take pieces from. */
export function breakText(dice: Dice, text: string, other: string): string {
  let broken = text;
  for (let left = 1 + dice(4); left > 0; left--) broken = pick(dice, changes)(broken, dice, other);
  return broken;
}

/** Bytes with some of them flipped, put in, taken out, or cut off. */
export function breakBytes(dice: Dice, bytes: Uint8Array): Uint8Array {
  let broken = Buffer.from(bytes);
  for (let left = 1 + dice(4); left > 0; left--) {
    const at = dice(broken.length + 1);
    const how = dice(4);
    if (how === 0 && at < broken.length) broken[at] = (broken[at] as number) ^ (1 << dice(8));
    else if (how === 1)
      broken = Buffer.concat([broken.subarray(0, at), Buffer.from([dice(256)]), broken.subarray(at)]);
    else if (how === 2) broken = Buffer.concat([broken.subarray(0, at), broken.subarray(at + span(dice))]);
    else if (dice(4) === 0) broken = broken.subarray(0, at);
  }
  return broken;
}
