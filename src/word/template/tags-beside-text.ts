import { error } from '../../diagnostics/diagnostic.ts';
import { descendants, escapeText, type XmlElement } from '../../ooxml/xml/tree.ts';
import { addressTyped, filledAttributes } from '../check/unfilled-tags.ts';
import { attributeAt } from './attributes.ts';
import type { EditedPart } from './edited-part.ts';
import { orderOf, replace } from './edits.ts';
import type { PictureCall, Print, PrintSite, Wording } from './instructions.ts';
import { type Occurrence, occurrencesIn } from './occurrences.ts';
import type { Paragraph } from './paragraphs.ts';
import { numberAt } from './part-tree.ts';
import type { Reading } from './shared-while-reading.ts';

/** Tags in what has no paragraphs: alternative text, colours, addresses of links, document properties. */

/** Tags in alternative text: `{{chart name}}` gives a chart its data, others are text. Those of a shading are a colour. */
export function readAttributes(
  reading: Reading,
  part: EditedPart,
  braced: readonly XmlElement[],
): Occurrence[] {
  const all: Occurrence[] = [];
  for (const element of braced) {
    if (element.name === 'w:listItem') {
      all.push(...readListItem(reading, part, element));
      continue;
    }
    for (const attribute of filledAttributes(element)) {
      const text = element.attributes[attribute];
      const at = text?.includes('{{') ? attributeAt(element, attribute) : undefined;
      if (text === undefined || !at) continue;
      const number = numberAt(part.tree.paragraphs, element);
      const { put, tags } = readText(reading, part, text, {
        element,
        number,
        name: part.tree.name,
        as: element.name === 'w:shd' ? 'colour' : 'attribute',
      });
      all.push(...tags);
      if (!put) continue;
      part.edits.push(replace({ start: at.from, end: at.to }, ...put));
      readChart(reading, part, element, put);
      readPictureOf(reading, part, element, put);
    }
  }
  return all;
}

/** The addresses of a part's links that have tags, by the numbers of their relationships. */
export function taggedAddresses({ related }: Reading, path: string): ReadonlyMap<string, string> {
  return new Map(
    (related.get(path) ?? []).flatMap(({ id, target, external, type }) => {
      const address = external && type.endsWith('/hyperlink') ? addressTyped(target) : '';
      return address.includes('{{') ? [[id, address] as const] : [];
    }),
  );
}

/** Tags in the addresses of links, which are relationships: each address that is printed gets one of its own. */
export function readAddresses(
  reading: Reading,
  part: EditedPart,
  addresses: ReadonlyMap<string, string>,
): Occurrence[] {
  const { tree } = part;
  return (addresses.size > 0 ? tree.elements : []).flatMap((element) => {
    const address = addresses.get(element.attributes['r:id'] ?? '');
    const at = address === undefined ? undefined : attributeAt(element, 'r:id');
    if (address === undefined || !at) return [];
    const number = numberAt(tree.paragraphs, element);
    const where = { element, number, name: tree.name, as: 'address' } as const;
    const { put, tags } = readText(reading, part, address, where);
    const place = tags[0]?.place;
    if (!put || !place) return tags;
    reading.sites.push({ place, part: part.path, as: 'address' });
    const call = { do: 'link', inside: put, site: reading.sites.length - 1 } as const;
    part.edits.push(replace({ start: at.from, end: at.to }, call));
    return tags;
  });
}

const printBy = (helper: string, put: ReadonlyArray<string | Print | Wording>) =>
  put.find(
    (item): item is Print => typeof item === 'object' && item.do === 'print' && item.helper === helper,
  );

/** The chart that a drawing holds, if its alternative text names its data. */
function readChart(
  reading: Reading,
  part: EditedPart,
  element: XmlElement,
  put: ReadonlyArray<string | Print | Wording>,
): void {
  const chart = printBy('chart', put);
  if (!chart) return;
  const site = reading.sites[chart.site] as PrintSite;
  const [drawing] = descendants(element.parent, 'c:chart');
  const relationship = drawing?.attributes['r:id'];
  const inLoop = part.blocks.some(
    ({ from, to, isLoop }) => isLoop && element.start >= from && element.start < to,
  );
  if (relationship === undefined || inLoop) {
    const message = inLoop
      ? 'a chart cannot be repeated in a loop'
      : 'this drawing is not a chart that Word drew';
    const help = inLoop
      ? 'move the chart out of the block'
      : 'insert a chart in Word, and give it this alternative text';
    part.findings.push(error('template/chart', site.place, message, help));
  } else reading.charts.push({ path: chart.path, part: part.path, relationship, site: chart.site });
}

