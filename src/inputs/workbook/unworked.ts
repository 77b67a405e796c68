import type { Finding } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { columnOf } from '../../ooxml/cell-address.ts';

/**
 * A workbook that a program has written and Excel never opened has formulas and no results: one cause, and one finding for
 * each sheet, at its first such cell, with the range of all.
 */
export function togetherUnworked(findings: readonly Finding[]): Finding[] {
  const bySheet = groupBy(findings.filter(isUnworked), sheetOf);
  return findings.flatMap((finding) => {
    const all = isUnworked(finding) ? (bySheet.get(sheetOf(finding)) ?? []) : [];
    if (all.length < 2) return [finding];
    if (all[0] !== finding) return [];
    const message = `${all.length} formulas (in ${rangeOf(all)}) have no stored results: another program has written them, and Excel has not worked them out`;
    return [{ ...finding, message }];
  });
}

export const isUnworked = ({ code }: Finding) => code === 'workbook/formula-no-result';

const sheetOf = ({ where }: Finding) => ('sheet' in where ? where.sheet : '');

/** The smallest range that holds the cells: `D7:H19`. */
function rangeOf(findings: readonly Finding[]): string {
  const cells = findings.flatMap(({ where }) =>
    'cell' in where ? [/^([A-Z]+)(\d+)$/.exec(where.cell)] : [],
  );
  const columns = cells.map((cell) => cell?.[1] ?? 'A').sort((a, b) => columnOf(a) - columnOf(b));
  const rows = cells.map((cell) => Number(cell?.[2])).sort((a, b) => a - b);
  return `${columns[0]}${rows[0]}:${columns.at(-1)}${rows.at(-1)}`;
}
