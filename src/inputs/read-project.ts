import { posix } from 'node:path';
import type * as z from 'zod';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { type Agreement, agreementSchema } from '../model/agreement.ts';
import { capitalSchema } from '../model/capital.ts';
import {
  type DifficultyNote,
  difficultyFile,
  difficultyNote,
  difficultySchema,
} from '../model/difficulty.ts';
import { isDifficultyId, isForumName, isPaperId, isRoundId } from '../model/field-types.ts';
import { forwardPlanSchema } from '../model/forward-plan.ts';
import { registerSchema } from '../model/kpi.ts';
import {
  committeePaperSchema,
  focusSchema,
  isForForum,
  type Paper,
  paperSchema,
  workstreamUpdateSchema,
} from '../model/paper.ts';
import { holidaysSchema, programmeSchema } from '../model/programme.ts';
import { inputFiles, type Project } from '../model/project.ts';
import { ratingAsInScale } from '../model/rating.ts';
import { submissionsSchema } from '../model/register.ts';
import { conditionSchema, type Round, reportSchema } from '../model/round.ts';
import { submissionFile, submissionSchema } from '../model/submission-record.ts';
import type { UnreadUpdate } from '../model/unread.ts';
import { withPlanFigures } from './kpis-of-plan.ts';
import { misnamedUpdates, numberIn } from './misnamed.ts';
import { namesIn } from './names-in.ts';
import { passedOver } from './passed-over.ts';
import { hasFiles, type InputFile, type Reading, readInput, readWorkbook } from './reading.ts';
import { readKpiWorkbook } from './workbook/kpi-workbook.ts';
import { readPlanWorkbook } from './workbook/plan-workbook.ts';
import type { Sources } from './yaml/locate.ts';

export interface ProjectRead {
  project: Project;
  /** Every round and paper that has a folder, read or not. */
  ids: string[];
  findings: Finding[];
  sources: Sources;
  files: InputFile[];
}

/**
 * Reads the inputs folder. Whatever is missing or wrong is a finding; the rest is in the project. Of rounds and papers,
 * those in `wanted` are read, with the earlier rounds, which a report compares itself with, and for a paper with all rounds; without `wanted`, all.
 */
export async function readProject(folder: string, wanted: readonly string[] = []): Promise<ProjectRead> {
  const reading = startReading(folder);
  const settings = readSettings(reading);
  const workbooks = await readWorkbooks(reading, settings);
  return withRounds(reading, { ...settings, ...workbooks }, wanted);
}

/** The same without the workbooks, which take longest, for what needs no figures. */
export function readProjectTexts(folder: string): ProjectRead {
  const reading = startReading(folder);
  const none = { planRead: false, plan: undefined, forecasts: [], kpis: undefined };
  return withRounds(reading, { ...readSettings(reading), ...none }, []);
}

/** The figures alone, of the workbooks that these cells are in: `dsg-plan.xlsx 'Agreed plan'!B20`. */
export async function readFigures(
  folder: string,
  cells: readonly string[],
): Promise<Partial<Pick<Project, 'kpis' | 'plan' | 'forecasts'>>> {
  const reading = startReading(folder);
  const bytesOf = (file: string) =>
    cells.some((cell) => cell.startsWith(`${file} `)) ? readWorkbook(reading, file) : undefined;
  const [planBytes, kpiBytes] = [bytesOf(inputFiles.plan), bytesOf(inputFiles.kpis)];
  if (!planBytes && !kpiBytes) return {};
  const agreement = readInput(reading, inputFiles.agreement, agreementSchema);
  const reports = agreement?.reports ?? [];
  const plan = planBytes && (await readPlanWorkbook(inputFiles.plan, planBytes, reports, agreement));
  const register = kpiBytes && readInput(reading, inputFiles.register, registerSchema);
  const kpis = kpiBytes && (await readKpiWorkbook(inputFiles.kpis, kpiBytes, { register, reports }));
  return { kpis: kpis?.kpis, plan: plan?.plan, forecasts: plan?.forecasts ?? [] };
}

