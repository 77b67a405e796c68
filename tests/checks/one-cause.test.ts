import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import fc from '../properties.ts';

/** One mistake gives one problem, at the mistake: what follows from it is not said again. */

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'Über one cause '));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(join(folder, 'inputs'), { recursive: true, force: true });
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
  rmSync(join(folder, 'inputs', 'forum'), { recursive: true });
});

const at = (...names: string[]) => join(folder, 'inputs', ...names);
const conditions = (...names: string[]) => at('rounds/2023-12/conditions', ...names);

interface Found {
  code: string;
  message: string;
  place: { file: string; line?: number; inside?: string };
  note?: { place: { inside?: string } };
}

async function found(): Promise<Found[]> {
  const { stdout } = await runIn(folder, '2023-12-01', 'check', '2023-12', '--json');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Found[] };
  return diagnostics.filter(({ code }) => code !== 'paper/scheme-number');
}

function replace(file: string, was: string | RegExp, is: string): void {
  const text = readFileSync(file, 'utf8');
  const now = text.replace(was, is);
  expect(now).not.toBe(text);
  writeFileSync(file, now);
}

const sheetOf = (book: ExcelJS.Workbook, name: string) => book.getWorksheet(name) as ExcelJS.Worksheet;

async function editBook(name: string, edit: (book: ExcelJS.Workbook) => void): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(at(name));
  edit(book);
  await book.xlsx.writeFile(at(name));
}

test.each([
  ['owner', 'Owner', 'yaml/unknown-key'],
  ['progress', 'progres', 'yaml/unknown-key'],
  ['rating', 'ratings', 'yaml/unknown-key'],
  ['reason', 'reasons', 'yaml/unknown-key'],
  ['updated', 'update', 'yaml/unknown-key'],
  ['timeline', 'timelines', 'yaml/unknown-key'],
])('a field %s that is typed as %s', async (field, typed, code) => {
  replace(conditions('7-commissioning.yaml'), new RegExp(`^${field}:`, 'm'), `${typed}:`);
  expect(await found()).toMatchObject([
    { code, message: expect.stringContaining(`did you mean "${field}"`) },
  ]);
});

test.each([
  ['7-commissioning.yaml', 'rating: Green'],
  ['4-school-and-community-teams.yaml', 'rating: Red'],
  ['1-mainstream-inclusion.yaml', 'rating: Amber'],
  ['7-commissioning.yaml', 'reason: Another one'],
  ['7-commissioning.yaml', 'owner:'],
  ['2-annual-reviews.yaml', 'progress: Another one'],
])('a field that is there twice in %s: %s', async (file, line) => {
  replace(conditions(file), /^updated:/m, `${line}\nupdated:`);
  expect(await found()).toMatchObject([{ code: 'yaml/duplicate-key' }]);
});

