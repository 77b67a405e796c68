/**
 * What files held when they were last read: a process that makes several runs reads the same files again and again, and most
 * have not changed. Nobody may change what is kept.
 */
export class Kept<Read> {
  readonly #last = new Map<string, { sha256: string; read: Read }>();

  /** What `read` gave for these bytes of this file, or else what it gives now. The last content of each file is kept. */
  read(file: string, sha256: string, read: () => Read): Read {
    const last = this.#last.get(file);
    if (last?.sha256 === sha256) return last.read;
    const now = read();
    this.#last.set(file, { sha256, read: now });
    return now;
  }
}
