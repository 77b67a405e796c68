import PizZip from 'pizzip';
import { escapeXml } from '../word/report.js';
import { packed, rawParts, zipOf } from '../word/zip.js';

export const packages = [];

/**
 * What no engine can be faster than: a function written for this one template, that puts its pieces of XML together, and a
 * zip of which only the two parts that change are deflated. The template's own tags are JavaScript.
 */
const loop = (raw) => (path, items) => {
  const names = path.split('.');
  const list = names.length > 1 ? names.slice(-2).join('.') : `data.${path}`;
  return [{ raw: `\${${list}.map((${raw(names)}) => \`` }, ...items, { raw: "`).join('')}" }];
};

const named = (names) => names.at(-1);

export const dialect = {
  value: (path) => {
    const names = path.split('.');
    return `[[${names.length > 1 ? names.slice(-2).join('.') : `data.${path}`}]]`;
  },
  rows: loop(named),
  paragraphs: loop(named),
};

const changing = ['word/document.xml', 'word/header1.xml'];

export function start(template) {
  const parts = rawParts(template);
  const functions = changing.map((name) => {
    const source = new PizZip(template).file(name).asText();
    const body = source.replace(/\[\[(.*?)\]\]/g, (_, value) => `\${escape(${value})}`);
    return [name, new Function('escape', 'data', `return \`${body}\``)];
  });
  return (data) => {
    const whole = new Map(parts);
    for (const [name, print] of functions) whole.set(name, packed(Buffer.from(print(escapeText, data))));
    return zipOf(whole);
  };
}

const escapeText = (text) => (/[&<>]/.test(text) ? escapeXml(text) : text);
