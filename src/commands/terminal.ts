/** What a command needs of the process that it runs in. Without a process there is nothing to stop or to ask after. */
export interface Terminal extends Partial<Pick<NodeJS.Process, 'pid' | 'kill' | 'once' | 'off' | 'exit'>> {
  stdout: Output;
  stderr: Output;
  env?: Readonly<Record<string, string | undefined>>;
}

interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** See README.md, "Exit statuses". */
export const exitStatus = { done: 0, problems: 1, usage: 2, couldNotRun: 3, fault: 70, locked: 75 } as const;

/** The options that most commands share. */
export interface Folders {
  /** As the person gave them. */
  inputs: string;
  output: string;
  templates: string;
}
