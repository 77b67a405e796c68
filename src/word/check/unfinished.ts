import { warning } from '../../diagnostics/diagnostic.ts';
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
    return findings;
  });
}
