import type { Agreement } from './agreement.ts';
import type { Capital } from './capital.ts';
import type { DifficultyNote } from './difficulty.ts';
import type { ForwardPlan } from './forward-plan.ts';
import type { KpiRegister, KpiSheet } from './kpi.ts';
import type { Paper } from './paper.ts';
import type { PlanTable } from './plan.ts';
import type { Holidays, Programme } from './programme.ts';
import type { RegisterEntry } from './register.ts';
import type { Round } from './round.ts';

/**
 * Everything that the inputs folder holds. A part that is missing or cannot be read is absent; the reader has said why.
 */
export interface Project {
  agreement: Agreement | undefined;
  programme: Programme | undefined;
  register: KpiRegister | undefined;
  holidays: Holidays | undefined;
  /** Without lists where a project has no such file. */
  capital: Capital | undefined;
  /** Absent too where a project has no such file. */
  forwardPlan: ForwardPlan | undefined;
  kpis: KpiSheet | undefined;
  /** Whether the plan workbook could be opened: what is not in it is missing, and not only unread. */
  planRead: boolean;
  plan: PlanTable | undefined;
  /** One for each round that has one. */
  forecasts: PlanTable[];
  /** Sheets for forecasts in which no figure has been typed yet. */
  blankForecasts?: PlanTable[];
  /** In order of time. */
  rounds: Round[];
  papers: Paper[];
  /** In order of time. */
  difficulties: DifficultyNote[];
  /** The register of what was sent and published. */
  submissions: RegisterEntry[];
}

/** A project that documents can be made from: what the agreement and the programme are is known. */
export type ReadableProject = Project & {
  agreement: Agreement;
  programme: Programme;
  register: KpiRegister;
};

export function isReadable(project: Project): project is ReadableProject {
  return project.agreement !== undefined && project.programme !== undefined && project.register !== undefined;
}

/** Names of the input files, relative to the inputs folder. */
export const inputFiles = {
  agreement: 'agreement.yaml',
  programme: 'programme.yaml',
  register: 'kpis.yaml',
  holidays: 'bank-holidays.yaml',
  kpis: 'kpis.xlsx',
  plan: 'dsg-plan.xlsx',
  capital: 'capital.yaml',
  forwardPlan: 'forward-plan.yaml',
  submissions: 'submissions.yaml',
} as const;
