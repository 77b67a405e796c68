import { AlignmentType, Document, LevelFormat, Packer, Paragraph } from 'docx';
import { ChartRun } from 'docx/charts';

/** A report of narrative and charts: twelve updates in Markdown, and two charts that take new data. */

const range = (length) => Array.from({ length }, (_, i) => i + 1);

export const names = range(12).map((n) => `update_${n}`);
export const charts = ['plan', 'demand'];

const markdownOf = (
  n,
) => `The **${n} schools** with a *specialist base* filled ${n + 40} places & more are on the way.

- first step of update ${n}, in [the plan](https://council.example/plan/${n})
- second step, with a **bold** word
- third step

1. to be agreed by the board in month ${n}
2. to be reported to Schools Forum

| Measure | Plan | Now |
| --- | ---: | ---: |
| Places ${n} | 10 | ${n} |
| Plans ${n} | 20 | ${n + 5} |

What follows is a paragraph without anything special in it, as most paragraphs are: update ${n} ends with it.`;

const categories = ['2019/20', '2020/21', '2021/22', '2022/23', '2023/24'];

/** What is put in: narrative by name, and the data of charts by name. */
export const narrativeData = {
  updates: Object.fromEntries(names.map((name, i) => [name, markdownOf(i + 1)])),
  charts: Object.fromEntries(
    charts.map((name, i) => [
      name,
      {
        categories,
        series: ['Plan', 'Forecast'].map((title, k) => ({
          name: title,
          values: categories.map((_, at) => 10 * (i + 1) + 3 * k + at),
        })),
        description: `The figures of ${name} by year.`,
      },
    ]),
  ),
};

/** The template, with tags as `tags` writes them. */
export function narrativeTemplate(tags) {
  const list = (id, name, reference) => ({
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    paragraph: { numbering: { reference, level: 0 } },
  });
  const level = (format, text) => [
    {
      level: 0,
      format,
      text,
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 400, hanging: 400 } } },
    },
  ];
  const chart = (name) =>
    new ChartRun({
      type: 'column',
      categories: ['a', 'b'],
      series: ['One', 'Two'].map((title) => ({ name: title, values: [1, 2] })),
      transformation: { width: 600, height: 300 },
      altText: { name, description: tags.chart(name), title: name },
    });
  const document = new Document({
    title: 'Narrative',
    creator: 'bench',
    styles: {
      paragraphStyles: [
        list('ListBullet', 'List Bullet', 'bullets'),
        list('ListNumber', 'List Number', 'numbers'),
      ],
    },
    numbering: {
      config: [
        { reference: 'bullets', levels: level(LevelFormat.BULLET, '•') },
        { reference: 'numbers', levels: level(LevelFormat.DECIMAL, '%1.') },
      ],
    },
    sections: [
      {
        children: [
          ...names.map((name) => new Paragraph(tags.narrative(name))),
          ...charts.map((name) => new Paragraph({ children: [chart(name)] })),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
