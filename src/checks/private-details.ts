import { error, type Finding, resting, warning } from '../diagnostics/diagnostic.ts';
import { referencesIn } from '../model/figure-reference.ts';
import { focusFile, type Paper, paperFile, textOf } from '../model/paper.ts';
import { publicOf } from '../model/programme.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { schemeListsOf } from '../model/scheme-lists.ts';
import type { PaperCheck, PaperContext } from './context.ts';
import { smallCountsInTable } from './privacy/counts-in-tables.ts';
import {
  contactsIn,
  type Found,
  type PublicRules,
  privateDetailsIn,
} from './privacy/find-private-details.ts';
import { textsOfPublishedReport } from './published-report.ts';
import { type Text, textsIn, textsOfPaper, whereIn } from './texts.ts';

/** What a paper for everyone must not say of anybody: telephone numbers and addresses, personal details, small counts. */

/** What may be printed in the public papers of a programme, and what one paper allows besides. */
export function publicRules({ programme }: ReadableProject, paper: Paper): PublicRules {
  const { contacts, alternative_formats, smallest_count } = publicOf(programme);
  const listed = contacts.flatMap(({ name, telephone, email }) => [name, `Tel: ${telephone}`, email]);
  const isPublic = (staff: string) => contacts.some(({ name }) => name.includes(staff));
  return {
    smallestCount: smallest_count,
    listed: contactsIn([...listed, alternative_formats]),
    allowed: textOf(paper)?.allow ?? [],
    staff: (programme.people ?? []).flatMap(({ name = '' }) => (isPublic(name) ? [] : [name])),
  };
}

const publicExample = `public:
  contacts:
    - { name: The programme team, telephone: 01632 960123, email: team@example.org }
  contact_sentence: "For questions about this paper please get in touch with:"
  equality: An equality impact assessment is made of each decision that needs one.
  alternative_formats: Please call 01632 960123 if you need this paper in another format.
  smallest_count: 5`;

const publicGroup = { file: inputFiles.programme, path: ['public'] };

/** A council that writes no papers needs no such group: it is asked for with the first of them. */
export const publicGroupGiven: PaperCheck = ({ project }) => {
  if (project.programme.public) return [];
  const message = 'a paper for the public needs the group "public", and it is not there';
  const help = `paste this into programme.yaml, with your own words:\n${publicExample}`;
  return [
    resting(error('public/group', { file: inputFiles.programme, path: [] }, message, help), publicGroup),
  ];
};

/** Everything that people have written and a paper prints: its own texts, names and wording of the programme, names of KPIs. */
function textsInPublic({ project, paper }: PaperContext): Text[] {
  const { programme, register } = project;
  const inProgramme = (text: string, ...path: Array<string | number>) => ({
    file: inputFiles.programme,
    path,
    text,
  });
  const { contact_sentence, equality, alternative_formats, contacts } = publicOf(programme);
  const texts = [...textsOfPaper(paper), ...textsOfPublishedReport({ project, paper })];
  // The list of what is printed has the name of a KPI whose figure a text refers to.
  const referred = texts.flatMap(({ text }) => referencesIn(text).map(({ id }) => id));
  const printed = [...(textOf(paper)?.kpis?.ids ?? []), ...(paper.paper?.demand.kpis ?? []), ...referred];
  return [
    ...texts,
    ...tablesOf(paper),
    ...schemesOf({ project, paper }),
    ...programme.workstreams.map(({ public_name }, i) =>
      inProgramme(public_name, 'workstreams', i, 'public_name'),
    ),
    ...contacts.map(({ name }, i) => inProgramme(name, 'public', 'contacts', i, 'name')),
    inProgramme(contact_sentence, 'public', 'contact_sentence'),
    inProgramme(equality, 'public', 'equality'),
    inProgramme(alternative_formats, 'public', 'alternative_formats'),
    ...register.groups.flatMap(({ kpis }, group) =>
      kpis.flatMap(({ id, name, forum_name }, i) => {
        const [field, text] = forum_name === undefined ? ['name', name] : ['forum_name', forum_name];
        const path = ['groups', group, 'kpis', i, field];
        return printed.includes(id) ? [{ file: inputFiles.register, path, text }] : [];
      }),
    ),
  ];
}

/** What is printed in tables beside the narrative: appendices and schemes. */
function tablesOf(paper: Paper): Text[] {
  const appendices = { file: paperFile(paper), value: { appendices: paper.paper?.appendices } };
  return textsIn([appendices, { file: focusFile(paper), value: { lists: paper.focus?.lists } }], true);
}

