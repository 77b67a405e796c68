import { describe, expect, test } from '@jest/globals';
import { buildBoardSummary } from '../../src/documents/board-summary.ts';
import { buildSchoolsForumPaper } from '../../src/documents/schools-forum-paper.ts';
import { buildTriAnnualReport } from '../../src/documents/tri-annual-report.ts';
import { cellName, type Figure } from '../../src/model/figure.ts';
import { marksOf } from '../../src/model/mark-names.ts';
import { focusFile, type Paper, paperFile } from '../../src/model/paper.ts';
import { type Origin, originsIn, type Printed } from '../../src/model/printed-list.ts';
import { inputFiles, type ReadableProject } from '../../src/model/project.ts';
import { reportFile } from '../../src/model/round.ts';
import { printedFrom, roundOf, sample, sourceOf } from './source.ts';

/**
 * Origins are true: whatever is changed in the inputs, the list changes where an origin names it, and nowhere else, and under its own
 * marks. Each kind of field of each file is changed once, and a cell of each column of the workbooks.
 */

const paperOf = (project: ReadableProject) => project.papers.find(({ id }) => id === '2023-09-27') as Paper;

/** Everything that the report of September, its front sheet and the paper of September may print, by its mark. */
function printed(project: ReadableProject, file = ''): Map<string, Printed> {
  const source = sourceOf('2023-09', project);
  const report = () => ({
    report: buildTriAnnualReport(source).context,
    board: buildBoardSummary(source, { number: 1, changes: [] }).context,
  });
  const paper = () => ({
    paper: buildSchoolsForumPaper({ project, paper: paperOf(project), gaps: [] }).context,
  });
  // A round has no part in a paper, nor a paper in a report.
  const documents = {
    ...(file.startsWith('forum/') ? {} : report()),
    ...(file.startsWith('rounds/') ? {} : paper()),
  };
  return keyed(printedFrom(documents));
}

/** Rows of lists whose length depends on figures are known by their first cell: one more of them moves the others down. */
const byLabel = /^(\w+\.(?:variances|variances_over_years|variance_reasons|causes))\.[^.]+\./;

function keyed(list: readonly Printed[]): Map<string, Printed> {
  const nameMark = marksOf(() => false);
  const labels = new Map(
    list
      .filter(({ name }) => byLabel.test(name) && name.endsWith('.line'))
      .map(({ name, text }) => [rowOf(name), text]),
  );
  return new Map(
    list.map((one) => {
      const row = rowOf(one.name);
      if (row === undefined) return [nameMark(one)(0), one];
      const name = one.name.replace(row, `${row.replace(/\d+\.$/, '')}${labels.get(row)}.`);
      return [name, { ...one, name }];
    }),
  );
}

const rowOf = (name: string) => byLabel.exec(name)?.[0];

type Path = ReadonlyArray<string | number>;

