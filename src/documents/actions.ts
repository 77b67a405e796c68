import { notRecorded, type Paper, paperFile, textOf } from '../model/paper.ts';
import { updateOf } from '../model/round.ts';
import { buildConditions, ratingMovement } from './conditions.ts';
import { fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { shortDate, stopped, withoutStop } from './house-formats.ts';
import { as, fixed, type Given, orElse, workedOut } from './origins.ts';
import { publicNameOf } from './public-kpis.ts';
import { missing, type ReportSource } from './report-source.ts';

/** Why ratings have changed or need an action, what that action is, who takes it, and by when. */
export function actionsIn(source: ReportSource, paper: Paper, hasNextStep: boolean) {
  const { project, round } = source;
  const since = sinceThen(paper, 'condition');
  const fill = withFigures(project, publicNameOf, round.id);
  return buildConditions(source).flatMap(({ number, name, rating, timeline }) => {
    const condition = Number(number.value);
    const found = updateOf(round, condition);
    if (!found) return [];
    const update = fieldsOf(found.update, { file: found.file, fill, isPublic: true });
    const { action, owner, by } = update.mitigation ?? {};
    const isNeeded = project.agreement.rating_scale.some(
      (step) => step.rating === rating.value && step.needs_mitigation,
    );
    const hasChanged = ratingMovement(source, condition).changed && update.reason?.value;
    const state = since.get(condition);
    if (!isNeeded && !hasChanged && !state) return [];
    const none = isNeeded ? missing.text : 'None needed';
    return [
      {
        number,
        name,
        rating,
        reason: as(orElse(update.reason, none), sentence),
        action: as(orElse(action, none), sentence),
        owner: as(orElse(owner?.value ? owner : update.owner, missing.text), withoutStop),
        by: by?.value ? as(by, shortDate) : fixed(none),
        states: [
          ...(hasNextStep ? [nextStep(timeline, paper)] : []),
          ...(since.size > 0 ? [orElse(state, notRecorded)] : []),
        ],
      },
    ];
  });
}

/** What has happened since the report, by the conditions of its actions, or by the places of its risks. */
export function sinceThen(paper: Paper, of: 'condition' | 'risk'): ReadonlyMap<number, Given> {
  const at = ['publish_from_report', 'since'];
  const since = fieldsOf(textOf(paper)?.publish_from_report?.since ?? [], { file: paperFile(paper), at });
  return new Map(since.flatMap(({ [of]: number, state }) => (number?.value ? [[number.value, state]] : [])));
}

/** The first step of a timeline that is due after the meeting: `2 Oct 2023, moved from 29 Sep: All four extra posts filled`. */
function nextStep(timeline: ReturnType<typeof buildConditions>[number]['timeline'], { meeting }: Paper) {
  const next = timeline.find(({ by, state }) => by.value > meeting && !state.value.startsWith('Done'));
  if (!next) return fixed('None after this');
  const { what, by, state } = next;
  const [moved = ''] = /, moved from [^.]*/.exec(state.value) ?? [];
  const from = moved.replace(/(?<=\d \w{3})\w+/, '').replace(` ${by.value.slice(0, 4)}`, '');
  return workedOut(
    `${shortDate(by.value)}${from}: ${withoutStop(what.value)}`,
    'the timeline',
    what,
    by,
    state,
  );
}

/** One line that ends in a full stop. */
const sentence = (text: string) => stopped(text.trim().replace(/\s+/g, ' '));
