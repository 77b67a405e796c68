import { error } from '../../diagnostics/diagnostic.ts';
import { addContentTypes } from '../../ooxml/add-part.ts';
import { type Package, writePackage } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { relationshipsOf } from '../../ooxml/relationships.ts';
import { shapeOf } from '../check/guess-shape.ts';
import { checkAllNames, isNarrative } from '../check/template.ts';
import type { Finding } from '../codes.ts';
import { loadParser } from '../markdown/parser.ts';
import { setDay, setProperties } from '../properties.ts';
import type { ChartData } from '../shape.ts';
import { bare, type Marks, type PrintedValue } from '../sourced.ts';
import type { OpenedTemplate } from '../template/open.ts';
import type { ReadTemplate } from '../template/read-template.ts';
import { usedIn } from '../template/unique-ids.ts';
import { Additions } from './additions.ts';
import { type Annex, addAnnex } from './annex.ts';
import { chartHelp, faultIn, refillChart } from './charts.ts';
import { fillControls, withTaggedControls } from './controls.ts';
import { withoutHalves } from './halves.ts';
import type { Images } from './images.ts';
import { Notes } from './notes.ts';
import { Numbers } from './numbers.ts';
import { prepareReferences } from './prepare-references.ts';
import type { Printing } from './printing.ts';
import { compileProgram, type Render } from './render.ts';
import { findNarrativeStyles, type NarrativeStyles } from './styles.ts';
import { TextSizes } from './text-sizes.ts';
import { type PrintedWording, wordingReader } from './wording.ts';

/** The filled document, with the parts that it is made of, or the reasons why there is none. */
export interface Filled {
  bytes?: Uint8Array;
  parts?: Package;
  /** The parts as their pages were worked out, without marks: they say the same but for the numbers of pages, and have been read as trees. */
  laidOut?: Package | undefined;
  /** What was printed of the values that say where they come from, in the order of the parts and of printing. */
  printed?: PrintedValue[];
  /** The template's own wording beside them, and its table of contents. It is worked out when it is asked for. */
  wording?(): PrintedWording[];
  findings: Finding[];
}

/** What a caller may give beside a context. */
export interface FillOptions {
  /** Finds the pictures that narrative names. Without it, they are printed as they are typed. */
  images?: Images;
  /** What is printed at the end, in a template that has no tags for it. */
  annex?: Annex;
  /** Names hidden bookmarks round the values that say where they come from, and round each paragraph of narrative. */
  marks?: Marks;
  /** Custom properties of the document, by name: other programs keep them when they save. */
  properties?: Readonly<Record<string, string>>;
  /** Says of the origin of a value whether straight quotes, apostrophes and some blanks are printed as English typographers set them. */
  typography?: (origin: unknown) => boolean;
  /** The day that the document's properties give as that on which it was made: `2023-11-06`. Without it, those of the template. */
  day?: string;
  /** For one who wants to know what is wrong, and not the file: nothing works out pages or makes bytes, most of the time of filling. */
  isRehearsal?: boolean;
}

/** What filling needs beside the context: made once, when the template is compiled. */
interface Filling {
  opened: OpenedTemplate;
  template: ReadTemplate;
  styles: NarrativeStyles | undefined;
}

