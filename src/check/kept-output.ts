/** What a checked program prints, kept for whoever asked for the check. */
import type { ByteSink } from "../runtime/host/streams.ts";

/** Of one stream. Can be posted between threads. */
export interface KeptBytes {
  readonly bytes: Uint8Array;
  /** Whether these are all that was printed. */
  readonly complete: boolean;
}

/** Bytes of one stream: a program in an endless loop can print more than there is memory for. */
const MostKept = 64 * 2 ** 20;

export class KeptOutput implements ByteSink {
  // Grown by halves of itself: a program may print byte by byte.
  #bytes = new Uint8Array(1024);
  #length = 0;
  #complete = true;

  write(bytes: Uint8Array): void {
    const taken = bytes.subarray(0, MostKept - this.#length);
    this.#complete &&= taken.length === bytes.length;
    const length = this.#length + taken.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, this.#bytes.length * 1.5));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(taken, this.#length);
    this.#length = length;
  }

  take(): KeptBytes {
    return { bytes: this.#bytes.slice(0, this.#length), complete: this.#complete };
  }
}
