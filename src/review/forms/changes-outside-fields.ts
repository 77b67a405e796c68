import { stepsBetween } from '../../word/compare/words.ts';

/** What was changed outside of the cells for answers: nothing of it is taken, and none of it is passed over in silence. */
interface ChangedOutside {
  before: string;
  after: string;
  reason: string;
}

/** A part of the form that was copied says nothing new. */
export function changesOutside(sent: readonly string[], came: readonly string[]): ChangedOutside[] {
  const known = new Set(sent);
  const there = new Set(came);
  const changes: ChangedOutside[] = [];
  let removed: string[] = [];
  for (const { kind, before, after, count } of stepsBetween(sent, came)) {
    if (kind === 'removed') {
      removed = sent.slice(before, before + count).filter((text) => !there.has(text));
      changes.push(...removed.map((text) => ({ before: text, after: '', reason: reasons.gone })));
      continue;
    }
    if (kind === 'added')
      for (const text of came.slice(after, after + count).filter((one) => !known.has(one))) {
        const was = removed.shift();
        if (was === undefined) changes.push({ before: '', after: text, reason: reasons.typed });
        else
          changes.splice(
            changes.findIndex((one) => one.before === was && one.after === ''),
            1,
            { before: was, after: text, reason: reasons.changed },
          );
      }
    removed = [];
  }
  return changes;
}

const reasons = {
  gone: 'a fixed text of the form was taken out; nothing is changed by that',
  changed: 'a fixed text of the form was changed, and is not taken: what was agreed and sent stays as it is',
  typed: 'it was typed outside of the cells for answers: say which field it belongs to, and type it there',
};
