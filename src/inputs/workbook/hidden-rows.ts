import { type Finding, warning } from '../../diagnostics/diagnostic.ts';
import { plural } from '../../diagnostics/format.ts';
import type { CellPlace } from '../../model/figure.ts';

/** Rows that Excel does not show and whose values are printed: one finding for each sheet, at the first. */
export function hiddenRows(names: readonly CellPlace[]): Finding[] {
  const hidden = names.filter((place) => place.hidden !== undefined && !/^column/.test(place.hidden));
  const sheets = new Set(hidden.map(({ sheet }) => sheet));
  return [...sheets].flatMap((sheet) => {
    const [first, ...more] = hidden.filter((place) => place.sheet === sheet);
    if (!first) return [];
    const others = more.length === 0 ? '' : ` and ${plural(more.length, 'more row')} of this sheet`;
    const message = `the values of this row${others} are printed, though Excel does not show them`;
    const help = 'show the rows in Excel (take off the filter, or Unhide), and see whether they belong here';
    return [warning('workbook/hidden', first, message, help)];
  });
}

/** A column that Excel does not show and whose values are printed, by the headings of its table; months gone by are often hidden. */
export function hiddenColumn(headings: readonly CellPlace[]): Finding[] {
  const isHidden = ({ hidden }: CellPlace) => hidden?.startsWith('column') ?? false;
  const first = headings.findIndex((place) => !isHidden(place));
  const at = headings.find((place, i) => i > first && isHidden(place));
  if (!at) return [];
  const message = 'the values of this column are printed, though Excel does not show them';
  const help = 'show the column in Excel (Unhide), and see whether its values belong there';
  return [warning('workbook/hidden', at, message, help)];
}
