import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type * as z from 'zod';
import { plural } from '../diagnostics/format.ts';
import { type Answers, answersSchema } from '../init/answers.ts';
import type { Guess } from '../init/guess.ts';
import type { Session } from './session.ts';

/** The questions of `init`: each is an option too, and is asked where somebody sits at a terminal. */

type Key = keyof typeof answersSchema.shape;

interface Question {
  key: Key;
  /** The option, as commander writes it: `--council <name>`. */
  flag: string;
  ask: string;
  /** What is taken where nothing is typed; without one an answer is needed, and with '' there is none. */
  usual?: string | ((given: Partial<Answers>) => string);
}

export const questions: readonly Question[] = [
  { key: 'council', flag: '--council <name>', ask: "the council's name, as reports print it" },
  { key: 'formal_name', flag: '--scheme <name>', ask: 'what its funder calls the scheme' },
  {
    key: 'public_name',
    flag: '--public-name <name>',
    ask: 'what the council calls it in public',
    usual: ({ formal_name = '' }) => formal_name,
  },
  {
    key: 'conditions',
    flag: '--conditions <file>',
    ask: 'the conditions: a Word or text file, or a numbered list that is pasted',
  },
  {
    key: 'reports',
    flag: '--reports <months>',
    ask: 'the months of the reports, each with the day of its deadline, for example "16 June, 15 December"',
  },
  {
    key: 'plan',
    flag: '--plan <file>',
    ask: 'the workbook of the financial plan, or the names of its lines',
  },
  {
    key: 'financial_years',
    flag: '--years <years>',
    ask: 'the financial years, for example "2023/24 to 2027/28" (those of the workbook where this is left out)',
    usual: '',
  },
  { key: 'kpis', flag: '--kpis <file>', ask: 'the workbook of the KPIs, if there is one', usual: '' },
  {
    key: 'sign_offs',
    flag: '--sign-offs <roles>',
    ask: 'who signs a report, as roles',
    usual: "S151 Officer; Director of Children's Services",
  },
  { key: 'ratings', flag: '--ratings <words>', ask: 'the ratings, best first', usual: 'Green, Amber, Red' },
  {
    key: 'milestones',
    flag: '--milestones <steps>',
    ask: 'the steps before a deadline, each with its working days, for example "Draft to the board 14; Sign-off 4"',
    usual: 'Sent to the funder 1',
  },
  {
    key: 'workstreams',
    flag: '--workstreams <names>',
    ask: 'the workstreams, with the conditions of each and who leads it, for example "Places (1, 4): Head of Places; Advice (2): Head of Inclusion"',
    usual: '',
  },
  {
    key: 'report_owner',
    flag: '--report-owner <role>',
    ask: 'the role that writes the report',
    usual: 'Programme lead',
  },
  {
    key: 'papers',
    flag: '--papers <contact>',
    ask: 'who answers questions about papers for the public, "Name; telephone; e-mail", or none',
    usual: 'none',
  },
  {
    key: 'first_round',
    flag: '--first-round <round>',
    ask: 'the first report (the next by the calendar where this is left out)',
    usual: '',
  },
  {
    key: 'logo',
    flag: '--logo <file>',
    ask: 'a logo for the first page of reports and papers, PNG or JPEG',
    usual: '',
  },
  {
    key: 'colour',
    flag: '--colour <colour>',
    ask: 'the colour of headings, as six hexadecimal digits, for example 1F3A5F',
    usual: '',
  },
];

/** The value of one answer as it is typed, or what is wrong with it. Paths are made whole. */
export function parseAnswer(key: Key, text: string): { value: Answers[Key] } | { problem: string } {
  const schema: z.ZodType = answersSchema.shape[key];
  const parsed = schema.safeParse(text);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const bound =
      issue?.code === 'too_big'
        ? `at most ${issue.maximum}`
        : issue?.code === 'too_small' && `at least ${issue.minimum}`;
    // The library's own messages name its types, and ours what is taken.
    const isOurs = issue && !/^(?:Too|Invalid) /.test(issue.message);
    return { problem: `It takes ${isOurs ? issue.message : bound || 'something else'}.` };
  }
  return { value: withWholePaths({ [key]: parsed.data } as Partial<Answers>, '')[key] };
}

