import ExcelJS from 'exceljs';

/** Workbooks as councils keep them: other headings, units and signs than ours. Made up. */

export type Rows = ReadonlyArray<ReadonlyArray<string | number | Date | null>>;

export async function workbook(sheets: Record<string, Rows>): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

const blank: Rows[number] = [];

/** A dashboard: a title, groups in a column, what is good, dates for months, targets between them. */
export const dashboard: Rows = [
  ['Every Child Near Home: performance dashboard'],
  blank,
  [
    'Theme',
    'Performance measure',
    'Unit',
    'Good is',
    'System',
    'Frequency',
    'Mar-24',
    'Target 2024/25',
    'May-24',
  ],
  ['Plans', 'Children with a plan', 'Number', 'Lower', 'Case system', 'Termly', 4812, 4700, 4835],
  ['Plans', 'Annual reviews on time', '%', 'Higher', 'Case system', 'Termly', 0.612, 0.8, 0.634],
  ['Plans', 'Cost of an independent place', '£', 'Lower', 'Finance', 'Annual', 61250, 58000, 61990],
  ['Support', 'Calls to the Zoë Brontë Centre', 'No.', 'Higher', 'Phone log', 'Monthly', 214, 250, 231],
  ['Support', "Places filled at St Aidan's", '', '', '', '', 36, 48, 40],
];

/** A budget model in thousands: income positive, deficits negative. */
export const budget: Rows = [
  ['High needs block financial plan (£000s)'],
  blank,
  ['Budget head', '2023-24', '2024-25', '2025-26', '2026-27', '2027-28'],
  ['Funding', null, null, null, null, null],
  ['High Needs Block allocation', 80000, 83000, 86000, 89000, 92000],
  ['Expenditure', null, null, null, null, null],
  ["Special schools and St Aidan's", 50000, 51000, 52000, 52500, 53000],
  ['Independent schools', 28000, 27000, 25000, 23000, 21000],
  ['Other provision', 12000, 11500, 11000, 10500, 10000],
  ['In-year surplus / (deficit)', -10000, -6500, -2000, 3000, 8000],
  ['DfE contribution', 10000, 4000, 4000, 4000, 7604],
  ['Cumulative surplus / (deficit)', -20000, -22500, -20500, -13500, 2104],
];
