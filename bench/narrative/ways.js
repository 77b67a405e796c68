import { PatchType, patchDocument } from 'docx';
import { ChartDataPatch } from 'docx/charts';
import { htmlToContent } from 'docx/html';
import { marked } from 'marked';
import { compileTemplate } from '../../dist/word/index.js';
import { narrativeData, narrativeTemplate } from './template.js';

/** The same narrative and charts by this engine, and by docx with its own way from HTML to Word. */

const { updates, charts } = narrativeData;
const context = { ...updates, ...charts };

export async function triannual() {
  const bytes = await narrativeTemplate({
    narrative: (name) => `{{markdown ${name}}}`,
    chart: (name) => `{{chart ${name}}}`,
  });
  return async () => {
    const { template, findings } = await compileTemplate(bytes);
    if (!template) throw new Error(findings[0].message);
    const filled = await template.fill(context);
    if (!filled.bytes) throw new Error(filled.findings[0].message);
    return filled.bytes;
  };
}

export async function docx() {
  const tag = (name) => `{{${name}}}`;
  const data = await narrativeTemplate({ narrative: tag, chart: tag });
  return () => {
    const patches = {};
    for (const [name, text] of Object.entries(updates))
      patches[name] = { type: PatchType.DOCUMENT, children: htmlToContent(marked.parse(text)) };
    for (const [name, chart] of Object.entries(charts)) patches[name] = new ChartDataPatch(chart);
    return patchDocument({ outputType: 'nodebuffer', data, patches });
  };
}
