import type { ForecastBasis } from '../../model/plan.ts';
import { periodIn, type Reports } from './periods.ts';
import { placeAt, type Sheet, textAt } from './sheet.ts';

/**
 * Which ledger a forecast is taken from, and who made it, as the rows above its table say: "Ledger period: August 2023, period 5" and
 * "Prepared by: Finance Business Partner", each in one cell, or its label in one and the rest in the next.
 */
export function basisIn(sheet: Sheet, rows: readonly number[], reports: Reports): ForecastBasis {
  const basis: ForecastBasis = {};
  for (const row of rows)
    for (const column of sheet.rows.get(row)?.keys() ?? []) {
      const text = textAt(sheet, row, column);
      const cell = placeAt(sheet, row, column);
      const said = (label: RegExp) => {
        const rest = label.exec(text)?.[1]?.trim();
        return rest === '' ? textAt(sheet, row, column + 1).trim() : rest;
      };
      const ledger = said(
        /^(?:taken )?(?:from )?(?:the )?(?:general )?ledger(?: period| month| position)?(?: at| to)?(?::|$| )\s*(.*)$/i,
      );
      if (ledger) basis.ledger ??= { words: ledger, month: periodIn(ledger, reports)?.id, cell };
      const by = said(/^(?:by|(?:forecast )?(?:prepared|made|produced|compiled) by)(?::|$| )\s*(.*)$/i);
      if (by) basis.by ??= { words: by, cell };
    }
  return basis;
}
