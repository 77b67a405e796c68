import jsreportCore from '@jsreport/jsreport-core';
import docx from '@jsreport/jsreport-docx';
import handlebars from '@jsreport/jsreport-handlebars';
import { aroundRows, lastOf, paragraphsBetween } from '../word/dialect.js';
import { newRun } from '../word/report.js';

export const packages = [
  '@jsreport/jsreport-core',
  '@jsreport/jsreport-docx',
  '@jsreport/jsreport-handlebars',
];

/** Two ends of loops in one run are taken for one, so each stands in a run of its own. */
export const dialect = {
  value: (path) => `{{${lastOf(path)}}}`,
  rows: (path, rows) => aroundRows(rows, `{{#docxTable ${lastOf(path)}}}`, `${newRun}{{/docxTable}}`),
  paragraphs: (path, items) => paragraphsBetween(items, `{{#each ${lastOf(path)}}}`, '{{/each}}'),
};

/** In this process: a worker thread and its sandbox for each document would cost more. */
export async function start(template) {
  const jsreport = jsreportCore({
    trustUserCode: true,
    useExtensionsLocator: false,
    logger: { silent: true },
    workers: { numberOfWorkers: 1 },
  });
  jsreport.use(docx()).use(handlebars());
  await jsreport.init();
  const content = template.toString('base64');
  return async (data) => {
    const { content: bytes } = await jsreport.render({
      template: {
        recipe: 'docx',
        engine: 'handlebars',
        content: '',
        docx: { templateAsset: { content, encoding: 'base64' } },
      },
      data,
    });
    return bytes;
  };
}
