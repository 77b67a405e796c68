import type { Given } from '../../../src/documents/origins.ts';
import type { Printed } from '../../../src/model/printed-list.ts';
import { compileTemplate } from '../../../src/word/index.ts';
import { documentOf, p } from '../../word/documents.ts';

/** A template with one narrative, to be filled with marks. */
export async function filledWith(
  marks: unknown,
): Promise<(text: Given) => Promise<{ bytes: Uint8Array; printed: Printed[] }>> {
  const body = `${p('Text')}${p('{{markdown text}}')}${p('Text at the end')}`;
  const { template } = await compileTemplate(await documentOf(body), { shape: { text: 'markdown' } });
  return async (text) => {
    const { bytes = new Uint8Array(), printed = [] } =
      (await template?.fill({ text } as never, { marks } as never)) ?? {};
    return { bytes, printed: printed as Printed[] };
  };
}
