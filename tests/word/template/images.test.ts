import { describe, expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { relationshipsOf } from '../../../src/ooxml/relationships.ts';
import { parseXml } from '../../../src/ooxml/xml/parse.ts';
import { descendants } from '../../../src/ooxml/xml/tree.ts';
import { compileTemplate, type Shape, Sourced } from '../../../src/word/index.ts';
import { documentOf, p, row, table } from '../documents.ts';
import { jpeg, png, svg } from '../images/pictures.ts';
import { problemsOf } from '../sound.ts';

/** Pictures of the context, in the text and in place of those of the template. */

const logo = { bytes: png(40, 20), alt: 'The <logo>' };
const context = {
  logo,
  wide: { bytes: png(4000, 1000), alt: 'A plan' },
  photo: new Sourced({ bytes: jpeg(10, 20), alt: 'A school' }, 'photo.jpg'),
  drawn: { bytes: svg(), alt: 'A map', fallback: png(80, 40) },
  bare: { bytes: svg(), alt: 'A map' },
  silent: { bytes: png(1, 1), alt: ' ' },
  odd: { bytes: Buffer.from('x'), alt: 'x' },
  l: [{ picture: logo }, { picture: { bytes: jpeg(9, 9), alt: 'b' } }, { picture: logo }],
  text: 'x',
};

/** The pictures of a document: alternative text, size in EMU, and the bytes. */
async function picturesOf(body: string, shape?: Shape) {
  const { template, findings } = await compileTemplate(await documentOf(body), shape ? { shape } : {});
  const filled = await template?.fill(context);
  if (!filled?.bytes) return [...findings, ...(filled?.findings ?? [])].map(({ message }) => message);
  expect(await problemsOf(filled.bytes)).toEqual([]);
  const parts = await readPackage(filled.bytes);
  const types = parts.get('[Content_Types].xml')?.text ?? '';
  const links = new Map(relationshipsOf(parts, 'word/document.xml').map(({ id, target }) => [id, target]));
  const all = descendants(parseXml(parts.get('word/document.xml')?.text ?? ''));
  return all
    .filter(({ name }) => name === 'wp:inline')
    .map((inline) => {
      const inside = descendants(inline);
      const one = (name: string) => inside.find((element) => element.name === name)?.attributes ?? {};
      const files = inside.flatMap(({ attributes }) =>
        attributes['r:embed'] ? [links.get(attributes['r:embed']) ?? ''] : [],
      );
      for (const file of files) {
        expect(parts.get(file)?.bytes.length).toBeGreaterThan(10);
        expect(types).toContain(`Extension="${file.split('.').at(-1)}"`);
      }
      const size = inside.find(({ name, attributes }) => name === 'a:ext' && attributes.cx)?.attributes;
      expect(size?.cy).toBe(one('wp:extent').cy);
      return `${one('wp:docPr').descr} ${one('wp:extent').cx}x${one('wp:extent').cy} ${files.map((file) => file.slice(11)).join(' ')}`;
    });
}

const picture = (
  alt: string,
  inside = '<a:blip r:embed="rId9"><a:extLst><a:ext uri="x"><asvg:svgBlip r:embed="rId8"/></a:ext></a:extLst></a:blip><a:srcRect l="9"/>',
) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1000" cy="77"/><wp:docPr id="3" name="P" descr="${alt}"/><a:graphic xmlns:a="a"><pic:pic xmlns:pic="p"><pic:blipFill>${inside}</pic:blipFill><pic:spPr><a:xfrm><a:ext cx="1000" cy="77"/></a:xfrm></pic:spPr></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

const cases: Record<string, [body: string, pictures: string[]]> = {
  'in the text, in its own size': [
    p('Our {{image logo}} and {{im|age photo}}.'),
    ['The <logo> 381000x190500 filled1.png', 'A school 95250x190500 filled2.jpeg'],
  ],
  'no wider than there is room': [p('{{image wide}}'), ['A plan 5731510x1432878 filled1.png']],
  'a drawing with its pixels': [p('{{image drawn}}'), ['A map 381000x190500 filled2.png filled1.svg']],
  'in place of one of the template: its width is kept': [
    picture('{{image logo}}'),
    ['The <logo> 1000x500 filled1.png'],
  ],
  'in place of one without anything inside': [
    picture('{{image photo}}', '<a:blip r:embed="rId9"/>'),
    ['A school 1000x2000 filled1.jpeg'],
  ],
  'a drawing in place of one': [picture('{{image drawn}}'), ['A map 1000x500 filled1.png filled2.svg']],
  'one for each turn, the same bytes once': [
    p('{{#each l}}') + picture('{{image picture}}') + p('{{image picture}}') + p('{{/each}}'),
    [
      'The <logo> 1000x500 filled1.png',
      'The <logo> 381000x190500 filled1.png',
      'b 1000x1000 filled2.jpeg',
      'b 85725x85725 filled2.jpeg',
      'The <logo> 1000x500 filled1.png',
      'The <logo> 381000x190500 filled1.png',
    ],
  ],
  'only where there is one': [
    p('{{#if logo}}{{image logo}}{{/if}}'),
    ['The <logo> 381000x190500 filled1.png'],
  ],
  'a cell': [table(row('{{image wide}}')), ['A plan 190500x47625 filled1.png']],
  'without alternative text': [p('{{image silent}}'), ['this picture has no alternative text']],
  'no picture': [
    picture('{{image odd}}'),
    ['this picture cannot be printed: it is no PNG, JPEG or SVG picture'],
  ],
  'a drawing without its pixels': [
    p('{{image bare}}'),
    ['this picture cannot be printed: it is SVG, and has no PNG for programs that do not draw SVG'],
  ],
  'a text': [
    p('{{image text}}{{logo}}'),
    [
      '"text" is text and cannot be given to "image", which takes a picture',
      '"logo" is a picture and cannot be printed by itself',
    ],
  ],
  'a tag beside other words': [picture('Logo: {{image logo}}'), ['there is other text beside this tag']],
  'a drawing that is no picture': [picture('{{image logo}}', ''), ['this drawing is not a picture']],
};

describe('pictures', () => {
  test.each(Object.entries(cases))('%s', async (_, [body, pictures]) => {
    expect(await picturesOf(body)).toEqual(pictures);
  });
});

test('a picture is a kind of a shape, and is listed with where it comes from', async () => {
  const shape = { photo: 'image' } as const;
  const { template } = await compileTemplate(await documentOf(p('{{image photo}}')), { shape });
  const filled = await template?.fill({ photo: context.photo });
  expect(filled?.printed?.map(({ text, origin }) => [text, origin])).toEqual([['A school', 'photo.jpg']]);
});
