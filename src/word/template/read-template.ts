import { parsePart } from '../../ooxml/part-xml.ts';
import { relationshipsByPart } from '../../ooxml/relationships.ts';
import type { Helpers } from '../shape.ts';
import type { OpenedTemplate } from './open.ts';
import { Tree } from './part-tree.ts';
import { readChartTitles, readProperties } from './plain-texts.ts';
import { readPart } from './read-part.ts';
import type { Reading, ReadPart } from './shared-while-reading.ts';

/** Reads the parts of a template that can hold tags. */

const wordTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';

/** What the parts with text are called in messages, by their content type. */
const partNames: Record<string, string> = {
  'document.main+xml': 'body',
  'header+xml': 'header',
  'footer+xml': 'footer',
  'footnotes+xml': 'footnotes',
  'endnotes+xml': 'endnotes',
  'comments+xml': 'comments',
};

/** Parts in the languages of Office. What a template carries along for other programs is not read. */
const ofWord = /(?:openxmlformats|ms-office|ms-word).*\+xml$/;

export interface ReadTemplate extends Reading {
  /** The parts that can hold tags, by path. */
  read: Map<string, ReadPart>;
}

/** @throws {PackageError} if a part is damaged. */
export async function readTemplate(
  { parts, main, body, typeOf }: OpenedTemplate,
  file: string,
  helpers: Helpers,
): Promise<ReadTemplate> {
  const { parse } = (await import('handlebars')).default;
  const reading: Reading = {
    parse,
    file,
    helpers,
    sites: [],
    body: new Tree(file, 'body', body),
    charts: [],
    trees: new Map(),
    notes: new Map(),
    related: relationshipsByPart(parts),
  };
  const read = new Map<string, ReadPart>();
  const later: Array<() => void> = [];
  const counts: Record<string, number> = {};
  let charts = 0;
  for (const path of parts.keys()) {
    const type = typeOf(path) ?? '';
    const named = type.startsWith(wordTypes) ? partNames[type.slice(wordTypes.length)] : undefined;
    // Where the type of the body is that of every .xml file, others are not bodies.
    const kind = named === 'body' && path !== main ? undefined : named;
    const isProperties = /(core|extended|custom)-properties\+xml$/.test(type);
    // All that Word reads is read here too: what is damaged in the template would be in each document.
    const root = ofWord.test(type) || path.endsWith('.rels') ? parsePart(parts, path) : undefined;
    if (root && /drawingml\.chart\+xml$/.test(type)) {
      charts += 1;
      if (root.source.includes('{'))
        read.set(path, readChartTitles(reading, { path, name: `chart ${charts}` }, root));
    }
    if (!root || !(kind || isProperties)) continue;
    counts[kind ?? ''] = (counts[kind ?? ''] ?? 0) + 1;
    const name = kind === 'header' || kind === 'footer' ? `${kind} ${counts[kind]}` : (kind ?? 'properties');
    const readThis = () => {
      const part = kind
        ? readPart(reading, path, root === body ? reading.body : new Tree(file, name, root))
        : readProperties(reading, path, root);
      read.set(path, part);
    };
    // Notes and comments are printed by the loops that refer to them, which must be known first.
    if (/^(footnotes|endnotes|comments)$/.test(name)) later.push(readThis);
    else readThis();
  }
  for (const readThis of later) readThis();
  return { ...reading, read };
}