/** Answers with the files that they name as seen from a folder. */
export function withWholePaths<Given extends Partial<Answers>>(given: Given, folder: string): Given {
  const whole = (path: string) => resolve(folder, path);
  const inside = <Value>(value: Value): Value =>
    typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string'
      ? { ...value, file: whole(value.file) }
      : value;
  return {
    ...given,
    ...(given.conditions && { conditions: inside(given.conditions) }),
    ...(given.kpis && { kpis: inside(given.kpis) }),
    ...(given.plan && { plan: inside(given.plan) }),
    ...(given.logo !== undefined && { logo: whole(given.logo) }),
  };
}

/** What a person at a terminal is asked, line by line. */
interface Asking {
  line(prompt: string): Promise<string | undefined>;
  close(): void;
}

/** Undefined if nobody sits there. */
export function askingAt({ terminal, stdout }: Session): Asking | undefined {
  if (!terminal.stdin?.isTTY) return undefined;
  const lines = createInterface({ input: terminal.stdin });
  const typed = lines[Symbol.asyncIterator]();
  return {
    async line(prompt) {
      stdout.write(prompt);
      const next = await typed.next();
      return next.done ? undefined : next.value.trim();
    },
    close: () => lines.close(),
  };
}

/** Asks what has not been given yet, each until its answer can be used; undefined if the person stops. */
export async function askAll(
  asking: Asking,
  given: Partial<Answers>,
  { stdout }: Session,
): Promise<Partial<Answers> | undefined> {
  const answers = { ...given };
  stdout.write(
    'An answer in square brackets is taken where you only press Enter. Ctrl+C stops, and nothing is written.\n\n',
  );
  for (const { key, ask, usual } of questions) {
    if (answers[key] !== undefined) continue;
    const taken = typeof usual === 'function' ? usual(answers) : usual;
    const shown = taken === undefined ? '' : ` [${taken || 'none'}]`;
    for (;;) {
      const text = await asking.line(`${ask.slice(0, 1).toUpperCase()}${ask.slice(1)}${shown}:\n> `);
      if (text === undefined) return undefined;
      const whole = key === 'conditions' ? await rest(asking, text) : text;
      const value = whole || taken;
      if (value === '') break;
      const parsed = value === undefined ? { problem: 'This needs an answer.' } : parseAnswer(key, value);
      if ('value' in parsed) {
        Object.assign(answers, { [key]: parsed.value });
        break;
      }
      stdout.write(`${parsed.problem}\n`);
    }
  }
  return answers;
}

/** A list that is pasted goes on to an empty line. */
async function rest(asking: Asking, first: string): Promise<string> {
  if (first === '' || /\.(?:docx|txt|md)$/i.test(first)) return first;
  const lines = [first];
  for (;;) {
    const next = await asking.line('');
    if (next === undefined || next === '') return lines.join('\n');
    lines.push(next);
  }
}

/** Answers to what was guessed of the workbooks; none where the person would rather have them on the page. */
export async function askGuesses(asking: Asking, guesses: readonly Guess[]): Promise<Record<string, string>> {
  const open = guesses.filter(({ sure }) => !sure);
  if (open.length === 0) return {};
  const now = await asking.line(
    `Your workbooks leave ${plural(open.length, 'question')} open. Answer now, or find them on a page (now or page) [page]:\n> `,
  );
  if (!/^(?:now|y|yes)$/i.test(now ?? '')) return {};
  const readings: Record<string, string> = {};
  for (const { id, cell, found, taken, choices } of open) {
    const text = await asking.line(`${cell}: ${found} (${choices.join(', ')}) [${taken}]:\n> `);
    if (text === undefined) break;
    const said = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
    readings[id] = said ?? taken;
  }
  return readings;
}
