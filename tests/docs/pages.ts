import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pages that people read, cut into what can be checked: links, headings, code blocks and commands. */

export const root = join(import.meta.dirname, '..', '..');

const folders = ['.', 'docs', 'templates', 'output', 'tests/fixtures'];

/** Paths from the root, with forward slashes. */
export const pages = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => (folder === '.' ? name : `${folder}/${name}`)),
);

export const textOf = (page: string) => readFileSync(join(root, page), 'utf8').replaceAll('\r\n', '\n');

export interface Block {
  page: string;
  /** The word after the three backticks: `sh` pastes into every shell, `bash` and `powershell` into their own. */
  language: string;
  text: string;
  /** The heading above it. */
  heading: string;
}

/** The fenced code blocks of a page. */
export function blocksOf(page: string): Block[] {
  let heading = '';
  return [...textOf(page).matchAll(/^(#+ .*)$|^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(
    ([, title, language = '', text = '']) => {
      if (title === undefined) return [{ page, language, text, heading }];
      heading = title.replace(/^#+ /, '');
      return [];
    },
  );
}

/** A page without its code blocks. */
export const proseOf = (page: string) => textOf(page).replace(/^```[\s\S]*?^```$/gm, '');

const start = 'node bin/triannual.js ';

/** The words of a command line; a quoted one may hold spaces. */
const words = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** The arguments of each command of this program in a block. */
export function commandsIn({ text }: Block): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith(start))
    .map((line) => words(line.slice(start.length)));
}