test.each(['reason: 2024', 'reason: [a, b]', 'reason: yes: no', 'reason: &x here'])(
  'a reason that cannot be read is not missing as well: %s',
  async (line) => {
    replace(conditions('7-commissioning.yaml'), /^reason: .*$/m, line);
    expect(await found()).toMatchObject([{ code: expect.stringMatching(/^yaml\//) }]);
  },
);

test.each(['TBC', '2024-02-30', 'March 2024', '29/02/23', '45380', 'ongoing', '2024-03-29T09:30:00Z'])(
  'a day of a mitigation that cannot be read is not missing as well: %s',
  async (day) => {
    replace(conditions('7-commissioning.yaml'), /^ {2}by: .*$/m, `  by: ${day}`);
    expect(await found()).toMatchObject([{ code: expect.stringMatching(/^yaml\/value|^date\/not-a-date/) }]);
  },
);

test.each([
  ['done: 2023-10-06', 'Done: 2023-10-06', 'yaml/unknown-key'],
  ['done: 2023-10-06', 'dne: 2023-10-06', 'yaml/unknown-key'],
  ['done: 2023-10-06', 'done: 2024-10-06', 'date/order'],
  ['by: 2023-09-29', 'By: 2023-09-29', 'yaml/unknown-key'],
])('a step whose "%s" is typed as "%s" gives one problem', async (was, is, code) => {
  replace(conditions('7-commissioning.yaml'), was, is);
  expect(await found()).toMatchObject([{ code }]);
});

test.each([
  [4, 14, 'condition/unknown'],
  [4, 5, 'condition/order'],
  [9, 1, 'condition/order'],
  [1, 9, 'condition/order'],
  [2, 0, 'yaml/value'],
  [2, 10, 'condition/unknown'],
])('the update of condition %s that says it is of %s', async (number, typed, code) => {
  const file = { 1: '1-mainstream-inclusion', 2: '2-annual-reviews', 4: '4-school-and-community-teams' }[
    number
  ];
  replace(conditions(`${file ?? '9-capital-programme'}.yaml`), `condition: ${number}`, `condition: ${typed}`);
  expect(await found()).toMatchObject([{ code }]);
});

test.each(['- Copy', '(1)', '-LAPTOP-7', 'conflicted copy', 'b'])(
  'a copy of an update, "%s", is the second, and nothing else of it is said',
  async (ending) => {
    const copy = `4-school-and-community-teams ${ending}.yaml`;
    copyFileSync(conditions('4-school-and-community-teams.yaml'), conditions(copy));
    replace(conditions(copy), 'rating: Green', 'rating: Red');
    expect(await found()).toMatchObject([
      { code: 'condition/duplicate', place: { file: expect.stringContaining(copy) } },
    ]);
  },
);

test.each([' - One blank', ' One blank', '   \n - After a line of blanks'])(
  'a line of a text that is not indented enough is shown itself: %j',
  async (line) => {
    replace(
      conditions('4-school-and-community-teams.yaml'),
      '  All fifteen teams are in place.\n',
      `  All fifteen teams are in place.\n\n${line}\n`,
    );
    const [first, ...more] = await found();
    expect(more).toEqual([]);
    const lines = readFileSync(conditions('4-school-and-community-teams.yaml'), 'utf8').split('\n');
    expect(lines[(first?.place.line ?? 0) - 1]).toBe(line.split('\n').at(-1));
  },
);

test('each placeholder of a text is said in one run', async () => {
  const words = ['TBC', '???', '{{kpis pex 2023-12}}', 'TBC', '[insert name]', '{{x', 'xxxx'];
  replace(conditions('4-school-and-community-teams.yaml'), 'All fifteen teams', words.join(' and '));
  expect((await found()).map(({ code }) => code)).toEqual(words.map(() => 'text/placeholder'));
});

const lines = [6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
test.each(lines)('a figure of the forecast with the other sign, in row %s', async (row) => {
  await editBook('dsg-plan.xlsx', (book) => {
    const cell = book.getWorksheet('Forecast December 2023')?.getCell(row, 3);
    if (cell) cell.value = -Number(cell.value);
  });
  expect(await found()).toMatchObject([
    { code: 'plan/sum', note: { place: { inside: `'Forecast December 2023'!C${row}` } } },
  ]);
});

test.each([
  ['Agreed plan', 1000],
  ['Agreed plan', 1_000_000],
  ['Forecast December 2023', 1000],
  ['Forecast June 2023', 1000],
])('%s in another unit, times %s', async (name, times) => {
  await editBook('dsg-plan.xlsx', (book) =>
    book.getWorksheet(name)?.eachRow((row) =>
      row.eachCell((cell) => {
        const by = (value: unknown) => (typeof value === 'number' ? Math.round(value * times) : value);
        const { value } = cell;
        const isFormula = typeof value === 'object' && value && 'formula' in value;
        cell.value = (isFormula ? { ...value, result: by(value.result) } : by(value)) as ExcelJS.CellValue;
      }),
    ),
  );
  const all = await found();
  expect(all.filter(({ code }) => code !== 'document/too-wide')).toMatchObject([{ code: 'plan/unit' }]);
});

test.each([
  ['a title that does not say that it is a forecast', 'A1', 'Budget monitor P7', 'workbook/second-table'],
  ['a title with the month of no report', 'A1', 'Forecast at November 2023, £m', 'forecast/missing'],
  ['a line that is misspelt', 'A11', 'Indep. Special Schools', 'plan/line'],
  ['a total that a KPI repeats', 'C21', 173.5, 'plan/sum'],
])('%s', async (_, cell, value, code) => {
  await editBook('dsg-plan.xlsx', (book) => {
    const sheet = book.getWorksheet('Forecast December 2023') as ExcelJS.Worksheet;
    sheet.name = 'P7';
    sheet.getCell(cell).value = value;
  });
  expect(await found()).toMatchObject([{ code }]);
});

test.each([
  ['kpis.xlsx', 'kpis.xlsm', 'save it as an Excel workbook under the name kpis.xlsx'],
  ['kpis.xlsx', 'KPIs.ods', 'save it as an Excel workbook under the name kpis.xlsx'],
  ['kpis.xlsx', 'kpis (1).xlsx', 'rename it to kpis.xlsx'],
  ['dsg-plan.xlsx', 'DSG-Plan - Copy.xlsx', 'rename it to dsg-plan.xlsx'],
])('%s under another name, %s', async (name, other, help) => {
  renameSync(at(name), at(other));
  expect(await found()).toMatchObject([
    {
      code: 'file/missing',
      message: `the file is not there, and "${other}" is`,
      help: expect.stringContaining(help),
    },
  ]);
});

test.each(['progress:', 'progress: >', 'progress: >-'])(
  'a text whose paragraphs are not kept, after "%s"',
  async (line) => {
    replace(at('rounds/2023-12/conditions/5-alternative-provision.yaml'), 'progress: |', line);
    expect(await found()).toMatchObject([{ code: 'yaml/folded' }]);
  },
);

test.each<[string, string, ExcelJS.CellValue, string]>([
  ['an error', 'M12', { error: '#REF!' } as ExcelJS.CellValue, 'workbook/cell-error'],
  [
    'a formula without a result',
    'M13',
    { formula: '1+1' } as ExcelJS.CellValue,
    'workbook/formula-no-result',
  ],
  ['words', 'M62', 'forty-four', 'workbook/not-a-number'],
  ['nothing', 'M12', null, 'kpi/value-missing'],
  ['thousands', 'M19', 173376, 'kpi/unit'],
  ['a minus', 'M62', -44, 'kpi/sign'],
])('a KPI that texts and the plan name, with %s in %s', async (_, cell, value, code) => {
  await editBook('kpis.xlsx', (book) => {
    const found = book.getWorksheet('KPIs')?.getCell(cell);
    if (found) found.value = value;
  });
  expect(await found()).toMatchObject([{ code, place: { inside: `'KPIs'!${cell}` } }]);
});

test.each(['M59:M60', 'M44:M45', 'L50:L51'])('cells of figures that are merged: %s', async (area) => {
  await editBook('kpis.xlsx', (book) => book.getWorksheet('KPIs')?.mergeCells(area));
  const [, first, last] = /^(\w+):(\w+)$/.exec(area) ?? [];
  expect(await found()).toMatchObject([
    { message: expect.stringContaining(`merged with ${first}`), place: { inside: `'KPIs'!${last}` } },
  ]);
});

test.each(['no such folder', 'Für Ärzte/leer'])(
  'inputs that are not there, "%s", are one problem',
  async (name) => {
    const { stdout } = await runIn(join(folder, name), '2023-12-01', 'check', '--json');
    expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'file/missing' }]);
  },
);

test('the DfE\u2019s name is named wherever it is in a public text', async () => {
  copyFolder(join(root, 'inputs', 'forum'), at('forum'));
  const paper = at('forum/2023-09-27/paper.yaml');
  replace(
    paper,
    'summary: |\n',
    'summary: |\n  The Safety-Valve funding, the safety valve and the Safety\u00A0Valve.\n\n',
  );
  const { stdout } = await runIn(folder, '2023-09-20', 'check', '2023-09-27', '--json');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Found[] };
  expect(diagnostics.filter(({ code }) => code === 'public/name')).toHaveLength(3);
});

const report = at('rounds/2023-12/report.yaml');

test.each([
  ['independent-special-schools: |', 'independent-specialschools: |', 'yaml/unknown-key'],
  ['inclusion-fund: |', 'Inclusion-fnd: |', 'yaml/unknown-key'],
  ['  pex:\n', '  pexs:\n', 'yaml/unknown-key'],
  ['  independent-placements:\n', '  independent_placements:\n', 'yaml/unknown-key'],
  [/^variances:\n(?: {2}.*\n|\n)*/m, 'variances:\n  - independent-special-schools: Why.\n\n', 'yaml/value'],
])('what is said under %j is not missing where it is typed as %j', async (was, is, code) => {
  replace(report, was, is);
  expect((await found()).map((one) => one.code)).toEqual([code]);
});

test.each(['by: soon', 'bye: 2024-01-12', 'by: 2024-01-12\n    done: yes'])(
  'a step of a timeline that is wrong, %j, is not left out as well',
  async (is) => {
    replace(conditions('9-capital-programme.yaml'), 'by: 2024-02-26', is);
    const codes = (await found()).map(({ code }) => code);
    expect(codes).not.toContain('condition/step-missing');
    expect(codes.every((code) => code.startsWith('yaml/'))).toBe(true);
  },
);

test('a text that names a figure of a forecast that is not there does not contradict the others', async () => {
  await editBook('dsg-plan.xlsx', (book) => book.removeWorksheet('Forecast December 2023'));
  expect((await found()).map(({ code }) => code)).toEqual(['forecast/missing']);
});

test.each([
  ['print: [all]', 'print cannot be "all"'],
  ['print: [answer, rating, forecast, risks]', 'print cannot be "rating"; did you mean "ratings"?'],
  ['print: [answer, ratings, forecasts, risk]', 'print cannot be "forecasts"'],
])('a paper with %s lacks nothing because of it', async (line, message) => {
  replace(at('papers/2023-11-13-select-committee/paper.yaml'), /print: \[.*\]/, line);
  const { stdout } = await runIn(folder, '2023-11-01', 'check', '2023-11-13-select-committee', '--json');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Found[] };
  expect(diagnostics[0]?.message).toContain(message);
  expect(diagnostics.map(({ code }) => code).filter((code) => code !== 'yaml/value')).not.toContain(
    'paper/module',
  );
});

