import { Lexer } from 'yaml';
import { error, type Finding } from '../../diagnostics/diagnostic.ts';

/** What is looked at before a YAML file is parsed: size, encoding and depth. */

/** A real file is a few pages of text; this is a small book. */
const mostBytes = 256 * 1024;
/** Records and the register, which the program writes, grow with what is printed and over the years. */
const ofRecords = /(^|\/)submissions?\.yaml$/;

/** Deeper nesting than any file of the program has; thousands of levels would abort Node. */
const mostLevels = 32;

export function decodeYaml(file: string, bytes: Uint8Array): { text?: string; findings: Finding[] } {
  const refuse = (finding: Finding) => ({ findings: [finding] });
  const most = ofRecords.test(file) ? 16 * mostBytes : mostBytes;
  if (bytes.length > most) {
    const size = `${Math.round(bytes.length / 1024)} KB`;
    const message = `the file is ${size}; the limit is ${most / 1024} KB`;
    return refuse(
      error('file/too-large', { file }, message, 'put long text into an appendix and refer to it'),
    );
  }
  let text: string;
  try {
    // Every other byte of a text in UTF-16 is nought, and that is UTF-8 too.
    if (bytes[0] === 0 || bytes[1] === 0) throw new TypeError();
    // Old Macs ended lines with a carriage return alone.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r(?!\n)/g, '\n');
  } catch {
    const help = 'save it again as UTF-8 (in Notepad: File, Save as, Encoding)';
    return refuse(error('yaml/encoding', { file }, 'the file is not UTF-8 text', help));
  }
  if (levelsOf(text) > mostLevels) {
    const message = `the file is nested more than ${mostLevels} levels deep`;
    return refuse(
      error('yaml/depth', { file }, message, 'compare its indentation with that of the sample file'),
    );
  }
  return { text, findings: [] };
}

/** At least as deep as the text can be nested: open brackets, and the indents of lines that go on. */
function levelsOf(text: string): number {
  let deepest = 0;
  let brackets = 0;
  // Brackets in comments and texts are none to the lexer. Few files have so many that it has to look.
  const isBracketed = (text.match(/[[{]/g)?.length ?? 0) > mostLevels;
  for (const mark of isBracketed ? new Lexer().lex(text) : []) {
    if (!/^[[\]{}]$/.test(mark)) continue;
    brackets = Math.max(0, brackets + (mark === '[' || mark === '{' ? 1 : -1));
    deepest = Math.max(deepest, brackets);
  }
  const indents: number[] = [];
  for (const line of text.split('\n')) {
    // "- - - x" nests once for each dash.
    const lead = /^(\s*)((?:[-?] +)*)/.exec(line);
    if (line.trim() === '') continue;
    const indent = lead?.[1]?.length ?? 0;
    while ((indents.at(-1) ?? -1) >= indent) indents.pop();
    indents.push(indent);
    deepest = Math.max(deepest, indents.length + (lead?.[2]?.match(/[-?]/g)?.length ?? 0));
  }
  return deepest;
}
