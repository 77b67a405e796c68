import type { Origin, Printed } from './printed-list.ts';

/** How two drafts of a document differ: their lists of what is printed, compared. */

/** One difference, as data. `before` is absent of what was not printed then, `after` of what no longer is. */
export interface Change {
  kind: 'changed' | 'added' | 'removed';
  /** As in the list, of the later draft where it prints it. Of the template's wording, the block that it is in, or ''. */
  name: string;
  before?: string;
  after?: string;
  /** Of the later draft where it prints it. */
  origin: Origin;
  part: string;
}

/**
 * What a draft says of itself, and not of the programme: its status and number, the target dates and the day of submission, who has
 * signed. It differs between a draft and the report that is submitted from it, and makes none of them another report. Names are
 * those of the list, with `*` for numbers; what is below a name belongs to it.
 */
export const signatures = ['sign_offs.*.name', 'sign_offs.*.date'] as const;
export const ofTheDraft = [
  'status',
  'report_draft',
  'contents',
  'sources',
  'deadline',
  'milestones',
  'is_submitted',
  'submitted',
  ...signatures,
] as const;

/** A name with `*` for the numbers of entries: `conditions.*.rating`. */
export const withoutNumbers = (name: string) => name.replace(/(?<=\.)\d+(?=\.|$)/g, '*');

/** What differs, in the order of the later draft, and then what it no longer prints. `besides` is not compared. */
export function differences(
  before: readonly Printed[],
  after: readonly Printed[],
  besides: readonly string[] = ofTheDraft,
): Change[] {
  const isCompared = ({ name }: Printed) => {
    const plain = withoutNumbers(name);
    return !besides.some((one) => plain === one || plain.startsWith(`${one}.`));
  };
  const [was, is] = [grouped(before.filter(isCompared)), grouped(after.filter(isCompared))];
  const keys = new Set([...is.keys(), ...was.keys()]);
  return joined([...keys].flatMap((key) => compare(was.get(key) ?? [], is.get(key) ?? [])));
}

/** A figure in whose place words are printed, or the other way round, is one difference. */
function joined(changes: readonly Change[]): Change[] {
  const last = new Map<string, Change>();
  for (const change of changes) if (isOneSided(change)) last.set(`${change.kind} ${change.name}`, change);
  return changes.flatMap((change) => {
    if (!isOneSided(change)) return [change];
    const other = last.get(`${change.kind === 'added' ? 'removed' : 'added'} ${change.name}`);
    if (!other) return [change];
    if (change.kind === 'removed') return [];
    const { origin } = 'figure' in change.origin ? change : other;
    return [{ ...other, ...change, kind: 'changed', origin }];
  });
}

const isOneSided = ({ kind, origin }: Change) => kind !== 'changed' && !isWording(origin);

export const isWording = (origin: Origin) => 'fixed' in origin && origin.fixed === 'template';

/**
 * What is compared with each other: entries of a list however they are numbered, so that one more at its head is one difference;
 * figures by what they are. Wording is printed or not. What is printed twice counts once.
 */
function grouped(list: readonly Printed[]): Map<string, Printed[]> {
  const groups = new Map<string, Printed[]>();
  for (const one of list) {
    const { name, text, origin, part } = one;
    const what = isWording(origin) ? [part, text] : 'figure' in origin ? [origin.figure] : [];
    const key = [withoutNumbers(name), ...what].join('\n');
    const group = groups.get(key);
    if (!group) groups.set(key, [one]);
    else if (!group.some((other) => other.name === name && other.text === text)) group.push(one);
  }
  return groups;
}

/** The entries that two lists begin and end with alike are left out; the others are compared in their order. */
function compare(before: readonly Printed[], after: readonly Printed[]): Change[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head]?.text === after[head]?.text) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail)?.text === after.at(-1 - tail)?.text) tail++;
  const was = before.slice(head, before.length - tail);
  const is = after.slice(head, after.length - tail);
  return Array.from({ length: Math.max(was.length, is.length) }, (_, i) => changeOf(was[i], is[i])).flat();
}

function changeOf(was: Printed | undefined, is: Printed | undefined): Change[] {
  if (was?.text === is?.text) return [];
  const { name, origin, part } = (is ?? was) as Printed;
  const kind = !was ? 'added' : is ? 'changed' : 'removed';
  return [{ kind, name, ...(was && { before: was.text }), ...(is && { after: is.text }), origin, part }];
}