/** What a paper prints of the lists of capital.yaml that it names: places, pupils and reasons are for the growth plan. */
function schemesOf({ project, paper }: PaperContext): Text[] {
  return schemeListsOf(paper, project.capital)
    .filter(({ file }) => file === inputFiles.capital)
    .flatMap(({ title, schemes, file, path }) => [
      { file, path: [...path.slice(0, -1), 'title'], text: title },
      ...textsIn(
        schemes.map(({ workstream, number, name, status }, i) => ({
          file,
          value: { workstream, number, name, status },
          path: [...path, i],
        })),
        true,
      ),
    ]);
}

/** Figures that are printed in the place of a reference are hidden where they are printed. */
const withoutReferences = (text: string) =>
  text.replace(/\{\{[^{}]*\}\}/g, (words) => 'x'.repeat(words.length));

export const privateDetailsRemoved: PaperCheck = (context) => {
  const rules = publicRules(context.project, context.paper);
  const findings = textsInPublic(context).flatMap((text) =>
    privateDetailsIn(withoutReferences(text.text), rules).found.map((found) => {
      const words = text.text.slice(found.start, found.end);
      return privateFinding({ ...found, words }, whereIn(text, words, found.start), rules.smallestCount);
    }),
  );
  return [...findings, ...typedDemand(context, rules)];
};

/** Figures of demand that are typed in the paper, where its unit or a series says that they count pupils. */
function typedDemand({ paper }: PaperContext, { smallestCount }: PublicRules): Finding[] {
  const { unit = '', figures } = paper.paper?.demand ?? {};
  return (figures?.series ?? []).flatMap(({ name, values }, i) =>
    values.flatMap((value, at) => {
      const tables = [unit, name].map((heading) => [heading, String(value)].map((cell) => ['', cell]));
      const counts = tables.some((table) => smallCountsInTable(table, smallestCount).length > 0);
      const where = { file: paperFile(paper), path: ['demand', 'figures', 'series', i, 'values', at] };
      const message = `"${value}" counts so few that somebody could be recognised`;
      return counts
        ? [error('public/small-count', where, message, 'write null: there is no value to print')]
        : [];
    }),
  );
}

const unless = 'if it is no such thing, add the words to allow: in paper.yaml';
const ofContacts = {
  code: 'public/contact',
  is: 'is not one of the public contacts',
  help: () => 'remove it, or list it under public.contacts in programme.yaml',
};
const ofPerson = (is: string) => ({ code: 'public/person', is, help: () => `remove it; ${unless}` });

const kinds: Record<Found['kind'], { code: string; is: string; help(smallestCount: number): string }> = {
  telephone: ofContacts,
  'e-mail': ofContacts,
  'small count': {
    code: 'public/small-count',
    is: 'counts so few that somebody could be recognised',
    help: (least) =>
      `write "fewer than ${least}", or leave the number out; if it counts nobody, add the words to allow: in paper.yaml`,
  },
  postcode: ofPerson('is the postcode of a person'),
  'date of birth': ofPerson('is a date of birth'),
  'NHS number': ofPerson('is an NHS number'),
  UPN: ofPerson('is a unique pupil number'),
  name: {
    code: 'public/person',
    is: 'is the name of a person',
    help: () => `write the role in its place, "the head teacher"; ${unless}`,
  },
  'internal address': {
    code: 'public/link',
    is: 'leads to a place that the public cannot open, and names it',
    help: () => `give an address on the web that anybody can open, or remove the link; ${unless}`,
  },
};

export function privateFinding(
  { kind, words }: Pick<Found, 'kind' | 'words'>,
  where: Finding['where'],
  smallestCount: number,
): Finding {
  const { code, is, help } = kinds[kind];
  const found = error(code, where, `"${words.replace(/\s+/g, ' ')}" ${is}`, help(smallestCount));
  return kinds[kind] === ofContacts ? resting(found, publicGroup) : found;
}

/** Words that a paper allows are needed by one of its texts. */
export const allowancesUsed: PaperCheck = (context) => {
  const rules = publicRules(context.project, context.paper);
  const used = new Set<string>();
  if (rules.allowed.length > 0)
    for (const { text } of textsInPublic(context))
      for (const words of privateDetailsIn(withoutReferences(text), rules).used) used.add(words);
  return rules.allowed.flatMap((words, i) => {
    if (used.has(words)) return [];
    const where = { file: paperFile(context.paper), path: ['allow', i] };
    const message = `"${words}" is in the list of what is allowed, and nothing in the paper needs it`;
    const help = 'remove it from the list';
    return warning('public/allow', where, message, help);
  });
};
