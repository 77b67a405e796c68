import { error, type Finding, warning } from '../../diagnostics/diagnostic.ts';
import type { CellPlace, Figure } from '../../model/figure.ts';
import type { KpiUnit } from '../../model/kpi.ts';
import type { Code } from '../codes.ts';
import { parseAmount, withheldWords } from './number-text.ts';
import type { Amount, Content } from './sheet.ts';

/** One of the three at most; a blank cell is none of them. */
export interface FigureRead {
  figure?: Figure;
  /** The words to print for a number that is not told. */
  withheld?: string;
  finding?: Finding;
}

/** What the units are called in messages, and which marks may stand beside a number of each: what one is worth in the unit. */
const units: Record<KpiUnit, { name: string; marks: Partial<Record<NonNullable<Amount['mark']>, number>> }> =
  {
    count: { name: 'a count', marks: {} },
    ratio: { name: 'a ratio', marks: {} },
    percent: { name: 'a percentage', marks: { '%': 1 } },
    pounds: { name: 'an amount in pounds', marks: { k: 1e3, m: 1e6 } },
    millions: { name: 'an amount in £m', marks: { k: 1e-3, m: 1 } },
  };

/**
 * A figure of a table in its unit. A cell that holds anything but a number is a finding that says what to do; so is a number
 * with the mark of another unit. Where the unit is not known, no mark is.
 */
export function readFigure(
  content: Content | undefined,
  cell: CellPlace,
  unit: KpiUnit | undefined,
): FigureRead {
  if (!content) return {};
  const wrong = (code: Code, message: string, help: string) => ({
    finding: error(code, cell, message, help),
  });
  switch (content.kind) {
    case 'number':
      return inUnit(content, `${content.value}${content.mark ?? ''}`);
    case 'text': {
      const amount = parseAmount(content.text);
      if (amount) return inUnit(amount, content.text);
      const withheld = withheldWords(content.text);
      if (withheld === undefined) return notANumber(content.text);
      const message = `"${content.text}" is in place of a number, and is printed as "${withheld}"`;
      return {
        withheld,
        finding: warning(
          'workbook/withheld',
          cell,
          message,
          'write the number if it may be told; nought is 0',
        ),
      };
    }
    case 'date':
      return wrong(
        'workbook/date-in-number',
        `a number belongs here, and a date was found (${content.date})`,
        'write the number, and give the cell a number format',
      );
    case 'error':
      return wrong(
        'workbook/cell-error',
        `a number belongs here, and ${content.error} was found`,
        'mend the formula in Excel, and save the workbook',
      );
    case 'formula':
      return wrong(
        'workbook/formula-no-result',
        `the formula ${content.formula} has no stored result`,
        'open the workbook in Excel, which works it out, and save it',
      );
  }

  function notANumber(text: string): FigureRead {
    const found = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    const message = `a number belongs here, and "${found}" was found`;
    return wrong(
      'workbook/not-a-number',
      message,
      'write the number, or leave the cell blank if there is none',
    );
  }

  function inUnit({ value, mark }: Amount, written: string): FigureRead {
    if (!mark) return { figure: { value, cell } };
    if (!unit) return notANumber(written);
    const { name, marks } = units[unit];
    const worth = marks[mark];
    if (worth !== undefined) return { figure: { value: Number((value * worth).toFixed(9)), cell } };
    const message = `${name} belongs here, and "${written}" was found`;
    return wrong('workbook/not-a-number', message, `write the number alone, as ${name}`);
  }
}
