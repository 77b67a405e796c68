import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import carbone from 'carbone';
import { paragraph, row } from '../word/report.js';

export const packages = ['carbone'];

/** `sections.kpis.ref` in the first turn of its loops: `d.sections[i].kpis[i].ref`. */
const at = (path, index) => {
  const names = path.split('.');
  const last = names.pop();
  return `d.${names.map((name) => `${name}[i].`).join('')}${last}${index}`;
};

/** A loop is told by its second turn: what holds it shows how far the first one goes, and is not printed. */
export const dialect = {
  value: (path) => `{${at(path, '')}}`,
  rows: (path, rows) => [...rows, row(`{${at(path, '[i+1]')}}`)],
  paragraphs: (path, items) => [...items, paragraph(`{${at(path, '[i+1]')}}`, items[0].style)],
};

/** It reads a path, not bytes. */
export function start(template) {
  const path = join(mkdtempSync(join(tmpdir(), 'bench-')), 'template.docx');
  writeFileSync(path, template);
  return (data) =>
    new Promise((resolve, reject) => {
      carbone.render(path, data, (problem, bytes) => (problem ? reject(problem) : resolve(bytes)));
    });
}
