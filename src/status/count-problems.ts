import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { groupBy } from '../model/group-by.ts';
import type { RoundStatus } from './status.ts';

/** How many errors and warnings there are, in all and by file, the worst file first. */
export function countByFile(diagnostics: readonly Diagnostic[]): RoundStatus['problems'] {
  const count = (list: readonly Diagnostic[], severity: Diagnostic['severity']) =>
    list.filter((diagnostic) => diagnostic.severity === severity).length;
  const files = [...groupBy(diagnostics, ({ place }) => place.file)].map(([file, own]) => ({
    file,
    errors: count(own, 'error'),
    warnings: count(own, 'warning'),
  }));
  return {
    errors: count(diagnostics, 'error'),
    warnings: count(diagnostics, 'warning'),
    files: files.sort((a, b) => b.errors - a.errors || b.warnings - a.warnings),
  };
}
