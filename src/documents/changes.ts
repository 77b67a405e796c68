import * as z from 'zod';
import {
  type Change,
  differences,
  isWording,
  ofTheDraft,
  signatures,
  withoutNumbers,
} from '../model/draft-differences.ts';
import { isOfAppendix, ofAppendix, originsIn, type Printed, printedSchema } from '../model/printed-list.ts';
import { figureChanges, isFigure } from './figure-changes.ts';
import { list } from './house-formats.ts';
import { missing, notSigned, type ReportSource } from './report-source.ts';

/** What has changed between two drafts of a report, in sentences: answers and ratings, then figures, then texts. */

const recorded = z.object({ printed: printedSchema });
const program = z.object({ program: z.string().regex(/^[\w.+-]+ [\w.+-]+$/), draft: z.number() });

/**
 * What a report says that the draft of a manifest did not; undefined if there is no manifest, or its list is damaged. A manifest
 * of 0.1 has no list: then this says so.
 */
export function changesSince(
  manifest: unknown,
  after: readonly Printed[],
  source: ReportSource,
): string[] | undefined {
  const read = recorded.safeParse(manifest);
  if (read.success) {
    const own = (list: readonly Printed[]) => list.filter((one) => !isOfAppendix(one));
    const sentences = sentencesOf(own(read.data.printed), own(after), source);
    return [...sentences, ...appendixChanges(read.data.printed, after)];
  }
  const made = program.safeParse(manifest);
  if (!made.success || 'printed' in (manifest as object)) return undefined;
  return [
    `Not comparable with draft ${made.data.draft}: ${made.data.program}, which made it, kept no list of what it printed.`,
  ];
}

/** The differences between two lists in sentences. Those who have signed are among them. */
export function sentencesOf(
  before: readonly Printed[],
  after: readonly Printed[],
  source: ReportSource,
): string[] {
  const besides = ofTheDraft.filter((name) => !(signatures as readonly string[]).includes(name));
  const changes = differences(before, after, besides);
  const values = changes.filter(({ origin }) => !isWording(origin));
  const wording = changes.filter((change) => !values.includes(change));
  const sentences = [
    ...valuesOf(values, /^on_track$/).map(({ now, last }) => `On track: ${now}, was ${last}.`),
    ...ratingChanges(values, source),
    ...figureChanges(values, source),
    ...signed(before, after, source),
    ...texts(values, before),
  ];
  const told = [...sentences, ...rest(values, sentences.length === 0), ...gapChanges(before, after)];
  return [...told, ...wordingChanges(wording, told.length === 0)];
}

/** Appendices that differ from those of the draft before, in sentences. */
function appendixChanges(before: readonly Printed[], now: readonly Printed[]): string[] {
  const keyOf = ({ name, text }: Printed) =>
    name === `${ofAppendix}file` ? text.replace(/: \w+$/, '') : (name.split('.')[1] ?? '');
  const saidIn = (list: readonly Printed[], key: string) =>
    list.filter((one) => isOfAppendix(one) && keyOf(one) === key).map(({ name, text }) => `${name} ${text}`);
  const keys = new Set([...before, ...now].filter(isOfAppendix).map(keyOf));
  return [...keys].flatMap((key) => {
    const [was, is] = [saidIn(before, key), saidIn(now, key)];
    if (was.join('\n') === is.join('\n')) return [];
    const what = was.length === 0 ? 'been added' : is.length === 0 ? 'been taken out' : 'changed';
    return [`The appendix ${key} has ${what}.`];
  });
}

/** Changed values by name, each name once. */
function valuesOf(changes: readonly Change[], name: RegExp) {
  const found = new Map<string, { match: RegExpExecArray; now: string; last: string }>();
  for (const { name: full, before = missing.text, after = missing.text } of changes) {
    const match = name.exec(full);
    if (match && !found.has(full)) found.set(full, { match, now: after, last: before });
  }
  return [...found.values()];
}

