import { ExternalHyperlink, PatchType, patchDetector, TextRun } from 'docx';
import { elements, textOf } from '../read.js';

/** Links, and names that do not exist. */

/** Complains unless a link with the words leads to the address. */
const link = (address, words) => (document) => {
  const found = elements(document.body, 'w:hyperlink')
    .filter((one) => textOf(one) === words)
    .map((one) => document.relationships.get(/r:id="([^"]+)"/.exec(one)?.[1]));
  if (found.includes(address)) return undefined;
  return found.length > 0 ? `the link leads to ${found[0]}` : `no link has the words "${words}"`;
};

const address = 'https://council.example/plan';
const words = 'the plan';

export const links = [
  {
    name: 'a link from data',
    data: { address, words },
    wrong: link(address, words),
    ways: {
      triannual: { page: { body: ['See {{link address words}}'] } },
      docxtemplater: { paid: 'the HTML module; raw XML is free' },
      'docx-templates': { page: { body: ['See +++LINK ({ url: address, label: words })+++'] } },
      'easy-template-x': {
        page: { body: ['See {plan}'] },
        data: { plan: { _type: 'link', text: words, target: address } },
      },
      carbone: { page: { link: { address: '{d.address}', text: '{d.words}' } } },
      docx: {
        page: { body: ['See {{plan}}'] },
        data: {
          plan: {
            type: PatchType.PARAGRAPH,
            children: [new ExternalHyperlink({ link: address, children: [new TextRun(words)] })],
          },
        },
      },
      jsreport: { page: { link: { address: '{{address}}', text: '{{words}}' } } },
    },
  },
  {
    name: "a tag in a part of a link's address",
    data: { code: 'plan' },
    wrong: link(address, words),
    ways: {
      ...eachWith((tag) => ({ page: { link: { address: `https://council.example/${tag}`, text: words } } }), {
        triannual: '{{code}}',
        docxtemplater: '{code}',
        'docx-templates': '+++code+++',
        'easy-template-x': '{code}',
        carbone: '{d.code}',
        jsreport: '{{code}}',
      }),
      docx: {
        page: { link: { address: 'https://council.example/{{code}}', text: words } },
        data: { code: { type: PatchType.PARAGRAPH, children: [new TextRun('plan')] } },
      },
    },
  },
  {
    name: 'a misspelt name is refused, and named',
    data: { title: 'Report' },
    refused: /titel/,
    wrong: ({ lines: text }) => `it is printed as ${JSON.stringify(text.join(' '))}`,
    ways: {
      ...eachWith((tag) => ({ page: { body: [`Hello ${tag}`] } }), {
        triannual: '{{titel}}',
        'docx-templates': '+++titel+++',
        carbone: '{d.titel}',
      }),
      jsreport: {
        page: { body: ['Hello {{titel}}'] },
        code: {
          helperMissing: function helperMissing(...given) {
            throw new Error(`${given.at(-1).name} has no value`);
          },
        },
      },
      'easy-template-x': {
        page: { body: ['Hello {titel}'] },
        code: {
          scopeDataResolver: ({ path }, resolve) => {
            const value = resolve();
            if (value === undefined) throw new Error(`${path.at(-1).name} has no value`);
            return value;
          },
        },
      },
      docxtemplater: {
        page: { body: ['Hello {titel}'] },
        code: {
          nullGetter: ({ value }) => {
            throw new Error(`${value} has no value`);
          },
        },
      },
      docx: {
        page: { body: ['Hello {{titel}}'] },
        data: { title: { type: PatchType.PARAGRAPH, children: [new TextRun('Report')] } },
        code: {
          before: async (data, patches) => {
            const unknown = (await patchDetector({ data })).filter((name) => !(name in patches));
            if (unknown.length > 0) throw new Error(`${unknown} has no value`);
          },
        },
      },
    },
  },
];

function eachWith(way, tags) {
  return Object.fromEntries(Object.entries(tags).map(([engine, tag]) => [engine, way(tag)]));
}
