import { FootnoteReferenceRun, ImagePatch, ImageRun, Paragraph, PatchType, TextRun } from 'docx';
import { ChartDataPatch } from 'docx/charts';
import { htmlToContent } from 'docx/html';
import { MimeType } from 'easy-template-x';
import { marked } from 'marked';
import { png } from '../page.js';
import { attribute, elements, textOf } from '../read.js';

/** Pictures, narrative, footnotes, charts. */

const picture = png(40, 20);
const base64 = picture.toString('base64');
const uri = `data:image/png;base64,${base64}`;
const easyPicture = {
  _type: 'image',
  source: picture,
  format: MimeType.Png,
  width: 40,
  height: 20,
  altText: 'Logo',
};
const docxPicture = { type: 'png', data: picture, transformation: { width: 40, height: 20 } };

/** Whether the document has the new picture, which is 40 pixels wide, and how wide it is drawn. */
function drawn({ body, relationships, bytesOf }) {
  for (const drawing of elements(body, 'w:drawing')) {
    const id = /r:embed="([^"]+)"/.exec(drawing)?.[1];
    const bytes = id && bytesOf(relationships.get(id));
    if (bytes?.readUInt32BE(16) === 40) return attribute(elements(drawing, 'wp:extent')[0], 'cx');
  }
  return undefined;
}

const markdown = 'Two **things**:\n\n- one\n- two';
const html = marked.parse(markdown);

const demand = { categories: ['2021', '2022', '2023'], values: [8100, 8500, 8900] };
const chartName = 'word/charts/chart';

