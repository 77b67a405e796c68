import { forbiddenCharacter, nameIn } from '../../diagnostics/characters.ts';
import { type Package, readPackage, writePackage } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import {
  contentTypeOf,
  relationshipsOf,
  relationshipsPath,
  relationshipTypes,
} from '../../ooxml/relationships.ts';
import type { ChartData } from '../shape.ts';

/**
 * Native charts keep the look that they have in the template and get new data, with the workbook behind "Edit data". The
 * docx library knows how; it works on whole documents and slows down with their length, so each chart is refilled in a
 * document that holds nothing else, not even the old workbook, of which the library makes no use.
 */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org';
const key = 'chart';

export const chartHelp =
  'give it categories, series with a number for each of them (null leaves a gap), and a description for its alternative text';

/** What is wrong with the data of a chart, if something is. */
export function faultIn({ categories, series, description }: ChartData): string | undefined {
  if (!Array.isArray(categories) || categories.length === 0) return 'it has no categories';
  if (!Array.isArray(series) || series.length === 0) return 'it has no series';
  if (typeof description !== 'string' || description.trim() === '') return 'it has no description';
  for (const [i, { name, values }] of series.entries()) {
    const called = `series ${i + 1}, "${String(name).slice(0, 40)}",`;
    if (!Array.isArray(values) || values.length !== categories.length)
      return `${called} has ${values?.length ?? 'no'} values for ${categories.length} categories`;
    const bad = values.find((value) => value !== null && !Number.isFinite(value));
    if (bad !== undefined) return `${called} has "${String(bad).slice(0, 40)}" in place of a number`;
  }
  const words = [...categories, ...series.map(({ name }) => name)].map(String);
  const odd = words.find((word) => forbiddenCharacter(word));
  return odd && `it has a character that Word cannot (${nameIn(odd, forbiddenCharacter(odd) as never)})`;
}

function documentAround(parts: Package, chart: string): Package {
  const overrides = [
    ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
    [chart, contentTypeOf(parts)(chart)],
  ].map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`);
  const drawing =
    `<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Chart" descr="{{${key}}}"/>` +
    `<a:graphic xmlns:a="${office}/drawingml/2006/main"><a:graphicData uri="${office}/drawingml/2006/chart">` +
    `<c:chart xmlns:c="${office}/drawingml/2006/chart" r:id="rId1"/></a:graphicData></a:graphic></wp:inline></w:drawing>`;
  const text: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${relationshipTypes.document}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${head}<w:document xmlns:w="${office}/wordprocessingml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships" xmlns:wp="${office}/drawingml/2006/wordprocessingDrawing"><w:body><w:p><w:r>${drawing}</w:r></w:p></w:body></w:document>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${relationshipTypes.chart}" Target="/${chart}"/></Relationships>`,
  };
  const around: Package = new Map(Object.entries(text).map(([name, source]) => [name, new Part(source)]));
  for (const path of [chart, relationshipsPath(chart)]) {
    const part = parts.get(path);
    if (part) around.set(path, new Part(part.bytes));
  }
  return around;
}

/**
 * The parts of a chart with new data: the chart, its relationships and its workbook, by path.
 * @throws {Error} where the chart is of a kind that takes no such data; the message says why.
 */
export async function refillChart(parts: Package, chart: string, data: ChartData): Promise<Package> {
  const { patchDocument, ChartDataPatch } = await import('./chart-library.ts');
  const { categories, series, description } = data;
  const patched = await patchDocument({
    outputType: 'nodebuffer',
    // The library unpacks with JavaScript, which takes longer than Node does.
    data: await writePackage(documentAround(parts, chart), 0),
    patches: { [key]: new ChartDataPatch({ categories, series, description }) },
  });
  const filled = await readPackage(patched);
  const result: Package = new Map();
  // The library gives its relationships random ids and its workbook a new name and the time: here they are the same
  // whenever the data are.
  const related = relationshipsOf(filled, chart);
  const workbook = related.find(({ type }) => type === relationshipTypes.workbook);
  let source = filled.get(chart)?.text ?? '';
  let links = filled.get(relationshipsPath(chart))?.text ?? '';
  related.forEach(({ id }, i) => {
    source = source.replaceAll(`"${id}"`, `"rIdChart${i + 1}"`);
    links = links.replaceAll(`"${id}"`, `"rIdChart${i + 1}"`);
  });
  if (workbook) {
    const old = relationshipsOf(parts, chart).find(({ type }) => type === relationshipTypes.workbook);
    const name = old?.target ?? `word/embeddings/${chart.replace(/^.*\/|\.xml$/g, '')}.xlsx`;
    links = links.replace(/Target="[^"]*\.xlsx"/, `Target="/${name}"`);
    result.set(name, await withoutTime(filled.get(workbook.target) as Part));
  }
  result.set(chart, new Part(source));
  result.set(relationshipsPath(chart), new Part(links));
  return result;
}

/** The workbook with fixed times, outside and inside. */
async function withoutTime(workbook: Part): Promise<Part> {
  const parts = await readPackage(workbook.bytes);
  const properties = parts.get('docProps/core.xml')?.text;
  if (properties !== undefined)
    parts.set(
      'docProps/core.xml',
      new Part(properties.replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, '')),
    );
  return new Part(await writePackage(parts));
}