/** This report's ratings, those of earlier reports that it repeats, and movements that have changed without this one's rating. */
function ratingChanges(values: readonly Change[], { project, calendar }: ReportSource): string[] {
  const { conditions, reports } = project.agreement;
  return conditions.flatMap(({ number, short }, i) => {
    const all = (of: string) => valuesOf(values, new RegExp(`^(?:conditions|glance)\\.${i}\\.${of}$`));
    const columns = [...all('ratings\\.(\\d+)'), ...all('rating_(\\d+)')].map(({ match, ...rest }) => {
      const column = Number(match[1]) - (match[0].includes('rating_') ? 1 : 0);
      return { ...rest, report: reports[column] };
    });
    const own = [
      ...all('rating'),
      ...columns.filter(({ report }) => report?.number === calendar.report.number),
    ];
    const others = columns.filter(({ report }) => report && report.number !== calendar.report.number);
    const movement = own.length > 0 ? [] : all('movement');
    const words = (what: string, { now, last }: { now: string; last: string }, quote = '') =>
      `${what}: ${quote && '“'}${now}${quote}, was ${quote && '“'}${last}${quote}.`;
    const name = `of condition ${number}, ${short}`;
    return [
      ...own.map((one) => words(`Rating ${name}`, one)),
      ...others.map((one) => words(`Rating ${name}, in ${one.report?.column}`, one)),
      ...movement.map((one) => words(`Movement ${name}`, one, '”')),
    ].filter((sentence, at, every) => every.indexOf(sentence) === at);
  });
}

/** Who has signed since, and who no longer has. */
function signed(before: readonly Printed[], after: readonly Printed[], { project }: ReportSource): string[] {
  return project.programme.sign_offs.flatMap(({ role }, i) => {
    const signatureIn = (list: readonly Printed[]) => {
      const of = (what: string) => list.find(({ name }) => name === `sign_offs.${i}.${what}`)?.text;
      const [name = notSigned, date = notSigned] = [of('name'), of('date')];
      return [name, date].includes(notSigned) ? undefined : `${name}, ${date}`;
    };
    const [then, now] = [signatureIn(before), signatureIn(after)];
    if (now === then) return [];
    return [now ? `Signed by the ${role}: ${now}.` : `No longer signed by the ${role}.`];
  });
}

/** What people have written, by the names of lists and values. `*` is a number. */
const narrative: ReadonlyArray<readonly [RegExp, string]> = [
  [/^conditions\.(\d+)\.(?:reason|mitigation\w*|progress|owner)$/, 'condition *'],
  [/^questions\.(\d+)\.answer$/, 'the answer to question *'],
  [/^additional\.\d+\.answer$/, 'the additional information'],
  [/^summary$/, 'the summary'],
  [/^(?:risks\.\d+\.\w+|no_risks)$/, 'the emerging risks'],
  [/^variance_reasons\.\d+\.reason$/, 'why the forecast differs from the plan'],
  [/^(?:support_required|asked_in_short)$/, 'the support required'],
  [/^corrections\./, 'the corrections'],
  [/^(?:appendices\.|no_appendices)/, 'the appendices'],
];

function texts(values: readonly Change[], before: readonly Printed[]): string[] {
  const labels = values.flatMap((change) => {
    // Words of the program in a new row are nobody's wording.
    if (isFigure(change) || (change.kind === 'added' && 'fixed' in change.origin)) return [];
    for (const [name, label] of narrative) {
      const match = name.exec(change.name);
      if (!match) continue;
      const words = label.replace('*', String(Number(match[1]) + 1));
      return [{ label: words, figuresAlone: differsInFigures(change, before) }];
    }
    return [];
  });
  const reworded = [...new Set(labels.filter((one) => !one.figuresAlone).map(({ label }) => label))];
  const refilled = [...new Set(labels.map(({ label }) => label))].filter(
    (label) => !reworded.includes(label),
  );
  return [
    ...(reworded.length > 0 ? [`Reworded: ${list(named(reworded))}.`] : []),
    ...(refilled.length > 0 ? [`Figures in the text changed: ${list(named(refilled))}.`] : []),
  ];
}

