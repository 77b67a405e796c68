import { Paragraph, PatchType, patchDocument, TextRun } from 'docx';
import { paragraph } from '../word/report.js';

export const packages = ['docx'];

/**
 * Rows are repeated by the names in their cells, and only those that hold one: a row of fixed words stays behind once, so
 * each of its cells is a name too. Paragraphs are not repeated: they are made in code, and put in place of one.
 */
export const dialect = {
  value: (path) => `{{${path}}}`,
  rows: (path, rows) =>
    rows.map(({ cells }) => ({
      cells: cells.map((cell) => ({
        ...cell,
        paragraphs: cell.paragraphs.map((one) =>
          one.text.includes('{{') ? one : { ...one, text: `{{${path}.${one.text}}}` },
        ),
      })),
    })),
  paragraphs: (path) => [paragraph(`{{${path}}}`)],
};

const text = (value) => ({ type: PatchType.PARAGRAPH, children: [new TextRun(value)] });
const paragraphs = (items, style) => ({
  type: PatchType.DOCUMENT,
  children: items.map(({ text }) => new Paragraph(style ? { style, children: [new TextRun(text)] } : text)),
});
const rowsOf = (items, patches) => ({ type: PatchType.TABLE_ROWS, rows: items.map(patches) });
const texts = (item) => Object.fromEntries(Object.entries(item).map(([name, value]) => [name, text(value)]));

export function start(template) {
  return (data) =>
    patchDocument({
      outputType: 'nodebuffer',
      data: template,
      patches: {
        title: text(data.title),
        authority: text(data.authority),
        summary: text(data.summary),
        questions: rowsOf(data.questions, texts),
        dates: rowsOf(data.dates, texts),
        conditions: rowsOf(data.conditions, ({ title, q1, q2, q3, update, owner }) => ({
          ...texts({ title, q1, q2, q3, owner, Q1: 'Q1', Q2: 'Q2', Q3: 'Q3' }),
          update: paragraphs(update),
        })),
        risks: paragraphs(data.risks, 'Bullet'),
        support: paragraphs(data.support, 'Bullet'),
        sections: rowsOf(data.sections, ({ name, kpis }) => ({
          name: text(name),
          kpis: rowsOf(kpis, texts),
        })),
        appendices: paragraphs(data.appendices),
      },
    });
}
