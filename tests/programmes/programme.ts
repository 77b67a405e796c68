import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ExcelJS from 'exceljs';
import { stringify } from 'yaml';

/** A whole programme of made-up content, from a few lists, as the YAML files and workbooks that a council would keep. */

export interface Programme {
  council: string;
  years: readonly string[];
  reports: ReadonlyArray<{ month: string; day: number }>;
  ratings: ReadonlyArray<{ rating: string; colour?: string; needs_mitigation?: boolean }>;
  conditions: readonly string[];
  kpis: readonly string[];
  /** The lines of spending; the in-year and the cumulative position follow them. */
  lines: readonly string[];
  milestones: ReadonlyArray<{ name: string; stage: string; with?: string; working_days_before: number }>;
  signOffs: readonly string[];
  workstreams: readonly string[];
  /** The rounds of one financial year that have folders, in order: `2024-05`. */
  rounds: readonly string[];
  /** The day of a meeting of Schools Forum. */
  paper: string;
}

const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const monthName = (id: string) => `${monthNames[Number(id.slice(5)) - 1]} ${id.slice(0, 4)}`;

/** The figure of a line in a year, £m: no two of a programme are the same. */
export const amount = (line: number, year: number, table = 0) => 1 + line + year / 10 + table / 100 + 0.001;
export const kpiValue = (kpi: number, round: number) => 1000 + 20 * kpi + round;
/** The ratings of the conditions move on by one from round to round. */
export const ratingOf = ({ ratings }: Programme, condition: number, round: number) =>
  ratings[(condition + round) % ratings.length] as Programme['ratings'][number];

/** The rows of a plan, or of the forecast of a round: name, then a figure for each year. */
export function planRows({ lines, years }: Programme, table = 0): Array<[name: string, ...number[]]> {
  const rounded = (value: number) => Number(value.toFixed(3));
  const spend = lines.map((_, line) => years.map((__, year) => rounded(amount(line, year, table))));
  const inYear = years.map((_, year) => rounded(spend.reduce((sum, row) => sum + (row[year] ?? 0), 0)));
  const cumulative = inYear.map((_, year) => rounded(inYear.slice(0, year + 1).reduce((a, b) => a + b, 0)));
  return [
    ...lines.map((name, line): [string, ...number[]] => [name, ...(spend[line] ?? [])]),
    ['In-year deficit', ...inYear],
    ['Cumulative deficit', ...cumulative],
  ];
}

/** Writes the inputs into a folder. Bank holidays are those of the sample. */
export async function writeProgramme(folder: string, programme: Programme): Promise<void> {
  const files = {
    'agreement.yaml': agreementOf(programme),
    'programme.yaml': programmeOf(programme),
    'kpis.yaml': registerOf(programme),
    ...roundFiles(programme),
    ...paperFiles(programme),
  };
  for (const [name, value] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), stringify(value, { lineWidth: 100, aliasDuplicateObjects: false }));
  }
  const sample = join(import.meta.dirname, '..', '..', 'inputs', 'bank-holidays.yaml');
  await cp(sample, join(folder, 'bank-holidays.yaml'));
  await writeWorkbook(join(folder, 'kpis.xlsx'), { KPIs: kpiSheet(programme) });
  await writeWorkbook(join(folder, 'dsg-plan.xlsx'), planSheets(programme));
}

const slug = (prefix: string, i: number) => `${prefix}-${i + 1}`;

function agreementOf({ years, reports, ratings, conditions, lines, milestones }: Programme) {
  return {
    illustrative: true,
    name: 'An agreement made up for a test',
    agreed: 'March 2023',
    financial_years: years,
    conditions: conditions.map((short, i) => ({
      number: i + 1,
      short,
      wording: `The wording of condition ${i + 1}: ${short}`,
      workstreams: [1],
    })),
    rating_scale: ratings.map((step) => ({ ...step, meaning: `What ${step.rating} means.` })),
    questions: [{ id: 'on-track', wording: 'Is the programme on track?' }],
    additional_information: [{ id: 'papers', wording: 'Papers of Schools Forum.' }],
    reports: reports.map(({ month, day }, i) => ({
      number: i + 1,
      month,
      column: `R${i + 1} (${month})`,
      deadline_day: day,
    })),
    milestones: milestones.map((one, i) => ({ id: slug('milestone', i), ...one })),
    collection: { working_days_before: 30 },
    contributions: { dfe: Object.fromEntries(years.map((year, i) => [year, i + 1])), council: {} },
    plan: {
      lines: [
        ...lines.map((name, i) => ({ id: slug('line', i), name, role: 'spend' })),
        { id: 'in-year', name: 'In-year deficit', role: 'in-year' },
        { id: 'cumulative', name: 'Cumulative deficit', role: 'cumulative-after' },
      ],
    },
    on_track: { tolerance: 100, explanation: 'Within the tolerance.' },
  };
}