/** Makes the function that fills a template. Its names are known to exist; without a shape they are checked each time. */
export async function prepareFill(
  { opened, template, styles }: Filling,
  hasShape: boolean,
): Promise<(context: object, options?: FillOptions) => Promise<Filled>> {
  const { parts, main } = opened;
  const { sites, helpers, read, trees } = template;
  const renders = new Map<string, Render>();
  for (const [path, { program, hasCrossing }] of read) {
    const render = program && compileProgram(program);
    if (render) renders.set(path, hasCrossing ? (...using) => withoutHalves(render(...using)) : render);
  }
  const parse = sites.some(isNarrative) ? await loadParser() : undefined;
  const usedNumbers = usedBy(trees);
  const notePaths = new Map([...trees].map(([path, { name }]) => [name, path]));
  const writeReferences = prepareReferences(template, main);
  const controlled = withTaggedControls(trees);
  const wordingIn = wordingReader(opened, template);
  let sizes: TextSizes | undefined;
  const textSizes = () => {
    sizes ??= new TextSizes(parsePart(parts, 'word/styles.xml'));
    return sizes;
  };

  return async (context, { images, annex, marks, properties, typography, day, isRehearsal } = {}) => {
    const unknown = hasShape ? [] : checkAllNames(template, shapeOf(context));
    if (unknown.length > 0) return { findings: unknown };
    const additions = new Additions(parts);
    const nameMarks = marks?.((name) => usedNumbers().has(name.toLowerCase()));
    const once = { ...nothingPrinted(usedNumbers, notePaths), images, typography, nameMarks };
    const printing: Printing = { sites, helpers, parse, styles, additions, textSizes, ...once };
    const filled: Package = new Map(parts);
    for (const [path, render] of renders) filled.set(path, new Part(render(context, printing)));
    printing.notes.addTo(filled, main, additions);
    if (annex) await addAnnex(filled, main, annex, additions);
    additions.addTo(filled, annex ? (styles ?? findNarrativeStyles(parts)) : styles);
    if (properties) setProperties(filled, properties);
    if (day !== undefined) setDay(filled, day);
    const findings = [...printing.findings, ...(await fillCharts(template, { parts, filled, context }))];
    fillControls(filled, controlled);
    const hasErrors = () => findings.some(({ severity }) => severity === 'error');
    const references = await writeReferences(filled, isRehearsal === true, hasErrors());
    const { lines, laidOut } = references;
    findings.push(...references.findings);
    if (hasErrors()) return { findings };
    if (isRehearsal) return { parts: filled, printed: printing.printed, findings };
    const contents = lines.map((text) => ({ name: 'contents', text, part: main, paragraph: 0 }));
    const wording = () => [...wordingIn(printing.said), ...contents];
    // Marks are short and many: looked for longer, they take a twentieth less of the file.
    const bytes = await writePackage(filled, marks ? 8 : undefined);
    return { bytes, parts: filled, laidOut, printed: printing.printed, wording, findings };
  };
}

/** What printing begins with. */
const nothingPrinted = (usedNumbers: ReturnType<typeof usedBy>, notePaths: ReadonlyMap<string, string>) => ({
  marked: [],
  findings: [],
  printed: [],
  said: new Set<object>(),
  numbers: new Numbers(usedNumbers),
  pictures: new Map(),
  notes: new Notes(notePaths),
  mark: undefined,
  turn: 0,
});

/** The numbers and names that a template has, read when they are first asked for. */
function usedBy(trees: ReadTemplate['trees']) {
  let used: ReadonlySet<string | number> | undefined;
  return () => {
    used ??= new Set([...trees.values()].flatMap(usedIn));
    return used;
  };
}

async function fillCharts(
  { charts, sites, file }: ReadTemplate,
  { parts, filled, context }: { parts: Package; filled: Package; context: object },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { part: from, relationship, path, site } of charts) {
    const chart = relationshipsOf(parts, from).find(({ id }) => id === relationship)?.target;
    // In a block that is not printed it needs no data, and there may be none.
    if (chart === undefined || !filled.get(from)?.text.includes(`"${relationship}"`)) continue;
    const where = sites[site]?.place ?? { file };
    const data = bare(valueAt(context, path.names)) as ChartData | null | undefined;
    // The tag has said so where it is.
    if (!data) continue;
    const fault = faultIn(data);
    if (fault) {
      findings.push(error('document/value', where, `this chart cannot be drawn: ${fault}`, chartHelp));
      continue;
    }
    try {
      const refilled = await refillChart(filled, chart, data);
      // A chart that came without a workbook has one now.
      if ([...refilled.keys()].some((name) => name.endsWith('.xlsx') && !filled.has(name)))
        addContentTypes(filled, new Set(['xlsx']));
      for (const [name, part] of refilled) filled.set(name, part);
    } catch (cause) {
      const message = `this chart cannot take its data: ${(cause as Error).message}`;
      findings.push(error('template/chart', where, message, 'use a line, column or bar chart'));
    }
  }
  return findings;
}

/** Charts are outside loops, so their names are looked up from the top. */
const valueAt = (context: object, names: readonly string[]) =>
  names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], context);
