import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkProject } from '../checks/index.ts';
import { type Diagnostic, error, type Finding } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { readWhole } from '../files/read-file.ts';
import { fillFolder, removeIfPossible, temporaryBeside, writeNewFolder } from '../files/write-file.ts';
import { readProject } from '../inputs/read-project.ts';
import { locate, type Sources } from '../inputs/yaml/locate.ts';
import { months } from '../model/months.ts';
import { inputFiles, isReadable } from '../model/project.ts';
import type { Answers } from './answers.ts';
import { type Composed, compose, type Gap } from './compose.ts';
import type { Guess } from './guess.ts';
import { inHouseStyle } from './house-style.ts';
import { kpiWorkbook, planWorkbook } from './own-workbooks.ts';
import { type Asked, at, type OwnFiles, readOwnFiles } from './read-own.ts';
import { agreementYaml, programmeYaml, registerYaml } from './settings.ts';
import { pageFile, pageOf } from './what-is-left.ts';

/** A new project from answers: read, composed, checked, and then written whole or not at all. */

interface InitSource extends Asked {
  /** The new folder. */
  folder: string;
  /** Where values are in the answers file, for places of problems. */
  sources: Sources;
  /** The folder of the program. */
  home: string;
  startedAs: string;
  today: string;
}

export interface MadeProject {
  /** None where nothing was written. */
  files: string[];
  questions: Guess[];
  gaps: Gap[];
  left: string[];
  page: string;
  first: string | undefined;
  /** Why nothing was written. */
  refused: Diagnostic[];
  /** What `check` finds in what was written. */
  diagnostics: Diagnostic[];
}

const nothing: MadeProject = {
  files: [],
  questions: [],
  gaps: [],
  left: [],
  page: '',
  first: undefined,
  refused: [],
  diagnostics: [],
};

/** @throws {NodeJS.ErrnoException} what the file system says; `EEXIST` if the folder has a project */
export async function makeProject(source: InitSource): Promise<MadeProject> {
  const { answers, sources } = source;
  const refused = (findings: readonly Finding[]) => ({
    ...nothing,
    refused: sortDiagnostics(findings.map((finding) => locate(finding, sources, ''))),
  });
  const { own, findings } = await readOwnFiles(source);
  const { first, finding } = firstRound(source);
  if (finding) findings.push(finding);
  if (!own || findings.some(({ severity }) => severity === 'error')) return refused(findings);
  const composed = compose({ answers, conditions: own.conditions, plan: own.plan, first });
  composed.gaps.push(...gapsInKpis(own, answers));
  const files = await filesOf(source, own, composed, first);
  const diagnostics = await checked(source.folder, files);
  const { gaps } = composed;
  const { kpis, plan, guesses } = own;
  const { startedAs } = source;
  const page = pageOf({
    council: answers.council,
    kpis,
    plan,
    guesses,
    gaps,
    problems: diagnostics,
    first,
    startedAs,
  });
  const all = [...files, { file: pageFile, bytes: page }];
  await fillFolder(source.folder, all);
  return {
    ...nothing,
    files: all.map((one) => one.file),
    questions: guesses.filter(({ sure }) => !sure),
    gaps,
    left: [...kpis.left, ...plan.left],
    page,
    first,
    diagnostics,
  };
}

interface NewFile {
  file: string;
  bytes: Uint8Array | string;
}

async function filesOf(
  source: InitSource,
  own: OwnFiles,
  { agreement, programme }: Composed,
  first: string,
): Promise<NewFile[]> {
  const { answers, home } = source;
  const named = (path: string | undefined) => path && basename(path);
  const planFile = 'file' in answers.plan ? named(answers.plan.file) : undefined;
  const inputs: Array<[string, Uint8Array | string]> = [
    [inputFiles.agreement, agreementYaml(agreement)],
    [inputFiles.programme, programmeYaml(programme)],
    [inputFiles.register, registerYaml(own.kpis.kpis)],
    [inputFiles.holidays, readWhole(join(home, 'inputs', inputFiles.holidays))],
    [inputFiles.kpis, await kpiWorkbook(own.kpis, named(answers.kpis?.file), first)],
    [inputFiles.plan, await planWorkbook(own.plan, planFile, first)],
  ];
  const templates = await templatesOf(source, own);
  return [...templates, ...inputs.map(([file, bytes]) => ({ file: `inputs/${file}`, bytes }))];
}