export const content = [
  {
    name: 'a picture from data, in the text',
    wrong: (document) => (drawn(document) ? undefined : 'the picture is not there'),
    ways: {
      triannual: { page: { body: ['{{image logo}}'] }, data: { logo: { bytes: picture, alt: 'Logo' } } },
      docxtemplater: { paid: 'the Image module' },
      'docx-templates': {
        page: { body: ['+++IMAGE logo+++'] },
        data: { logo: { width: 2, height: 1, data: base64, extension: '.png', alt: 'Logo' } },
      },
      'easy-template-x': { page: { body: ['{logo}'] }, data: { logo: easyPicture } },
      carbone: { paid: 'the Enterprise edition' },
      docx: {
        page: { body: ['{{logo}}'] },
        data: { logo: { type: PatchType.PARAGRAPH, children: [new ImageRun(docxPicture)] } },
      },
      jsreport: {
        page: { body: ['{{docxHtml content=html}}'] },
        data: { html: `<p><img src="${uri}" width="40" height="20" alt="Logo"></p>` },
      },
    },
  },
  {
    name: "a picture from data in the template's place and width",
    wrong: (document) => {
      const width = drawn(document);
      if (!width) return 'the picture is not there';
      return width === '952500' ? undefined : `it is ${width} wide, the template's is 952500`;
    },
    ways: {
      triannual: {
        page: { picture: { alt: '{{image logo}}' } },
        data: { logo: { bytes: picture, alt: 'Logo' } },
      },
      docxtemplater: { paid: 'the Image module' },
      'docx-templates': { no: 'its IMAGE puts pictures in and replaces none' },
      'easy-template-x': {
        page: { picture: { alt: '{logo}' } },
        data: { logo: { ...easyPicture, width: undefined, height: undefined } },
      },
      carbone: { paid: 'the Enterprise edition' },
      docx: {
        page: { picture: { alt: '{{logo}}' } },
        data: {
          logo: new ImagePatch({
            type: 'png',
            data: picture,
            altText: { description: 'Logo', name: 'Logo' },
          }),
        },
      },
      jsreport: {
        page: { picture: { tooltip: '{{docxImage src=logo usePlaceholderSize=true}}' } },
        data: { logo: uri },
      },
    },
  },
  {
    name: 'Markdown: bold, and a list in the styles of the template',
    data: { words: markdown, html },
    wrong: ({ body, names, lines }) => {
      if (!lines.includes('Two things:'))
        return names.some((name) => /\.html?$/.test(name))
          ? 'the words are in an HTML file inside, which Word alone shows'
          : `the text is ${JSON.stringify(lines)}`;
      const bold = elements(body, 'w:r').find((one) => textOf(one) === 'things');
      if (!bold || !/<w:b\/>|<w:b w:val="(1|true)"\/>/.test(bold)) return '"things" is not bold';
      const item = elements(body, 'w:p').find((one) => textOf(one) === 'one') ?? '';
      return /w:numPr|ListBullet|ListParagraph/.test(item) ? undefined : '"one" is not in a list';
    },
    ways: {
      triannual: { page: { body: ['{{markdown words}}'] } },
      docxtemplater: { paid: 'the HTML module; raw XML is free' },
      'docx-templates': { page: { body: ['+++HTML html+++'] } },
      'easy-template-x': { no: 'raw XML alone' },
      carbone: { paid: 'the Enterprise edition (HTML)' },
      docx: {
        page: { body: ['{{words}}'] },
        data: { words: { type: PatchType.DOCUMENT, children: htmlToContent(html) } },
      },
      jsreport: { page: { body: ['{{docxHtml content=html}}'] } },
    },
  },
  {
    name: 'a footnote from data',
    wrong: ({ body, part }) => {
      const id = /<w:footnoteReference[^>]*w:id="(\d+)"/.exec(body)?.[1];
      const note = elements(part('word/footnotes.xml'), 'w:footnote').find(
        (one) => attribute(one, 'w:id') === id,
      );
      return note && textOf(note).includes('As of May') ? undefined : 'there is no footnote with its text';
    },
    ways: {
      triannual: {
        page: { body: ['{{markdown words}}'] },
        data: { words: '46 places[^1].\n\n[^1]: As of May' },
      },
      docxtemplater: { paid: 'the Footnotes module' },
      'docx-templates': { no: 'fills footnotes and makes none' },
      'easy-template-x': { no: 'has no footnotes' },
      carbone: { no: 'fills footnotes and makes none' },
      docx: {
        page: { body: ['{{words}}'] },
        data: {
          words: {
            type: PatchType.PARAGRAPH,
            children: [
              new TextRun('46 places'),
              new FootnoteReferenceRun({ children: [new Paragraph('As of May')] }),
            ],
          },
        },
      },
      jsreport: { no: 'fills footnotes and makes none' },
    },
  },
  {
    name: 'new data for a chart of the template',
    wrong: ({ names, part }) => {
      const xml = names
        .filter((name) => name.startsWith(chartName))
        .map(part)
        .join('');
      const points = [...xml.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, text]) => text);
      const missing = [...demand.categories, ...demand.values].find((one) => !points.includes(String(one)));
      return missing ? `the chart has no ${missing}` : undefined;
    },
    ways: {
      triannual: {
        page: { chart: { alt: '{{chart demand}}' } },
        data: {
          demand: {
            categories: demand.categories,
            series: [{ name: 'Plans', values: demand.values }],
            description: 'Plans rise.',
          },
        },
      },
      docxtemplater: { paid: 'the Chart module' },
      'docx-templates': { no: 'a picture of a chart alone' },
      'easy-template-x': {
        page: { chart: { title: '{demand}' } },
        data: {
          demand: {
            _type: 'chart',
            title: 'Plans',
            categories: { names: demand.categories },
            series: [{ name: 'Plans', values: demand.values }],
          },
        },
      },
      carbone: { paid: 'the Enterprise edition' },
      docx: {
        page: { chart: { alt: '{{demand}}' } },
        data: {
          demand: new ChartDataPatch({
            categories: demand.categories,
            series: [{ name: 'Plans', values: demand.values }],
            description: 'Plans rise.',
          }),
        },
      },
      jsreport: {
        page: { chart: { title: '{{docxChart data=demand}}' } },
        data: {
          demand: { labels: demand.categories, datasets: [{ label: 'Plans', data: demand.values }] },
        },
      },
    },
  },
  {
    name: 'a tag in the title of a chart',
    data: { year: '2023' },
    wrong: ({ names, part }) => {
      const titles = names
        .filter((name) => name.startsWith(chartName))
        .map((name) => textOf(elements(part(name), 'c:title')[0] ?? ''));
      return titles.includes('Plans in 2023') ? undefined : `the title is "${titles[0]}"`;
    },
    ways: {
      triannual: { page: { chart: { title: 'Plans in {{year}}' } } },
      docxtemplater: { page: { chart: { title: 'Plans in {year}' } } },
      'docx-templates': { page: { chart: { title: 'Plans in +++year+++' } } },
      'easy-template-x': { page: { chart: { title: 'Plans in {year}' } } },
      carbone: { page: { chart: { title: 'Plans in {d.year}' } } },
      docx: {
        page: { chart: { title: 'Plans in {{year}}' } },
        data: { year: { type: PatchType.PARAGRAPH, children: [new TextRun('2023')] } },
      },
      jsreport: { page: { chart: { title: 'Plans in {{year}}' } } },
    },
  },
];
