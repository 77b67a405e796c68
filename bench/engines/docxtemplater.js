import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { aroundRows, lastOf, paragraphsBetween } from '../word/dialect.js';

export const packages = ['docxtemplater', 'pizzip'];

export const dialect = {
  value: (path) => `{${lastOf(path)}}`,
  rows: (path, rows) => aroundRows(rows, `{#${lastOf(path)}}`, `{/${lastOf(path)}}`),
  paragraphs: (path, items) => paragraphsBetween(items, `{#${lastOf(path)}}`, `{/${lastOf(path)}}`),
};

/** As its documentation has it. An instance renders once: a template cannot be kept. */
export function start(template) {
  return (data) => {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    document.render(data);
    return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  };
}
