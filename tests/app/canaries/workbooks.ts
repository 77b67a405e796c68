import { join } from 'node:path';
import { editWorkbook } from '../../real-programme.ts';
import type { Canary } from './plant.ts';

/** Canaries in the cells of a workbook. */

export interface PlantedCell extends Pick<Canary, 'word' | 'text'> {
  file: string;
  cell: string;
}

/**
 * Puts a canary into every so many cells that hold something: what is beside them is still read.
 * @param isWanted whether a cell is one of them: `i` counts cells of the workbook.
 */
export async function plantInCells(
  inputs: string,
  file: string,
  canaryFor: () => Pick<Canary, 'word' | 'text'>,
  isWanted: (i: number, isText: boolean) => boolean,
): Promise<PlantedCell[]> {
  const planted: PlantedCell[] = [];
  let i = 0;
  await editWorkbook(join(inputs, file), (workbook) => {
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          i += 1;
          if (cell.value === null || !isWanted(i, typeof cell.value === 'string')) return;
          const canary = canaryFor();
          cell.value = canary.text;
          planted.push({ ...canary, file, cell: `'${sheet.name}'!${cell.address}` });
        }),
      );
  });
  return planted;
}