/** The leaves of a value with their paths, and how to change one. */
function leavesOf(value: unknown, path: Path = []): Array<{ path: Path; value: string | number }> {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    leavesOf(inside, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function put(value: unknown, path: Path, to: unknown): void {
  const parent = path.slice(0, -1).reduce((at, key) => (at as never)[key], value) as Record<string, unknown>;
  parent[path.at(-1) as string] = to;
}

const otherThan = (value: string | number) => {
  if (typeof value === 'number') return value + 1;
  const day = /^(\d{4}-\d{2}-)(\d{2})$/.exec(value);
  if (day) return `${day[1]}${day[2] === '11' ? '12' : '11'}`;
  return `${value} changed`;
};

/** The files of a project, by name, each with its value. */
function filesOf(project: ReadableProject): Array<[string, unknown]> {
  const paper = paperOf(project);
  return [
    [inputFiles.agreement, project.agreement],
    [inputFiles.programme, project.programme],
    [inputFiles.register, project.register],
    ...['2023-06', '2023-09'].flatMap((id): Array<[string, unknown]> => {
      const round = roundOf(project, id);
      return [
        [reportFile(round), round.report],
        ...round.conditions.map(({ file, update }): [string, unknown] => [file, update]),
      ];
    }),
    [paperFile(paper), paper.paper],
    [focusFile(paper), paper.focus],
    ...paper.workstreams.map(({ file, update }): [string, unknown] => [file, update]),
  ];
}

/**
 * Fields by which the program finds other things, or which say how a value is to be read: to change one makes another document of
 * it. They are not printed by themselves, or are printed where many others depend on them.
 */
const structure =
  /(?:^|\.)(?:id|ids\.\*|number|month|role|stage|rating_scale.*|financial_years\.\*|lines\.\*\.name|kpis\.\*\.(?:name|unit|sign|better|regularity|dfe_ref|plan_line.*|sum_of.*|percent_of.*)|condition|workstream|kpis\.\*|scheme|column|publish_from_report\..*|months\.\*|workstreams\.\*)$/;

const names = (origin: Origin, file: string, path: Path) =>
  originsIn(origin).some(
    (one) =>
      'field' in one && one.field === file && one.path.every((key, i) => String(key) === String(path[i])),
  );
/** What a draft says of itself, and what is missing in the inputs as a whole. */
const ofDraft = /\.(?:status|report_draft|gaps\.\d+|changes\.\d+)$/;

/** What differs, by mark; the front sheet and the report say it both. */
function changed(before: ReadonlyMap<string, Printed>, after: ReadonlyMap<string, Printed>): Printed[][] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((mark) => {
    const [was, is] = [before.get(mark), after.get(mark)];
    return was?.text === is?.text ? [] : [[was, is].filter((one) => one !== undefined)];
  });
}

/**
 * What differs without an origin that says why. A figure of any year may move a line from the others to a row of its own, in
 * each of the tables; the likelihood of a risk, another among the three of the front sheet.
 */
function straysIn(differing: readonly Printed[][], isOf: (one: Printed) => boolean): Printed[][] {
  const isVariance = ([one]: readonly Printed[]) =>
    /\.kpi_exceptions\.|^board\.risks\./.test(one?.name ?? '') || byLabel.test(one?.name ?? '');
  const isMoved = differing.some((pair) => isVariance(pair) && pair.some(isOf));
  return differing.filter((pair) => !pair.some(isOf) && !(isMoved && isVariance(pair)));
}

const bases = new Map(['', 'rounds/', 'forum/'].map((kind) => [kind, printed(sample(), kind)]));
const baseOf = (file: string) =>
  bases.get(/^(?:rounds|forum)\//.exec(file)?.[0] ?? '') as Map<string, Printed>;
const kinds = new Map(
  filesOf(sample()).flatMap(([file, value]) =>
    leavesOf(value).map(({ path, value: leaf }) => {
      const plain = path.map((key) => (typeof key === 'number' ? '*' : key)).join('.');
      return [`${file.replace(/\d-[^/]*$/, '*')} ${plain}`, { file, path, leaf, plain }] as const;
    }),
  ),
);
const fields = [...kinds.values()].filter(({ plain }) => !structure.test(plain));

describe('a field', () => {
  test('of each kind is there to be tried', () => {
    expect(fields.length).toBeGreaterThan(80);
  });

  test.each(fields)('of $file, $plain, changes what goes back to it alone', ({ file, path, leaf }) => {
    const project = sample();
    put(new Map(filesOf(project)).get(file), path, otherThan(leaf));
    const base = baseOf(file);
    const differing = changed(base, printed(project, file));
    const strays = straysIn(differing, ({ name, origin }) => names(origin, file, path) || ofDraft.test(name));
    expect(strays).toEqual([]);
    const differs = new Set(differing.flat().map(({ name }) => name));
    const own = [...base.values()].filter(
      ({ origin }) => 'field' in origin && origin.field === file && origin.path.join() === path.join(),
    );
    expect(own.filter(({ name }) => !differs.has(name)).map(({ name }) => name)).toEqual([]);
  });
});

describe('a cell', () => {
  /** A figure of each column of each table. */
  const figuresOf = (project: ReadableProject): Figure[] => [
    ...(project.kpis?.rows ?? []).slice(0, 45).flatMap((row, i) => Object.values(row.values)[i % 3] ?? []),
    ...[project.plan, ...project.forecasts].flatMap((table) =>
      (table?.rows ?? []).flatMap((row, i) => Object.values(row.values)[i % 7] ?? []),
    ),
  ];
  const cells = figuresOf(sample())
    .map(({ cell }, i) => ({ cell: cellName(cell), i }))
    .filter(({ i }) => i % 3 === 0);

  test.each(cells)('$cell changes what goes back to it alone', ({ cell, i }) => {
    const project = sample();
    const figure = figuresOf(project)[i] as Figure;
    figure.value += 1;
    const base = baseOf('');
    const differing = changed(base, printed(project));
    const isOf = ({ origin }: Printed) => originsIn(origin).some((one) => 'cell' in one && one.cell === cell);
    expect(straysIn(differing, isOf)).toEqual([]);
    const differs = new Set(differing.flat().map(({ name }) => name));
    const own = [...base.values()].filter(({ origin }) => 'cell' in origin && origin.cell === cell);
    expect(own.filter(({ name }) => !differs.has(name)).map(({ name }) => name)).toEqual([]);
  });
});
