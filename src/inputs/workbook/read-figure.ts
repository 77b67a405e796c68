import { shortened } from '../../diagnostics/characters.ts';
import { error, type Finding, warning } from '../../diagnostics/diagnostic.ts';
import type { CellPlace, Figure } from '../../model/figure.ts';
import type { KpiUnit } from '../../model/kpi.ts';
import type { Code } from '../codes.ts';
import { parseAmount, parseRatio, withheldWords } from './number-text.ts';
import type { Amount, Content } from './sheet.ts';

/** One of the three at most; a blank cell is none of them. */
interface FigureRead {
  figure?: Figure;
  /** The words to print for a number that is not told. */
  withheld?: string;
  finding?: Finding;
}

/** What the units are called in messages, and which marks may stand beside a number of each: what one is worth in the unit. */
const units: Record<KpiUnit, { name: string; marks: Partial<Record<NonNullable<Amount['mark']>, number>> }> =
  {
    count: { name: 'a count', marks: {} },
    ratio: { name: 'a ratio (1:2.1, or 2.1)', marks: {} },
    percent: { name: 'a percentage', marks: { '%': 1 } },
    pounds: { name: 'an amount in pounds', marks: { k: 1e3, m: 1e6 } },
    millions: { name: 'an amount in £m', marks: { k: 1e-3, m: 1 } },
  };

/** A cell that should hold a figure, and its unit where that is known. */
interface Wanted {
  cell: CellPlace;
  unit: KpiUnit | undefined;
}

/**
 * A figure of a table in its unit. A cell that holds anything but a number is a finding that says what to do; so is a number
 * with the mark of another unit. Without a known unit, no mark is taken.
 */
export function readFigure(
  content: Content | undefined,
  cell: CellPlace,
  unit: KpiUnit | undefined,
): FigureRead {
  if (!content) return {};
  const wanted = { cell, unit };
  switch (content.kind) {
    case 'number':
      if (content.mergedWith !== undefined)
        return wrong(
          cell,
          'workbook/not-a-number',
          `a number belongs here, and the cell is merged with ${content.mergedWith}, whose number it shows`,
          'take the cells apart in Excel (Merge & Center, Unmerge Cells), and type the number of each',
        );
      return inUnit(content, `${content.value}${content.mark ?? ''}`, wanted);
    case 'text':
      return readText(content.text, wanted);
    case 'date':
      return wrong(
        cell,
        'workbook/date-in-number',
        `a number belongs here, and a date was found (${content.date})`,
        'write the number, and give the cell a number format',
      );
    case 'error':
      return wrong(
        cell,
        'workbook/cell-error',
        `a number belongs here, and ${content.error} was found`,
        'mend the formula in Excel, and save the workbook',
      );
    case 'formula':
      return wrong(
        cell,
        'workbook/formula-no-result',
        `the formula ${content.formula} has no stored result`,
        'open the workbook in Excel, which works it out, and save it',
      );
  }
}

const wrong = (cell: CellPlace, code: Code, message: string, help: string): FigureRead => ({
  finding: error(code, cell, message, help),
});

function readText(text: string, wanted: Wanted): FigureRead {
  const ratio = wanted.unit === 'ratio' ? parseRatio(text) : undefined;
  if (ratio) return { figure: { value: ratio.value, cell: wanted.cell, typed: ratio.typed } };
  const amount = parseAmount(text);
  if (amount) {
    const { figure, ...rest } = inUnit(amount, text, wanted);
    return figure ? { ...rest, figure: { ...figure, typed: text } } : rest;
  }
  const withheld = withheldWords(text);
  if (withheld === undefined) return notANumber(text, wanted);
  const message = `"${text}" is in place of a number, and is printed as "${withheld}"`;
  const help = 'write the number if it may be shown; for nought write 0';
  return { withheld, finding: warning('workbook/withheld', wanted.cell, message, help) };
}

function notANumber(text: string, { cell }: Wanted): FigureRead {
  const message = `a number belongs here, and "${shortened(text, 40)}" was found`;
  const help = 'write the number, or leave the cell blank if there is none';
  return wrong(cell, 'workbook/not-a-number', message, help);
}

function inUnit({ value, mark }: Amount, written: string, wanted: Wanted): FigureRead {
  const { cell, unit } = wanted;
  if (!mark) return { figure: { value, cell } };
  if (!unit) return notANumber(written, wanted);
  const { name, marks } = units[unit];
  const worth = marks[mark];
  if (worth !== undefined) return { figure: { value: Number((value * worth).toFixed(9)), cell } };
  const message = `${name} belongs here, and "${written}" was found`;
  return wrong(cell, 'workbook/not-a-number', message, `write the number alone, as ${name}`);
}
