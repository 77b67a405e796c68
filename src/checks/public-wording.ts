import { escapeForRegExp } from '../diagnostics/characters.ts';
import { error, type Finding, resting, warning } from '../diagnostics/diagnostic.ts';
import { textOf } from '../model/paper.ts';
import { inputFiles } from '../model/project.ts';
import {
  needsExplaining,
  shortFormPattern,
  shortFormsIn,
  withoutAddresses,
  withoutCapitals,
} from '../model/short-forms.ts';
import type { PaperCheck } from './context.ts';
import { internalAddressesIn } from './privacy/internal-addresses.ts';
import { plainText } from './privacy/plain-text.ts';
import { textsOfPublishedReport } from './published-report.ts';
import { type Text, textsOfPaper, whereIn, withoutQuotations } from './texts.ts';

/**
 * What a paper for everyone must not say, or must say otherwise. The patterns begin where a word begins and end somewhere: a
 * picture pasted as text is one word of a hundred thousand letters, which took minutes to look through from each letter.
 */

const where = ({ file, path }: Text, words: string) => ({ file, path, words });

/** In public the programme has its public name; the DfE's name is for quotations only. */
export const publicNameUsed: PaperCheck = ({ project, paper }) => {
  const { formal_name, public_name } = project.programme;
  const name = new RegExp(
    `\\b${formal_name.trim().split(/\s+/).map(escapeForRegExp).join('[\\s-]+')}\\b`,
    'gi',
  );
  const help = `write ${public_name}, or quote the DfE's words in quotation marks`;
  return [...textsOfPaper(paper), ...textsOfPublishedReport({ project, paper })].flatMap((text) =>
    [...withoutQuotations(text.text).matchAll(name)].map(({ 0: words, index }) => {
      const message = `"${words}" is the DfE's name; in public the programme is called ${public_name}`;
      return error('public/name', whereIn(text, words, index), message, help);
    }),
  );
};

const inGlossary = { file: inputFiles.programme, path: ['glossary'] };

/** Short forms are explained where they are first used: "special educational needs (SEN)". */
export const shortFormsExplained: PaperCheck = ({ project, paper }) => {
  // Where the paper cannot be read, nobody knows what is used first.
  if (!textOf(paper)) return [];
  const { glossary } = project.programme;
  const seen = new Set<string>();
  return textsOfPaper(paper).flatMap((text) => {
    const found: Finding[] = [];
    // Figures by reference are not read.
    const blank = (what: string) => ' '.repeat(what.length);
    const read = withoutCapitals(
      withoutAddresses(withoutQuotations(text.text).replace(/\{\{[^{}]*\}\}/g, blank)),
      glossary,
    );
    for (const match of read.matchAll(shortFormPattern)) {
      const [short] = match;
      if (seen.has(short) || !needsExplaining(short)) continue;
      seen.add(short);
      const isExplained =
        read[match.index - 1] === '(' || /^s? \(/.test(read.slice(match.index + short.length));
      if (isExplained) continue;
      const long = glossary[short];
      const help = long
        ? `write "${long} (${short})" here`
        : `write it out, or explain it here and add it to the glossary of programme.yaml`;
      const message = `"${short}" is not explained where it is first used`;
      found.push(
        resting(warning('public/short-form', whereIn(text, short, match.index), message, help), inGlossary),
      );
    }
    return found;
  });
};

/** Names of schemes and measures, and what is printed of a report, have short forms too: the paper explains them by the glossary. */
export const namesExplained: PaperCheck = ({ project, paper }) => {
  const { programme, capital, register } = project;
  const ids = new Set(textOf(paper)?.kpis?.ids ?? []);
  const listed = new Set(paper.focus?.lists?.map(({ from }) => from));
  const kpis = register.groups.flatMap((group, g) =>
    group.kpis.flatMap((kpi, k): Text[] => {
      const key = kpi.forum_name === undefined ? 'name' : 'forum_name';
      const path = ['groups', g, 'kpis', k, key];
      return ids.has(kpi.id) ? [{ file: inputFiles.register, path, text: kpi[key] ?? '' }] : [];
    }),
  );
  const schemes = (capital?.lists ?? []).flatMap((list, i) =>
    listed.has(list.id)
      ? list.schemes.flatMap((scheme, j): Text[] =>
          (['workstream', 'name'] as const).map((key) => ({
            file: inputFiles.capital,
            path: ['lists', i, 'schemes', j, key],
            text: scheme[key],
          })),
        )
      : [],
  );
  const seen = new Set<string>();
  return [...kpis, ...schemes, ...textsOfPublishedReport({ project, paper })].flatMap((text) =>
    shortFormsIn(text.text).flatMap((short) => {
      if (seen.has(short) || Object.hasOwn(programme.glossary, short)) return [];
      seen.add(short);
      const help = 'add what it means to the glossary of programme.yaml';
      const message = `"${short}" is in what the paper prints, and is not explained`;
      return resting(warning('public/short-form', where(text, short), message, help), inGlossary);
    }),
  );
};

/** A link says where it leads: "the Cabinet paper of 10 May 2023", not an address and not "here". */
export const linksHaveWords: PaperCheck = ({ paper }) =>
  textsOfPaper(paper).flatMap((text) => {
    const links = [...text.text.matchAll(/(?<!!)\[([^\]]{0,500})\]\([^)]{0,2000}\)/g)];
    const poor = links
      .map(([, words = '']) => words.trim())
      .filter((words) => /^(https?:|www\.|(?:click )?here$|link$|this$|$)/i.test(words));
    const outside = text.text.replace(/\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, '');
    const inside = internalAddressesIn(plainText(text.text)).map(({ words }) => words);
    const bare = [...outside.matchAll(/(?:\b(?:https?:\/\/|www\.)[^\s)>\]]*[^\s)>\].,;:])/g)].map(
      ([words]) => words,
    );
    const help = 'write [words that say where it leads](https://www.example.org)';
    // One that only the council can open is reported as that.
    return [...poor, ...bare.filter((words) => !inside.some((one) => one.includes(words)))].map((words) =>
      error('public/link', where(text, words), `the link "${words}" does not say where it leads`, help),
    );
  });
