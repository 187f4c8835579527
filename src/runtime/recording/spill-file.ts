/** A spill in a file of this machine that has no name, so that it is gone when this process is. */
import { randomUUID } from "node:crypto";
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Spill } from "./spill.ts";

/** It holds what the program read: nobody else's business. */
const OwnerOnly = 0o600;

export class SpillFile implements Spill {
  readonly #folder: string;
  /** Opened by the first append: most runs need none. */
  #fd: number | undefined;
  /** A file that is still to be removed: where that cannot be done while it is open. */
  #path: string | undefined;

  constructor(folder: string = tmpdir()) {
    this.#folder = folder;
  }

  append(bytes: Uint8Array): void {
    this.#fd ??= this.#open();
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
  }

  read(at: number, into: Uint8Array): void {
    const fd = this.#fd;
    if (fd === undefined) throw new RangeError("nothing was spilled yet");
    for (let filled = 0; filled < into.length; ) {
      const length = readSync(fd, into, filled, into.length - filled, at + filled);
      if (length === 0) throw new RangeError(`the spilled log ends before byte ${at + filled}`);
      filled += length;
    }
  }

  /** What was appended is gone. */
  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    if (this.#path !== undefined) rmSync(this.#path, { force: true });
    this.#fd = undefined;
    this.#path = undefined;
  }

  #open(): number {
    const path = join(this.#folder, `redzone-${randomUUID()}.log`);
    // Noted first: a program whose time is up may be stopped anywhere, in here too.
    this.#path = path;
    const fd = openSync(path, "wx+", OwnerOnly);
    try {
      rmSync(path);
      this.#path = undefined;
    } catch {
      // Then `close` does it.
    }
    return fd;
  }
}
