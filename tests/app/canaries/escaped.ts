import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../../src/files/sha256.ts';
import { readPackage } from '../../../src/ooxml/package.ts';
import { textsOfFile } from '../../../src/word/read/all-texts.ts';

/** Words of canaries that got out: everything that was written is searched, in whatever part of whatever file. */

/** Marks and the ends of temporary folders are six letters by chance: one may look like a canary. */
const canaries = (text: string) =>
  [
    ...text
      .replace(/[_ ]t[b-df-hj-np-tv-xz]{6}\b|\b(?:canaries|run) \w{6}(?=[/\\])/g, '')
      .toLowerCase()
      .matchAll(/q[a-z]{3}x/g),
  ].map(([word]) => word);

export interface Escaped {
  /** In Word files, names of their parts among them, or in a list of what a Word file prints. */
  printed: Set<string>;
  /** Anywhere else beside them. */
  beside: Set<string>;
}

export async function escaped(folders: readonly string[]): Promise<Escaped> {
  const found: Escaped = { printed: new Set(), beside: new Set() };
  // Each draft is there twice: the other is kept for later comparison.
  const seen = new Set<string>();
  for (const folder of folders.filter((one) => existsSync(one)))
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const { printed, beside } = await textsOf(join(entry.parentPath, entry.name), seen);
      for (const word of canaries(printed)) found.printed.add(word);
      for (const word of canaries(entry.name + beside)) found.beside.add(word);
    }
  return found;
}

async function textsOf(name: string, seen: Set<string>): Promise<{ printed: string; beside: string }> {
  const bytes = await readFile(name);
  const hash = sha256(bytes);
  if (seen.has(hash)) return { printed: '', beside: '' };
  seen.add(hash);
  if (name.endsWith('.docx')) return { printed: await everythingIn(bytes), beside: '' };
  const text = bytes.toString('utf8');
  if (!name.endsWith('.json')) return { printed: '', beside: text };
  // What a draft was made from is kept as it was, with what its template does not print: it is no public file.
  const { printed, figures, context: _, ...others } = JSON.parse(text);
  return { printed: JSON.stringify([printed, figures]), beside: JSON.stringify(others) };
}

async function everythingIn(bytes: Uint8Array): Promise<string> {
  const parts = await readPackage(bytes);
  const texts = (await textsOfFile(parts)).map(({ text }) => text);
  const inside = await Promise.all(
    [...parts].map(async ([name, part]) =>
      name.endsWith('.xlsx') ? everythingIn(part.bytes) : Buffer.from(part.bytes).toString('latin1'),
    ),
  );
  return [...parts.keys(), ...texts, ...inside].join('\n');
}
