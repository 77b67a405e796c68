import type { AgreementCondition, PlanLine } from './agreement.ts';
import { type Kpi, kpisOf } from './kpi.ts';
import type { Programme } from './programme.ts';
import type { ReadableProject } from './project.ts';
import { type Round, roundBefore, updateOf } from './round.ts';

/** Who answers for what in a round: roles, as programme.yaml and the updates name them. */

/** The role that writes report.yaml, where programme.yaml names none. */
export const reportOwnerOf = ({ report_owner }: Programme): string => report_owner ?? 'Owner of the report';

/** The owner named in the round, or in the round before, or else whoever leads the workstream. */
export function ownerOfCondition(
  { agreement, programme, rounds }: ReadableProject,
  round: Round,
  { number, workstreams }: Pick<AgreementCondition, 'number' | 'workstreams'>,
): string {
  const before = rounds.find(({ id }) => id === roundBefore(agreement, round.id));
  const named = (one: Round | undefined) => updateOf(one, number)?.update.owner;
  const lead = programme.workstreams.find((workstream) => workstream.number === workstreams?.[0])?.lead;
  return named(round) || named(before) || lead || `Owner of condition ${number}`;
}

/** What one role answers for. */
export interface Owned {
  owner: string;
  conditions: AgreementCondition[];
  kpis: Kpi[];
  lines: PlanLine[];
  /** The DfE's questions, and what else it asks for, by id. */
  questions: string[];
  /** Whether it writes the report: what is asked once for all. */
  report: boolean;
}

/** Roles are the same whatever their capitals and blanks. */
const roleKey = (role: string) => role.replace(/\s+/g, ' ').trim().toLowerCase();

/** Who holds a role, as programme.yaml says. */
export const personOf = ({ people = [] }: Pick<Programme, 'people'>, role: string) =>
  people.find((one) => roleKey(one.role) === roleKey(role));

/** Everybody who answers for something in a round: owners of conditions in the agreement's order, the writer of the report last. */
export function ownersIn(project: ReadableProject, round: Round): Owned[] {
  const { agreement, register, programme } = project;
  const reportOwner = reportOwnerOf(programme);
  const all = new Map<string, Owned>();
  const of = (role: string): Owned => {
    const found = all.get(roleKey(role));
    if (found) return found;
    const made: Owned = { owner: role, conditions: [], kpis: [], lines: [], questions: [], report: false };
    all.set(roleKey(role), made);
    return made;
  };
  for (const condition of agreement.conditions)
    of(ownerOfCondition(project, round, condition)).conditions.push(condition);
  for (const kpi of kpisOf(register)) if (kpi.owner) of(kpi.owner).kpis.push(kpi);
  for (const line of agreement.plan.lines) if (line.owner) of(line.owner).lines.push(line);
  for (const { id, owner } of [...agreement.questions, ...agreement.additional_information])
    of(owner ?? reportOwner).questions.push(id);
  of(reportOwner).report = true;
  return [...all.values()];
}
