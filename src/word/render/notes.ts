import { addPart } from '../../ooxml/add-part.ts';
import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { relationshipTypes } from '../../ooxml/relationships.ts';
import type { Additions } from './additions.ts';
import type { NarrativeStyles } from './styles.ts';

/** The footnotes, endnotes and comments that are printed by loops and narrative, and go into their parts. */
export class Notes {
  readonly #added = new Map<string, Map<string, string>>();
  readonly #paths: ReadonlyMap<string, string>;

  /** @param paths the part of each kind that the template has. */
  constructor(paths: ReadonlyMap<string, string>) {
    this.#paths = paths;
  }

  /**
   * A text box is printed twice, for newer programs and for older ones, and a note in it once.
   *
   * @param kind `footnotes`, `endnotes` or `comments`.
   */
  add(kind: string, id: string, note: string): void {
    const known = this.#added.get(kind) ?? new Map<string, string>();
    this.#added.set(kind, known.set(id, known.get(id) ?? note));
  }

  pathOf(kind: string): string {
    return this.#paths.get(kind) ?? `word/${kind}.xml`;
  }

  addTo(filled: Package, main: string, additions: Additions): void {
    for (const [kind, notes] of this.#added) {
      const path = this.pathOf(kind);
      if (!filled.has(path)) addFootnotes(filled, { main, path }, additions);
      const source = filled.get(path)?.text ?? '';
      const end = source.lastIndexOf('</');
      filled.set(path, new Part(source.slice(0, end) + [...notes.values()].join('') + source.slice(end)));
      if (kind !== 'comments') putInOrder(filled, { main, path, name: `w:${kind.slice(0, -1)}` });
    }
  }
}

/**
 * Numbers notes in the order in which the body refers to them, and puts them into that order: LibreOffice takes the first note for the
 * first reference, whatever their numbers.
 */
function putInOrder(
  filled: Package,
  { main, path, name }: { main: string; path: string; name: string },
): void {
  const body = filled.get(main)?.text ?? '';
  const source = filled.get(path)?.text ?? '';
  const notes = [...source.matchAll(new RegExp(`<${name}\\b[^>]*>[\\s\\S]*?</${name}>`, 'g'))];
  const [first, last] = [notes[0], notes.at(-1)];
  if (!first || !last) return;
  const idIn = (text: string) => /\sw:id="(-?\d+)"/.exec(text)?.[1] ?? '';
  const all = notes.map(([text]) => ({
    text,
    id: idIn(text),
    isLine: /^<[^>]*\sw:type="(?!normal")/.test(text),
  }));
  const before = Math.max(0, ...all.filter(({ isLine }) => isLine).map(({ id }) => Number(id)));
  const reference = new RegExp(`(<${name}Reference\\b[^>]*?\\sw:id=")(-?\\d+)(?=")`, 'g');
  const given = new Map<string, number>();
  const number = (id: string) => given.get(id) ?? given.set(id, before + 1 + given.size).get(id) ?? 0;
  for (const [, , id = ''] of body.matchAll(reference)) number(id);
  const others = all.filter(({ isLine }) => !isLine).map(({ text, id }) => ({ text, id: number(id) }));
  const inOrder = others
    .sort((a, b) => a.id - b.id)
    .map(({ text, id }) => text.replace(/(\sw:id=")-?\d+/, `$1${id}`));
  const whole = [...all.flatMap(({ text, isLine }) => (isLine ? [text] : [])), ...inOrder].join('');
  const end = last.index + last[0].length;
  filled.set(path, new Part(source.slice(0, first.index) + whole + source.slice(end)));
  filled.set(main, new Part(body.replace(reference, (_, start: string, id: string) => start + number(id))));
}

const lines = (['separator', 'continuationSeparator'] as const).map(
  (type, i) =>
    `<w:footnote w:type="${type}" w:id="${i - 1}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:${type}/></w:r></w:p></w:footnote>`,
);

/** A template without footnotes has no part for them. */
function addFootnotes(
  filled: Package,
  { main, path }: { main: string; path: string },
  additions: Additions,
): void {
  const office = 'http://schemas.openxmlformats.org';
  addPart(
    filled,
    path,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="${office}/wordprocessingml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships">${lines.join('')}</w:footnotes>`,
    'application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml',
  );
  additions.relate(main, `Type="${relationshipTypes.footnotes}" Target="/${path}"`);
}

/** A footnote of a narrative, and the run that refers to it. */
export function footnote(
  id: string,
  styles: NarrativeStyles,
  inside: string,
): { note: string; reference: string } {
  const raised = styles.noteNumber
    ? `<w:rPr><w:rStyle w:val="${styles.noteNumber}"/></w:rPr>`
    : '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>';
  const look = styles.note ? `<w:pPr><w:pStyle w:val="${styles.note}"/></w:pPr>` : '';
  return {
    note: `<w:footnote w:id="${id}"><w:p>${look}<w:r>${raised}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>${inside}</w:p></w:footnote>`,
    reference: `<w:r>${raised}<w:footnoteReference w:id="${id}"/></w:r>`,
  };
}