const startReading = (folder: string): Reading => ({ folder, files: [], findings: [], sources: new Map() });

/** Said once, and not of each file that should be in it. */
const missingFolder = error('file/missing', { file: '' }, 'there is no such folder, or nothing in it', {
  help: 'name the folder of the inputs with --inputs, or change to the folder that it is in',
});

type Settings = Pick<
  Project,
  'agreement' | 'register' | 'programme' | 'holidays' | 'capital' | 'forwardPlan' | 'submissions'
>;
type Workbooks = Pick<Project, 'planRead' | 'plan' | 'forecasts' | 'blankForecasts' | 'kpis'>;

function readSettings(reading: Reading): Settings {
  return {
    agreement: readInput(reading, inputFiles.agreement, agreementSchema),
    register: readInput(reading, inputFiles.register, registerSchema),
    programme: readInput(reading, inputFiles.programme, programmeSchema),
    holidays: readInput(reading, inputFiles.holidays, holidaysSchema),
    capital: readCapital(reading),
    forwardPlan: readForwardPlan(reading),
    submissions: readInput(reading, inputFiles.submissions, submissionsSchema, false)?.entries ?? [],
  };
}

/** A project without this file has no schemes: that is something else than a file that cannot be read. */
function readCapital(reading: Reading): Project['capital'] {
  const capital = readInput(reading, inputFiles.capital, capitalSchema, false);
  const isThere = [...reading.files, ...reading.findings.map(({ where }) => where)].some(
    ({ file }) => file === inputFiles.capital,
  );
  return capital ?? (isThere ? undefined : { lists: [] });
}

/** What is wrong with the forward plan stops nothing but the forward plan. */
function readForwardPlan(reading: Reading): Project['forwardPlan'] {
  const own: Reading = { ...reading, findings: [] };
  const plan = readInput(own, inputFiles.forwardPlan, forwardPlanSchema, false);
  reading.findings.push(...own.findings.map((finding) => ({ ...finding, severity: 'warning' as const })));
  return plan;
}

/** The agreement and the register say what "Q1" means and which unit a KPI has. */
async function readWorkbooks(
  reading: Reading,
  { agreement, register }: Pick<Settings, 'agreement' | 'register'>,
): Promise<Workbooks> {
  const reports = agreement?.reports ?? [];
  // One after the other: reading is work for the processor, and the second workbook finds the reader loaded.
  const planBytes = readWorkbook(reading, inputFiles.plan);
  const plan = planBytes && (await readPlanWorkbook(inputFiles.plan, planBytes, reports, agreement));
  const kpiBytes = readWorkbook(reading, inputFiles.kpis);
  const kpis = kpiBytes && (await readKpiWorkbook(inputFiles.kpis, kpiBytes, { register, reports }));
  reading.findings.push(...(plan?.findings ?? []), ...(kpis?.findings ?? []));
  return {
    planRead: plan?.opened ?? false,
    plan: plan?.plan,
    forecasts: plan?.forecasts ?? [],
    blankForecasts: plan?.blank ?? [],
    kpis: withPlanFigures({
      agreement,
      register,
      kpis: kpis?.kpis,
      plan: plan?.plan,
      forecasts: plan?.forecasts ?? [],
    }),
  };
}

