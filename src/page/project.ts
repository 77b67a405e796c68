import { type Checked, readAndCheck } from '../app/check.ts';
import type { Job } from '../app/job.ts';
import { previewOf } from '../app/preview.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Printed } from '../model/printed-list.ts';
import { type StatusRead, statusIn } from '../status/read-status.ts';
import { type HtmlDocument, htmlOf } from '../word/html/index.ts';

/** The project as the page shows it, read anew after each save. Nothing of it is written. */

interface Picture extends HtmlDocument {
  state: 'draft' | 'final';
  number?: number;
  bytes: Uint8Array;
  printed: readonly Printed[];
}

/** A document as it is shown. */
export interface Shown {
  /** The last picture that could be made; absent if there has been none. */
  picture?: Picture;
  /** What stops a newer picture: the one shown is of before. */
  stopped: readonly Diagnostic[];
  /** What is wrong with the finished document. */
  diagnostics: readonly Diagnostic[];
}

/** What has been read at one time. */
export interface Look {
  job: Job;
  checked: Checked;
  status: StatusRead;
}

/** Codes of problems that leave a file unread: what is printed without it is not what anybody wants to see. */
const unread =
  /^(yaml\/(syntax|encoding|depth|alias)|file\/(missing|unreadable|too-large)|workbook\/(not-xlsx|unreadable)|template\/(?!required-tag).*)$/;

const stops = ({ severity, code }: Diagnostic): boolean => severity === 'error' && unread.test(code);

export interface DocumentKey {
  id: string;
  document: string;
}

export class Project {
  readonly #job: () => Job;
  readonly #shown = new Map<string, { of: number; shown: Shown }>();
  #look: Look | undefined;
  /** Counts the times that the inputs were read. */
  #reads = 0;
  /** Counts what the page could show: it is other whenever this is. */
  version = 0;

  constructor(job: () => Job) {
    this.#job = job;
  }

  /** What was read last. */
  get look(): Look {
    if (!this.#look) throw new Error('the project has not been read yet');
    return this.#look;
  }

  /** Reads and checks the inputs. How far the rounds are is known once `findStatus` has worked it out. */
  async read(): Promise<void> {
    const job = this.#job();
    const checked = await readAndCheck(job);
    this.#reads += 1;
    this.#look = { job, checked, status: this.#look?.status ?? (await statusIn(job, checked)) };
    this.version += 1;
  }

  async findStatus(): Promise<void> {
    const { job, checked } = this.look;
    this.#look = { job, checked, status: await statusIn(job, checked) };
    this.version += 1;
  }

  /** What is known of a document: as of the last time that it was made. */
  known({ id, document }: DocumentKey): Shown {
    return this.#shown.get(`${id}/${document}`)?.shown ?? { stopped: [], diagnostics: [] };
  }

  /** A document as it is now. */
  async show(key: DocumentKey): Promise<Shown> {
    const name = `${key.id}/${key.document}`;
    const last = this.#shown.get(name);
    const reads = this.#reads;
    if (last?.of === reads) return last.shown;
    const shown = await this.#make(key, last?.shown.picture);
    // What was read meanwhile makes another picture.
    if (this.#reads === reads) {
      this.#shown.set(name, { of: reads, shown });
      this.version += 1;
    }
    return shown;
  }

  async #make(key: DocumentKey, before: Picture | undefined): Promise<Shown> {
    const { job, checked } = this.look;
    const problems = checked.byId.get(key.id) ?? checked.diagnostics;
    const stopped = problems.filter(stops);
    const old = before && { picture: before };
    if (stopped.length > 0 && before) return { ...old, stopped, diagnostics: [] };
    const preview = await previewOf(job, checked, key);
    const document = preview?.parts ?? preview?.bytes;
    const diagnostics = preview?.diagnostics ?? [];
    if (!preview?.bytes || !document) {
      const reasons = [...stopped, ...diagnostics.filter(({ severity }) => severity === 'error')];
      return { ...old, stopped: reasons, diagnostics };
    }
    const { state, number, bytes, printed } = preview;
    const made = await htmlOf(document, `/document/${key.id}/${key.document}/picture`);
    const picture = { ...made, state, bytes, printed, ...(number !== undefined && { number }) };
    return { picture, stopped, diagnostics };
  }
}
