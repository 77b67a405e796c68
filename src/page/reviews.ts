import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '../app/job.ts';
import { escapeForRegExp } from '../diagnostics/characters.ts';
import { sha256 } from '../files/sha256.ts';
import { listReview, type Review } from '../review/list-review.ts';
import type { ReturnedFile } from '../review/returned.ts';

/**
 * Word files that were dropped on the page, until it ends. They are kept in a folder of this page's own, because the command that takes
 * their edits into the inputs takes files; nothing of the project is written by dropping one.
 */
export class Reviews {
  #place: string | undefined;
  #count = 0;
  readonly files: ReturnedFile[] = [];
  /** What they hold, as of the inputs that were read last. */
  review: Review | undefined;
  /** Their names without the folder, in what a command prints. */
  readonly shortened = (text: string): string =>
    this.#place === undefined ? text : text.replaceAll('\\', '/').replaceAll(folderPattern(this.#place), '');

  /** Of the edits as they are numbered now: what was chosen by other numbers is not taken. */
  get key(): string {
    const numbered = this.review?.edits.map(({ number, field, before, after }) => [
      number,
      field,
      before,
      after,
    ]);
    return sha256(JSON.stringify(numbered ?? [])).slice(0, 16);
  }

  add(name: string, bytes: Uint8Array): void {
    this.#place ??= mkdtempSync(join(tmpdir(), 'triannual-review-'));
    // Two people send files of one name.
    this.#count += 1;
    const folder = join(this.#place, String(this.#count));
    mkdirSync(folder);
    const path = join(folder, plainName(name));
    writeFileSync(path, bytes);
    this.files.push({ path: path.replaceAll('\\', '/'), bytes });
  }

  /** Compares them with their drafts again. */
  async read(job: Job): Promise<void> {
    this.review = this.files.length > 0 ? await listReview(this.files, job) : undefined;
  }

  /** They are put away: what is open in another program goes with the next start of the computer. */
  clear(): void {
    this.files.length = 0;
    this.review = undefined;
    if (this.#place !== undefined) rmSync(this.#place, { recursive: true, force: true, maxRetries: 3 });
    this.#place = undefined;
  }
}

const folderPattern = (place: string) =>
  new RegExp(`${escapeForRegExp(place.replaceAll('\\', '/'))}/\\d+/`, 'g');

/** A name that every system takes: of what was dropped, without any folder. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[<>:"|?*\u0000-\u001F\u007F]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  const stem = plain.replace(/\.docx$/i, '').slice(0, 120);
  return `${stem || 'document'}.docx`;
}