/** Templates of its own where the council has a colour or a logo; without them, those of the program are used. */
async function templatesOf({ answers, home }: InitSource, { logo: picture }: OwnFiles): Promise<NewFile[]> {
  const { colour, council } = answers;
  if (colour === undefined && !picture) return [];
  const folder = join(home, 'templates');
  const names = readdirSync(folder).filter((name) => name.endsWith('.docx') && !name.startsWith('~'));
  const style = { colour, logo: picture && { picture, alt: `Logo of ${council}` } };
  return Promise.all(
    names.map(async (name) => ({
      file: `templates/${name}`,
      bytes: await inHouseStyle(name, readWhole(join(folder, name)), style),
    })),
  );
}

/** What only the council knows of its KPIs. */
function gapsInKpis({ kpis: { kpis } }: OwnFiles, { papers, workstreams }: Answers): Gap[] {
  const where = 'inputs/kpis.yaml';
  if (kpis.length === 0)
    return [{ what: 'the KPIs, and their values', where: `${where} and inputs/kpis.xlsx` }];
  const gap = (what: string, field: string, isGap: (kpi: (typeof kpis)[number]['kpi']) => boolean): Gap[] => {
    const count = kpis.filter(({ kpi }) => isGap(kpi)).length;
    return count === 0
      ? []
      : [{ what: `${what} ${count === 1 ? 'a KPI' : `${count} KPIs`}`, where: `${where}, ${field}` }];
  };
  const isPublic = papers !== undefined && papers !== 'none';
  return [
    ...gap('the data source of', 'source', ({ source }) => source === ''),
    ...gap('the workstreams (now: the whole programme) of', 'workstreams', (kpi) =>
      workstreams ? kpi.workstreams.length === 0 : false,
    ),
    ...gap(
      'whether pupils are counted, whose small numbers papers then hide (now: not), by',
      'pupils',
      (kpi) => isPublic && kpi.unit === 'count' && !kpi.pupils,
    ),
  ];
}

/** The round to begin with: as answered, or else the next report by the calendar. */
function firstRound(source: InitSource): { first: string; finding?: Finding } {
  const { today } = source;
  const { first_round, reports } = source.answers;
  const numbers = reports.map(({ month }) => months.indexOf(month) + 1);
  if (first_round !== undefined) {
    if (numbers.includes(Number(first_round.slice(5)))) return { first: first_round };
    const message = `there is no report in the month of ${first_round}`;
    const help = `write a round in one of: ${reports.map(({ month }) => month).join(', ')}`;
    return {
      first: first_round,
      finding: error('yaml/value', at(source, 'first_round'), message, help),
    };
  }
  const year = Number(today.slice(0, 4));
  const rounds = [year, year + 1].flatMap((one) =>
    reports.map(({ month, deadline_day }) => ({
      id: `${one}-${String(months.indexOf(month) + 1).padStart(2, '0')}`,
      day: deadline_day,
    })),
  );
  const ahead = rounds
    .filter(({ id, day }) => `${id}-${String(day).padStart(2, '0')}` >= today)
    .map(({ id }) => id);
  return { first: ahead.sort()[0] as string };
}

/** What reading and checking find in the files, from a copy beside the folder that is then gone. */
async function checked(folder: string, files: readonly NewFile[]): Promise<Diagnostic[]> {
  const copy = temporaryBeside(folder);
  try {
    await writeNewFolder(copy, files);
    const { project, findings, sources } = await readProject(join(copy, 'inputs'));
    const all = [...findings, ...(isReadable(project) ? checkProject(project) : [])];
    return sortDiagnostics(all.map((finding) => locate(finding, sources, 'inputs')));
  } finally {
    removeIfPossible(copy);
  }
}
