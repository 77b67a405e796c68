import { list, longDate } from './formats.ts';
import { missing, type ReportSource } from './input.ts';
import type { TriAnnualReport } from './tri-annual-report.ts';

/** What the board has to decide on a report, worked out from what the report says. */

export interface Decision {
  lead: string;
  words: string;
}

/** The decisions, the gravest first, and what is asked of the DfE as the entry of a list, where anything is. */
export function decisionsIn(
  source: ReportSource,
  report: TriAnnualReport,
): { decisions: Decision[]; asked: string | undefined } {
  return {
    decisions: [
      ...gaps(source),
      ...onTrack(report),
      ...mitigations(source, report),
      ...report.corrections.map(({ report: month, item, told, now }) => ({
        lead: `Correct the ${month} report`,
        words: `${item}: told ${told}, now ${now}.`,
      })),
      ...signOffs(source, report),
    ],
    asked: askedOf(report),
  };
}

function gaps({ gaps: found }: ReportSource): Decision[] {
  if (found.length === 0) return [];
  const words =
    found.length === 1
      ? 'one thing is missing, and is named on its first page.'
      : `${found.length} things are missing, and are named on its first page.`;
  return [{ lead: 'Complete the report', words }];
}

function onTrack({ on_track }: TriAnnualReport): Decision[] {
  if (on_track === 'Yes') return [];
  const words = on_track === missing.text ? 'none is given yet.' : `“${on_track}”, on the figures above.`;
  return [{ lead: 'Agree the answer to the DfE', words }];
}

/** The conditions whose rating must come with a mitigation, the worst ratings first. The mitigation itself is printed with the ratings. */
function mitigations({ project }: ReportSource, { conditions }: TriAnnualReport): Decision[] {
  const worst = project.agreement.rating_scale.filter(({ needs_mitigation }) => needs_mitigation).reverse();
  const groups = worst.flatMap(({ rating }) => {
    const numbers = conditions.filter((one) => one.rating === rating).map(({ number }) => number);
    return numbers.length > 0 ? [`${conditionsNamed(numbers)} (${rating})`] : [];
  });
  if (groups.length === 0) return [];
  const lacking = conditions.filter((one) => one.has_mitigation && one.mitigation === missing.text);
  const none =
    lacking.length > 0
      ? `; none is given yet for ${conditionsNamed(lacking.map(({ number }) => number))}`
      : '';
  return [{ lead: 'Agree mitigations', words: `${list(groups)}${none}.` }];
}

const conditionsNamed = (numbers: readonly string[]) =>
  `condition${numbers.length > 1 ? 's' : ''} ${list(numbers)}`;

function signOffs({ milestones, calendar }: ReportSource, { sign_offs }: TriAnnualReport): Decision[] {
  const open = sign_offs.filter(({ name, date }) => [name, date].includes('Not yet signed'));
  if (open.length === 0) return [];
  const by = milestones.findLast(({ stage }) => stage === 'board')?.date ?? calendar.deadline;
  return [{ lead: `Sign off by ${longDate(by)}`, words: `${list(open.map(({ role }) => role))}.` }];
}

/** Markdown that begins with a list or a table: it cannot go on in the line of its label. */
export const beginsBlock = /^\s*(?:[-*+]\s|\||\d+[.)]\s)/;

/** What the report asks of the DfE, unless it says that it asks for nothing. */
function askedOf({ support_required }: TriAnnualReport): string | undefined {
  if (support_required === missing.text || /^none\b[^.]*\.?$/i.test(support_required)) return undefined;
  const gap = beginsBlock.test(support_required) ? '\n\n' : ' ';
  return `- **Asked of the DfE:**${`${gap}${support_required}`.replace(/\n(?=.)/g, '\n  ')}`;
}
