import { compileTemplate } from '../../dist/word/index.js';
import { aroundRows, lastOf, paragraphsBetween } from '../word/dialect.js';

export const packages = [];

export const dialect = {
  value: (path) => `{{${lastOf(path)}}}`,
  rows: (path, rows) => aroundRows(rows, `{{#each ${lastOf(path)}}}`, '{{/each}}'),
  paragraphs: (path, items) => paragraphsBetween(items, `{{#each ${lastOf(path)}}}`, '{{/each}}'),
};

async function compile(bytes) {
  const { template, findings } = await compileTemplate(bytes);
  if (!template) throw new Error(findings[0].message);
  return template;
}

async function fill(template, data) {
  const { bytes, findings } = await template.fill(data);
  if (!bytes) throw new Error(findings[0].message);
  return bytes;
}

export async function start(template) {
  return async (data) => fill(await compile(template), data);
}

/** The template compiled once. */
export async function startKept(template) {
  const compiled = await compile(template);
  return (data) => fill(compiled, data);
}
