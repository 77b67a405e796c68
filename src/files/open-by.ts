import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ifPossible } from './if-there.ts';

/** Who has a file open: what Word, Excel and LibreOffice write into a file beside it. */

interface Owner {
  /** As the person has entered it in the program's options; absent where it cannot be read. */
  name?: string;
  program: 'Word' | 'Excel' | 'LibreOffice';
}

/** The person who has a file open, if a file beside it says so. */
export function ownerOf(path: string): Owner | undefined {
  const folder = dirname(path);
  const file = basename(path);
  // Word takes away two letters of a name of eight or more before the dot, one of a name of seven; Excel none.
  const wanted = [`~$${file.slice(2)}`, `~$${file.slice(1)}`, `~$${file}`];
  const names = ifPossible(() => readdirSync(folder)) ?? [];
  const office = names.find((name) => wanted.includes(name));
  if (office) {
    const program = /\.xl\w+$/i.test(file) ? 'Excel' : 'Word';
    return {
      program,

      ...named(ifPossible(() => officeName(readFileSync(join(folder, office))))),
    };
  }
  const libre = names.find((name) => name === `.~lock.${file}#`);
  if (!libre) return undefined;
  const [person, login] = ifPossible(() => readFileSync(join(folder, libre), 'utf8').split(',')) ?? [];
  return { program: 'LibreOffice', ...named(person || login) };
}

/**
 * Word's file has 162 bytes, with the name's length at 54; Excel's has 165, with it at 55. The name follows two bytes
 * further on, in UTF-16. (So LibreOffice reads and writes them: svl/source/misc/msodocumentlockfile.cxx.)
 */
function officeName(bytes: Buffer): string {
  const at = bytes.length === 162 ? 54 : 55;
  const length = bytes[at] ?? 0;
  if (length > 52 || bytes.length > 165) return '';
  const name = bytes.toString('utf16le', at + 2, at + 2 + 2 * length);
  // Some programs fill this place with blanks, and have the name at the beginning alone.
  return /^\u2020*$/.test(name) ? bytes.toString('latin1', 1, 1 + Math.min(bytes[0] ?? 0, 52)) : name;
}

/** What to do about a file that the system refuses to hand over because somebody has it open; nothing for other reasons. */
export function howToClose(path: string, code: string | undefined): string | undefined {
  const owner = /^(EBUSY|EPERM|EACCES)$/.test(code ?? '') ? ownerOf(path) : undefined;
  if (!owner) return undefined;
  const { name, program } = owner;
  return `close '${basename(path)}' in ${program}${name ? ` (open by ${name})` : ''} and run this again`;
}

const named = (name: string | undefined) => (name?.trim() ? { name: name.trim() } : {});