test.each(['2023-12', '2024-06'])('a KPI of %s without a value in a paper is one problem', async (month) => {
  await editBook('kpis.xlsx', (book) => {
    book.worksheets[0]?.eachRow((row) => {
      if (row.getCell(2).text === 'Actual EHCPs') row.getCell(13).value = null;
    });
  });
  replace(
    at('papers/2023-11-13-select-committee/paper.yaml'),
    'Local First Inclusion, agreed with',
    `{{kpi ehcps-actual ${month}}} Local First Inclusion, agreed with`,
  );
  const { stdout } = await runIn(folder, '2023-11-01', 'check', '2023-11-13-select-committee', '--json');
  const found = (JSON.parse(stdout) as { diagnostics: Found[] }).diagnostics.filter(({ message }) =>
    message.includes('ehcps-actual'),
  );
  expect(found.map(({ code }) => code)).toEqual(['figure/unknown']);
});

/** Blanks cells of the plan that the council agreed, which is the first sheet. */
const blankPlan = (columns: string) =>
  editBook('dsg-plan.xlsx', (book) => {
    for (const column of columns)
      for (let row = 4; row <= 24; row++)
        (book.getWorksheet('Agreed plan') as ExcelJS.Worksheet).getCell(`${column}${row}`).value = null;
  });

