import type { Kpi } from '../model/kpi.ts';

/** Changes so large that the figure may be a slip: a decimal point, a unit, or the value of another row. */

/** What is found and what may have happened, the subject left out. */
export interface Question {
  message: string;
  help: string;
}

/** Below these in both values, a large change is no wonder: 2 pupils and then 9. */
const least: Record<Kpi['unit'], number> = { count: 30, percent: 2, pounds: 500, millions: 0.5, ratio: 1 };

const slips: Partial<Record<Kpi['unit'], Record<number, string>>> = {
  percent: { 100: '18.6% is written 18.6, and not 0.186' },
  pounds: { 100: 'it is in pounds, and not in pence', 1000: 'it is in pounds, and not in thousands' },
  millions: { 1000: 'it is in £m, and not in thousands of pounds' },
};

/** The power of ten, 10 to 1000, that one value is of the other, within 30 in 100 of it; `exact` within five. */
export function factorBetween(before: number, after: number, within = 0.3): number | undefined {
  const ratio = sizeOf(before, after);
  return [10, 100, 1000].find((factor) => ratio >= factor * (1 - within) && ratio <= factor * (1 + within));
}

/** How many times the larger is the smaller. */
const sizeOf = (a: number, b: number) =>
  Math.max(Math.abs(a), Math.abs(b)) / Math.min(Math.abs(a), Math.abs(b));

/**
 * What there is to ask about a value beside the one before it; undefined if it has changed as figures do. A balance, or a
 * change, passes nought and is small at times: it is asked about only if it has the very digits of a slip.
 */
export function jumpOf(before: number, after: number, { unit, sign }: Kpi): Question | undefined {
  const crosses = sign !== 'positive';
  // A formula that finds nothing gives 0. Of a few, none may well be left.
  if (after === 0 && !crosses && before >= 30 * least[unit])
    return { message: `is 0, after the ${before} before it`, help: 'see whether its formula found nothing' };
  if (before === 0 || after === 0) return undefined;
  const factor = factorBetween(before, after, crosses ? 0.05 : 0.3);
  const large = sizeOf(before, after);
  if (Math.max(Math.abs(before), Math.abs(after)) < least[unit]) return undefined;
  if (factor === undefined && (crosses || large < 5)) return undefined;
  const times = factor ?? Math.round(large);
  const compared = Math.abs(after) > Math.abs(before) ? `${times} times` : `one part in ${times} of`;
  const found = `is ${after}, about ${compared} the ${before} before it`;
  if (factor === undefined) return { message: found, help: 'see whether it is the value of another row' };
  const why =
    slips[unit]?.[factor] ?? 'see whether a digit is missing, or a decimal point is in the wrong place';
  return { message: `${found}, as after a slip of unit`, help: why };
}
