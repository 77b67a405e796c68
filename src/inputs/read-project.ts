import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { howToClose } from '../files/open-by.ts';
import { sha256 } from '../files/sha256.ts';
import { type Agreement, agreementSchema } from '../model/agreement.ts';
import { type KpiRegister, registerSchema } from '../model/kpi.ts';
import { focusSchema, type Paper, paperSchema, workstreamUpdateSchema } from '../model/paper.ts';
import { holidaysSchema, programmeSchema } from '../model/programme.ts';
import { inputFiles, type Project } from '../model/project.ts';
import { type ConditionFile, conditionSchema, type Round, reportSchema } from '../model/round.ts';
import { submissionFile, submissionSchema } from '../model/submission.ts';
import { readKpiWorkbook } from './workbook/kpi-workbook.ts';
import { readPlanWorkbook } from './workbook/plan-workbook.ts';
import { readYaml } from './yaml/read-yaml.ts';
import type { Sources } from './yaml/sources.ts';

/** A file that was read, for the manifest. */
export interface InputFile {
  /** Relative to the inputs folder, with forward slashes. */
  file: string;
  sha256: string;
}

export interface ProjectRead {
  project: Project;
  /** Every round and paper that has a folder, read or not. */
  ids: string[];
  findings: Finding[];
  sources: Sources;
  files: InputFile[];
}

/** What editors and synchronised folders leave behind. */
const leftover = /^(~\$|\.|Thumbs\.db$|desktop\.ini$)|\.(tmp|bak)$/i;

/**
 * Reads the inputs folder. Whatever is missing or wrong is a finding; the rest is in the project. Of rounds and papers,
 * those in `wanted` are read, with the earlier rounds, which a report compares itself with; without `wanted`, all. What needs
 * no figures does without the workbooks, which take longest.
 */
export async function readProject(
  folder: string,
  wanted: readonly string[] = [],
  withWorkbooks = true,
): Promise<ProjectRead> {
  const findings: Finding[] = [];
  const sources: Sources = new Map();
  const files: InputFile[] = [];

  // A file at a time, without waiting: for some thirty small files, waiting for each took longer than reading it.
  function bytesOf(file: string, needed: boolean): Buffer | undefined {
    try {
      const bytes = readFileSync(join(folder, file));
      files.push({ file, sha256: sha256(bytes) });
      return bytes;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== 'ENOENT')
        findings.push(
          error(
            'file/unreadable',
            { file },
            `the file cannot be read (${code})`,
            howToClose(join(folder, file), code) ?? 'close it in other programs, and run this again',
          ),
        );
      else if (needed)
        findings.push(
          error(
            'file/missing',
            { file },
            'the file is not there',
            'copy it from the sample programme, or name the folder that holds it with --inputs',
          ),
        );
      return undefined;
    }
  }

  function yaml<Schema extends z.ZodType>(
    file: string,
    schema: Schema,
    needed = true,
  ): z.infer<Schema> | undefined {
    const bytes = bytesOf(file, needed);
    if (!bytes) return undefined;
    const read = readYaml(file, bytes, schema);
    findings.push(...read.findings);
    if (read.source) sources.set(file, read.source);
    return read.value;
  }

  function readRound(id: string): Round {
    const at = `rounds/${id}`;
    const names = namesIn(join(folder, at, 'conditions')).filter((name) => /\.ya?ml$/i.test(name));
    const report = yaml(`${at}/report.yaml`, reportSchema);
    const conditions: ConditionFile[] = [];
    for (const name of names) {
      const file = `${at}/conditions/${name}`;
      const update = yaml(file, conditionSchema);
      if (update) conditions.push({ file, update });
    }
    const record = submissionFile({ folder: at });
    const submission = yaml(record, submissionSchema, false);
    const submitted = files.some(({ file }) => file === record);
    return { id, folder: at, report, conditions, submitted, submission };
  }

  function readPaper(id: string): Paper {
    const at = `forum/${id}`;
    const names = namesIn(join(folder, at));
    const paper = yaml(`${at}/paper.yaml`, paperSchema);
    const focus = yaml(`${at}/focus.yaml`, focusSchema);
    const workstreams: Paper['workstreams'] = [];
    for (const name of names.filter((candidate) => /^workstream.*\.ya?ml$/i.test(candidate))) {
      const file = `${at}/${name}`;
      const update = yaml(file, workstreamUpdateSchema);
      if (update) workstreams.push({ file, update });
    }
    return { id, folder: at, paper, workstreams, focus };
  }

  async function readWorkbooks(agreement: Agreement | undefined, register: KpiRegister | undefined) {
    const reports = agreement?.reports ?? [];
    // One after the other: reading is work for the processor, and the second workbook finds the reader loaded.
    const planBytes = bytesOf(inputFiles.plan, true);
    const plan =
      planBytes && (await readPlanWorkbook(inputFiles.plan, planBytes, reports, agreement?.financial_years));
    const kpiBytes = bytesOf(inputFiles.kpis, true);
    const kpis = kpiBytes && (await readKpiWorkbook(inputFiles.kpis, kpiBytes, { register, reports }));
    findings.push(...(plan?.findings ?? []), ...(kpis?.findings ?? []));
    return {
      planRead: plan?.opened ?? false,
      plan: plan?.plan,
      forecasts: plan?.forecasts ?? [],
      kpis: kpis?.kpis,
    };
  }

  const roundIds = namesIn(join(folder, 'rounds')).filter((name) => /^\d{4}-\d{2}$/.test(name));
  const paperIds = namesIn(join(folder, 'forum')).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
  const all = wanted.length === 0;
  const last =
    wanted
      .filter((id) => roundIds.includes(id))
      .sort()
      .at(-1) ?? '';
  // The workbooks are read with the agreement and the register beside them, which say what "Q1" and a KPI's unit are.
  const agreement = yaml(inputFiles.agreement, agreementSchema);
  const register = yaml(inputFiles.register, registerSchema);
  const programme = yaml(inputFiles.programme, programmeSchema);
  const holidays = yaml(inputFiles.holidays, holidaysSchema);
  const workbooks = withWorkbooks
    ? await readWorkbooks(agreement, register)
    : { planRead: false, plan: undefined, forecasts: [], kpis: undefined };
  const rounds = roundIds.filter((id) => all || id <= last).map(readRound);
  const papers = paperIds.filter((id) => all || wanted.includes(id)).map(readPaper);
  files.sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    project: { agreement, programme, register, holidays, ...workbooks, rounds, papers },
    ids: [...roundIds, ...paperIds],
    findings,
    sources,
    files,
  };
}

const asPeopleCount = new Intl.Collator('en', { numeric: true });

/** Names in a folder in the order in which people count: 2 before 10. One that cannot be looked into is not an empty one. */
function namesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder);
    return names.filter((name) => !leftover.test(name)).sort(asPeopleCount.compare);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}