test.each([
  ['E', 'this column has no figure for 2025/26', 'E4'],
  ['BCDEFGH', 'this table has no figures', 'B4'],
])('columns %s of the plan without any figure: %s', async (columns, message, cell) => {
  await blankPlan(columns);
  const missing = (await found()).filter(({ code }) => code === 'plan/value-missing');
  expect(missing).toMatchObject([{ message, place: { inside: `'Agreed plan'!${cell}` } }]);
});

test.each(['Decmber 2023', 'December', 'Dec (target to follow) 2023', 'x', ''])(
  'a month that is headed %j is one problem, and its cell is named',
  async (heading) => {
    await editBook('kpis.xlsx', (book) => {
      sheetOf(book, 'KPIs').getCell('M3').value = heading;
    });
    expect(await found()).toMatchObject([
      { code: 'workbook/heading', note: { place: { inside: expect.stringContaining('M3') } } },
    ]);
  },
);

test('a heading that names an earlier month again is one problem', async () => {
  await editBook('kpis.xlsx', (book) => {
    sheetOf(book, 'KPIs').getCell('M3').value = 'September 2023';
  });
  expect(await found()).toMatchObject([
    { code: 'workbook/heading', message: expect.stringContaining('two columns') },
  ]);
});

test.each(['Jun', 'month', ''])('a table of KPIs whose headings are %j is one problem', async (heading) => {
  await editBook('kpis.xlsx', (book) => {
    for (const column of ['K', 'L', 'M']) sheetOf(book, 'KPIs').getCell(`${column}3`).value = heading;
  });
  expect((await found()).map(({ code }) => code)).toEqual(['kpi/missing']);
});

