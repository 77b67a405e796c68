import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { type Package, PackageError, readPackage, writePackage } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import { checkSize, parsePart } from '../ooxml/part-xml.ts';
import {
  contentTypeOf,
  relationshipsByPart,
  relationshipsOf,
  relationshipsPath,
  withLinks,
} from '../ooxml/relationships.ts';
import type { XmlElement } from '../ooxml/xml/tree.ts';
import { findExternal } from './check/external.ts';
import { checkNames, type Known, shapeOf } from './check/names.ts';
import { findMissing, namesUsed } from './check/required.ts';
import { findUnfinished } from './check/unfinished.ts';
import { tagsInAddresses, tagsInDrawings } from './check/unsupported.ts';
import { refillChart } from './render/charts.ts';
import { fillContents } from './render/contents.ts';
import { type Additions, loadMarkdown } from './render/markdown.ts';
import type { Printing } from './render/print.ts';
import { compileSequence, type Render } from './render/render.ts';
import { findNarrativeStyles, largestNumbering, numberingPart, withLists } from './render/styles.ts';
import { TextSizes } from './render/text-sizes.ts';
import type { ChartData, Helpers, Shape } from './shape.ts';
import type { Occurrence } from './template/occurrences.ts';
import {
  type ChartPlace,
  type PartProgram,
  type Reading,
  readPart,
  readProperties,
} from './template/part.ts';
import { Tree } from './template/part-tree.ts';

/** A template that is ready to be filled, as often as one likes. */
export interface Template<Context extends object = object> {
  /** The filled document, with the parts that it is made of, or the reasons why there is none. */
  fill(context: Context): Promise<{ bytes?: Uint8Array; parts?: Package; findings: Finding[] }>;
}

export interface TemplateOptions {
  /** The template's name in messages. */
  name?: string;
  /** What a context holds. Without it, names are checked against the context when the template is filled. */
  shape?: Shape;
  /** Formatters that tags may name. */
  helpers?: Helpers;
  /** Names that some tag must print or repeat over: `status`, `conditions.rating`. Of a chart, only a warning is given. */
  required?: readonly string[];
}

/** What became of a template. */
export interface Compiled<Context extends object = object> {
  /** Absent where there are errors. */
  template?: Template<Context>;
  findings: Finding[];
  /** Every tag that could be understood, part by part. */
  tags: Occurrence[];
  /** The names that its tags print or repeat over, as paths from the top: `plan.years`, `conditions.rating`. */
  names: ReadonlySet<string>;
}

/** The same in files that are "strict" and in all others. */
const documentTypes = /\/relationships\/officeDocument$/;
const strictNamespace = 'http://purl.oclc.org/ooxml/wordprocessingml/main';

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

/** Parts in the languages of Office. What a template carries along for other programs is none of ours. */
const ofWord = /(?:openxmlformats|ms-office|ms-word).*\+xml$/;

/** Kinds of file that look like a template and are not one that can be filled. */
const wrongTypes: Array<[RegExp, string]> = [
  [/template\.main\+xml/, 'this is a Word template (.dotx): save it as a Word document (.docx)'],
  [
    /macroEnabled/,
    'this file has macros (.docm or .dotm): save it as a Word document without macros (.docx)',
  ],
  [/spreadsheetml/, 'this is a workbook, not a Word file'],
  [/^(?!.*wordprocessingml\.document\.main\+xml$)/, 'this is another kind of file, not a Word document'],
];

/**
 * Reads a template and compiles its tags. Every problem is reported, each with its place; where there is one there is no
 * template.
 */
