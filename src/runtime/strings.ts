/**
 * The C library's string functions that read ahead of the bytes they are about.
 *
 * wasi-libc's strlen and its relatives read a string by aligned words, so near a block's end they touch
 * bytes that the string does not have. Reporting that would be false; allowing it would hide the string
 * that has no terminator at all. Memcheck replaces these functions by its own, byte for byte, and so
 * do we. As there, an error names the function and the call of it, and each byte counts. An undefined byte
 * is an error when it decides how far the function goes: bytes that are copied may be undefined, and stay so.
 *
 * One more function: a row in abi.ts, its names in intrinsics.ts, and its few lines here. Only functions
 * that read or write more than C says need it; the others are checked as they are.
 */
import type { Addr } from "../bytes/brand.ts";
import type { ErrorRecorder } from "./errors.ts";
import type { ProgramMemory } from "./program-memory.ts";
import type { Intrinsic } from "./stacks.ts";
import { ProgramStop } from "./stop.ts";

export class StringFunctions {
  readonly #memory: ProgramMemory;
  readonly #errors: ErrorRecorder;

  constructor(memory: ProgramMemory, errors: ErrorRecorder) {
    this.#memory = memory;
    this.#errors = errors;
  }

  strlen(string: number, csp: number): number {
    return this.#find("strlen", string, 0, Infinity, csp);
  }

  memchr(from: number, byte: number, length: number, csp: number): number {
    const at = this.#find("memchr", from, byte & 0xff, length, csp);
    return at < length ? from + at : 0;
  }

  /** The first `byte` of the string, or its terminator. */
  strchrnul(string: number, byte: number, csp: number): number {
    const { bytes } = this.#memory;
    const wanted = byte & 0xff;
    const room = this.#memory.size() - string;
    let length = 0;
    while (length < room && bytes[string + length] !== wanted && bytes[string + length] !== 0)
      length++;
    this.#touch("strchrnul", string, length + 1, false, csp);
    this.#decide("strchrnul", string, length + 1, wanted, 0, csp);
    return string + length;
  }

  /** Copies the terminator too; the address of its copy. */
  stpcpy(name: "strcpy" | "stpcpy", to: number, from: number, csp: number): number {
    const length = this.#find(name, from, 0, Infinity, csp);
    this.#touch(name, to, length + 1, true, csp);
    this.#checkApart(name, { to, from }, length + 1, length + 1, csp);
    this.#copy(to, from, length + 1);
    return to + length;
  }

  /**
   * Copies to the end of a string at most `limit` characters, and ends it.
   * @param limit undefined: to the terminator
   */
  strcat(
    name: "strcat" | "strncat",
    to: number,
    from: number,
    limit: number | undefined,
    csp: number,
  ): void {
    const end = to + this.#find(name, to, 0, Infinity, csp);
    const copied = Math.min(this.#find(name, from, 0, limit ?? Infinity, csp), limit ?? Infinity);
    this.#touch(name, end, copied + 1, true, csp);
    const read = Math.min(copied + 1, limit ?? Infinity);
    const given = limit === undefined ? { to, from } : { to, from, length: limit };
    this.#checkApart(name, given, end + copied + 1 - to, read, csp);
    this.#copy(end, from, copied);
    this.#memory.bytes[end + copied] = 0;
    this.#memory.definedness?.define(end + copied, 1);
  }

  /** Fills up with zeros to `length` bytes; the address of the first of them, or of the end. */
  stpncpy(
    name: "strncpy" | "stpncpy",
    to: number,
    from: number,
    length: number,
    csp: number,
  ): number {
    const copied = Math.min(this.#find(name, from, 0, length, csp), length);
    this.#touch(name, to, length, true, csp);
    const read = Math.min(copied + 1, length);
    this.#checkApart(name, { to, from, length }, length, read, csp);
    this.#copy(to, from, copied);
    this.#memory.bytes.fill(0, to + copied, to + length);
    this.#memory.definedness?.define(to + copied, length - copied);
    return to + copied;
  }

  /** What posix_memalign does with its first argument. */
  storePointer(name: Intrinsic, at: number, pointer: number, csp: number): void {
    this.#touch(name, at, 4, true, csp);
    this.#memory.view.setUint32(at, pointer, true);
    this.#memory.definedness?.define(at, 4);
  }

  /** Reports a call whose `read` bytes from `from` and `written` bytes from `to` have a byte in common. */
  #checkApart(
    name: Intrinsic,
    copied: { readonly to: number; readonly from: number; readonly length?: number },
    written: number,
    read: number,
    csp: number,
  ): void {
    const { to, from } = copied;
    if (read === 0 || written === 0 || to + written <= from || from + read <= to) return;
    this.#errors.overlap(name, { ...copied, to: to as Addr, from: from as Addr }, csp);
  }

  #copy(to: number, from: number, length: number): void {
    this.#memory.bytes.copyWithin(to, from, from + length);
    this.#memory.definedness?.copy(to, from, length);
  }

  /**
   * How far `byte` is from `from`, `limit` if it is not that near; all bytes up to it were read.
   * Without a limit and without such a byte, the one behind the program's memory is read too, and that
   * ends the run.
   */
  #find(name: Intrinsic, from: number, byte: number, limit: number, csp: number): number {
    const { bytes } = this.#memory;
    const end = Math.min(from + limit, this.#memory.size());
    let at = from;
    // Most strings are short: a loop beats the call of indexOf there.
    const near = Math.min(end, from + 64);
    while (at < near && bytes[at] !== byte) at++;
    if (at === near && at < end) {
      const found = bytes.indexOf(byte, at);
      at = found < 0 || found > end ? end : found;
    }
    const length = at - from;
    const read = Math.min(length + 1, limit);
    this.#touch(name, from, read, false, csp);
    this.#decide(name, from, read, byte, byte, csp);
    return length;
  }

  /**
   * Reports the bytes of a range, compared with two values, for which it is not defined whether they
   * are one of these. A byte that differs from both in a defined bit is none of them, whatever the rest.
   */
  #decide(
    name: Intrinsic,
    from: number,
    length: number,
    one: number,
    other: number,
    csp: number,
  ): void {
    const { definedness, bytes } = this.#memory;
    if (definedness === undefined) return;
    const before = definedness.firstUndefined(from, length);
    if (before < 0) return;
    let first = -1;
    let count = 0;
    for (let at = from + before; at < from + length; at++) {
      const undefinedBits = definedness.bitsAt(at);
      if (undefinedBits === 0) continue;
      const byte = bytes[at]! | undefinedBits;
      if (byte !== (one | undefinedBits) && byte !== (other | undefinedBits)) continue;
      if (count++ === 0) first = at;
    }
    if (count === 0) return;
    const origin = definedness.originAt(first);
    this.#errors.intrinsicUse(name, { kind: "UninitCondition" }, csp, origin, count);
  }

  /** Reports the bytes of the range that may not be touched: one error, which counts each of them. */
  #touch(name: Intrinsic, address: number, length: number, write: boolean, csp: number): void {
    const memory = this.#memory;
    const before = memory.firstRefused(address, length, write);
    if (before < 0) return;
    const first = (address + before) as Addr;
    // Of the bytes outside the program's memory the first one ends the run.
    const outside = Math.max(first, this.#memory.size());
    const end = Math.min(address + length, outside + 1);
    let count = 1;
    for (let at = first + 1; at < end; at++) if (memory.firstRefused(at, 1, write) === 0) count++;
    this.#errors.intrinsicAccess(name, { first, end, count }, write, csp);
    if (end > outside) throw new ProgramStop("memory");
  }
}
