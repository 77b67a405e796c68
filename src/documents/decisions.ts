import { inputFiles } from '../model/project.ts';
import { reportFile } from '../model/round.ts';
import { gapBefore, shortOf } from './asked.ts';
import { fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { conditionsNamed, list, longDate, stopped } from './house-formats.ts';
import { as, fixed, type Given, inText, workedOut } from './origins.ts';
import { missing, notSigned, type ReportSource } from './report-source.ts';
import type { ReportText } from './tri-annual-report.ts';

/** What the board has to decide on a report, worked out from what the report says. */

interface Decision {
  lead: Given;
  words: Given;
}

/** The decisions, the gravest first, and what is asked of the DfE as the entry of a list, where anything is. */
export function decisionsIn(
  source: ReportSource,
  report: ReportText,
): { decisions: Decision[]; asked: Given | undefined } {
  return {
    decisions: [
      ...gaps(source),
      ...onTrack(report),
      ...mitigations(source, report),
      ...askedByAuthor(source),
      ...report.corrections.map(({ report: month, item, told, now }) => ({
        lead: workedOut(`Correct the ${month.value} report`, 'the corrections', month),
        words: workedOut(
          `${item.value}: told ${told.value}, now ${now.value}.`,
          'the corrections',
          item,
          told,
          inText(now),
        ),
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
  return [{ lead: fixed('Complete the report'), words: workedOut(words, 'what reading and checking found') }];
}

/** The answer. Once all have signed, a "Yes" is agreed. */
function onTrack(report: ReportText): Decision[] {
  const { on_track } = report;
  const { value } = on_track;
  if (value === 'Yes' && notSignedIn(report).length === 0) return [];
  const words = value === missing.text ? 'none is given yet.' : `“${value}”, on the figures above.`;
  return [{ lead: fixed('Agree the answer to the DfE'), words: as(on_track, () => words) }];
}

/** The conditions whose rating must come with a mitigation, the worst ratings first. The mitigation itself is printed with the ratings. */
function mitigations({ project }: ReportSource, { conditions }: ReportText): Decision[] {
  const worst = project.agreement.rating_scale.filter(({ needs_mitigation }) => needs_mitigation).reverse();
  const groups = worst.flatMap(({ rating }) => {
    const numbers = conditions.filter((one) => one.rating.value === rating).map(({ number }) => number.value);
    return numbers.length > 0 ? [`${conditionsNamed(numbers)} (${rating})`] : [];
  });
  if (groups.length === 0) return [];
  const lacking = conditions.filter((one) => one.has_mitigation && one.mitigation.value === missing.text);
  const none =
    lacking.length > 0
      ? `; none is given yet for ${conditionsNamed(lacking.map(({ number }) => number.value))}`
      : '';
  const scale = { field: inputFiles.agreement, path: ['rating_scale'] };
  const sources = conditions.flatMap(({ number, rating, mitigation }) => [number, rating, mitigation]);
  const words = workedOut(`${list(groups)}${none}.`, 'the ratings that need one', ...sources, scale);
  return [{ lead: fixed('Agree mitigations'), words }];
}

/** What the author asks of the board, and what its minutes say of it: `Decide: to approve the recovery plan. Recorded: approved.` */
function askedByAuthor({ project, round }: ReportSource): Decision[] {
  const fill = withFigures(project, undefined, round.id);
  const { decisions = [] } = fieldsOf(round.report ?? {}, { file: reportFile(round), fill });
  return decisions.map(({ what, recorded }) => ({
    lead: fixed(recorded ? 'Decided' : 'Decide'),
    words: recorded
      ? workedOut(
          `${stopped(what.value)} Recorded: ${stopped(recorded.value)}`,
          'the decision and its record',
          what,
          recorded,
        )
      : as(what, stopped),
  }));
}

const notSignedIn = ({ sign_offs }: ReportText) =>
  sign_offs.filter(({ name, date }) => [name.value, date.value].includes(notSigned));

function signOffs({ milestones, calendar }: ReportSource, report: ReportText): Decision[] {
  const { sign_offs } = report;
  const open = notSignedIn(report);
  if (open.length === 0) return [];
  const at = milestones.findLastIndex(({ stage }) => stage === 'board');
  const by = milestones[at]?.date ?? calendar.deadline;
  const from = report.milestones[at]?.date ?? report.deadline;
  return [
    {
      lead: workedOut(`Sign off by ${longDate(by)}`, 'the milestone of the board', from),
      words: workedOut(
        `the report; then the ${list(open.map(({ role }) => role.value))} ${open.length === 1 ? 'signs' : 'sign'}.`,
        'who has not signed',
        ...sign_offs.flatMap(({ role, name, date }) => [role, name, date]),
      ),
    },
  ];
}

/** What the report asks of the DfE, unless it says that it asks for nothing. */
function askedOf({ support_required }: ReportText): Given | undefined {
  const { value } = support_required;
  if (value === missing.text || /^none\b[^.]*\.?$/i.test(value)) return undefined;
  return shortOf(
    support_required,
    (words) =>
      `- **Agree what is asked of the DfE:**${`${gapBefore(words)}${words}`.replace(/\n(?=.)/g, '\n  ')}`,
  );
}
