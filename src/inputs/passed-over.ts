import { type Finding, warning } from '../diagnostics/diagnostic.ts';
import { ifPossible } from '../files/if-there.ts';
import { isDifficultyId, isForumName, isPaperId, isRoundId } from '../model/field-types.ts';
import { plainName } from './misnamed.ts';
import { namesIn } from './names-in.ts';

/** What is in a folder of rounds, papers or difficulty notes under a name that is none of theirs, and so is not read. */

interface Kind {
  folder: string;
  what: string;
  isName(name: string): boolean;
  /** How it must be called, in words, with an example. */
  rule: string;
  /** The name that was perhaps meant, from the words and digits that are there, joined by hyphens. */
  meant(words: string): string | undefined;
}

const dated = /\d{4}-\d{2}-\d{2}/;
/** What `review` keeps of notes is in a folder beside them. */
const isNoteName = (name: string) =>
  name === 'comments' || (name.endsWith('.yaml') && isDifficultyId(name.slice(0, -'.yaml'.length)));

/** The words without their date, and the date before them or after a word. */
function withDate(words: string, join: (day: string, rest: string) => string): string | undefined {
  const day = dated.exec(words)?.[0];
  if (day === undefined) return undefined;
  const rest = words.replace(day, '-').replace(/^difficulty\b/, '');
  return join(day, hyphened(rest)).replace(/-$/, '');
}

const kinds: readonly Kind[] = [
  {
    folder: 'rounds',
    what: 'round',
    isName: isRoundId,
    rule: 'the folder of a round is called by its year and month, for example 2024-03',
    meant: (words) => /(?<!\d)\d{4}-\d{2}(?!\d|-\d)/.exec(words)?.[0],
  },
  {
    folder: 'forum',
    what: 'Schools Forum paper',
    isName: isForumName,
    rule: 'the folder of a Schools Forum paper is called by the day of the meeting, for example 2024-03-15',
    meant: (words) => dated.exec(words)?.[0],
  },
  {
    folder: 'papers',
    what: 'paper',
    isName: isPaperId,
    rule: 'the folder of a paper is called by the day of the meeting and the body, in small letters, for example 2024-03-15-cabinet',
    meant: (words) => withDate(words, (day, rest) => `${day}-${rest}`),
  },
  {
    folder: 'difficulties',
    what: 'difficulty note',
    isName: isNoteName,
    rule: 'the file of a difficulty note is called by the day on which the difficulty was noticed, for example difficulty-2024-03-15.yaml',
    meant: (words) => withDate(words, (day, rest) => `difficulty-${day}-${rest}`)?.concat('.yaml'),
  },
];

/** Without accents, and with hyphens for what is neither letter nor figure. */
const hyphened = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** A warning for each name that is passed over: it may be what somebody has worked on. */
export const passedOver = (inputs: { folder: string }): Finding[] => [
  ...kinds.flatMap((kind) => {
    const names = namesIn(inputs, kind.folder);
    const read = names.filter(kind.isName);
    return [
      ...names
        .filter((name) => !read.includes(name) && !/^readme\b/i.test(name))
        .map((name) => warningOf(kind, name, names)),
      ...(kind.folder === 'difficulties'
        ? []
        : read.flatMap((name) => copiesIn(inputs, `${kind.folder}/${name}`))),
    ];
  }),
  ...copiesIn(inputs, '.'),
];

/** What a second download, the Explorer, or a synchronised folder in which two people saved adds to a name. */
const added =
  /^(?: ?\(\d+\)| - [Cc]opy(?: \(\d+\))?|-[A-Z][A-Z0-9-]{4,}| \([^()]*(?:[Cc]onflict|[Cc]opy)[^()]*\))$/;

/** A warning for each copy of a file that is read: `report (1).yaml`, `kpis-LAPTOP-12AB.xlsx`. */
function copiesIn(inputs: { folder: string }, folder: string): Finding[] {
  const names = (ifPossible(() => namesIn(inputs, folder)) ?? []).filter((name) =>
    /^(?!workstream).*\.(?:ya?ml|xlsx)$/i.test(name),
  );
  return names.flatMap((name) => {
    const [stem, ending] = [name.replace(/\.\w+$/, ''), /\.\w+$/.exec(name)?.[0]];
    const original = names.find((other) => {
      const of = other.replace(/\.\w+$/, '');
      return other.endsWith(`${ending}`) && stem.startsWith(of) && added.test(stem.slice(of.length));
    });
    if (original === undefined) return [];
    const file = folder === '.' ? name : `${folder}/${name}`;
    const help = `see which of the two is right, keep it as "${original}", and move the other away`;
    return [warning('file/name', { file }, `this is not read, because it is a copy of "${original}"`, help)];
  });
}

function warningOf(
  { folder, what, isName, rule, meant }: Kind,
  name: string,
  names: readonly string[],
): Finding {
  const plain = plainName(name);
  // A Word file or a picture becomes no other thing by another name.
  const better = /\.[a-z]{2,5}$/.test(plain) ? undefined : meant(hyphened(plain));
  const rename =
    better !== undefined && isName(better) && !names.includes(better)
      ? `rename it to "${better}"`
      : 'rename it';
  const message = `this is not read, because its name is not that of a ${what}`;
  const help = `${rename}, or move it out of ${folder}: ${rule}`;
  return warning('file/name', { file: `${folder}/${name}` }, message, help);
}
