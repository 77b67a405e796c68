import { type Finding, warning } from '../diagnostics/diagnostic.ts';
import { list } from '../documents/house-formats.ts';
import { as, type Given } from '../documents/origins.ts';
import { originsIn, type Printed } from '../model/printed-list.ts';
import type { Package } from '../word/index.ts';
import { lengthOf } from '../word/layout/index.ts';

/** Whether a document that is to be one page has become longer, and by what. */
export function beyondOnePage(file: string, parts: Package, printed: readonly Printed[]): Finding[] {
  const length = lengthOf(parts);
  if (!length || length.pages < 2) return [];
  const [longest] = length.tallest;
  const { heading = '', share = 0 } = longest ?? {};
  const part = heading === '' ? 'what comes before the first heading' : `what is under "${heading}"`;
  const message = `this document is to be one page, and is laid out on ${length.pages}; longest is ${part}, ${Math.round(share * 100)}% of its height`;
  const texts = longestTexts(printed);
  const first = texts.length > 0 ? `shorten first ${texts.join('; ')}` : 'shorten what the inputs say there';
  return [warning('document/too-long', { file }, message, `${first}, or tighten the template's spacing`)];
}

/** What a document says, with a line less for comments, where it leaves any. */
export function withLessSpace<Context extends object>(context: Context): Context | undefined {
  const { comment_space: space } = context as { comment_space?: Given };
  return space?.value.includes('\n')
    ? { ...context, comment_space: as(space, (lines) => lines.replace('\n\u00A0', '')) }
    : undefined;
}

const notTexts = ['rating', 'illustrative', 'sign_offs', 'milestones'];

/** The texts of people that take most of a document, with their fields: those of one list together. */
function longestTexts(printed: readonly Printed[]): string[] {
  const sizes = new Map<string, number>();
  for (const { text, origin } of printed) {
    const fields = originsIn(origin).flatMap((one) =>
      'field' in one && one.field.includes('/') && !notTexts.includes(String(one.path[0])) ? [one] : [],
    );
    const file = fields[0]?.field;
    const keys = new Set(fields.filter(({ field }) => field === file).map(({ path }) => `"${path[0]}"`));
    const name = `${list([...keys])} in ${file}`;
    if (file) sizes.set(name, (sizes.get(name) ?? 0) + text.length);
  }
  const most = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 3);
  return most.map(([name, size]) => `${name} (${size} characters)`);
}
