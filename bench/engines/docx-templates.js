import { createReport } from 'docx-templates';
import { lastOf, paragraphsBetween, rowsBetween } from '../word/dialect.js';

export const packages = ['docx-templates'];

/** A list or value by the variable of the loop around it: `$conditions.update`. */
const at = (path) => {
  const names = path.split('.');
  return names.length > 1 ? `$${names.slice(-2).join('.')}` : path;
};

const between = (join) => (path, items) =>
  join(items, `+++FOR ${lastOf(path)} IN ${at(path)}+++`, `+++END-FOR ${lastOf(path)}+++`);

export const dialect = {
  value: (path) => `+++INS ${at(path)}+++`,
  rows: between(rowsBetween),
  paragraphs: between(paragraphsBetween),
};

/**
 * Without its sandbox, which makes a context of V8's for each command and takes six times as long; more than 1000 turns
 * of a loop have to be allowed.
 */
export function start(template) {
  return (data) =>
    createReport({ template, data, noSandbox: true, indentXml: false, maximumWalkingDepth: 10_000_000 });
}
