import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsreportCore from '@jsreport/jsreport-core';
import jsreportDocx from '@jsreport/jsreport-docx';
import handlebars from '@jsreport/jsreport-handlebars';
import carbone from 'carbone';
import { patchDocument } from 'docx';
import { createReport } from 'docx-templates';
import Docxtemplater from 'docxtemplater';
import expressions from 'docxtemplater/expressions.js';
import { TemplateHandler } from 'easy-template-x';
import { createResolver } from 'easy-template-x-angular-expressions';
import PizZip from 'pizzip';
import { compileTemplate } from '../../dist/word/index.js';

/** Each engine as its documentation has it: `(template, data, code) => bytes`. `code` is functions that its user has to write. */
export const engines = {
  triannual: async (bytes, data, helpers) => {
    const { template, findings } = await compileTemplate(bytes, { helpers });
    const filled = template && (await template.fill(data));
    if (!filled?.bytes) throw new Error(said((filled?.findings ?? findings)[0]));
    return filled.bytes;
  },

  docxtemplater: (bytes, data, { nullGetter, ...filters } = {}) => {
    const parser = expressions.configure({ filters });
    const options = { paragraphLoop: true, linebreaks: true, parser, ...(nullGetter && { nullGetter }) };
    const document = new Docxtemplater(new PizZip(bytes), options);
    document.render(data);
    return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  },

  'docx-templates': (template, data, additionalJsContext = {}) =>
    createReport({ template, data, additionalJsContext, noSandbox: true }),

  'easy-template-x': (bytes, data, { scopeDataResolver, ...angularFilters } = {}) => {
    const resolver = createResolver({ angularFilters });
    const ownFirst = scopeDataResolver && ((args) => scopeDataResolver(args, () => resolver(args)));
    return new TemplateHandler({ scopeDataResolver: ownFirst ?? resolver }).process(bytes, data);
  },

  carbone: (bytes, data) => {
    const path = join(mkdtempSync(join(tmpdir(), 'bench-')), 'template.docx');
    writeFileSync(path, bytes);
    return new Promise((resolve, reject) => {
      carbone.render(path, data, { lang: 'en' }, (problem, made) =>
        problem ? reject(problem) : resolve(made),
      );
    });
  },

  docx: async (data, patches, { before } = {}) => {
    await before?.(data, patches);
    return patchDocument({ outputType: 'nodebuffer', data, patches });
  },

  jsreport: async (bytes, data, code = {}) => {
    const helpers = Object.values(code).map(String).join('\n');
    const docx = { templateAsset: { content: bytes.toString('base64'), encoding: 'base64' } };
    const template = { recipe: 'docx', engine: 'handlebars', content: '', helpers, docx };
    return (await (await server()).render({ template, data })).content;
  },
};

const said = ({ where, message }) =>
  [where?.part, where?.paragraph && `paragraph ${where.paragraph}`, where?.tag, message]
    .filter(Boolean)
    .join(', ');

let started;
/** One jsreport for all tasks, in this process. */
const server = () => {
  started ??= jsreportCore({
    trustUserCode: true,
    useExtensionsLocator: false,
    logger: { silent: true },
    workers: { numberOfWorkers: 1 },
  })
    .use(jsreportDocx())
    .use(handlebars())
    .init();
  return started;
};

export const close = async () => started && (await started).close();
