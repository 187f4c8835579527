/**
 * Rewritten functions as they stand in the module: each is written as soon as it is done, behind its length and its locals, and what the
 * engine is to know of it in a second buffer. A large module has a hundred thousand functions and half a gigabyte of code:
 * objects for each, and a copy more, took the collector longer than some of the passes.
 */
import { ByteWriter } from "../bytes/writer.ts";
import { localsBytes, writeBody } from "../wasm/code.ts";
import type { LocalRun } from "../wasm/module.ts";

/** A function body with what is known of its speed. */
export interface HintedBody {
  readonly locals: readonly LocalRun[];
  /** May be of a buffer that is used again: whoever keeps it, copies it. */
  readonly code: Uint8Array;
  /** Where in its code the branches stand that are hardly ever taken. */
  readonly unlikely: readonly number[];
  /** It is worth to have it optimised before it runs for the first time. */
  readonly atOnce: boolean;
}

/** Functions whose indices follow one another. All buffers are exactly as long as what is in them. */
export interface WrittenBodies {
  readonly count: number;
  /** Entries of the code section. */
  readonly code: Uint8Array<ArrayBuffer>;
  /** By function: 1 where it is worth to have it optimised before it runs for the first time. */
  readonly atOnce: Uint8Array<ArrayBuffer>;
  /** How many entries `hints` has: functions without such branches have none. */
  readonly hinted: number;
  /** Entries of the section that tells which branches are hardly ever taken. */
  readonly hints: Uint8Array<ArrayBuffer>;
}

/** A hint's length in bytes and its value (branch hinting proposal). */
const NotTaken = [1, 0] as const;
/** What follows each offset. */
export const HintBytes = NotTaken.length;

/** Used for one range of functions after the other. */
export class BodyWriter {
  #next = 0;
  #count = 0;
  #hinted = 0;
  readonly #code = new ByteWriter();
  readonly #atOnce = new ByteWriter();
  readonly #hints = new ByteWriter();

  /** @param first the function index of what is written next, in the rewritten module */
  start(first: number): void {
    this.#next = first;
    this.#count = 0;
    this.#hinted = 0;
    for (const each of [this.#code, this.#atOnce, this.#hints]) each.clear();
  }

  write({ locals, code, unlikely, atOnce }: HintedBody): void {
    const before = localsBytes(locals);
    writeBody(this.#code, locals, code);
    this.#atOnce.u8(atOnce ? 1 : 0);
    if (unlikely.length > 0) {
      const hints = this.#hints;
      hints.uleb32(this.#next);
      hints.uleb32(unlikely.length);
      for (let at = 0; at < unlikely.length; at++) {
        // Offsets count from the body's start, its locals included.
        hints.uleb32(before + unlikely[at]!);
        hints.u8(NotTaken[0]);
        hints.u8(NotTaken[1]);
      }
      this.#hinted++;
    }
    this.#next++;
    this.#count++;
  }

  /** Bytes of code since `start`. */
  get length(): number {
    return this.#code.length;
  }

  /** All since `start`. */
  take(): WrittenBodies {
    return {
      count: this.#count,
      code: this.#code.toBytes(),
      atOnce: this.#atOnce.toBytes(),
      hinted: this.#hinted,
      hints: this.#hints.toBytes(),
    };
  }
}