function withRounds(reading: Reading, inputs: Settings & Workbooks, wanted: readonly string[]): ProjectRead {
  const roundIds = namesIn(reading, 'rounds').filter(isRoundId);
  const folders = [
    ...namesIn(reading, 'forum').flatMap((name) => (isForumName(name) ? [`forum/${name}`] : [])),
    ...namesIn(reading, 'papers').flatMap((name) => (isPaperId(name) ? [`papers/${name}`] : [])),
  ];
  const paperIds = folders.map((folder) => posix.basename(folder));
  const all = wanted.length === 0;
  const papers = folders
    .filter((folder) => all || wanted.includes(posix.basename(folder)))
    .map((folder) => readPaper(reading, folder));
  // A paper may print what the report of a round says, and whether a round was submitted matters to it.
  const wantedRounds = wanted.filter((id) => roundIds.includes(id)).sort();
  // A report lists the notes since the last, so all are read.
  const difficulties = readDifficulties(reading);
  const isForAll = papers.length > 0 || difficulties.some(({ id }) => wanted.includes(id));
  const last = isForAll ? roundIds.at(-1) : wantedRounds.at(-1);
  const rounds = roundIds
    .filter((id) => all || id <= (last ?? ''))
    .map((id) => readRound(reading, id, inputs.agreement));
  reading.findings.push(...passedOver(reading));
  const { folder, sources, files } = reading;
  const findings = hasFiles(folder) ? reading.findings : [missingFolder];
  files.sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    project: { ...inputs, rounds, papers, difficulties },
    ids: [...roundIds, ...paperIds, ...difficulties.map(({ id }) => id)],
    findings,
    sources,
    files,
  };
}

function readRound(reading: Reading, id: string, agreement: Agreement | undefined): Round {
  const folder = `rounds/${id}`;
  const record = submissionFile({ folder });
  const submission = readInput(reading, record, submissionSchema, false);
  // Of a round that was sent by other means there may be nothing else.
  const report = readInput(reading, `${folder}/report.yaml`, reportSchema, !submission?.by_other_means);
  const at = `${folder}/conditions`;
  const conditions = readUpdates(reading, at, /\.ya?ml$/i, conditionSchema);
  const unread = [...conditions.unread, ...misnamedUpdates(reading, at, /^\d/, folder)];
  const updates = conditions.read.map(({ file, update }) => ({
    file,
    update:
      agreement && update.rating ? { ...update, rating: ratingAsInScale(agreement, update.rating) } : update,
  }));
  // Of two updates of a condition, that whose file has its number counts.
  const isOther = ({ file, update }: (typeof updates)[number]) =>
    Number(numberIn(posix.basename(file)) !== update.condition);
  updates.sort((a, b) => isOther(a) - isOther(b));
  const submitted = reading.files.some(({ file }) => file === record);
  return { id, folder, report, conditions: updates, unread, submitted, submission };
}

function readPaper(reading: Reading, folder: string): Paper {
  const id = posix.basename(folder);
  const named = { id, meeting: id.slice(0, 10), folder };
  if (!isForForum(named)) {
    const committee = readInput(reading, `${folder}/paper.yaml`, committeePaperSchema);
    return { ...named, paper: undefined, committee, workstreams: [], unread: [], focus: undefined };
  }
  const paper = readInput(reading, `${folder}/paper.yaml`, paperSchema);
  const focus = readInput(reading, `${folder}/focus.yaml`, focusSchema);
  const workstreams = readUpdates(reading, folder, /^workstream.*\.ya?ml$/i, workstreamUpdateSchema);
  const unread = [...workstreams.unread, ...misnamedUpdates(reading, folder, /^workstream/i)];
  return { ...named, paper, workstreams: workstreams.read, unread, focus };
}

const readDifficulties = (reading: Reading): DifficultyNote[] =>
  namesIn(reading, 'difficulties')
    .flatMap((name) => (name.endsWith('.yaml') ? [name.slice(0, -'.yaml'.length)] : []))
    .filter(isDifficultyId)
    .map((id) => difficultyNote(id, readInput(reading, difficultyFile(id), difficultySchema)));

/** The files of a folder that have such a name, each with what it holds, and those of which nothing could be read. */
function readUpdates<Schema extends z.ZodType>(
  reading: Reading,
  folder: string,
  name: RegExp,
  schema: Schema,
): { read: Array<{ file: string; update: z.infer<Schema> }>; unread: UnreadUpdate[] } {
  const read: Array<{ file: string; update: z.infer<Schema> }> = [];
  const unread: UnreadUpdate[] = [];
  for (const candidate of namesIn(reading, folder).filter((one) => name.test(one))) {
    const file = `${folder}/${candidate}`;
    const update = readInput(reading, file, schema);
    if (update === undefined) unread.push({ file, number: numberIn(candidate) });
    else read.push({ file, update });
  }
  return { read, unread };
}
