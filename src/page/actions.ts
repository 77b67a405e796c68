import { isReadable } from '../model/project.ts';
import type { Look } from './project.ts';

/** What can be done from the page: commands, each with what a person chooses for it. The command itself refuses what it refuses. */

export interface Field {
  name: string;
  label: string;
  /** What can be chosen, each value with its words; without it, a line of text. */
  choices?: ReadonlyArray<readonly [value: string, words: string]>;
  kind?: 'date' | 'number';
  /** What may be typed, for the browser. */
  pattern?: string;
  hint?: string;
  optional?: true;
  /** The option of the command that it is; without it, an argument. */
  option?: string;
}

export interface Action {
  /** Of the command. */
  name: string;
  title: string;
  /** What it does, in a sentence or two. */
  about: string;
  fields: readonly Field[];
}

type Choices = NonNullable<Field['choices']>;

/** The actions that this project has something for. */
export function actionsFor({ checked: { project }, status }: Look): Action[] {
  const { rounds, papers, difficulties } = project;
  // What is worked on now comes first, and then the newest.
  const now = [...status.rounds.filter(({ started }) => started).toReversed(), ...status.papers];
  const inOrder = <One extends { id: string }>(all: readonly One[]): One[] => {
    const current = now.flatMap(({ id }) => all.filter((one) => one.id === id));
    return [...new Set([...current, ...all.toReversed()])];
  };
  const open = inOrder(rounds.filter(({ submitted }) => !submitted)).map(
    ({ id }) => [id, `the report of ${id}`] as const,
  );
  const meetings = inOrder(papers).map(({ id }) => [id, `the paper of ${id}`] as const);
  const notes = difficulties.map(({ id }) => [id, `the note ${id}`] as const).toReversed();
  const officers = isReadable(project)
    ? project.programme.sign_offs.map(({ id, role }) => [id, role] as const)
    : [];
  const round: Field = { name: 'round', label: 'Round', choices: open };
  const next = status.rounds.find(({ started }) => !started)?.id ?? '2024-06';
  return [
    build([...open, ...meetings, ...notes]),
    ask(round),
    sign(round, officers),
    submit(round),
    publish(meetings),
    begin(next),
  ].filter(({ fields }) => fields.every(({ choices, optional }) => optional || choices?.length !== 0));
}

const build = (documents: Choices): Action => ({
  name: 'build',
  title: 'Make drafts',
  about:
    'Writes the next draft of each document that has changed. A draft that is there is never written over.',
  fields: [{ name: 'of', label: 'What', choices: [['', 'everything'], ...documents], optional: true }],
});

const ask = (round: Field): Action => ({
  name: 'ask',
  title: 'Ask for updates',
  about: 'Writes a Word form for each owner, with an e-mail to send it with. Nothing is sent.',
  fields: [round],
});

const draft = (hint: string): Field => ({
  name: 'draft',
  label: 'Draft',
  kind: 'number',
  option: 'draft',
  optional: true,
  hint,
});

const words = (name: string, label: string): Field => ({ name, label, option: name, optional: true });

const sign = (round: Field, officers: Choices): Action => ({
  name: 'sign',
  title: 'Enter a signature',
  about: 'Enters in report.yaml that an officer has signed a draft.',
  fields: [
    round,
    { name: 'officer', label: 'Sign-off', choices: officers },
    { name: 'name', label: 'Who signed', option: 'name' },
    draft('the last one, if empty'),
    { ...words('date', 'Day'), kind: 'date', hint: 'today, if empty' },
    words('deputy', 'Office of the deputy, if one signed'),
    words('evidence', 'Where the signature can be seen'),
  ],
});

const submit = (round: Field): Action => ({
  name: 'submit',
  title: 'Submit',
  about:
    'Makes the final report, the e-mail that it goes with, its evidence and the record. The round is closed from then on. Nothing is sent.',
  fields: [round, draft('the inputs as they are, if empty')],
});

const publish = (meetings: Choices): Action => ({
  name: 'publish',
  title: 'Publish a paper',
  about: 'Makes the paper for everyone, and enters it in the register. Put it on the website yourself.',
  fields: [
    { name: 'meeting', label: 'Meeting', choices: meetings },
    words('reason', 'Reason, if published again'),
  ],
});

const begin = (next: string): Action => ({
  name: 'new',
  title: 'Begin a round',
  about: 'Makes the folder of a round from the last one. A folder that is there is left as it is.',
  fields: [
    {
      name: 'month',
      label: 'Year and month',
      pattern: '20\\d\\d-(0[1-9]|1[0-2])',
      hint: `for example ${next}`,
    },
  ],
});

/** The command line of an action, or what is wrong with what was chosen, in words. */
export function argumentsOf(action: Action, given: Readonly<Record<string, unknown>>): string[] | string {
  const args = [action.name];
  for (const { name, label, choices, optional, option } of action.fields) {
    const value = typeof given[name] === 'string' ? given[name].trim() : '';
    if (value === '' && optional) continue;
    if (value === '') return `“${label}” is not given`;
    if (choices && !choices.some(([choice]) => choice === value)) return `“${label}” has no “${value}”`;
    // A text that begins with a stroke is no option.
    if (option === undefined && value.startsWith('-')) return `“${label}” has no “${value}”`;
    args.push(option === undefined ? value : `--${option}=${value}`);
  }
  return args;
}
