import { warning } from '../../diagnostics/diagnostic.ts';
import { closest, descendants, textOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import { placeIn, type Tree } from '../template/part-tree.ts';

/**
 * What was left in a template while people worked on it. Each document made from it would show the changes, with what was
 * deleted, and the comments, with the names of those who wrote them.
 */

/** Text that was put in, taken out or moved; changes of formatting alone add no words. */
const changes = ['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo'];

export function findUnfinished(trees: ReadonlyMap<string, Tree>): Finding[] {
  return [...trees.values()].flatMap((tree) => {
    const [change] = changes.flatMap((name) => tree.named(name)).sort((a, b) => a.start - b.start);
    const [comment] = tree.named('w:comment');
    const findings: Finding[] = [];
    if (change) {
      const message =
        'the template has tracked changes, and each document would show them, with what was deleted';
      const help = 'in Word, choose Review, Accept, Accept All Changes and Stop Tracking';
      findings.push(warning('template/unfinished', placeIn(tree, change), message, help));
    }
    if (comment) {
      const message = 'the template has comments, and each document would show them';
      const help = 'in Word, choose Review, Delete, Delete All Comments in Document';
      findings.push(warning('template/unfinished', placeIn(tree, comment), message, help));
    }
    for (const [element, message, help] of leftIn(tree))
      findings.push(warning('template/unfinished', placeIn(tree, element), message, help));
    return findings;
  });
}

/** What somebody means to replace, and a tag in single braces, which is none. */
const placeholder =
  /\blorem ipsum\b|\bTB[CDA]\b|\bX{3,}\b|\bdd\/mm\/yy(?:yy)?\b|\[(?:insert|add)\b[^\]]{0,80}\]/i;
const singleBraces = /(?<![{\w])\$?\{ ?(\p{L}\w*) ?\}(?!\})/u;

/** What nobody sees in Word, or somebody meant to replace: where it is, what it is, and what to do. */
function leftIn(tree: Tree): Array<[XmlElement, string, string]> {
  const hidden = tree.named('w:vanish').find((mark) => {
    const run = /^(?:0|false|off)$/.test(mark.attributes['w:val'] ?? '') ? undefined : closest(mark, 'w:r');
    return run !== undefined && descendants(run).some((one) => one.name === 'w:t' && /\S/.test(textOf(one)));
  });
  const found: Array<[XmlElement, string, string]> = [];
  if (hidden)
    found.push([
      hidden,
      'the template has hidden text, and each document would hold it',
      'in Word, choose Home, Show All (¶), and delete it, or clear Hidden under Font',
    ]);
  for (const { element, text } of tree.paragraphs.values()) {
    const [left] = placeholder.exec(text.replace(/\{\{[^{}]*\}\}/g, '')) ?? [];
    if (left)
      found.push([
        element,
        `"${left}" is left in the text, and each document would print it`,
        'replace it with what you mean to say',
      ]);
    const [braces, name] = singleBraces.exec(text) ?? [];
    if (braces)
      found.push([
        element,
        `"${braces}" is no tag, and each document would print it as it is`,
        `write {{${name}}}`,
      ]);
  }
  return found;
}
