import type { KpiUnit } from '../model/kpi.ts';

/** What words about a KPI say of it: its unit, which way is better, how often it is measured. */

/** A unit, and what a number that is written so is multiplied by. */
export interface UnitSaid {
  unit: KpiUnit;
  times: number;
}

type Units = ReadonlyArray<readonly [pattern: RegExp, unit: KpiUnit, times?: number]>;

const unitBy = (units: Units, text: string): UnitSaid | undefined => {
  const [, unit, times = 1] = units.find(([pattern]) => pattern.test(text)) ?? [];
  return unit && { unit, times };
};

const saidUnits: Units = [
  [/^(?:%|percent(?:age)?|per ?cent|proportion|rate \(%\))$/, 'percent'],
  [/£ ?m|million/, 'millions'],
  [/£ ?k|£ ?['\u2019]?000|thousand/, 'pounds', 1000],
  [/£|pounds?|gbp|currency/, 'pounds'],
  [/ratio/, 'ratio'],
  [
    /^(?:no\.?|#|n|number|count|integer|whole number|total|children|pupils|plans|places|cases|cyp)\b/,
    'count',
  ],
];
/** The unit that a cell of a column of units names. */
export const unitSaid = (text: string): UnitSaid | undefined =>
  unitBy(saidUnits, text.toLowerCase().replace(/\s+/g, ' ').trim());

const namedUnits: Units = [
  [/%|\bper ?cent(?:age)?\b|\bproportion\b/i, 'percent'],
  [/£ ?m\b|£ ?million/i, 'millions'],
  [/£ ?k\b|£ ?['\u2019]?000/i, 'pounds', 1000],
  [/\bratio\b/i, 'ratio'],
  [/£|\bcosts?\b|\bspend\b|\bprice\b/i, 'pounds'],
];
/** The unit that a name suggests: "Percentage of plans on time", "Average cost of a place (£)". */
export const unitInName = (name: string): UnitSaid | undefined => unitBy(namedUnits, name);

/** Which way is better, where a column says so. */
export function betterSaid(text: string): 'up' | 'down' | 'neither' | undefined {
  if (
    /\b(?:high(?:er)?|big(?:ger)?|up|increas\w*|more|max\w*|ris\w*|large[r]?)\b|[\u2191\u25B2\u2B06\u2197]|^\+$/i.test(
      text,
    )
  )
    return 'up';
  if (
    /\b(?:low(?:er)?|small(?:er)?|down|decreas\w*|less|fewer|min\w*|reduc\w*|fall\w*)\b|[\u2193\u25BC\u2B07\u2198]|^[-\u2212]$/i.test(
      text,
    )
  )
    return 'down';
  return /\b(?:neither|neutral|n\/?a|none|context\w*|monitor\w*)\b/i.test(text) ? 'neither' : undefined;
}

/** Which way a name suggests: a guess, and asked about. */
export function betterInName(name: string): 'up' | 'down' | 'neither' {
  if (
    /overdue|backlog|exclusion|suspension|tribunal|appeal|absen|complaint|waiting|deficit|\bcosts?\b|spend|independent|out[- ]of[- ](?:county|area|borough|city)|unfilled|vacanc|breach|late\b|delay/i.test(
      name,
    )
  )
    return 'down';
  return /on time|within \d+|timel|attendance|satisf|complet|\bfilled\b|returned|achiev|success/i.test(name)
    ? 'up'
    : 'neither';
}

/** How often it is measured. */
export function regularitySaid(text: string): 'Termly' | 'Annually' | undefined {
  if (/annual|year(?!.*term)|12 months/i.test(text)) return 'Annually';
  return text.trim() === '' ? undefined : 'Termly';
}

/** The workstreams that a cell names: "1, 3", "WS2". */
export const workstreamsSaid = (text: string, count: number): number[] =>
  [...new Set((text.match(/\d+/g) ?? []).map(Number))].filter((number) => number >= 1 && number <= count);
