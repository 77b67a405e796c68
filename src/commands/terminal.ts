/** What a command needs of the process that it runs in. */
export interface Terminal {
  stdout: Output;
  stderr: Output;
  env?: Readonly<Record<string, string | undefined>>;
}

interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** See README.md, "Exit statuses". */
export const exitStatus = { done: 0, problems: 1, usage: 2, couldNotRun: 3 } as const;

/** The options that most commands share. */
export interface Folders {
  /** As the person gave them. */
  inputs: string;
  output: string;
  templates: string;
}
