import { stringify } from 'yaml';
import { wrapped } from '../inputs/yaml/block-text.ts';
import type { Agreement } from '../model/agreement.ts';
import type { KpiRegister } from '../model/kpi.ts';
import type { Programme } from '../model/programme.ts';
import { inGroups } from './own-workbooks.ts';
import type { OwnKpi } from './read-kpis.ts';

/** The YAML files of a new project: what was answered, below a comment that says what each part is for. */

const comments: Record<string, string> = {
  agreed: 'When the agreement was made, as documents print it: February 2023.',
  financial_years: 'The years of the plan; documents print a column for each.',
  conditions:
    'The conditions word for word. `short` is your own name for each, used in headings and tables. `workstreams` says who leads the work.',
  rating_scale:
    'Best first, two to seven, with any words. A rating with needs_mitigation must come with an action, an owner and a date.',
  questions: 'What the funder asks, word for word.',
  additional_information: 'What the funder asks for besides.',
  reports: 'The reports of a financial year, in its order, each with the day on which it is wanted.',
  milestones:
    'What happens before each deadline, in working days. stage: what begins on that day, draft, board or submit. with: who has the report then.',
  collection: 'When people are first asked for their updates, in working days before the deadline.',
  contributions: 'Money towards the deficit by year, in £m, positive.',
  plan: 'The lines of the plan by the names that they have in dsg-plan.xlsx, and what each is. Income and contributions are negative there, spending and deficits positive.',
  on_track: 'How far, in £m, the forecast balance may be above the plan before "on track" is contradicted.',
  first_round: 'The first report that is made with this program: no earlier one is asked for.',
  public_name: 'The name used with schools, families and in public; formal_name is that of the funder.',
  term_note: "The footnote on the funder's name in the report.",
  report_owner: "The role that writes each round's report.yaml and keeps the workbooks.",
  people: 'Who holds a role, for the e-mails that update forms go out with.',
  sign_offs: 'Who must sign before a report is submitted: roles, not names.',
  workstreams: 'The workstreams, each with the role that leads it.',
  glossary: 'Short forms and what they stand for, explained in papers where they are first used.',
  public: 'What public papers need besides: who answers questions, and wording that every paper has.',
};

/** Words of a comment on lines of its own, none wider than the file. */
const commentLines = (text: string): string[] => wrapped(text, 116).map((line) => `# ${line}`);

const parts = (value: object): string =>
  Object.entries(value)
    .filter(([, inside]) => inside !== undefined)
    .map(([key, inside]) => {
      const comment = comments[key];
      return `${comment ? `\n${commentLines(comment).join('\n')}\n` : ''}${stringify({ [key]: inside }, { lineWidth: 110 })}`;
    })
    .join('');

export const agreementYaml = (agreement: Agreement): string =>
  `# The agreement between the council and its funder. When it is revised, change it here and nowhere else.\n\n${parts(agreement)}`;

export const programmeYaml = (programme: Programme): string =>
  `# Names, people by role, and the words that the council uses.\n\n${parts(programme)}`;

export function registerYaml(kpis: readonly OwnKpi[]): string {
  const groups: KpiRegister['groups'] = [];
  for (const { kpi, group } of inGroups(kpis)) {
    const last = groups.at(-1);
    if (last?.name === group) last.kpis.push(kpi);
    else groups.push({ name: group, kpis: [kpi] });
  }
  const intro = commentLines(
    'The KPIs, in the order of kpis.xlsx. unit: count, percent, pounds, millions or ratio. sign: positive (never below nought), either, or surplus-positive (a deficit is negative). better: up, down or neither. regularity: Termly or Annually. pupils: true for counts of pupils, which are hidden in public where they are small.',
  );
  return `${intro.join('\n')}\n\n${stringify({ groups }, { lineWidth: 110 })}`;
}