test('a forecast with the title of another is one problem', async () => {
  await editBook('dsg-plan.xlsx', (book) => {
    sheetOf(book, 'Forecast September 2023').getCell('A1').value = 'Forecast at December 2023, £m';
  });
  expect((await found()).map(({ code }) => code)).toEqual(['forecast/duplicate']);
});

test('a forecast without its last year is one problem', async () => {
  await editBook('dsg-plan.xlsx', (book) => sheetOf(book, 'Forecast December 2023').spliceColumns(8, 1));
  expect((await found()).map(({ code }) => code)).toEqual(['plan/year']);
});

test.each(['Agreed plan', 'Forecast December 2023'])(
  'a sheet with its signs turned is one problem: %s',
  async (name) => {
    await editBook('dsg-plan.xlsx', (book) =>
      sheetOf(book, name).eachRow((row) =>
        row.eachCell((cell) => {
          const value = cell.result ?? cell.value;
          if (cell.col !== '1' && typeof value === 'number' && cell.value !== null) cell.value = -value;
        }),
      ),
    );
    expect(await found()).toMatchObject([{ code: 'plan/unit', message: expect.stringContaining('signs') }]);
  },
);

test.each([
  [7, 0, 1],
  [12, 0, 0],
  [14, 0, 0],
])('a KPI in row %i that falls to %i is asked about where it was large', async (row, value, times) => {
  await editBook('kpis.xlsx', (book) => {
    sheetOf(book, 'KPIs').getCell(`M${row}`).value = value;
  });
  const unlikely = (await found()).filter(({ code }) => code === 'kpi/unlikely');
  expect(unlikely).toHaveLength(times);
});

test.each([
  ['answers', 'difficulties', 'difficultys', 'answer/unknown'],
  ['answers', 'progress', 'progres', 'answer/unknown'],
  ['additional_information', 'senior-staff', 'senior-staf', 'answer/unknown'],
])('under %s, %s that is typed as %s', async (_, name, typed, code) => {
  replace(at('rounds/2023-12/report.yaml'), new RegExp(`^ {2}${name}:`, 'm'), `  ${typed}:`);
  expect(await found()).toMatchObject([{ code }]);
});