function programmeOf({ council, signOffs, workstreams }: Programme) {
  return {
    illustrative: true,
    council,
    council_short: council.slice(0, 1),
    public_name: 'Every Child Near Home',
    formal_name: 'Safety Valve',
    report_title: `Monitoring report of ${council}`,
    term_note: 'The name is that of the DfE.',
    report_owner: 'Programme lead',
    sign_offs: signOffs.map((role, i) => ({ id: slug('officer', i), role })),
    workstreams: workstreams.map((name, i) => ({
      number: i + 1,
      formal_name: name,
      public_name: name,
      lead: `Lead of ${name}`,
    })),
    glossary: {
      DfE: 'Department for Education',
      KPI: 'key performance indicator',
    },
    public: {
      contacts: [{ name: 'The team', telephone: '01632 960000', email: 'team@example.org' }],
      contact_sentence: 'Please ask:',
      equality: 'An assessment is made of each decision.',
      alternative_formats: 'Please ask for other formats.',
      smallest_count: 5,
    },
  };
}

const registerOf = ({ kpis }: Programme) => ({
  illustrative: true,
  groups: [
    {
      name: 'All measures',
      kpis: kpis.map((name, i) => ({
        id: slug('kpi', i),
        name,
        dfe_ref: i + 1,
        unit: 'count',
        sign: 'positive',
        better: 'up',
        workstreams: [1],
        source: 'Case system',
        regularity: 'Termly',
      })),
    },
  ],
});

function roundFiles(programme: Programme) {
  const { rounds, conditions, reports } = programme;
  const variances = Object.fromEntries(
    programme.lines.map((name, i) => [slug('line', i), `Why ${name} differs.`]),
  );
  const entries = rounds.flatMap((id, round): Array<[string, unknown]> => {
    const day = Math.min(10, reports[round]?.day ?? 10);
    const date = `${id}-${String(day).padStart(2, '0')}`;
    const updates = conditions.map((short, i): [string, unknown] => {
      const { rating, needs_mitigation } = ratingOf(programme, i, round);
      const mitigation = {
        action: `Action on ${short}`,
        owner: 'Head of service',
        by: `${id.slice(0, 4)}-12-20`,
      };
      return [
        `rounds/${id}/conditions/${i + 1}.yaml`,
        {
          illustrative: true,
          condition: i + 1,
          wording: `The wording of condition ${i + 1}: ${short}`,
          owner: `Owner of ${short}`,
          updated: date,
          rating,
          reason: `Why ${short} is ${rating}.`,
          ...(needs_mitigation ? { mitigation } : {}),
          progress: `What was done in ${monthName(id)} for condition ${i + 1}.`,
        },
      ];
    });
    return [[`rounds/${id}/report.yaml`, { ...reportOf(id), variances }], ...updates];
  });
  return Object.fromEntries(entries);
}

const reportOf = (id: string) => ({
  illustrative: true,
  on_track: 'Yes',
  answers: { 'on-track': `It is, in ${monthName(id)}.` },
  additional_information: { papers: 'None this period.' },
  summary: `The summary of ${monthName(id)}.`,
  emerging_risks: 'None this period.',
  support_required: 'None this period.',
});

function paperFiles({ paper, kpis, workstreams }: Programme) {
  const text = 'A text made up for a test.';
  const sourced = { text, source: 'A report made up for a test' };
  const main = {
    illustrative: true,
    item: 3,
    title: 'Every Child Near Home',
    summary: text,
    recommendations: ['The first thing', 'The second thing'],
    introduction: text,
    cabinet: sourced,
    funding: text,
    accounting: sourced,
    plan: text,
    reporting: text,
    kpis: { introduction: text, ids: kpis.map((_, i) => slug('kpi', i)), question: text },
    demand: {
      introduction: text,
      unit: 'requests in each term',
      illustrative: true,
      figures: { periods: ['Spring', 'Summer'], series: [{ name: 'Requests', values: [120, 130] }] },
      points: text,
    },
    activity: text,
    communication: { text, contact: text },
    appendices: [],
  };
  const focus = { illustrative: true, workstream: 1, introduction: text };
  const updates = workstreams.map((name, i): [string, unknown] => [
    `forum/${paper}/workstream-${i + 1}.yaml`,
    { illustrative: true, workstream: i + 1, aims: `Aims of ${name}.`, progress: text, next: text },
  ]);
  return {
    [`forum/${paper}/paper.yaml`]: main,
    [`forum/${paper}/focus.yaml`]: focus,
    ...Object.fromEntries(updates),
  };
}

type Cell = string | number | null;

const kpiSheet = ({ kpis, rounds }: Programme): Cell[][] => [
  ['Illustrative values, made up for a test'],
  ['Ref', 'KPI', 'Data Source', 'Regularity', ...rounds.map(monthName)],
  [null, 'All measures'],
  ...kpis.map((name, i): Cell[] => [
    i + 1,
    name,
    'Case system',
    'Termly',
    ...rounds.map((_, round) => kpiValue(i, round)),
  ]),
];

function planSheets(programme: Programme): Record<string, Cell[][]> {
  const table = (title: string, number: number): Cell[][] => [
    [title],
    ['Illustrative figures, made up for a test'],
    ['£m', ...programme.years],
    ...planRows(programme, number),
  ];
  const forecasts = programme.rounds.map((id, i): [string, Cell[][]] => [
    `Forecast ${monthName(id)}`,
    table(`Forecast at ${monthName(id)}`, i + 1),
  ]);
  return { 'Agreed plan': table('Agreed plan', 0), ...Object.fromEntries(forecasts) };
}

async function writeWorkbook(path: string, sheets: Record<string, Cell[][]>): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) workbook.addWorksheet(name).addRows(rows);
  await writeFile(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}