/** Whether two texts are the same but for figures that were put into them. */
function differsInFigures({ name, before, after, origin }: Change, list: readonly Printed[]): boolean {
  const then = list.find((one) => one.name === name && one.text === before);
  if (!then || after === undefined) return false;
  const bare = (text: string, of: Printed['origin']) =>
    originsIn(of).reduce((rest, one) => ('as' in one && one.as ? rest.replace(one.as, '\0') : rest), text);
  return bare(then.text, then.origin) === bare(after, origin);
}

/** `conditions 1, 2 and 7`, `the summary` */
function named(labels: readonly string[]): string[] {
  const numbers = labels.flatMap((label) => /^condition (\d+)$/.exec(label)?.[1] ?? []);
  const rest = labels.filter((label) => !label.startsWith('condition '));
  return [
    ...(numbers.length > 1 ? [`conditions ${list(numbers)}`] : numbers.map((n) => `condition ${n}`)),
    ...rest,
  ];
}

/** What is neither narrative nor a figure. */
const others: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:document_title|report_title|month|council|term_note|kpis_title)$/, 'names and titles'],
  [/^(?:is_)?illustrative$/, 'the notice of made-up content'],
  [/^(?:conditions|glance)\.\*\.(?:number|name|wording)$/, 'the wording of the conditions'],
  [/^(?:questions\.\*\.question|additional\.\*\.request|on_track_rule)$/, 'the wording of the agreement'],
  [/^column/, 'the reports of a year'],
  [/^(?:kpi_groups\.\*\.(?:name|kpis\.\*\.(?:ref|name|workstreams|source))|kpi_\w+)$/, 'the list of KPIs'],
  [
    /^(?:(?:plan|forecast)\.\*\.name|years\.\*|year_\d+|(?:evidence|money)\.\*\.year)$/,
    'the lines and years of the plan',
  ],
  [/^sign_offs\.\*\.role$/, 'who signs'],
];
/** What follows from other changes, which are told. */
const consequences: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:on_track_sentence|on_track_chart|evidence\.|money)/, 'the evidence on the deficit targets'],
  [/^kpi_groups\.\*\.kpis\.\*\.(?:change|as_at)$/, 'movements of KPIs'],
];

function rest(values: readonly Change[], isAlone: boolean): string[] {
  const tables = isAlone ? [...others, ...consequences] : others;
  const names = values
    .map(({ name }) => withoutNumbers(name))
    .filter((name) => !/^(?:gaps|sign_offs)\./.test(name) || /role$/.test(name));
  const labels = tables.filter(([name]) => names.some((one) => name.test(one))).map(([, label]) => label);
  // Where something has changed it is never said that nothing has.
  if (labels.length === 0 && isAlone && names.length > 0) return ['Other values changed.'];
  return labels.length > 0 ? [`Also changed: ${list(labels)}.`] : [];
}

function gapChanges(before: readonly Printed[], after: readonly Printed[]): string[] {
  const gapsIn = (all: readonly Printed[]) => [
    ...new Set(all.filter(({ name }) => /^gaps\.\d+$/.test(name)).map(({ text }) => text)),
  ];
  const [then, now] = [gapsIn(before), gapsIn(after)];
  if (then.join('\n') === now.join('\n')) return [];
  return [`Named as missing: ${now.length || 'nothing'}, was ${then.length || 'nothing'}.`];
}

const parts: ReadonlyArray<readonly [RegExp, string]> = [
  [/document/, 'the body'],
  [/header/, 'a header'],
  [/footer/, 'a footer'],
  [/notes/, 'the notes'],
  [/chart/, 'a chart'],
  [/docProps/, 'the properties'],
];

/** Wording of a block is printed or not as its values are, which are told: it has changed if there is other wording instead. */
function wordingChanges(wording: readonly Change[], isAlone: boolean): string[] {
  const key = ({ part, name }: Change) => `${part}\n${name}`;
  const changed = wording.filter(
    (one) =>
      isAlone ||
      one.name === '' ||
      wording.some((other) => key(other) === key(one) && other.kind !== one.kind),
  );
  const names = parts.filter(([part]) => changed.some((one) => part.test(one.part))).map(([, name]) => name);
  const where = names.length > 0 ? list(names) : 'another part';
  return changed.length > 0 ? [`The template's own wording changed: ${where}.`] : [];
}
