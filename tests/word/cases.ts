import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { textOf } from '../../src/ooxml/xml/tree.ts';
import { compileTemplate, type Helpers, type Shape } from '../../src/word/index.ts';
import { documentOf, linesOf, type Others, sourceOf } from './documents.ts';
import { problemsOf } from './sound.ts';

/** One case of a table of cases: a template, and the text that comes of it or the refusal with its place. */
export interface Case {
  /** The body, or a whole file. */
  body: string | Uint8Array;
  others?: Others;
  context?: object;
  shape?: Shape;
  /** The part to read the text from. */
  part?: string;
  /** Whether it has a text box, which is there for newer programs and for older ones: numbers may be there twice. */
  twice?: boolean;
  /** A line for each paragraph or row … */
  gives?: string[];
  /** … or for each problem: code, place and message. */
  refused?: string[];
}

export const helpers: Helpers = {
  money: { takes: 'number', print: (value: number) => `£${value}m` },
  mark: { takes: 'text', print: (value: string, sign: string | number) => value + sign },
  rating: { takes: 'text', print: (value: string) => value, shade: () => 'D4EDDA' },
};

export const standard = {
  name: 'Ann',
  items: [{ text: 'one' }, { text: 'two' }],
  none: [],
  yes: true,
  no: false,
};

/** What becomes of a case: its lines, or its refusals. A file that Word would call damaged is never right. */
export async function outcomeOf({ body, others, context = standard, shape, part, twice }: Case): Promise<{
  gives?: string[];
  refused?: string[];
}> {
  const template = typeof body === 'string' ? await documentOf(body, others) : body;
  const compiled = await compileTemplate(template, { name: 't.docx', helpers, ...(shape ? { shape } : {}) });
  const filled = await compiled.template?.fill(context);
  const findings = [...compiled.findings, ...(filled?.findings ?? [])];
  if (!filled?.bytes) {
    return {
      refused: findings.map(({ code, where, message }) => {
        const place =
          'part' in where ? [where.part, where.paragraph, where.tag].filter(Boolean).join(' ') : 'file';
        return `${code} at ${place}: ${message}`;
      }),
    };
  }
  const problems = await problemsOf(filled.bytes, twice);
  if (problems.length > 0) return { gives: problems };
  // Properties have no paragraphs.
  if (part?.startsWith('docProps')) return { gives: [textOf(parseXml(await sourceOf(filled.bytes, part)))] };
  return { gives: await linesOf(filled.bytes, part) };
}

export const expected = ({ gives, refused }: Case) => (gives ? { gives } : { refused });