/** An item of a drop-down list: `{{#each ratings}}{{name}}{{/each}}` makes one for each entry. */
function readListItem(reading: Reading, part: EditedPart, element: XmlElement): Occurrence[] {
  const { name, paragraphs } = part.tree;
  const number = numberAt(paragraphs, element);
  const repeated = /^\s*(\{\{\s*#each [^{}]*\}\})(.*)(\{\{\s*\/each\s*\}\})\s*$/s;
  const all: Occurrence[] = [];
  let opening: Occurrence | undefined;
  for (const attribute of filledAttributes(element)) {
    const at = attributeAt(element, attribute);
    const text = element.attributes[attribute] ?? '';
    if (!at || !text.includes('{{')) continue;
    const [, open, inside = text] = repeated.exec(text) ?? [];
    if (open !== undefined) {
      const paragraph: Paragraph = { element, number, text: open, pieces: [] };
      const read = occurrencesIn(reading.parse, paragraph, { file: reading.file, part: name });
      part.findings.push(...read.findings);
      opening ??= read.occurrences[0];
    }
    const { put, tags } = readText(reading, part, inside, { element, number, name, as: 'attribute' });
    all.push(...tags);
    if (put) part.edits.push(replace({ start: at.from, end: at.to }, ...put));
  }
  if (opening?.tag.kind !== 'open') return all;
  const { start, end } = element;
  part.edits.push({
    start,
    end: start,
    order: orderOf.wrap,
    put: [{ ...opening.tag, do: 'open', place: opening.place }],
  });
  part.edits.push({ start: end, end, order: orderOf.after, put: [{ do: 'close' }] });
  return [opening, ...all];
}

/** The picture whose alternative text names one of the context: it keeps its place and its width. */
function readPictureOf(
  reading: Reading,
  part: EditedPart,
  element: XmlElement,
  put: ReadonlyArray<string | Print | Wording>,
): void {
  const image = printBy('image', put);
  if (!image) return;
  const { path, site } = image;
  const inside = descendants(element.parent);
  const blip = inside.find(({ name }) => name === 'a:blip');
  const at = blip && attributeAt(blip, 'r:embed');
  const isAlone = put.every((item) => item === image || (typeof item === 'string' && item.trim() === ''));
  if (!blip || !at || !isAlone) {
    const message = blip ? 'there is other text beside this tag' : 'this drawing is not a picture';
    const help = 'insert a picture in Word, and give it this alternative text alone';
    part.findings.push(error('template/structure', (reading.sites[site] as PrintSite).place, message, help));
    return;
  }
  const call = (what: PictureCall['what'], width = 0): PictureCall => ({
    do: 'picture',
    what,
    width,
    path,
    site,
  });
  part.edits.push(replace({ start: at.from, end: at.to }, call('part')));
  // A drawing beside the pixels, and what was cut off, were the old picture's.
  for (const old of inside.filter(({ name }) => name === 'a:srcRect')) part.edits.push(replace(old));
  if (blip.open !== blip.end)
    part.edits.push(replace({ start: blip.open, end: blip.close }, call('drawing')));
  else part.edits.push(replace({ start: blip.end - 2, end: blip.end }, '>', call('drawing'), '</a:blip>'));
  for (const extent of inside) {
    const isSize =
      extent.name === 'wp:extent' || (extent.name === 'a:ext' && extent.parent?.name === 'a:xfrm');
    const height = isSize ? attributeAt(extent, 'cy') : undefined;
    const width = Number(extent.attributes.cx);
    if (height && width > 0)
      part.edits.push(replace({ start: height.from, end: height.to }, call('height', width)));
  }
}

/** Tags in a text that has no paragraphs: an attribute, or a document property. Blocks have no place there. */
export function readText(
  reading: Reading,
  part: Pick<EditedPart, 'path' | 'findings'>,
  text: string,
  at: {
    element: XmlElement;
    number: number;
    name: string;
    as: 'attribute' | 'element' | 'address' | 'colour';
  },
): { put: Array<string | Print | Wording> | undefined; tags: Occurrence[] } {
  const paragraph: Paragraph = { element: at.element, number: at.number, text, pieces: [] };
  const { occurrences, findings } = occurrencesIn(reading.parse, paragraph, {
    file: reading.file,
    part: at.name,
  });
  part.findings.push(...findings);
  const put: Array<string | Print | Wording> = [];
  const isWording = at.as === 'attribute' || at.as === 'element';
  const addText = (words: string) => {
    if (isWording && /\S/.test(words)) put.push({ do: 'wording', text: words, paragraph: at.number });
    put.push(written(words, at.as));
  };
  let from = 0;
  for (const { tag, place, from: start, to } of occurrences) {
    addText(text.slice(from, start));
    from = to;
    if (tag.kind === 'value') {
      reading.sites.push({
        place,
        part: part.path,
        as: tag.helper === 'chart' || (tag.helper === 'image' && at.as === 'attribute') ? tag.helper : at.as,
      });
      put.push({ ...tag, do: 'print', site: reading.sites.length - 1 });
    } else if (tag.kind !== 'comment') {
      const message = 'a block cannot be used here';
      part.findings.push(
        error('template/structure', place, message, 'print a value here, and choose it in the text'),
      );
    }
  }
  addText(text.slice(from));
  return { put: findings.length > 0 ? undefined : put, tags: occurrences };
}

/** An address is escaped when its relationship is written. */
const written = (text: string, as: PrintSite['as']) =>
  as === 'address' ? text : escapeText(text).replaceAll('"', '&quot;');
