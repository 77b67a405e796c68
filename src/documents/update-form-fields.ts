import type { AgreementCondition, PlanLine } from '../model/agreement.ts';
import type { FormField } from '../model/form-record.ts';
import type { Kpi } from '../model/kpi.ts';
import type { ReadableProject } from '../model/project.ts';
import { type Round, reportFile, updateOf } from '../model/round.ts';

/** What an update form asks for: where each answer is in the form, and where it belongs. */

type Field = Pick<FormField, 'mark' | 'kind' | 'name' | 'path'> & Partial<FormField>;

/** The value of a file at a path; undefined where a group on the way is missing. */
const valueAt = (value: unknown, path: FormField['path']): unknown =>
  path.reduce<unknown>(
    (inside, key) => (inside as Record<string | number, unknown> | undefined)?.[key],
    value,
  );

const completed =
  (file: string, turn: number, read: unknown) =>
  (field: Field): FormField => ({
    turn,
    cell: 1,
    file,
    value: valueAt(read, field.path),
    ...field,
  });

/** The value of the field whose path ends with a name. */
export const fieldAt = (fields: readonly FormField[]) => (name: string) =>
  fields.find(({ path }) => path.at(-1) === name)?.value;

const milestones = [
  { name: 'what', kind: 'text', needed: true },
  { name: 'by', kind: 'date', needed: true },
  { name: 'done', kind: 'date', needed: false },
  { name: 'note', kind: 'text', needed: false },
] as const;

export function conditionFields(
  { agreement }: ReadableProject,
  round: Round,
  { number }: AgreementCondition,
  turn: number,
): FormField[] {
  const found = updateOf(round, number);
  const file = found?.file ?? `${round.folder}/conditions/${number}-update.yaml`;
  const of = (what: string) => `condition ${number}, ${what}`;
  const options = agreement.rating_scale.map(({ rating }) => rating);
  const fields: Field[] = [
    { mark: 'rating', kind: 'choice', options, name: of('rating'), path: ['rating'] },
    { mark: 'reason', kind: 'markdown', name: of('reason'), path: ['reason'] },
    { mark: 'progress', kind: 'markdown', name: of('progress'), path: ['progress'] },
    { mark: 'mitigation', kind: 'text', name: of('mitigation'), path: ['mitigation', 'action'] },
    {
      mark: 'mitigation_owner',
      kind: 'text',
      name: of('owner of the mitigation'),
      path: ['mitigation', 'owner'],
    },
    { mark: 'mitigation_by', kind: 'date', name: of('date of the mitigation'), path: ['mitigation', 'by'] },
    {
      mark: 'timeline',
      kind: 'rows',
      columns: [...milestones],
      cell: 0,
      name: of('timeline'),
      path: ['timeline'],
    },
  ];
  return fields.map(completed(file, turn, found?.update));
}

export function kpiFields(round: Round, { id, dfe_ref }: Kpi, turn: number): FormField[] {
  const fields: Field[] = [
    {
      mark: 'kpi',
      cell: 3,
      kind: 'text',
      name: `KPI ${dfe_ref}, comment`,
      path: ['kpi_comments', id, 'comment'],
    },
    {
      mark: 'kpi',
      cell: 4,
      kind: 'text',
      name: `KPI ${dfe_ref}, action`,
      path: ['kpi_comments', id, 'action'],
    },
  ];
  return fields.map(completed(reportFile(round), turn, round.report));
}

export function lineFields(round: Round, { id, name }: PlanLine, turn: number): FormField[] {
  const field: Field = {
    mark: 'variance',
    cell: 4,
    kind: 'markdown',
    name: `variance of ${name}`,
    path: ['variances', id],
  };
  return [completed(reportFile(round), turn, round.report)(field)];
}

const level = ['Low', 'Medium', 'High'];

export function reportFields(round: Round): FormField[] {
  const risks = [
    { name: 'risk', kind: 'text', needed: true },
    { name: 'likelihood', kind: 'choice', options: level, needed: true },
    { name: 'impact', kind: 'choice', options: level, needed: true },
    { name: 'mitigation', kind: 'text', needed: true },
    { name: 'owner', kind: 'text', needed: true },
  ] satisfies FormField['columns'];
  const fields: Field[] = [
    {
      mark: 'on_track',
      kind: 'choice',
      options: ['Yes', 'At risk', 'No'],
      name: 'on track',
      path: ['on_track'],
    },
    { mark: 'summary', kind: 'markdown', name: 'summary', path: ['summary'] },
    { mark: 'support', kind: 'markdown', name: 'support required', path: ['support_required'] },
    {
      mark: 'risks',
      kind: 'rows',
      columns: risks,
      cell: 0,
      name: 'emerging risks',
      path: ['emerging_risks'],
    },
  ];
  return fields.map(completed(reportFile(round), 0, round.report));
}
