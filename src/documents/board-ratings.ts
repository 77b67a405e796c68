import { updateOf } from '../model/round.ts';
import { ratingIn, ratingMovement } from './conditions.ts';
import { beginsBlock, shortDate } from './house-formats.ts';
import { fixed, type Given, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';
import type { ReportText } from './tri-annual-report.ts';

/** The ratings on the front sheet: each beside the last, why it has changed, and what is done. */

type GivenCondition = ReportText['conditions'][number];

/** A condition's rating beside that of the round before. */
export function buildRatings(source: ReportSource, before: string | undefined, condition: GivenCondition) {
  const { number, name, rating: now } = condition;
  const given = before === undefined ? undefined : ratingIn(source, before, Number(number.value));
  const last = given ?? fixed(before ? 'No rating' : 'None');
  return {
    number,
    name,
    both: [last, now],
    before: last,
    now,
    note: noteOn(source, condition, given !== undefined),
  };
}

/** Why a rating has changed, and its mitigation: `**Worse.** Six teams start late. **Mitigation:** Cover their zones.` */
function noteOn(source: ReportSource, condition: GivenCondition, isCompared: boolean): Given {
  const { reason, has_mitigation, mitigation, mitigation_owner } = condition;
  const { short, changed } = ratingMovement(source, Number(condition.number.value));
  const by = updateOf(source.round, Number(condition.number.value))?.update.mitigation?.by;
  const { value: words } = reason;
  const given = words.includes('\n') ? words : words.replace(/(?<=[\p{L}\p{N}\])%])$/u, '.');
  const why = words === missing.text ? (changed ? 'No reason is given.' : '') : given;
  const isGiven = mitigation.value !== missing.text;
  const action = isGiven ? asMarkdown(mitigation.value) : 'none is given yet';
  const owner =
    !isGiven || mitigation_owner.value === missing.text ? '' : ` (${asMarkdown(mitigation_owner.value)})`;
  const due = isGiven && by ? `, by\u00A0${shortDate(by).replaceAll(' ', '\u00A0')}` : '';
  const parts = [
    ...(changed ? [`**${short.value}.**`] : isCompared && !why ? [`${short.value}.`] : []),
    ...(why ? [why] : []),
    ...(has_mitigation ? [`**Mitigation:** ${action}${owner}${due}.`] : []),
  ];
  const written = (text: string) =>
    workedOut(
      text,
      'movement, reason and mitigation',
      short,
      reason,
      mitigation,
      mitigation_owner,
      condition.mitigation_date,
    );
  if (parts.length === 0) return written(`${short.value}.`);
  // What runs over lines, and what follows it, is in paragraphs of its own.
  return written(
    parts.join(parts.some((part) => part.includes('\n') || beginsBlock.test(part)) ? '\n\n' : ' '),
  );
}

/** Plain text in Markdown that prints as it was typed. */
const asMarkdown = (text: string) => text.replace(/\s+/g, ' ').replace(/[*_~[\]()<>#+\-.!|]/g, '\\$&');