const inTeams = conditions('4-school-and-community-teams.yaml');
test.each([
  ['due a thousand years on', 'by: 2024-01-31', 'by: 3024-01-31', '1001 years after'],
  ['due a hundred years on', 'by: 2024-01-31', 'by: 2124-01-31', '101 years after'],
  [
    'there twice',
    'by: 2024-01-31',
    'by: 2024-01-31\n  - what: drop-in sessions in all 15 zones.\n    by: 2024-02-28',
    'a second time',
  ],
  ['done a year too early', 'done: 2023-11-06', 'done: 2022-11-06', 'was still open'],
])('a step that is %s', async (_, was, is, message) => {
  replace(inTeams, was, is);
  expect(await found()).toMatchObject([{ code: 'date/order', message: expect.stringContaining(message) }]);
});

test.each([
  ['the space after it', 'rating:\u00a0Green', 'another sign'],
  ['the colon', 'rating\uff1a Green', 'another sign'],
  ['a rating with a sign that has no width', 'rating: Green\u200b', 'cannot be seen'],
  ['a field with a sign that has no width', '\u200brating: Green', 'cannot be seen'],
])('what cannot be seen is said: %s', async (_, is, message) => {
  replace(inTeams, 'rating: Green', is);
  const [first] = await found();
  expect(first?.message).toContain(message);
});

test.each(['no', 'NO', '"no"', 'No '])('on_track: %s is No', async (typed) => {
  replace(at('rounds/2023-12/report.yaml'), 'on_track: No', `on_track: ${typed}`);
  replace(at('rounds/2023-12/report.yaml'), 'likelihood: High', 'likelihood: HIGH');
  expect(await found()).toEqual([]);
});

test.each([
  ['October 2023, period 8', 1],
  ['Oct 23, P06', 1],
  ['October 2023, period 7', 0],
  ['Oct 23 (P07)', 0],
  ['October 2023', 0],
])('a ledger of %s', async (ledger, times) => {
  await editBook('dsg-plan.xlsx', (book) => {
    sheetOf(book, 'Forecast December 2023').getCell('A4').value = `Ledger period: ${ledger}`;
  });
  expect((await found()).map(({ code }) => code)).toEqual(Array(times).fill('forecast/ledger'));
});

/** A field of lists in the settings, and what it can't be. */
const inSettings = [
  ['kpis.yaml', 'id', / +- id: (?=.*)/g, '[x]'],
  ['kpis.yaml', 'name', / +name: (?=.*)/g, '[x]'],
  ['kpis.yaml', 'unit', / +unit: (?=.*)/g, 'nonsense'],
  ['kpis.yaml', 'dfe_ref', / +dfe_ref: (?=.*)/g, 'many'],
  ['programme.yaml', 'number', / +- number: (?=.*)/g, 'x'],
  ['programme.yaml', 'glossary', /^ {2}[A-Z]{2,}: (?=.*)/gm, '[x]'],
  ['agreement.yaml', 'id', / +- id: (?=.*)/g, '[x]'],
  ['agreement.yaml', 'wording', / +wording: (?=.*)/g, '[x]'],
] as const;

test.each(inSettings)(
  'in %s, %s of any entry of a list that can not be read is one problem',
  async (file, _, name, is) => {
    copyFolder(join(root, 'inputs', 'forum'), at('forum'));
    const check = async () => {
      const { stdout } = await runIn(folder, '2023-12-01', 'check', '--json');
      return (JSON.parse(stdout) as { diagnostics: Found[] }).diagnostics;
    };
    const before = (await check()).map(({ message }) => message);
    const text = readFileSync(at(file), 'utf8');
    const places = [...text.matchAll(name)].map((match) => match.index + match[0].length);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), async (place) => {
        writeFileSync(at(file), text.slice(0, place) + text.slice(place).replace(/.*/, is));
        const more = (await check()).filter(({ message }) => !before.includes(message));
        expect(more).toMatchObject([{ place: { file: expect.stringContaining(file) } }]);
      }),
      { numRuns: 3 },
    );
  },
);
