import { type Finding, warning } from '../diagnostics/diagnostic.ts';
import type { Package } from '../word/index.ts';
import { lengthOf } from '../word/layout/index.ts';

/** Whether a document that is to be one page has become longer, and by what. */
export function beyondOnePage(file: string, parts: Package): Finding[] {
  const length = lengthOf(parts);
  if (!length || length.pages < 2) return [];
  const [longest] = length.tallest;
  const { heading = '', share = 0 } = longest ?? {};
  const part = heading === '' ? 'what comes before the first heading' : `what is under "${heading}"`;
  const message = `this document is to be one page, and is laid out on ${length.pages}; longest is ${part}, ${Math.round(share * 100)}% of its height`;
  return [
    warning(
      'document/too-long',
      { file },
      message,
      "shorten what the inputs say there, or tighten the template's spacing",
    ),
  ];
}
