import { sha256 } from '../files/sha256.ts';
import type { DraftFacts } from '../model/draft-facts.ts';
import { longDate } from './formats.ts';
import { missing, type ReportSource } from './input.ts';

/** What a draft of the report says, for its manifest. Figures are not among it: the manifest has them with their cells. */
export function factsOf({ project, round }: Pick<ReportSource, 'project' | 'round'>): DraftFacts {
  const { agreement, programme } = project;
  const { report = {} } = round;
  const updates = agreement.conditions.map(({ number }) => ({
    number,
    update: round.conditions.find(({ update }) => update.condition === number)?.update,
  }));
  const texts = {
    ...Object.fromEntries(
      updates.map(({ number, update: { reason, mitigation, progress, owner } = {} }) => [
        `condition ${number}`,
        [reason, mitigation, progress, owner],
      ]),
    ),
    ...Object.fromEntries(
      agreement.questions.map(({ id }, i) => [`the answer to question ${i + 1}`, report.answers?.[id]]),
    ),
    'the additional information': report.additional_information,
    'the summary': report.summary,
    'the emerging risks': report.emerging_risks,
    'the support required': report.support_required,
    'the corrections': report.corrections,
    'the appendices': report.appendices,
  };
  return {
    on_track: report.on_track ?? missing.text,
    ratings: Object.fromEntries(
      updates.map(({ number, update }) => [String(number), update?.rating || missing.text]),
    ),
    signed: Object.fromEntries(
      programme.sign_offs.flatMap(({ id, role }) => {
        const { name, date } = report.sign_offs?.[id] ?? {};
        return name && date ? [[role, `${name}, ${longDate(date)}`]] : [];
      }),
    ),
    texts: Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, hashOf(value)])),
  };
}

const hashOf = (value: unknown) => sha256(JSON.stringify(value ?? null));
