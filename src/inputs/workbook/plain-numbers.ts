import type { Figure } from '../../model/figure.ts';
import { columnOf } from '../../ooxml/cell-address.ts';
import { readWorkbook } from '../reading.ts';
import { contentAt } from './sheet.ts';
import { openWorkbook } from './workbook.ts';

/**
 * What these cells hold (`dsg-plan.xlsx 'Agreed plan'!B20`), by their names, if each is a number without a unit: then neither the
 * agreement nor the register is needed to know what it means. Otherwise undefined.
 */
export async function plainNumbers(
  folder: string,
  cells: readonly string[],
): Promise<Map<string, Figure> | undefined> {
  const reading = { folder, files: [], findings: [], sources: new Map() };
  const found = new Map<string, Figure>();
  for (const name of cells) {
    const [, file = '', sheet = '', cell = '', letters = '', row] =
      /^(.+?) '(.*)'!(([A-Z]{1,3})(\d{1,7}))$/s.exec(name) ?? [];
    const bytes = file === '' ? undefined : readWorkbook(reading, file);
    const tab = bytes && (await openWorkbook(file, bytes)).sheets.find((one) => one.name === sheet);
    const content = tab && contentAt(tab, Number(row), columnOf(letters));
    if (content?.kind !== 'number' || content.mark) return undefined;
    found.set(name, { value: content.value, cell: { file, sheet, cell } });
  }
  return found;
}
