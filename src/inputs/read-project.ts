import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { type Agreement, agreementSchema } from '../model/agreement.ts';
import { type KpiRegister, registerSchema } from '../model/kpi.ts';
import { focusSchema, type Paper, paperSchema, workstreamUpdateSchema } from '../model/paper.ts';
import { holidaysSchema, programmeSchema } from '../model/programme.ts';
import { inputFiles, type Project } from '../model/project.ts';
import { type ConditionFile, conditionSchema, type Round, reportSchema } from '../model/round.ts';
import { submissionFile, submissionSchema } from '../model/submission.ts';
import { howToClose } from '../owner.ts';
import { readKpiWorkbook } from './kpi-workbook.ts';
import { readPlanWorkbook } from './plan-workbook.ts';
import type { Sources } from './sources.ts';
import { readYaml } from './yaml.ts';

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

  async function bytesOf(file: string, needed: boolean): Promise<Buffer | undefined> {
    try {
      const bytes = await readFile(join(folder, file));
      files.push({ file, sha256: createHash('sha256').update(bytes).digest('hex') });
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

  async function yaml<Schema extends z.ZodType>(
    file: string,
    schema: Schema,
    needed = true,
  ): Promise<z.infer<Schema> | undefined> {
    const bytes = await bytesOf(file, needed);
    if (!bytes) return undefined;
    const read = readYaml(file, bytes, schema);
    findings.push(...read.findings);
    if (read.source) sources.set(file, read.source);
    return read.value;
  }

  async function readRound(id: string): Promise<Round> {
    const at = `rounds/${id}`;
    const names = (await namesIn(join(folder, at, 'conditions'))).filter((name) => /\.ya?ml$/i.test(name));
    const report = await yaml(`${at}/report.yaml`, reportSchema);
    const conditions: ConditionFile[] = [];
    for (const name of names) {
      const file = `${at}/conditions/${name}`;
      const update = await yaml(file, conditionSchema);
      if (update) conditions.push({ file, update });
    }
    const record = submissionFile({ folder: at });
    const submission = await yaml(record, submissionSchema, false);
    const submitted = files.some(({ file }) => file === record);
    return { id, folder: at, report, conditions, submitted, submission };
  }

  async function readPaper(id: string): Promise<Paper> {
    const at = `forum/${id}`;
    const names = await namesIn(join(folder, at));
    const paper = await yaml(`${at}/paper.yaml`, paperSchema);
    const focus = await yaml(`${at}/focus.yaml`, focusSchema);
    const workstreams: Paper['workstreams'] = [];
    for (const name of names.filter((candidate) => /^workstream.*\.ya?ml$/i.test(candidate))) {
      const file = `${at}/${name}`;
      const update = await yaml(file, workstreamUpdateSchema);
      if (update) workstreams.push({ file, update });
    }
    return { id, folder: at, paper, workstreams, focus };
  }

  async function readWorkbooks(agreement: Agreement | undefined, register: KpiRegister | undefined) {
    const reports = agreement?.reports ?? [];
    // One after the other: reading is work for the processor, and the second workbook finds the reader loaded.
    const planBytes = await bytesOf(inputFiles.plan, true);
    const plan = planBytes && (await readPlanWorkbook(inputFiles.plan, planBytes, reports));
    const kpiBytes = await bytesOf(inputFiles.kpis, true);
    const kpis = kpiBytes && (await readKpiWorkbook(inputFiles.kpis, kpiBytes, { register, reports }));
    findings.push(...(plan?.findings ?? []), ...(kpis?.findings ?? []));
    return {
      planRead: plan?.opened ?? false,
      plan: plan?.plan,
      forecasts: plan?.forecasts ?? [],
      kpis: kpis?.kpis,
    };
  }

  const roundIds = (await namesIn(join(folder, 'rounds'))).filter((name) => /^\d{4}-\d{2}$/.test(name));
  const paperIds = (await namesIn(join(folder, 'forum'))).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
  const all = wanted.length === 0;
  const last =
    wanted
      .filter((id) => roundIds.includes(id))
      .sort()
      .at(-1) ?? '';
  // The workbooks are read with the agreement and the register beside them, which say what "Q1" and a KPI's unit are.
  const [agreement, register] = await Promise.all([
    yaml(inputFiles.agreement, agreementSchema),
    yaml(inputFiles.register, registerSchema),
  ]);
  const [programme, holidays, workbooks, rounds, papers] = await Promise.all([
    yaml(inputFiles.programme, programmeSchema),
    yaml(inputFiles.holidays, holidaysSchema),
    withWorkbooks
      ? readWorkbooks(agreement, register)
      : { planRead: false, plan: undefined, forecasts: [], kpis: undefined },
    Promise.all(roundIds.filter((id) => all || id <= last).map(readRound)),
    Promise.all(paperIds.filter((id) => all || wanted.includes(id)).map(readPaper)),
  ]);
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
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  return names.filter((name) => !leftover.test(name)).sort(asPeopleCount.compare);
}