export async function compileTemplate<Context extends object = object>(
  bytes: Uint8Array,
  options: TemplateOptions = {},
): Promise<Compiled<Context>> {
  const file = options.name ?? 'template.docx';
  const refuse = (message: string, help = 'choose a Word document (.docx)') => ({
    findings: [error('template/unreadable', { file }, message, help)],
    tags: [],
    names: new Set<string>(),
  });
  const wrongKind = kindOf(bytes);
  if (wrongKind) return refuse(wrongKind);
  try {
    return await compileParts(await readPackage(bytes), file, options, refuse);
  } catch (cause) {
    if (cause instanceof PackageError) return refuse(cause.message, 'open it in Word and save it again');
    throw cause;
  }
}

async function compileParts<Context extends object>(
  parts: Package,
  file: string,
  options: TemplateOptions,
  refuse: (message: string, help?: string) => Compiled<Context>,
): Promise<Compiled<Context>> {
  const helpers = options.helpers ?? {};
  const { parse } = (await import('handlebars')).default;
  for (const path of parts.keys()) checkSize(parts, path);
  const typeOf = contentTypeOf(parts);
  const main = relationshipsOf(parts, '').find(({ type }) => documentTypes.test(type))?.target;
  const mainType = (main && typeOf(main)) ?? '';
  if (main === undefined || !parts.has(main))
    return refuse('it has no main document part, so it is not a Word file');
  const wrong = wrongTypes.find(([type]) => type.test(mainType));
  if (wrong) return refuse(wrong[1]);
  const reading: Reading = {
    parse,
    file,
    helpers,
    sites: [],
    body: parsePart(parts, main) as XmlElement,
    charts: [],
    trees: new Map(),
  };
  const programs = new Map<string, PartProgram>();
  const counts: Record<string, number> = {};
  for (const path of parts.keys()) {
    const type = typeOf(path) ?? '';
    const kind = type.startsWith(wordTypes) ? partNames[type.slice(wordTypes.length)] : undefined;
    const isProperties = /(core|extended|custom)-properties\+xml$/.test(type);
    // All that Word reads is read here too: what is damaged in the template would be in each document.
    const root = ofWord.test(type) || path.endsWith('.rels') ? parsePart(parts, path) : undefined;
    if (!root || !(kind || isProperties)) continue;
    counts[kind ?? ''] = (counts[kind ?? ''] ?? 0) + 1;
    const name = kind === 'header' || kind === 'footer' ? `${kind} ${counts[kind]}` : (kind ?? 'properties');
    if (
      kind === 'body' &&
      root.source.includes(strictNamespace) &&
      root.attributes['xmlns:w'] === strictNamespace
    )
      return refuse('it is a "Strict Open XML Document"', 'in Word, choose Save As, Word Document (.docx)');
    if (kind === 'body' && root.name !== 'w:document')
      return refuse('its parts are written in an unusual way', 'open it in Word and save it again');
    programs.set(
      path,
      kind ? readPart(reading, path, new Tree(file, name, root)) : readProperties(reading, path, root),
    );
  }

  const { sites } = reading;
  const related = relationshipsByPart(parts);
  const tags = [...programs.values()].flatMap((program) => program.tags);
  const names = new Set([...programs.values()].flatMap(({ sequence }) => namesUsed(sequence ?? [])));
  const findings = [
    ...[...programs.values()].flatMap((program) => program.findings),
    ...tagsInAddresses(related, reading.trees),
    ...tagsInDrawings(file, parts, typeOf),
    ...findExternal(file, related, reading.trees),
    ...findUnfinished(reading.trees),
  ];
  const hasErrors = () => findings.some(({ severity }) => severity === 'error');
  const check = (shape: Known) =>
    [...programs.values()].flatMap(({ sequence }) =>
      sequence ? checkNames(sequence, shape, sites, helpers) : [],
    );
  const markdown = sites.find(({ as }) => as === 'paragraphs');
  const styles = markdown && findNarrativeStyles(parts);
  if (styles && markdown && (!styles.bullet || !styles.number))
    findings.push(
      error(
        'template/unreadable',
        markdown.place,
        `the template has no list style "${styles.bullet ? 'List Number' : 'List Bullet'}", which Markdown needs for its lists`,
        'in Word, give a paragraph that style once, save, and remove the paragraph again',
      ),
    );
  if (options.shape) findings.push(...check(options.shape));
  // A tag that is missing is mostly one that is misspelt: that is said first, and once.
  if (!hasErrors())
    findings.push(...findMissing(file, names, options.required ?? [], options.shape, helpers));
  if (hasErrors()) return { findings, tags, names };

  const renders = new Map<string, Render>();
  for (const [path, { sequence }] of programs) if (sequence) renders.set(path, compileSequence(sequence));
  const marked = markdown ? await loadMarkdown() : undefined;
  const lastId = Math.max(0, ...[...programs.values()].map((program) => program.largestId));
  const firstList = markdown ? largestNumbering(parts) + 1 : 1;
  let sizes: TextSizes | undefined;
  const hasContents = reading.trees.get(main)?.contents !== undefined;

  const fill = async (context: Context) => {
    const unknown = options.shape ? [] : check(shapeOf(context));
    if (unknown.length > 0) return { findings: unknown };
    const lists: Array<{ id: number; start: number; level: number }> = [];
    const links = new Map<string, Map<string, string>>();
    const additions = (part: string): Additions => ({
      list(start, level) {
        lists.push({ id: firstList + lists.length, start, level });
        return String(firstList + lists.length - 1);
      },
      link(address) {
        const ofPart = links.get(part) ?? new Map<string, string>();
        links.set(part, ofPart);
        if (!ofPart.has(address)) ofPart.set(address, `rIdLink${ofPart.size + 1}`);
        return ofPart.get(address) as string;
      },
    });
    const printing: Printing = {
      sites,
      helpers,
      marked,
      styles,
      additions,
      sizes() {
        sizes ??= new TextSizes(parsePart(parts, 'word/styles.xml'));
        return sizes;
      },
      findings: [],
      lastId,
      ids: new Map(),
      turn: 0,
    };
    const filled: Package = new Map(parts);
    for (const [path, render] of renders) filled.set(path, new Part(render(context, printing)));
    for (const [part, addresses] of links) {
      const path = relationshipsPath(part);
      filled.set(path, new Part(withLinks(parts.get(path)?.text, addresses)));
    }
    if (lists.length > 0 && styles?.number)
      filled.set(numberingPart, new Part(withLists(parts, styles.number, lists)));
    const findings = [...printing.findings, ...(await fillCharts(reading, parts, filled, context))];
    if (findings.some(({ severity }) => severity === 'error')) return { findings };
    if (hasContents) await fillContents(filled);
    return { bytes: await writePackage(filled), parts: filled, findings };
  };
  return { template: { fill }, findings, tags, names };
}

/** What a file is by its first bytes, where it is no package. */
function kindOf(bytes: Uint8Array): string | undefined {
  const starts = (...first: number[]) => first.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0) return 'the file is empty';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'this is an old .doc file, or one with a password';
  if (!starts(0x50, 0x4b)) return 'this is not a Word file (.docx)';
  return undefined;
}

async function fillCharts(
  reading: Reading,
  parts: Package,
  filled: Package,
  context: object,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const place of reading.charts) {
    const data = valueAt(context, place) as ChartData;
    const chart = relationshipsOf(parts, place.part).find(({ id }) => id === place.relationship)?.target;
    if (chart === undefined) continue;
    try {
      for (const [path, part] of await refillChart(parts, chart, data)) filled.set(path, part);
    } catch (cause) {
      const where = reading.sites[place.site]?.place ?? { file: reading.file };
      const message = `this chart cannot take its data: ${(cause as Error).message}`;
      findings.push(error('template/chart', where, message, 'use a line, column or bar chart'));
    }
  }
  return findings;
}

/** Charts stand outside loops, so their names are looked up from the top. */
function valueAt(context: object, { path }: ChartPlace): unknown {
  return path.names.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    context,
  );
}
